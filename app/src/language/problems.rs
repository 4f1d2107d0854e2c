//! What went wrong, and what to do now.

use desk::message::{Failure, Fault};
use desk::ticket::Refusal;

use super::Language;
use crate::problem::Problem;

texts! {
    refused_not_allowed: "El teu rol no ho permet. Demana-ho a qui administra.", "Tu rol no lo permite. Pídeselo a quien administra.", "Your role does not allow this. Ask your administrator.";
    refused_no_such_ticket: "Aquest tiquet no existeix. Torna a la llista i tria'n un altre.", "Este ticket no existe. Vuelve a la lista y elige otro.", "There is no such ticket. Go back to the list and choose another.";
    refused_no_such_message: "Aquest missatge ja no hi és. Torna a carregar la pàgina.", "Este mensaje ya no está. Vuelve a cargar la página.", "That message is gone. Reload the page.";
    refused_no_such_person: "Aquesta persona no pot respondre clients. Tria'n una altra.", "Esta persona no puede responder a clientes. Elige otra.", "That person can't answer customers. Choose another.";
    refused_empty_message: "El missatge és buit. Escriu alguna cosa abans d'enviar.", "El mensaje está vacío. Escribe algo antes de enviar.", "The message is empty. Write something first.";
    refused_message_too_long: "El missatge passa dels 4.096 caràcters. Parteix-lo en dos.", "El mensaje pasa de 4096 caracteres. Pártelo en dos.", "The message is longer than 4,096 characters. Split it in two.";
    refused_snooze_in_the_past: "Aquest moment ja ha passat. Tria'n un de futur.", "Ese momento ya ha pasado. Elige uno futuro.", "That moment has passed. Choose a later one.";
    refused_already_resolved: "El tiquet ja està resolt. Reobre'l primer.", "El ticket ya está resuelto. Reábrelo primero.", "The ticket is resolved. Reopen it first.";
    refused_not_unconfirmed: "Aquest missatge ja té resposta de WhatsApp. No cal tornar-lo a enviar.", "WhatsApp ya ha respondido por este mensaje. No hace falta enviarlo de nuevo.", "WhatsApp has already answered for this message. No need to send it again.";
    refused_newer_ticket: "Aquest client ja té un tiquet més nou. Respon-li allà.", "Este cliente ya tiene un ticket más nuevo. Respóndele allí.", "This customer has a newer ticket. Answer there.";
    fault_not_connected: "Aquest número ja no està connectat. Torna'l a connectar.", "Este número ya no está conectado. Vuelve a conectarlo.", "The number is not connected any more. Connect it again.";
    fault_no_address: "WhatsApp no dona cap manera d'arribar a aquest client. Espera que torni a escriure.", "WhatsApp no da ninguna manera de llegar a este cliente. Espera a que vuelva a escribir.", "WhatsApp gave no way to reach this customer. Wait until they write again.";
    fault_unexplained: "WhatsApp no n'ha dit el motiu.", "WhatsApp no ha dicho el motivo.", "WhatsApp gave no reason.";
    refused_merged(into): "Aquest tiquet s'ha unit al #{into}. Continua allà, o desfés la unió.", "Este ticket se ha unido al #{into}. Sigue allí, o deshaz la unión.", "This ticket was merged into #{into}. Go on there, or undo the merge.";
    refused_taken(by): "{by} ja té aquest tiquet. Tria'n un altre.", "{by} ya tiene este ticket. Elige otro.", "{by} has this ticket already. Choose another.";
    refused_merged_with_itself: "Un tiquet no es pot unir amb si mateix. Tria'n un altre.", "Un ticket no se puede unir consigo mismo. Elige otro.", "A ticket can't be merged with itself. Choose another.";
    refused_other_customer: "Aquests dos tiquets són de clients o números diferents. Només se'n poden unir del mateix.", "Estos dos tickets son de clientes o números distintos. Solo se pueden unir los del mismo.", "These two tickets belong to different customers or numbers. Only tickets of the same one can be merged.";
    refused_holds_others: "Aquest tiquet ja en conté d'altres. Desfés aquella unió primer.", "Este ticket ya contiene otros. Deshaz antes esa unión.", "This ticket already holds others. Undo that merge first.";
    refused_book_changed: "Algú altre ha canviat la configuració mentrestant. Torna a carregar la pàgina.", "Alguien más ha cambiado la configuración mientras tanto. Vuelve a cargar la página.", "Somebody else changed the settings meanwhile. Reload the page.";
    refused_tag_length: "Una etiqueta té d'1 a 40 caràcters. Escurça-la.", "Una etiqueta tiene de 1 a 40 caracteres. Acórtala.", "A tag has 1 to 40 characters. Make it shorter.";
    refused_too_many_tags: "Un tiquet porta 30 etiquetes com a molt. Treu-ne una primer.", "Un ticket lleva 30 etiquetas como mucho. Quita una primero.", "A ticket bears 30 tags at most. Remove one first.";
    refused_field_name_length: "El nom d'un camp té d'1 a 40 caràcters. Escurça'l.", "El nombre de un campo tiene de 1 a 40 caracteres. Acórtalo.", "A field's name has 1 to 40 characters. Make it shorter.";
    refused_field_too_long: "Un camp té 500 caràcters com a molt. Escurça'l.", "Un campo tiene 500 caracteres como mucho. Acórtalo.", "A field holds 500 characters at most. Make it shorter.";
    refused_too_many_fields: "Un tiquet té 50 camps com a molt. Buida'n un primer.", "Un ticket tiene 50 campos como mucho. Vacía uno primero.", "A ticket has 50 fields at most. Clear one first.";
    refused_empty_note: "La nota és buida. Escriu alguna cosa primer.", "La nota está vacía. Escribe algo primero.", "The note is empty. Write something first.";
    refused_note_too_long: "La nota passa dels 4.096 caràcters. Parteix-la en dues.", "La nota pasa de 4096 caracteres. Pártela en dos.", "The note is longer than 4,096 characters. Split it in two.";
    refused_key_used: "Aquesta clau ja s'ha fet servir per a un altre missatge. Fes-ne servir una de nova per a cada missatge.", "Esta clave ya se ha usado para otro mensaje. Usa una nueva para cada mensaje.", "This key was used for another message. Use a new one for each message.";
    signed_out: "La teva sessió s'ha acabat. Torna a entrar; el que has escrit es conserva.", "Tu sesión se ha acabado. Vuelve a entrar; lo que has escrito se conserva.", "You are signed out. Sign in again; what you wrote is kept.";
    failed(reference): "No ha anat bé i res no s'ha desat. Torna-ho a provar; referència {reference}.", "No ha ido bien y no se ha guardado nada. Inténtalo otra vez; referencia {reference}.", "That failed and nothing was saved. Try again; reference {reference}.";
    unreachable: "No arribem al servidor. El que has escrit es conserva; torna-ho a provar quan hi hagi connexió.", "No llegamos al servidor. Lo que has escrito se conserva; inténtalo otra vez cuando haya conexión.", "The server can't be reached. What you wrote is kept; try again once you are online.";
}

impl Language {
    /// One sentence of what, one of what now.
    pub(crate) fn problem(self, problem: &Problem) -> String {
        match problem {
            Problem::Refused { refusal } => self.refusal(refusal),
            Problem::SignedOut => self.signed_out().to_owned(),
            Problem::Failed { reference } => self.failed(reference),
            Problem::Unreachable => self.unreachable().to_owned(),
        }
    }

    /// Why a message did not arrive: our own words where there are any, else Meta's as they came.
    pub(crate) fn failure(self, failure: Failure) -> String {
        match failure.fault {
            Some(Fault::NotConnected) => self.fault_not_connected().to_owned(),
            Some(Fault::NoAddress) => self.fault_no_address().to_owned(),
            Some(Fault::Unexplained) => self.fault_unexplained().to_owned(),
            None => failure.reason,
        }
    }

    fn refusal(self, refusal: &Refusal) -> String {
        let text = match refusal {
            Refusal::Merged { into } => return self.refused_merged(into),
            Refusal::Taken { by } => return self.refused_taken(by),
            Refusal::NotAllowed => self.refused_not_allowed(),
            Refusal::NoSuchTicket => self.refused_no_such_ticket(),
            Refusal::NoSuchMessage => self.refused_no_such_message(),
            Refusal::NoSuchPerson => self.refused_no_such_person(),
            Refusal::EmptyMessage => self.refused_empty_message(),
            Refusal::MessageTooLong => self.refused_message_too_long(),
            Refusal::SnoozeInThePast => self.refused_snooze_in_the_past(),
            Refusal::AlreadyResolved => self.refused_already_resolved(),
            Refusal::NewerTicket => self.refused_newer_ticket(),
            Refusal::NotUnconfirmed => self.refused_not_unconfirmed(),
            Refusal::MergedWithItself => self.refused_merged_with_itself(),
            Refusal::OtherCustomer => self.refused_other_customer(),
            Refusal::HoldsOthers => self.refused_holds_others(),
            Refusal::BookChanged => self.refused_book_changed(),
            Refusal::TagLength => self.refused_tag_length(),
            Refusal::TooManyTags => self.refused_too_many_tags(),
            Refusal::FieldNameLength => self.refused_field_name_length(),
            Refusal::FieldTooLong => self.refused_field_too_long(),
            Refusal::TooManyFields => self.refused_too_many_fields(),
            Refusal::EmptyNote => self.refused_empty_note(),
            Refusal::NoteTooLong => self.refused_note_too_long(),
            Refusal::KeyUsed => self.refused_key_used(),
        };
        text.to_owned()
    }
}
