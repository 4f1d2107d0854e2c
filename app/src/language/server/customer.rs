//! A customer's page: what it asks for, and why that can't be noted.

pub(in crate::language) mod enclosing;
mod saying;

use desk::ticket::{LONGEST_FIELD, LONGEST_TAG, LONGEST_VALUE, MOST_FIELDS, MOST_TAGS, Refusal};

use crate::language::Language;

pub(in crate::language) mod kin;

texts! {
    customer_page: "Client", "Cliente", "Customer";
    back_to_the_ticket(number): "Torna al tiquet #{number}", "Volver al ticket #{number}", "Back to ticket #{number}";
    customer_noted: "Desat.", "Guardado.", "Saved.";
    nothing_noted: "Encara no se n'ha anotat res.", "Todavía no se ha anotado nada.", "Nothing is noted yet.";
    customer_changed_meanwhile: "Algú altre n'acaba d'anotar alguna cosa. Torna-ho a desar.", "Alguien acaba de anotar algo más. Guárdalo otra vez.", "Somebody else noted something just now. Save it again.";
    customer_zone_hint: "Pel nom IANA, com ara America/New_York. Buida: la que digui el número.", "Por su nombre IANA, como America/New_York. Vacía: la que diga el número.", "By its IANA name, such as America/New_York. Empty: what the number tells.";
    customer_language_hint: "Un codi, com ara ca o pt-BR", "Un código, como ca o pt-BR", "A code, such as ca or pt-BR";
    customer_opted_out: "No vol publicitat ni missatges automàtics, si no són una resposta", "No quiere publicidad ni mensajes automáticos, salvo como respuesta", "Wants no marketing and no automatic messages, except as an answer";
    attributes: "Què més se'n sap", "Qué más se sabe", "What else is known";
    attributes_hint: "Un valor que es buida se'n va.", "Un valor que se vacía desaparece.", "A value that is emptied goes away.";
    share_the_ticket: "Comparteix el tiquet", "Compartir el ticket", "Share the ticket";
    share_hint: "Qui és convidat només veu el que es comparteix amb ell, amb el telèfon tapat, i no respon.", "Quien es invitado solo ve lo que se comparte con él, con el teléfono tapado, y no responde.", "A guest sees only what is shared with them, with the phone number masked, and does not answer.";
    share_with: "Amb qui", "Con quién", "With whom";
    share_for: "Durant", "Durante", "For";
    share_days[n]: "{n} dia" / "{n} dies", "{n} día" / "{n} días", "{n} day" / "{n} days";
    share_for_good: "Fins que es retiri", "Hasta que se retire", "Until it is taken back";
    share_it: "Comparteix", "Compartir", "Share";
    shared_until(name, until): "{name}, fins a {until}", "{name}, hasta {until}", "{name}, until {until}";
    stop_sharing_with(name): "Deixa de compartir-lo amb {name}", "Dejar de compartirlo con {name}", "Stop sharing it with {name}";
    stop_sharing: "Retira", "Retirar", "Take back";
    one_more_attribute: "Una dada més", "Un dato más", "One more fact";
    tag_too_long(most): "cada una té {most} caràcters com a molt. Escurça-la.", "cada una tiene {most} caracteres como mucho. Acórtala.", "each has {most} characters at most. Make it shorter.";
    too_many_tags(most): "n'hi caben {most}. Treu-ne alguna.", "caben {most}. Quita alguna.", "{most} fit. Take some away.";
    attribute_name_length(most): "ha de tenir d'1 a {most} caràcters.", "tiene que tener de 1 a {most} caracteres.", "has to have 1 to {most} characters.";
    attribute_too_long(most): "té {most} caràcters com a molt. Escurça'l.", "tiene {most} caracteres como mucho. Acórtalo.", "has {most} characters at most. Make it shorter.";
    too_many_attributes(most): "n'hi caben {most}. Buida'n un abans.", "caben {most}. Vacía uno antes.", "{most} fit. Empty another first.";
}

#[cfg(test)]
pub(in crate::language) const TEXTS_OF_SAYING: &[(&str, &[&str])] = saying::TEXTS;

impl Language {
    /// Why the desk does not note what was typed in a field; what the field is called goes before it.
    pub(crate) fn customer_refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::NoSuchZone => self.unknown_zone().to_owned(),
            Refusal::NotALanguage => self.not_a_language().to_owned(),
            Refusal::TagLength => self.tag_too_long(LONGEST_TAG),
            Refusal::TooManyTags => self.too_many_tags(MOST_TAGS),
            Refusal::FieldNameLength => self.attribute_name_length(LONGEST_FIELD),
            Refusal::FieldTooLong => self.attribute_too_long(LONGEST_VALUE),
            Refusal::TooManyFields => self.too_many_attributes(MOST_FIELDS),
            _ => self.refused_otherwise().to_owned(),
        }
    }
}
