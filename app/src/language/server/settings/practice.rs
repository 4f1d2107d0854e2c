//! The plain pages of practice mode: what the network does, and all that a phone can do.

use crate::language::Language;

texts! {
    practice_network: "La xarxa de pràctica", "La red de práctica", "The practice network";
    network_hint: "Aquí fas que WhatsApp es porti malament, per veure què fa la bústia i què n'explica. Res d'això no surt d'aquesta màquina.", "Aquí haces que WhatsApp se porte mal, para ver qué hace el buzón y qué cuenta de ello. Nada de esto sale de esta máquina.", "Here you make WhatsApp misbehave, to see what the desk does then and what it tells you. Nothing of it leaves this machine.";
    network_set: "Desat. Val des d'ara.", "Guardado. Vale desde ahora.", "Saved. It holds from now on.";
    network_mend: "Que torni a anar tot bé", "Que vuelva a ir todo bien", "Make all well again";
    nothing_wrong: "Va bé", "Va bien", "All is well";
    fault: "En enviar", "Al enviar", "When we send";
    fault_hint: "Què passa amb cada missatge de l'equip en el moment d'enviar-lo.", "Qué pasa con cada mensaje del equipo en el momento de enviarlo.", "What happens to each message of the team the moment it is sent.";
    fault_error_after: "Error del servidor, però el missatge arriba: queda per confirmar i no s'envia dos cops", "Error del servidor, pero el mensaje llega: queda por confirmar y no se envía dos veces", "Server error, yet the message arrives: it is unconfirmed and not sent twice";
    fault_error_before: "Error del servidor, i el missatge no arriba", "Error del servidor, y el mensaje no llega", "Server error, and the message does not arrive";
    fault_drop_after: "Es talla la línia, però el missatge arriba", "Se corta la línea, pero el mensaje llega", "The line is cut, yet the message arrives";
    fault_drop_before: "Es talla la línia, i el missatge no arriba", "Se corta la línea, y el mensaje no llega", "The line is cut, and the message does not arrive";
    fault_slow: "La resposta triga vuit segons", "La respuesta tarda ocho segundos", "The answer takes eight seconds";
    fault_rate: "Massa missatges del número (130429): tots esperen", "Demasiados mensajes del número (130429): todos esperan", "Too many messages of the number (130429): all of them wait";
    fault_pair: "Massa missatges a aquest client (131056): els seus esperen", "Demasiados mensajes a este cliente (131056): los suyos esperan", "Too many messages to this customer (131056): theirs wait";
    fails: "Després d'acceptar-lo", "Después de aceptarlo", "After accepting it";
    fails_hint: "Meta accepta el missatge i més tard avisa que no l'ha pogut lliurar. El motiu surt sota el missatge.", "Meta acepta el mensaje y más tarde avisa de que no lo ha podido entregar. El motivo sale bajo el mensaje.", "Meta accepts the message and tells later that it could not deliver it. The reason stands under the message.";
    fails_131047: "La finestra de 24 hores és tancada (131047)", "La ventana de 24 horas está cerrada (131047)", "The 24-hour window is closed (131047)";
    fails_131026: "El client no és a WhatsApp (131026)", "El cliente no está en WhatsApp (131026)", "The customer is not on WhatsApp (131026)";
    fails_131049: "Meta no vol enviar-li més publicitat (131049)", "Meta no quiere enviarle más publicidad (131049)", "Meta spares them more marketing (131049)";
    fails_131053: "El fitxer no serveix (131053)", "El archivo no sirve (131053)", "The file is no good (131053)";
    duplicate: "Tot arriba dos cops", "Todo llega dos veces", "Everything comes twice";
    duplicate_hint: "Cada avís de WhatsApp es repeteix. La bústia n'ha de mostrar un de sol.", "Cada aviso de WhatsApp se repite. El buzón debe mostrar uno solo.", "Each notice of WhatsApp is repeated. The desk must show it once.";
    shuffle: "Tot arriba desordenat", "Todo llega desordenado", "Everything comes out of order";
    shuffle_hint: "Els avisos arriben barrejats dins d'un segon.", "Los avisos llegan mezclados dentro de un segundo.", "Notices come mixed within a second.";
    reverse: "Primer l'últim estat", "Primero el último estado", "The last status first";
    reverse_hint: "S'avisa que un missatge és llegit abans que lliurat i enviat.", "Se avisa de que un mensaje está leído antes que entregado y enviado.", "A message is said to be read before delivered and sent.";
    late: "Els estats arriben tard", "Los estados llegan tarde", "Statuses come late";
    late_hint: "Vint segons després: les marques tarden.", "Veinte segundos después: las marcas tardan.", "Twenty seconds later: the ticks take their time.";
    lose: "Els estats es perden", "Los estados se pierden", "Statuses get lost";
    lose_hint: "No se sap mai si un missatge va arribar.", "Nunca se sabe si un mensaje llegó.", "Nobody ever hears whether a message arrived.";
    batch: "Els avisos arriben de cinc en cinc", "Los avisos llegan de cinco en cinco", "Notices come five at a time";
    batch_hint: "No arriba res fins que n'hi ha cinc, cadascun en un apartat propi.", "No llega nada hasta que hay cinco, cada uno en un apartado propio.", "Nothing comes until there are five, each in an entry of its own.";
    conversations: "Estats com els d'abans", "Estados como los de antes", "Statuses as they used to be";
    conversations_hint: "Cada estat porta la conversa, com abans de la versió 24.", "Cada estado lleva la conversación, como antes de la versión 24.", "Each status has its conversation, as before version 24.";
    token: "El codi d'accés ha caducat", "El código de acceso ha caducado", "The access token has run out";
    token_hint: "Meta ho rebutja tot (190): el número s'atura i la bústia diu què cal fer.", "Meta lo rechaza todo (190): el número se detiene y el buzón dice qué hay que hacer.", "Meta refuses everything (190): the number stops, and the desk says what to do.";
    allowed: "Número de proves", "Número de pruebas", "A test number";
    allowed_hint: "Només escriu a qui és a la llista, i no hi ha ningú (131030).", "Solo escribe a quien está en la lista, y no hay nadie (131030).", "It writes only to those on its list, and nobody is (131030).";
    identity: "Com s'anomena el client", "Cómo se nombra al cliente", "How customers are named";
    identity_hint: "Des del 2026 Meta dona un identificador, i a vegades amaga el número.", "Desde 2026 Meta da un identificador, y a veces oculta el número.", "Since 2026 Meta gives an id, and sometimes withholds the number.";
    identity_both: "Número i identificador", "Número e identificador", "Number and id";
    identity_phone: "Només el número, com abans", "Solo el número, como antes", "The number alone, as before";
    identity_user_id: "Només l'identificador", "Solo el identificador", "The id alone";
    scenes: "Clients que venen sols", "Clientes que vienen solos", "Customers who come by themselves";
    scenes_hint: "Pregunten, esperen, donen les gràcies o es queixen, valoren i se'n van. Per assajar amb tot l'equip.", "Preguntan, esperan, dan las gracias o se quejan, valoran y se van. Para ensayar con todo el equipo.", "They ask, wait, thank or complain, rate and go. For rehearsing with the whole team.";
    calm_morning: "Un matí tranquil", "Una mañana tranquila", "A calm morning";
    busy_hour: "Una hora de feina", "Una hora punta", "A busy hour";
    scene_goes_on(scene, left): "Ara: {scene}. Clients que encara hi són o han de venir: {left}.", "Ahora: {scene}. Clientes que aún están o han de venir: {left}.", "Now: {scene}. Customers still here or yet to come: {left}.";
    scene_ends: "Que no vingui ningú més", "Que no venga nadie más", "Let nobody else come";
    back_to_the_phone: "Torna al telèfon", "Volver al teléfono", "Back to the phone";
    window_of_its_own: "Obre'l en una finestra pròpia", "Abrirlo en una ventana propia", "Open it in a window of its own";
    not_on_this_phone: "Aquest telèfon no ho pot fer, o ja és massa tard. Mira què hi ha escrit i torna-ho a provar.", "Este teléfono no puede hacerlo, o ya es demasiado tarde. Mira lo escrito y vuelve a probar.", "This phone can't do that, or it is too late. Look at what is filled in and try again.";
    about_this_message: "Aquest missatge", "Este mensaje", "This message";
    answer_this: "Respon citant-lo", "Responder citándolo", "Answer it";
    in_other_words: "Amb altres paraules (15 minuts)", "Con otras palabras (15 minutos)", "In other words (15 minutes)";
    change_it: "Canvia'l", "Cambiarlo", "Change it";
    delete_for_everyone: "Elimina'l per a tothom", "Eliminarlo para todos", "Delete for everyone";
    take_back_reaction: "Treu la reacció", "Quitar la reacción", "Take the reaction back";
    listen_to_it: "Escolta'l", "Escucharlo", "Listen to it";
    phone_sends: "Envia", "Enviar", "Send";
    sample_document: "Un document", "Un documento", "A document";
    sample_sticker: "Un adhesiu", "Un sticker", "A sticker";
    sample_order: "Una comanda del catàleg", "Un pedido del catálogo", "An order from the catalogue";
    sample_unknown: "Una cosa que no coneixem", "Algo que no conocemos", "Something we don't know";
    name_of_place: "Nom del lloc", "Nombre del lugar", "Name of the place";
    place_latitude: "Latitud", "Latitud", "Latitude";
    place_longitude: "Longitud", "Longitud", "Longitude";
    send_place: "Envia el lloc", "Enviar el lugar", "Send the place";
    name_of_contact: "Nom del contacte", "Nombre del contacto", "Name of the contact";
    phone_of_contact: "Telèfon del contacte", "Teléfono del contacto", "Phone of the contact";
    send_contact: "Envia el contacte", "Enviar el contacto", "Send the contact";
    a_file_of_yours: "Un fitxer d'aquest ordinador (16 MB com a molt)", "Un archivo de este ordenador (16 MB como mucho)", "A file of this computer (16 MB at most)";
    sent_as: "Enviat com a", "Enviado como", "Sent as";
    words_under_it: "Text al peu", "Texto al pie", "Words under it";
    file_not_sent: "No s'ha pogut enviar. Tria un fitxer més petit o torna-ho a provar.", "No se ha podido enviar. Elige un archivo más pequeño o vuelve a probar.", "It was not sent. Choose a smaller file, or try again.";
    file_image: "Foto", "Foto", "Picture";
    file_video: "Vídeo", "Vídeo", "Video";
    file_audio: "Àudio", "Audio", "Audio";
    file_voice: "Nota de veu", "Nota de voz", "Voice note";
    file_document: "Document", "Documento", "Document";
    file_sticker: "Adhesiu", "Sticker", "Sticker";
    phone_itself: "El telèfon", "El teléfono", "The phone itself";
    is_on_hint: "És engegat: rep i llegeix.", "Está encendido: recibe y lee.", "It is on: messages arrive and are read.";
    is_off_hint: "És apagat: no arriba res fins que l'engeguis.", "Está apagado: no llega nada hasta que lo enciendas.", "It is off: nothing arrives until you switch it on.";
    switch_off: "Apaga'l", "Apagarlo", "Switch it off";
    switch_on: "Engega'l", "Encenderlo", "Switch it on";
    new_number: "Número nou", "Número nuevo", "New number";
    change_number: "Canvia de número", "Cambiar de número", "Change number";
}

impl Language {
    /// What a switch of the network is called, and what it is for.
    pub(crate) fn switch(self, word: &str) -> (&'static str, &'static str) {
        match word {
            "duplicate" => (self.duplicate(), self.duplicate_hint()),
            "shuffle" => (self.shuffle(), self.shuffle_hint()),
            "reverse" => (self.reverse(), self.reverse_hint()),
            "late" => (self.late(), self.late_hint()),
            "lose" => (self.lose(), self.lose_hint()),
            "batch" => (self.batch(), self.batch_hint()),
            "conversations" => (self.conversations(), self.conversations_hint()),
            "token" => (self.token(), self.token_hint()),
            _ => (self.allowed(), self.allowed_hint()),
        }
    }

    /// One of several ways for the network to be.
    pub(crate) fn choice_of_network(self, word: &str) -> &'static str {
        match word {
            "error_after" => self.fault_error_after(),
            "error_before" => self.fault_error_before(),
            "drop_after" => self.fault_drop_after(),
            "drop_before" => self.fault_drop_before(),
            "slow" => self.fault_slow(),
            "rate" => self.fault_rate(),
            "pair" => self.fault_pair(),
            "131047" => self.fails_131047(),
            "131026" => self.fails_131026(),
            "131049" => self.fails_131049(),
            "131053" => self.fails_131053(),
            "phone" => self.identity_phone(),
            "user_id" => self.identity_user_id(),
            _ => self.identity_both(),
        }
    }

    pub(crate) fn scene(self, word: &str) -> &'static str {
        match word {
            "busy" => self.busy_hour(),
            _ => self.calm_morning(),
        }
    }

    pub(crate) fn kind_of_file(self, kind: &str) -> &'static str {
        match kind {
            "video" => self.file_video(),
            "audio" => self.file_audio(),
            "voice" => self.file_voice(),
            "document" => self.file_document(),
            "sticker" => self.file_sticker(),
            _ => self.file_image(),
        }
    }
}
