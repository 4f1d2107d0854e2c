//! Why the desk said no, and what to do now.

use desk::ticket::Refusal;

use crate::language::Language;

texts! {
    refused_not_allowed: "El teu rol no ho permet. Demana-ho a qui administra.", "Tu rol no lo permite. Pídeselo a quien administra.", "Your role does not allow this. Ask your administrator.";
    refused_no_such_ticket: "Aquest tiquet no existeix. Torna a la llista i tria'n un altre.", "Este ticket no existe. Vuelve a la lista y elige otro.", "There is no such ticket. Go back to the list and choose another.";
    refused_no_such_customer: "Aquest client no existeix. Torna a la llista i tria'n un altre.", "Este cliente no existe. Vuelve a la lista y elige otro.", "There is no such customer. Go back to the list and choose another.";
    refused_no_such_message: "Aquest missatge ja no hi és. Torna a carregar la pàgina.", "Este mensaje ya no está. Vuelve a cargar la página.", "That message is gone. Reload the page.";
    refused_no_such_person: "Aquesta persona no pot respondre clients. Tria'n una altra.", "Esta persona no puede responder a clientes. Elige otra.", "That person can't answer customers. Choose another.";
    refused_empty_message: "El missatge és buit. Escriu alguna cosa abans d'enviar.", "El mensaje está vacío. Escribe algo antes de enviar.", "The message is empty. Write something first.";
    refused_message_too_long: "El missatge passa dels 4.096 caràcters. Parteix-lo en dos.", "El mensaje pasa de 4096 caracteres. Pártelo en dos.", "The message is longer than 4,096 characters. Split it in two.";
    refused_snooze_in_the_past: "Aquest moment ja ha passat. Tria'n un de futur.", "Ese momento ya ha pasado. Elige uno futuro.", "That moment has passed. Choose a later one.";
    refused_already_resolved: "El tiquet ja està resolt. Reobre'l primer.", "El ticket ya está resuelto. Reábrelo primero.", "The ticket is resolved. Reopen it first.";
    refused_not_unconfirmed: "Aquest missatge ja té resposta de WhatsApp. No cal tornar-lo a enviar.", "WhatsApp ya ha respondido por este mensaje. No hace falta enviarlo de nuevo.", "WhatsApp has already answered for this message. No need to send it again.";
    refused_newer_ticket: "Aquest client ja té un tiquet més nou. Respon-li allà.", "Este cliente ya tiene un ticket más nuevo. Respóndele allí.", "This customer has a newer ticket. Answer there.";
    refused_merged(into): "Aquest tiquet s'ha unit al #{into}. Continua allà, o desfés la unió.", "Este ticket se ha unido al #{into}. Sigue allí, o deshaz la unión.", "This ticket was merged into #{into}. Go on there, or undo the merge.";
    refused_taken(by): "{by} ja té aquest tiquet. Tria'n un altre.", "{by} ya tiene este ticket. Elige otro.", "{by} has this ticket already. Choose another.";
    refused_merged_with_itself: "Un tiquet no es pot unir a si mateix. Tria'n un altre.", "Un ticket no se puede unir a sí mismo. Elige otro.", "A ticket can't be merged into itself. Choose another.";
    refused_other_customer: "Només s'uneixen tiquets d'un mateix client en un mateix número. Tria'n un altre.", "Solo se unen tickets de un mismo cliente en un mismo número. Elige otro.", "Only tickets of one customer at one number can be merged. Choose another.";
    refused_holds_others: "Aquest tiquet ja en té d'altres d'units. Uneix-los aquí, o desfés primer aquelles unions.", "Este ticket ya tiene otros unidos. Únelos aquí, o deshaz antes esas uniones.", "Other tickets were merged into this one. Merge into this one, or undo that first.";
    refused_book_changed: "Algú altre ha canviat la configuració mentrestant. Torna-la a mirar.", "Otra persona ha cambiado la configuración mientras tanto. Vuelve a mirarla.", "Somebody else changed the settings meanwhile. Look at them again.";
    refused_empty_note: "La nota és buida. Escriu-hi alguna cosa.", "La nota está vacía. Escribe algo.", "The note is empty. Write something first.";
    refused_note_too_long: "La nota passa dels 4.096 caràcters. Parteix-la en dues.", "La nota pasa de 4096 caracteres. Pártela en dos.", "The note is longer than 4,096 characters. Split it in two.";
    refused_window_closed: "Han passat 24 hores des de l'últim missatge del client. Envia una plantilla.", "Han pasado 24 horas desde el último mensaje del cliente. Envía una plantilla.", "24 hours have passed since the customer's last message. Send a template.";
    refused_otherwise: "Això no es pot fer aquí. Torna a carregar la pàgina.", "Eso no se puede hacer aquí. Vuelve a cargar la página.", "That can't be done here. Reload the page.";
}

impl Language {
    /// One sentence of what, one of what now.
    pub fn refusal(self, refusal: &Refusal) -> String {
        let text = match refusal {
            Refusal::Merged { into } => return self.refused_merged(into),
            Refusal::Taken { by } => return self.refused_taken(by),
            Refusal::Unfit(unfit) => self.unfit(*unfit),
            Refusal::NotAllowed => self.refused_not_allowed(),
            Refusal::NoSuchTicket => self.refused_no_such_ticket(),
            Refusal::NoSuchCustomer => self.refused_no_such_customer(),
            Refusal::NoSuchMessage => self.refused_no_such_message(),
            Refusal::NoSuchPerson => self.refused_no_such_person(),
            Refusal::EmptyMessage => self.refused_empty_message(),
            Refusal::MessageTooLong => self.refused_message_too_long(),
            Refusal::SnoozeInThePast | Refusal::ShareInThePast => self.refused_snooze_in_the_past(),
            Refusal::AlreadyResolved => self.refused_already_resolved(),
            Refusal::NewerTicket => self.refused_newer_ticket(),
            Refusal::NotUnconfirmed => self.refused_not_unconfirmed(),
            Refusal::MergedWithItself => self.refused_merged_with_itself(),
            Refusal::OtherCustomer => self.refused_other_customer(),
            Refusal::HoldsOthers => self.refused_holds_others(),
            Refusal::BookChanged => self.refused_book_changed(),
            Refusal::EmptyNote => self.refused_empty_note(),
            Refusal::NoteTooLong => self.refused_note_too_long(),
            Refusal::WindowClosed => self.refused_window_closed(),
            // A customer's page, or a template's, says these beside their fields, and the API says the last.
            Refusal::TagLength
            | Refusal::TooManyTags
            | Refusal::FieldNameLength
            | Refusal::FieldTooLong
            | Refusal::TooManyFields
            | Refusal::NoSuchZone
            | Refusal::NotALanguage
            | Refusal::Unsendable(_)
            | Refusal::KeyUsed => self.refused_otherwise(),
        };
        text.to_owned()
    }
}
