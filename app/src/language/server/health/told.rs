//! What Meta told of a number or its account, each thing on a line of its own.

use desk::number::{About, Event};

use crate::language::Language;

texts! {
    what_meta_told: "El que ha dit Meta", "Lo que ha dicho Meta", "What Meta told";
    told_of(about, word): "{about}: {word}", "{about}: {word}", "{about}: {word}";
    told_of_what(about, word, what): "{about}: {word} ({what})", "{about}: {word} ({what})", "{about}: {word} ({what})";
    about_the_account: "Compte", "Cuenta", "Account";
    about_a_review: "Revisió del compte", "Revisión de la cuenta", "Account review";
    about_an_alert: "Avís", "Aviso", "Alert";
    about_limits: "Límits", "Límites", "Limits";
    about_a_username: "Nom d'usuari", "Nombre de usuario", "Username";
    about_security: "Seguretat", "Seguridad", "Security";
    about_settings: "Configuració del compte", "Configuración de la cuenta", "Account settings";
    about_payments: "Pagaments", "Pagos", "Payments";
    about_partners: "Socis", "Socios", "Partners";
}

impl Language {
    /// One thing that Meta told, in its own words.
    pub(crate) fn number_event(self, event: &Event) -> String {
        let about = match event.about {
            About::Account => self.about_the_account(),
            About::Review => self.about_a_review(),
            About::Alert => self.about_an_alert(),
            About::Limits => self.about_limits(),
            About::Quality => self.quality_label(),
            About::Name => self.name_status_label(),
            About::Username => self.about_a_username(),
            About::Security => self.about_security(),
            About::Settings => self.about_settings(),
            About::Payments => self.about_payments(),
            About::Partners => self.about_partners(),
        };
        let word = event.word.replace('_', " ").to_lowercase();
        match &event.detail {
            Some(what) => self.told_of_what(about, word, what),
            None => self.told_of(about, word),
        }
    }
}
