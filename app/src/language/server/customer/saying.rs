//! What is said to a customer besides text: the menu of a message, the forms, and why WhatsApp would
//! not take it.

use desk::message::Unfit;

use crate::language::Language;

texts! {
    message_menu: "Què fer amb aquest missatge", "Qué hacer con este mensaje", "What to do with this message";
    reply_to_this: "Respon", "Responder", "Reply";
    react_with: "Reacciona amb", "Reaccionar con", "React with";
    take_reaction_off: "Treu la reacció", "Quitar la reacción", "Take the reaction back";
    you_answer: "En resposta a", "En respuesta a", "In answer to";
    quote_nothing: "No citis cap missatge", "No citar ningún mensaje", "Quote no message";
    unseen_message: "Un missatge d'abans", "Un mensaje anterior", "An earlier message";
    say_otherwise: "Envia un lloc, un contacte o opcions", "Enviar un lugar, un contacto u opciones", "Send a place, a contact or choices";
    saying_page(customer): "Envia a {customer}", "Enviar a {customer}", "Send to {customer}";
    in_answer_to_a_message: "S'enviarà en resposta al missatge que has triat.", "Se enviará en respuesta al mensaje que has elegido.", "It will answer the message that you chose.";
    a_place: "Un lloc", "Un lugar", "A place";
    latitude: "Latitud", "Latitud", "Latitude";
    longitude: "Longitud", "Longitud", "Longitude";
    degrees_hint: "En graus, com ara 41.387", "En grados, como 41.387", "In degrees, such as 41.387";
    place_name: "Nom (opcional)", "Nombre (opcional)", "Name (optional)";
    place_address: "Adreça (opcional)", "Dirección (opcional)", "Address (optional)";
    a_contact: "Un contacte", "Un contacto", "A contact";
    card_name: "Nom i cognoms", "Nombre y apellidos", "Full name";
    card_phones: "Telèfons", "Teléfonos", "Phone numbers";
    card_phones_hint: "Un a cada línia, amb + i prefix", "Uno en cada línea, con + y prefijo", "One on each line, with + and country code";
    card_company: "Empresa (opcional)", "Empresa (opcional)", "Company (optional)";
    with_buttons: "Una pregunta amb botons", "Una pregunta con botones", "A question with buttons";
    with_list: "Una pregunta amb una llista", "Una pregunta con una lista", "A question with a list";
    question: "Pregunta", "Pregunta", "Question";
    nth_button(n): "Botó {n}", "Botón {n}", "Button {n}";
    button_hint: "20 caràcters com a molt", "20 caracteres como mucho", "20 characters at most";
    list_button: "Botó que obre la llista", "Botón que abre la lista", "Button that opens the list";
    list_rows: "Opcions", "Opciones", "Choices";
    list_rows_hint: "Una a cada línia, fins a deu; després d'una barra, una descripció: Dimarts | Al matí", "Una en cada línea, hasta diez; tras una barra, una descripción: Martes | Por la mañana", "One on each line, up to ten; after a bar, a description: Tuesday | In the morning";
    unfit_elsewhere: "El missatge no és d'aquest tiquet. Torna a carregar la pàgina.", "El mensaje no es de este ticket. Vuelve a cargar la página.", "The message is not one of this ticket. Reload the page.";
    unfit_not_at_whatsapp: "WhatsApp encara no té aquest missatge. Espera que s'hagi enviat.", "WhatsApp aún no tiene ese mensaje. Espera a que se haya enviado.", "WhatsApp does not have that message yet. Wait until it is sent.";
    unfit_reaction_quotes: "Una reacció no cita res. Treu la cita.", "Una reacción no cita nada. Quita la cita.", "A reaction quotes nothing. Take the quote off.";
    unfit_not_theirs: "Només es pot reaccionar al que escriu el client. Respon amb text.", "Solo se puede reaccionar a lo que escribe el cliente. Responde con texto.", "Only what a customer wrote can be reacted to. Reply with text.";
    unfit_to_reaction: "No es pot reaccionar a això. Tria un altre missatge.", "No se puede reaccionar a eso. Elige otro mensaje.", "That can't be reacted to. Choose another message.";
    unfit_too_old: "Aquest missatge té més de 30 dies i WhatsApp no hi admet reaccions. Respon amb text.", "Ese mensaje tiene más de 30 días y WhatsApp no admite reacciones. Responde con texto.", "That message is older than 30 days, and WhatsApp takes no reaction to it. Reply with text.";
    unfit_emoji: "Una reacció és un emoji. Tria'n un.", "Una reacción es un emoji. Elige uno.", "A reaction is one emoji. Choose one.";
    unfit_place: "La latitud va de -90 a 90 i la longitud de -180 a 180. Corregeix-les.", "La latitud va de -90 a 90 y la longitud de -180 a 180. Corrígelas.", "A latitude goes from -90 to 90, a longitude from -180 to 180. Correct them.";
    unfit_place_long: "El nom o l'adreça passen de 1.000 caràcters. Escurça'ls.", "El nombre o la dirección pasan de 1000 caracteres. Acórtalos.", "The name or the address is longer than 1,000 characters. Make it shorter.";
    unfit_cards: "Un missatge porta d'1 a 257 contactes. Envia'n menys.", "Un mensaje lleva de 1 a 257 contactos. Envía menos.", "A message holds 1 to 257 contacts. Send fewer.";
    unfit_card: "Un contacte necessita un nom i telèfons amb + i prefix. Completa'l.", "Un contacto necesita un nombre y teléfonos con + y prefijo. Complétalo.", "A contact needs a name, and phone numbers with + and country code. Complete it.";
    unfit_buttons: "Hi ha d'haver d'1 a 3 botons. Escriu-ne algun.", "Tiene que haber de 1 a 3 botones. Escribe alguno.", "There have to be 1 to 3 buttons. Write one.";
    unfit_button: "Un botó té d'1 a 20 caràcters. Escurça'l.", "Un botón tiene de 1 a 20 caracteres. Acórtalo.", "A button has 1 to 20 characters. Make it shorter.";
    unfit_body: "Una pregunta amb botons té 1.024 caràcters com a molt. Escurça-la.", "Una pregunta con botones tiene 1024 caracteres como mucho. Acórtala.", "A question with buttons has at most 1,024 characters. Make it shorter.";
    unfit_rows: "Una llista té d'1 a 10 opcions. Canvia'n el nombre.", "Una lista tiene de 1 a 10 opciones. Cambia su número.", "A list has 1 to 10 choices. Change how many.";
    unfit_row: "Una opció té d'1 a 24 caràcters. Escurça-la.", "Una opción tiene de 1 a 24 caracteres. Acórtala.", "A choice has 1 to 24 characters. Make it shorter.";
    unfit_description: "Una descripció té 72 caràcters com a molt. Escurça-la.", "Una descripción tiene 72 caracteres como mucho. Acórtala.", "A description has at most 72 characters. Make it shorter.";
    unfit_twice: "Dues opcions es diuen igual. Canvia'n una.", "Dos opciones se llaman igual. Cambia una.", "Two of the choices are called the same. Change one.";
}

impl Language {
    /// Why WhatsApp would not take what somebody wanted to say: one sentence of what, one of what now.
    pub(in crate::language) fn unfit(self, unfit: Unfit) -> &'static str {
        match unfit {
            Unfit::Elsewhere => self.unfit_elsewhere(),
            Unfit::NotAtWhatsApp => self.unfit_not_at_whatsapp(),
            Unfit::ReactionQuotes => self.unfit_reaction_quotes(),
            Unfit::NotTheirs => self.unfit_not_theirs(),
            Unfit::ToReaction => self.unfit_to_reaction(),
            Unfit::TooOld => self.unfit_too_old(),
            Unfit::NotAnEmoji => self.unfit_emoji(),
            Unfit::NoPlace => self.unfit_place(),
            Unfit::PlaceTooLong => self.unfit_place_long(),
            Unfit::Cards => self.unfit_cards(),
            Unfit::Card => self.unfit_card(),
            Unfit::Buttons => self.unfit_buttons(),
            Unfit::Button => self.unfit_button(),
            Unfit::Body => self.unfit_body(),
            Unfit::Rows => self.unfit_rows(),
            Unfit::Row => self.unfit_row(),
            Unfit::Description => self.unfit_description(),
            Unfit::Twice => self.unfit_twice(),
            // Only programs give ids.
            Unfit::Id => self.refused_otherwise(),
        }
    }
}
