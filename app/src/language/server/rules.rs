//! Rules in words: what starts them, what they ask, what they do. For their forms, and for the
//! account of what they did.

use crate::language::Language;

texts! {
    switched_on: "Activa", "Activa", "Switched on";
    when_it_starts: "Quan", "Cuándo", "When";
    what_it_asks: "Si", "Si", "If";
    what_is_done: "Aleshores", "Entonces", "Then";
    what_is_done_otherwise: "Si no es compleix", "Si no se cumple", "If it does not hold";
    stop_after_this: "Després d'aquesta, cap més regla", "Después de esta, ninguna regla más", "No further rule after this one";
    always_holds: "Sense condicions, sempre es compleix.", "Sin condiciones, siempre se cumple.", "Without conditions it always holds.";
    a_group: "Un grup", "Un grupo", "A group";
    what_has_to_hold: "S'ha de complir", "Tiene que cumplirse", "What has to hold";
    another_condition: "Una altra condició", "Otra condición", "Another condition";
    another_start: "També quan", "También cuando", "Also when";
    another_action: "Fes també", "Hacer también", "Also do";
    comparison: "Comparació", "Comparación", "Comparison";
    letter_for_letter: "Lletra per lletra, amb majúscules i accents", "Letra por letra, con mayúsculas y acentos", "Letter for letter, with capitals and accents";
    number_hint: "Un nombre; entre dos, com ara 9-17", "Un número; entre dos, como 9-17", "A number; between two, such as 9-17";
    any_tag_hint: "Buit, qualsevol", "Vacío, cualquiera", "Empty, any";
    share_used: "Percentatge del temps", "Porcentaje del tiempo", "Percent of the time";
    any_share_hint: "Buit, els avisos de l'acord", "Vacío, los avisos del acuerdo", "Empty, the warnings of its service level";
    length: "Temps", "Tiempo", "Time";
    length_hint: "De feina, com ara 30m, 4h o 2d", "De trabajo, como 30m, 4h o 2d", "Of work, such as 30m, 4h or 2d";
    time_of_day: "Hora", "Hora", "Time of day";
    time_of_day_hint: "Com ara 08:30, al rellotge de la bústia", "Por ejemplo 08:30, en el reloj del buzón", "Such as 08:30, on the mailbox's clock";
    text: "Text", "Texto", "Text";
    template_name: "Nom de la plantilla", "Nombre de la plantilla", "Name of the template";
    template_name_hint: "Com es diu a WhatsApp, que l'ha d'haver aprovada", "Como se llama en WhatsApp, que tiene que haberla aprobado", "As WhatsApp knows it, which must have approved it";
    template_language: "Llengua de la plantilla", "Idioma de la plantilla", "Language of the template";
    template_gaps: "Què omple els buits", "Qué rellena los huecos", "What fills its gaps";
    template_gaps_hint(variables): "Una línia per a cada buit: els del text, per ordre, i després els de la capçalera i els botons. S'hi omplen tots sols: {variables}", "Una línea por hueco: los del texto, en orden, y después los de la cabecera y los botones. Se rellenan solos: {variables}", "One line for each gap: those of the text, in order, then those of the header and the buttons. Filled by themselves: {variables}";
    rating_hint(variables): "Deixa-ho buit i ho demanem en la llengua del client. S'hi omplen tots sols: {variables}", "Déjalo vacío y lo preguntamos en el idioma del cliente. Se rellenan solos: {variables}", "Leave it empty and we ask in the customer's language. Filled by themselves: {variables}";
    text_hint(variables): "S'hi omplen tots sols: {variables}", "Se rellenan solos: {variables}", "Filled by themselves: {variables}";
    skill: "Coneixement", "Conocimiento", "Skill";
    skill_required_hint: "Si ningú no en sap, el tiquet espera", "Si nadie sabe, el ticket espera", "If nobody knows it, the ticket waits";
    address: "Adreça", "Dirección", "Address";
    address_hint: "Rep el tiquet en JSON. A la xarxa pròpia només s'hi crida si qui porta la bústia ho permet", "Recibe el ticket en JSON. A la red propia solo se llama si quien lleva el buzón lo permite", "It gets the ticket as JSON. The desk's own network is called only if whoever runs the desk allows it";
    whom: "A qui", "A quién", "Whom";
    several_people: "Unes quantes persones", "Varias personas", "Several people";
    empty_clears: "Buit, l'esborra", "Vacío, lo borra", "Empty clears it";
    other: "altres", "otros", "other";
}

/// `word => texts` for closed lists, each a match of its own.
macro_rules! words {
    ($name:ident: $($word:literal => $ca:literal, $es:literal, $en:literal;)*) => {
        impl Language {
            pub(crate) fn $name(self, word: &str) -> &'static str {
                match word {
                    $($word => self.pick($ca, $es, $en),)*
                    _ => self.other(),
                }
            }
        }
    };
}

words! { group:
    "any" => "alguna d'aquestes", "alguna de estas", "any of these";
    "none" => "cap d'aquestes", "ninguna de estas", "none of these";
    "all" => "tot això", "todo esto", "all of these";
}

words! { strategy:
    "least_loaded" => "Qui té menys feina", "Quien tiene menos trabajo", "Whoever has the least to do";
    "round_robin" => "Per torns", "Por turnos", "In turns";
    "take_next" => "Ningú: espera que algú l'agafi", "Nadie: espera a que alguien lo coja", "Nobody: it waits to be taken";
    "queue" => "Ningú: espera que algú l'agafi", "Nadie: espera a que alguien lo coja", "Nobody: it waits to be taken";
    "sticky" => "Qui ja el coneix", "Quien ya lo conoce", "Whoever knows the customer";
    "sticky_least_loaded" => "Qui ja el coneix; si no, qui té menys feina", "Quien ya lo conoce; si no, quien tiene menos trabajo", "Whoever knows the customer, else the least loaded";
    "sticky_round_robin" => "Qui ja el coneix; si no, per torns", "Quien ya lo conoce; si no, por turnos", "Whoever knows the customer, else in turns";
    "sticky_take_next" => "Qui ja el coneix; si no, espera", "Quien ya lo conoce; si no, espera", "Whoever knows the customer, else it waits";
}

words! { audience:
    "owner" => "Qui el té", "Quien lo tiene", "Its owner";
    "supervisors" => "Supervisió", "Supervisión", "Supervisors";
    "own_team" => "El seu equip", "Su equipo", "Its own team";
}

words! { trigger:
    "message_in" => "El client escriu", "El cliente escribe", "The customer writes";
    "message_out" => "L'equip escriu", "El equipo escribe", "The team writes";
    "ticket_opened" => "Comença un tiquet", "Empieza un ticket", "A ticket begins";
    "opened_by_us" => "Comencem nosaltres", "Empezamos nosotros", "We begin a ticket";
    "reopened" => "Es reobre", "Se reabre", "It is reopened";
    "resolved" => "Es resol", "Se resuelve", "It is resolved";
    "rated" => "El client valora l'atenció", "El cliente valora la atención", "The customer rates it";
    "assigned" => "Canvia de responsable", "Cambia de responsable", "Its owner changes";
    "team_changed" => "Canvia d'equip", "Cambia de equipo", "Its team changes";
    "status_changed" => "Canvia d'estat", "Cambia de estado", "Its status changes";
    "priority_changed" => "Canvia de prioritat", "Cambia de prioridad", "Its priority changes";
    "tag_added" => "Rep una etiqueta", "Recibe una etiqueta", "It gets a tag";
    "sla_warning" => "Avís d'acord de servei", "Aviso de acuerdo de servicio", "A service level warns";
    "sla_breached" => "S'incompleix un acord de servei", "Se incumple un acuerdo de servicio", "A service level is missed";
    "window_closing" => "La finestra es tanca aviat", "La ventana se cierra pronto", "The window closes soon";
    "customer_silent" => "El client no diu res", "El cliente no dice nada", "The customer is silent";
    "unanswered" => "El client espera resposta", "El cliente espera respuesta", "The customer waits for an answer";
    "agent_available" => "Algú queda lliure", "Alguien queda libre", "Somebody becomes free";
    "time_of_day" => "Cada dia a una hora", "Cada día a una hora", "Every day at a time";
}

words! { action:
    "assign_team" => "Passa-ho a un equip", "Pasarlo a un equipo", "Give it to a team";
    "assign_person" => "Passa-ho a una persona", "Pasarlo a una persona", "Give it to a person";
    "assign_by" => "Busca'n responsable", "Buscar responsable", "Find an owner";
    "unassign" => "Deixa-ho sense responsable", "Dejarlo sin responsable", "Take it from its owner";
    "set_priority" => "Posa la prioritat", "Poner la prioridad", "Set the priority";
    "set_status" => "Posa l'estat", "Poner el estado", "Set the status";
    "add_tag" => "Posa una etiqueta", "Poner una etiqueta", "Add a tag";
    "remove_tag" => "Treu una etiqueta", "Quitar una etiqueta", "Remove a tag";
    "set_field" => "Omple un camp", "Rellenar un campo", "Set a field";
    "set_policy" => "Posa l'acord de servei", "Poner el acuerdo de servicio", "Set the service level";
    "require_skill" => "Demana un coneixement", "Pedir un conocimiento", "Ask for a skill";
    "send_text" => "Envia un missatge", "Enviar un mensaje", "Send a message";
    "send_template" => "Envia una plantilla", "Enviar una plantilla", "Send a template";
    "ask_rating" => "Demana una valoració", "Pedir una valoración", "Ask for a rating";
    "escalate" => "Escala-ho", "Escalarlo", "Escalate it";
    "notify" => "Avisa", "Avisar", "Notify";
    "snooze" => "Ajorna", "Aplazar", "Snooze";
    "note" => "Escriu una nota", "Escribir una nota", "Write a note";
    "call_webhook" => "Crida un programa", "Llamar a un programa", "Call a program";
    "stop" => "Cap més regla", "Ninguna regla más", "No further rule";
}

words! { fact:
    "message_text" => "Text del missatge", "Texto del mensaje", "Words of the message";
    "message_kind" => "Tipus de missatge", "Tipo de mensaje", "Kind of message";
    "language" => "Llengua del missatge", "Idioma del mensaje", "Language of the message";
    "channel" => "Número nostre", "Número nuestro", "Our number";
    "contact_name" => "Nom del client", "Nombre del cliente", "Customer's name";
    "contact_country" => "País del client", "País del cliente", "Customer's country";
    "contact_attribute" => "Dada del client", "Dato del cliente", "Customer's attribute";
    "contact_tags" => "Etiquetes del client", "Etiquetas del cliente", "Customer's tags";
    "customer_zone" => "Zona horària del client", "Zona horaria del cliente", "Customer's time zone";
    "customer_hour" => "Hora del client", "Hora del cliente", "Customer's hour";
    "first_contact" => "Primer contacte", "Primer contacto", "First contact";
    "first_to_number" => "Primer cop en aquest número", "Primera vez en este número", "First time to this number";
    "status" => "Estat", "Estado", "Status";
    "priority" => "Prioritat", "Prioridad", "Priority";
    "team" => "Equip", "Equipo", "Team";
    "owner" => "Responsable", "Responsable", "Owner";
    "tags" => "Etiquetes", "Etiquetas", "Tags";
    "custom_field" => "Camp del tiquet", "Campo del ticket", "Field of the ticket";
    "previous_value" => "Valor anterior", "Valor anterior", "Value before";
    "started_by" => "Qui va començar", "Quién empezó", "Who began";
    "in_hours" => "En horari", "En horario", "Within opening hours";
    "sla_state" => "Com va l'acord de servei", "Cómo va el acuerdo de servicio", "State of the service level";
    "sla_clock" => "Rellotge que prem més", "Reloj que más aprieta", "Clock that presses most";
    "sla_minutes_left" => "Minuts que queden de l'acord", "Minutos que quedan del acuerdo", "Minutes left of the service level";
    "window_minutes_left" => "Minuts que queden de finestra", "Minutos que quedan de ventana", "Minutes left of the window";
    "free_entry" => "Ve d'un anunci i tot és gratis", "Viene de un anuncio y todo es gratis", "Came by an ad, and all is free";
    "cost_class" => "Què costa el pròxim missatge", "Qué cuesta el próximo mensaje", "What the next message costs";
    "unanswered_count" => "Missatges sense resposta", "Mensajes sin respuesta", "Messages without an answer";
    "age_minutes" => "Minuts des que va començar", "Minutos desde que empezó", "Minutes since it began";
    "rating" => "Valoració del client (1-5)", "Valoración del cliente (1-5)", "Customer's rating (1-5)";
    "automatic_messages" => "Missatges automàtics d'avui", "Mensajes automáticos de hoy", "Automatic messages of a day";
}

words! { operator:
    "equals" => "és", "es", "is";
    "is_not" => "no és", "no es", "is not";
    "any_of" => "és algun de", "es alguno de", "is any of";
    "none_of" => "no és cap de", "no es ninguno de", "is none of";
    "contains" => "conté", "contiene", "contains";
    "contains_none" => "no conté", "no contiene", "contains none of";
    "starts_with" => "comença per", "empieza por", "starts with";
    "has_word" => "té la paraula", "tiene la palabra", "has the word";
    "matches" => "encaixa amb l'expressió", "encaja con la expresión", "matches the expression";
    "less" => "és menys que", "es menos que", "is less than";
    "more" => "és més que", "es más que", "is more than";
    "between" => "és entre", "está entre", "is between";
    "is_set" => "hi és", "está", "is set";
    "is_not_set" => "no hi és", "no está", "is not set";
}

words! { listed:
    "text" => "text", "texto", "text";
    "image" => "foto", "foto", "picture";
    "video" => "vídeo", "vídeo", "video";
    "audio" => "àudio", "audio", "audio";
    "document" => "document", "documento", "document";
    "sticker" => "adhesiu", "sticker", "sticker";
    "location" => "ubicació", "ubicación", "location";
    "contacts" => "contactes", "contactos", "contacts";
    "choice" => "botó triat", "botón elegido", "tapped button";
    "rating" => "valoració", "valoración", "rating";
    "reaction" => "reacció", "reacción", "reaction";
    "order" => "comanda", "pedido", "order";
    "system" => "avís de WhatsApp", "aviso de WhatsApp", "notice of WhatsApp";
    "edit" => "correcció", "corrección", "edit";
    "revoke" => "missatge esborrat", "mensaje borrado", "deleted message";
    "unsupported" => "no admès per WhatsApp", "no admitido por WhatsApp", "not supported by WhatsApp";
    "unknown" => "desconegut", "desconocido", "unknown";
    "open" => "obert", "abierto", "open";
    "waiting" => "en espera", "en espera", "waiting";
    "snoozed" => "ajornat", "aplazado", "snoozed";
    "resolved" => "resolt", "resuelto", "resolved";
    "low" => "baixa", "baja", "low";
    "normal" => "normal", "normal", "normal";
    "high" => "alta", "alta", "high";
    "urgent" => "urgent", "urgente", "urgent";
    "customer" => "el client", "el cliente", "the customer";
    "us" => "nosaltres", "nosotros", "us";
    "none" => "cap", "ninguno", "none";
    "free" => "gratis", "gratis", "free";
    "free_template" => "només plantilla, gratis", "solo plantilla, gratis", "template only, free";
    "paid_template" => "només plantilla, de pagament", "solo plantilla, de pago", "template only, charged";
}

impl Language {
    /// A word of a closed list, as people say it; as it is where nothing better is known.
    pub(crate) fn fact_word(self, word: &str) -> String {
        match self.listed(word) {
            known if known != self.other() => known.to_owned(),
            _ => word.replace('_', " "),
        }
    }
}
