//! What became known of a customer, or was decided about them, one sentence each.

use desk::contact::CustomerNews;

use crate::language::Language;

texts! {
    event_moved: "El client ha canviat de número o d'identificador de WhatsApp", "El cliente ha cambiado de número o de identificador de WhatsApp", "The customer's number or WhatsApp id changed";
    event_wants_no_marketing: "El client ha dit a WhatsApp que no vol més publicitat", "El cliente ha dicho a WhatsApp que no quiere más publicidad", "The customer told WhatsApp that they want no more marketing";
    event_wants_marketing: "El client ha dit a WhatsApp que torna a voler publicitat", "El cliente ha dicho a WhatsApp que vuelve a querer publicidad", "The customer told WhatsApp that they want marketing again";
    event_united(who, with): "{who} ha unit aquest client amb {with}", "{who} ha unido a este cliente con {with}", "{who} made this customer one with {with}";
    event_parted(who, from): "{who} ha separat aquest client de {from}", "{who} ha separado a este cliente de {from}", "{who} took this customer apart from {from}";
    event_doubted(with): "Potser és el mateix client que {with}: mira-ho a la seva pàgina", "Quizá es el mismo cliente que {with}: míralo en su página", "This may be the same customer as {with}: see their page";
    event_dug: "Aquí hi ha el que us vau dir abans de Bústia", "Aquí está lo que os dijisteis antes de Bústia", "Here is what was said before Bústia";
}

impl Language {
    pub(super) fn of_customer(self, who: String, news: &CustomerNews) -> String {
        match news {
            CustomerNews::Moved => self.event_moved().to_owned(),
            CustomerNews::Wished { wanted: true } => self.event_wants_marketing().to_owned(),
            CustomerNews::Wished { wanted: false } => self.event_wants_no_marketing().to_owned(),
            CustomerNews::United { with } => self.event_united(who, with),
            CustomerNews::Parted { from } => self.event_parted(who, from),
            CustomerNews::Doubted { with } => self.event_doubted(with),
        }
    }
}
