//! What went wrong, and what to do now.

use desk::message::Failure;
use desk::ticket::Refusal;

use super::Language;
use crate::problem::Problem;

/// Stands between the wordings of a failure, which are in the order of [`Language::ALL`].
pub(crate) const BETWEEN: &str = "\u{1f}";

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
    refused_otherwise: "Això no es pot fer aquí. Torna a carregar la pàgina.", "Eso no se puede hacer aquí. Vuelve a cargar la página.", "That can't be done here. Reload the page.";
    refused_merged(into): "Aquest tiquet s'ha unit al #{into}. Continua allà, o desfés la unió.", "Este ticket se ha unido al #{into}. Sigue allí, o deshaz la unión.", "This ticket was merged into #{into}. Go on there, or undo the merge.";
    refused_taken(by): "{by} ja té aquest tiquet. Tria'n un altre.", "{by} ya tiene este ticket. Elige otro.", "{by} has this ticket already. Choose another.";
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

    /// Why a message did not arrive, as the server worded it: once for each language.
    pub(crate) fn failure(self, failure: Failure) -> String {
        let all = failure.reason;
        let theirs = all.split(BETWEEN).nth(self as usize).map(str::to_owned);
        theirs.unwrap_or(all)
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
            // No page asks for what these refuse yet; a browser need not load their words.
            Refusal::MergedWithItself
            | Refusal::OtherCustomer
            | Refusal::HoldsOthers
            | Refusal::BookChanged
            | Refusal::TagLength
            | Refusal::TooManyTags
            | Refusal::FieldNameLength
            | Refusal::FieldTooLong
            | Refusal::TooManyFields
            | Refusal::EmptyNote
            | Refusal::NoteTooLong
            | Refusal::KeyUsed
            | Refusal::NoSuchZone
            | Refusal::NotALanguage => self.refused_otherwise(),
        };
        text.to_owned()
    }
}
