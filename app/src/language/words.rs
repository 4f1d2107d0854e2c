//! Single words for closed lists: states, priorities, roles, progress, kinds of content.

use desk::message::Progress;
use desk::permissions::Role;
use desk::ticket::{Priority, Status};

use super::Language;

texts! {
    kind_image: "Imatge", "Imagen", "Image";
    kind_video: "Vídeo", "Vídeo", "Video";
    kind_audio: "Àudio", "Audio", "Audio";
    kind_voice: "Nota de veu", "Nota de voz", "Voice note";
    kind_document: "Document", "Documento", "Document";
    kind_sticker: "Adhesiu", "Sticker", "Sticker";
    kind_location: "Ubicació", "Ubicación", "Location";
    kind_contacts: "Targeta de contacte", "Tarjeta de contacto", "Contact card";
    kind_choice: "Ha triat", "Ha elegido", "Chose";
    kind_list: "Pregunta amb opcions", "Pregunta con opciones", "Question with choices";
    kind_form: "Formulari", "Formulario", "Form";
    kind_consent: "Si se li pot trucar", "Si se le puede llamar", "Whether we may call";
    kind_rating: "Valoració", "Valoración", "Rating";
    kind_reaction: "Reacció", "Reacción", "Reaction";
    kind_template: "Plantilla", "Plantilla", "Template";
    kind_order: "Comanda", "Pedido", "Order";
    kind_system: "Avís de WhatsApp", "Aviso de WhatsApp", "Notice from WhatsApp";
    kind_edit: "Ha canviat un missatge", "Ha cambiado un mensaje", "Changed a message";
    kind_revoke: "Ha esborrat un missatge", "Ha borrado un mensaje", "Deleted a message";
    kind_unsupported: "WhatsApp no ens ha pogut passar aquest missatge", "WhatsApp no nos ha podido pasar este mensaje", "WhatsApp could not hand over this message";
    kind_unknown: "Un tipus de missatge nou", "Un tipo de mensaje nuevo", "A new kind of message";
    kind_text: "Missatge", "Mensaje", "Message";
}

impl Language {
    /// A kind of content, by its word ([`desk::message::Content::word`]); `voice` is an audio note.
    pub(crate) fn content_kind(self, word: &str) -> &'static str {
        match word {
            "text" => self.kind_text(),
            "image" => self.kind_image(),
            "video" => self.kind_video(),
            "audio" => self.kind_audio(),
            "voice" => self.kind_voice(),
            "document" => self.kind_document(),
            "sticker" => self.kind_sticker(),
            "location" => self.kind_location(),
            "contacts" => self.kind_contacts(),
            "choice" => self.kind_choice(),
            "list" | "buttons" => self.kind_list(),
            "form" => self.kind_form(),
            "consent" => self.kind_consent(),
            "rating" => self.kind_rating(),
            "reaction" => self.kind_reaction(),
            "template" => self.kind_template(),
            "order" => self.kind_order(),
            "system" => self.kind_system(),
            "edit" => self.kind_edit(),
            "revoke" => self.kind_revoke(),
            "unsupported" => self.kind_unsupported(),
            _ => self.kind_unknown(),
        }
    }

    pub(crate) fn status(self, status: Status) -> &'static str {
        match status {
            Status::Open => self.pick("Obert", "Abierto", "Open"),
            Status::Waiting => self.pick("En espera", "En espera", "Waiting"),
            Status::Snoozed => self.pick("Ajornat", "Aplazado", "Snoozed"),
            Status::Resolved => self.pick("Resolt", "Resuelto", "Resolved"),
        }
    }

    pub(crate) fn priority(self, priority: Priority) -> &'static str {
        match priority {
            Priority::Low => self.pick("Baixa", "Baja", "Low"),
            Priority::Normal => self.pick("Normal", "Normal", "Normal"),
            Priority::High => self.pick("Alta", "Alta", "High"),
            Priority::Urgent => self.pick("Urgent", "Urgente", "Urgent"),
        }
    }

    pub(crate) fn role(self, role: Role) -> &'static str {
        match role {
            Role::Administrator => self.pick("Administració", "Administración", "Administrator"),
            Role::Supervisor => self.pick("Supervisió", "Supervisión", "Supervisor"),
            Role::Agent => self.pick("Agent", "Agente", "Agent"),
            // A person keeps the name of the role that they came with.
            Role::Invented(_) => "",
            Role::Guest => self.pick("Convidat", "Invitado", "Guest"),
        }
    }

    pub(crate) fn progress(self, progress: Progress) -> &'static str {
        match progress {
            Progress::Queued => self.pick("A la cua", "En cola", "Queued"),
            Progress::Unconfirmed => self.pick("Sense confirmar", "Sin confirmar", "Unconfirmed"),
            Progress::Accepted => {
                self.pick("Acceptat per WhatsApp", "Aceptado por WhatsApp", "Accepted by WhatsApp")
            }
            Progress::Sent => self.pick("Enviat", "Enviado", "Sent"),
            Progress::Delivered => self.pick("Lliurat", "Entregado", "Delivered"),
            Progress::Read => self.pick("Llegit", "Leído", "Read"),
            Progress::Failed => self.pick("Ha fallat", "Ha fallado", "Failed"),
        }
    }

    /// The name of a view of the inbox, by its word in the address.
    pub(crate) fn view(self, word: &str) -> &'static str {
        match word {
            "mine" => self.view_mine(),
            "unassigned" => self.view_unassigned(),
            "waiting" => self.view_waiting(),
            "snoozed" => self.view_snoozed(),
            "resolved" => self.view_resolved(),
            _ => self.view_open(),
        }
    }

    /// A way to put a ticket aside, by its word.
    pub(crate) fn snooze_preset(self, word: &str) -> &'static str {
        match word {
            "hour" => self.snooze_hour(),
            "three_hours" => self.snooze_three_hours(),
            "monday" => self.snooze_monday(),
            _ => self.snooze_tomorrow(),
        }
    }
}
