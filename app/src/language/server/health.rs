//! How a number is, and what to do about it.

use chrono::TimeDelta;
use desk::number::{
    AccountStanding, Concern, Limit, NameStatus, PinNews, Quality, Standing, Throughput,
    Verification,
};
use desk::silence::Finding;

use crate::language::Language;

pub(in crate::language) mod told;

texts! {
    business_numbers: "Números", "Números", "Numbers";
    numbers_hint: "Els números on escriuen els clients, i com estan segons Meta.", "Los números a los que escriben los clientes, y cómo están según Meta.", "The numbers that customers write to, and how each is by Meta's word.";
    no_number_yet: "Encara no hi ha cap número connectat.", "Todavía no hay ningún número conectado.", "No number is connected yet.";
    all_is_well: "Tot bé", "Todo bien", "All is well";
    not_asked_yet: "Obre'l per veure com està", "Ábrelo para ver cómo está", "Open it to see how it is";
    whatsapp_is_silent(time): "Fa {time} que no arriba res de WhatsApp, i no és normal. A cada número diu què falla i com s'arregla.", "Hace {time} que no llega nada de WhatsApp, y no es normal. En cada número pone qué falla y cómo se arregla.", "Nothing came from WhatsApp for {time}, which is not usual. Each number says what is wrong and how to repair it.";
    finding_unreached: "No es pot preguntar a Meta. Mira la connexió a internet del servidor.", "No se puede preguntar a Meta. Mira la conexión a internet del servidor.", "Meta can't be asked. Look at the server's way to the internet.";
    finding_token: "El testimoni d'accés ja no val. Fes-ne un de nou a Meta i torna a connectar el número.", "El token de acceso ya no vale. Crea uno nuevo en Meta y vuelve a conectar el número.", "The access token is no longer good. Make a new one at Meta and connect the number again.";
    finding_subscription: "L'aplicació no rep els avisos del compte. Torna-la a subscriure aquí.", "La aplicación no recibe los avisos de la cuenta. Vuelve a suscribirla aquí.", "The app does not get the account's webhooks. Subscribe it again here.";
    finding_number: "El número no està connectat, o el testimoni no el pot veure. Mira què en diu Meta aquí sota.", "El número no está conectado, o el token no puede verlo. Mira qué dice Meta aquí abajo.", "The number is not connected, or the token can't see it. See below what Meta says of it.";
    finding_address: "Meta ho veu tot bé. Mira si l'adreça dels avisos respon des de fora i és la que té l'aplicació; si ho és, potser és que els clients callen.", "Meta lo ve todo bien. Mira si la dirección de los avisos responde desde fuera y es la que tiene la aplicación; si lo es, quizá es que los clientes callan.", "Meta finds nothing wrong. Look whether the webhook's address answers from outside and is the one in the app; if it is, customers may just be silent.";
    account_violation: "El compte ha incomplert una norma de Meta i en pot quedar restringit. Mira-ho al gestor de WhatsApp.", "La cuenta ha incumplido una norma de Meta y puede quedar restringida. Míralo en el administrador de WhatsApp.", "The account broke a rule of Meta's and may be restricted. See the WhatsApp Manager.";
    account_restricted: "Meta ha restringit el compte: potser no pots enviar. Mira per què i recorre-hi al gestor de WhatsApp.", "Meta ha restringido la cuenta: quizá no puedas enviar. Mira por qué y recurre en el administrador de WhatsApp.", "Meta restricted the account, so you may not be able to send. See why, and appeal, in the WhatsApp Manager.";
    account_disabled: "Meta ha desactivat el compte. Demana'n la revisió al gestor de WhatsApp.", "Meta ha desactivado la cuenta. Pide la revisión en el administrador de WhatsApp.", "Meta disabled the account. Ask for a review in the WhatsApp Manager.";
    account_rejected: "Meta no ha aprovat el compte. Mira per què al gestor de WhatsApp.", "Meta no ha aprobado la cuenta. Mira por qué en el administrador de WhatsApp.", "Meta did not approve the account. See why in the WhatsApp Manager.";
    account_gone: "El compte ja no és d'aquesta aplicació. Torna'l a compartir amb ella i connecta el número.", "La cuenta ya no es de esta aplicación. Vuelve a compartirla con ella y conecta el número.", "The account no longer belongs to this app. Share it with the app again and connect the number.";
    not_verified: "Falta demostrar que el número és teu: demana un codi.", "Falta demostrar que el número es tuyo: pide un código.", "It is not proven yet that the number is yours: ask for a code.";
    not_registered: "El número no està registrat i no pot rebre ni enviar. Registra'l amb el seu PIN.", "El número no está registrado y no puede recibir ni enviar. Regístralo con su PIN.", "The number is not registered, so it can neither get nor send messages. Register it with its PIN.";
    number_flagged: "Els clients bloquegen el número o se'n queixen. Envia menys missatges que no han demanat.", "Los clientes bloquean el número o se quejan. Envía menos mensajes que no han pedido.", "Customers block the number or complain about it. Send fewer messages that they did not ask for.";
    number_restricted: "Meta ha restringit el número: només pots respondre. Espera que acabi, o recorre-hi al gestor de WhatsApp.", "Meta ha restringido el número: solo puedes responder. Espera a que termine, o recurre en el administrador de WhatsApp.", "Meta restricted the number: you can only answer. Wait until it ends, or appeal in the WhatsApp Manager.";
    number_rate_limited: "El número ha arribat al límit d'avui. Els missatges nous hauran d'esperar.", "El número ha llegado al límite de hoy. Los mensajes nuevos tendrán que esperar.", "The number reached its limit for today. New messages have to wait.";
    number_banned: "Meta ha blocat el número. Demana'n la revisió al gestor de WhatsApp.", "Meta ha bloqueado el número. Pide la revisión en el administrador de WhatsApp.", "Meta banned the number. Ask for a review in the WhatsApp Manager.";
    number_gone: "El número ja no és en aquest compte. Connecta'l des d'on és ara.", "El número ya no está en esta cuenta. Conéctalo desde donde está ahora.", "The number is no longer in this account. Connect it from where it is now.";
    not_subscribed: "L'aplicació no rep els avisos del compte, o sigui que no arriba cap missatge. Subscriu-la aquí.", "La aplicación no recibe los avisos de la cuenta, así que no llega ningún mensaje. Suscríbela aquí.", "The app does not get the account's webhooks, so no message arrives. Subscribe it here.";
    meta_alerts(words): "Meta avisa: {words}", "Meta avisa: {words}", "Meta says: {words}";
    quality_is_low: "La qualitat és baixa: pots perdre el límit que tens. Envia menys missatges que els clients no han demanat.", "La calidad es baja: puedes perder el límite que tienes. Envía menos mensajes que los clientes no han pedido.", "Quality is low, and you may lose the limit that you have. Send fewer messages that customers did not ask for.";
    quality_falls: "La qualitat baixa. Mira quins missatges molesten els clients.", "La calidad está bajando. Mira qué mensajes molestan a los clientes.", "Quality is falling. See which messages annoy customers.";
    name_in_review: "Meta encara revisa el nom que veuran els clients. No cal fer res.", "Meta todavía revisa el nombre que verán los clientes. No hay que hacer nada.", "Meta still reviews the name that customers will see. There is nothing to do.";
    name_declined: "Meta no accepta el nom que veurien els clients. Canvia'l al gestor de WhatsApp i torna a registrar el número.", "Meta no acepta el nombre que verían los clientes. Cámbialo en el administrador de WhatsApp y vuelve a registrar el número.", "Meta does not accept the name that customers would see. Change it in the WhatsApp Manager and register the number again.";
    name_expired: "El nom aprovat ha caducat perquè el número no es va registrar a temps. Torna'l a demanar al gestor de WhatsApp.", "El nombre aprobado ha caducado porque el número no se registró a tiempo. Vuelve a pedirlo en el administrador de WhatsApp.", "The approved name ended because the number was not registered in time. Ask for it again in the WhatsApp Manager.";
    name_missing: "El número no té nom per als clients. Posa-n'hi un al gestor de WhatsApp.", "El número no tiene nombre para los clientes. Ponle uno en el administrador de WhatsApp.", "The number has no name for customers. Give it one in the WhatsApp Manager.";
    pin_changed: "Algú ha canviat el PIN del número. Si no ha estat l'equip, posa'n un altre al gestor de WhatsApp.", "Alguien ha cambiado el PIN del número. Si no ha sido el equipo, pon otro en el administrador de WhatsApp.", "Somebody changed the number's PIN. If it was nobody of the team, set another in the WhatsApp Manager.";
    pin_reset_asked: "Algú ha demanat esborrar el PIN del número. Si no ha estat l'equip, mira qui hi té accés.", "Alguien ha pedido borrar el PIN del número. Si no ha sido el equipo, mira quién tiene acceso.", "Somebody asked to reset the number's PIN. If it was nobody of the team, see who has access.";
    pin_reset: "El PIN del número s'ha esborrat. Posa'n un de nou al gestor de WhatsApp.", "El PIN del número se ha borrado. Pon uno nuevo en el administrador de WhatsApp.", "The number's PIN was reset. Set a new one in the WhatsApp Manager.";
    limit_is_small(most): "Pots escriure primer a {most} clients al dia. Verifica l'empresa a Meta per tenir-ne més.", "Puedes escribir primero a {most} clientes al día. Verifica la empresa en Meta para tener más.", "You may write to {most} customers a day first. Verify the business at Meta to get more.";
    how_it_is: "Com està", "Cómo está", "How it is";
    shown_name: "Nom", "Nombre", "Name";
    name_status_label: "Nom per als clients", "Nombre para los clientes", "Name for customers";
    standing_label: "Estat", "Estado", "State";
    quality_label: "Qualitat", "Calidad", "Quality";
    limit_label: "Clients al dia", "Clientes al día", "Customers a day";
    throughput_label: "Missatges per segon", "Mensajes por segundo", "Messages a second";
    verification_label: "Verificació", "Verificación", "Verification";
    asked_label: "Preguntat a Meta", "Preguntado a Meta", "Asked of Meta";
    is_green: "Bona", "Buena", "Good";
    is_yellow: "Mitjana", "Media", "Middling";
    is_red: "Baixa", "Baja", "Low";
    is_unknown: "Encara no se sap", "Aún no se sabe", "Not known yet";
    no_limit: "Sense límit", "Sin límite", "No limit";
    is_standard: "Fins a 80", "Hasta 80", "Up to 80";
    is_high: "Fins a 1.000", "Hasta 1000", "Up to 1,000";
    is_approved: "Aprovat", "Aprobado", "Approved";
    is_in_review: "En revisió", "En revisión", "In review";
    is_declined: "No acceptat", "No aceptado", "Declined";
    is_expired: "Caducat", "Caducado", "Expired";
    is_missing: "Cap", "Ninguno", "None";
    is_connected: "Connectat", "Conectado", "Connected";
    is_not_registered: "Sense registrar", "Sin registrar", "Not registered";
    is_flagged: "Sota vigilància", "Bajo vigilancia", "Flagged";
    is_restricted: "Restringit", "Restringido", "Restricted";
    is_rate_limited: "Al límit", "Al límite", "At its limit";
    is_banned: "Blocat", "Bloqueado", "Banned";
    is_not_there: "Ja no hi és", "Ya no está", "Gone";
    is_verified: "Verificat", "Verificado", "Verified";
    is_not_verified: "Sense verificar", "Sin verificar", "Not verified";
    minutes_long(n): "{n} min", "{n} min", "{n} min";
    hours_long(n): "{n} h", "{n} h", "{n} h";
    days_long[n]: "{n} dia" / "{n} dies", "{n} día" / "{n} días", "{n} day" / "{n} days";
    so_long_ago(time): "fa {time}", "hace {time}", "{time} ago";
    heard_from_whatsapp(when): "L'últim avís de WhatsApp: {when}", "El último aviso de WhatsApp: {when}", "Last word from WhatsApp: {when}";
    heard_for(number, when): "{number}: {when}", "{number}: {when}", "{number}: {when}";
    never_heard: "encara res", "todavía nada", "nothing yet";
    unusually_silent(time): "Fa {time} que no arriba res de WhatsApp, i no és normal. Avisa qui administra Bústia.", "Hace {time} que no llega nada de WhatsApp, y no es normal. Avisa a quien administra Bústia.", "Nothing came from WhatsApp for {time}, which is not usual. Tell whoever administers Bústia.";
    this_minute: "ara mateix", "ahora mismo", "just now";
}

impl Language {
    /// How long something lasts, as long as that matters.
    pub(crate) fn lasting(self, time: TimeDelta) -> String {
        match (time.num_days(), time.num_hours()) {
            (days @ 2.., _) => self.days_long(days.unsigned_abs()),
            (_, hours @ 2..) => self.hours_long(hours),
            _ => self.minutes_long(time.num_minutes().max(0)),
        }
    }

    pub(crate) fn long_ago(self, time: TimeDelta) -> String {
        match time.num_minutes() {
            ..1 => self.this_minute().to_owned(),
            _ => self.so_long_ago(self.lasting(time)),
        }
    }

    /// What is wrong when nothing comes, and what to do.
    pub(crate) fn finding(self, finding: Finding) -> &'static str {
        match finding {
            Finding::Unreached => self.finding_unreached(),
            Finding::Token => self.finding_token(),
            Finding::Subscription => self.finding_subscription(),
            Finding::Number => self.finding_number(),
            Finding::Address => self.finding_address(),
        }
    }

    /// What it is, and what to do.
    pub(crate) fn concern(self, concern: &Concern) -> String {
        match concern {
            Concern::Account(standing) => self.account_concern(*standing).to_owned(),
            Concern::Standing(standing) => self.standing_concern(*standing).to_owned(),
            Concern::NotVerified => self.not_verified().to_owned(),
            Concern::NotSubscribed => self.not_subscribed().to_owned(),
            Concern::Alert(words) => self.meta_alerts(words),
            Concern::Quality(Quality::Red) => self.quality_is_low().to_owned(),
            Concern::Quality(_) => self.quality_falls().to_owned(),
            Concern::Name(status) => self.name_concern(*status).to_owned(),
            Concern::Pin(PinNews::Changed) => self.pin_changed().to_owned(),
            Concern::Pin(PinNews::ResetAsked) => self.pin_reset_asked().to_owned(),
            Concern::Pin(PinNews::Reset) => self.pin_reset().to_owned(),
            Concern::SmallLimit(most) => self.limit_is_small(self.count((*most).into())),
        }
    }

    fn account_concern(self, standing: AccountStanding) -> &'static str {
        match standing {
            AccountStanding::Fine => self.all_is_well(),
            AccountStanding::Violation => self.account_violation(),
            AccountStanding::Restricted => self.account_restricted(),
            AccountStanding::Disabled => self.account_disabled(),
            AccountStanding::Rejected => self.account_rejected(),
            AccountStanding::Gone => self.account_gone(),
        }
    }

    fn standing_concern(self, standing: Standing) -> &'static str {
        match standing {
            Standing::Connected => self.all_is_well(),
            Standing::NotRegistered => self.not_registered(),
            Standing::Flagged => self.number_flagged(),
            Standing::Restricted => self.number_restricted(),
            Standing::RateLimited => self.number_rate_limited(),
            Standing::Banned => self.number_banned(),
            Standing::Gone => self.number_gone(),
        }
    }

    fn name_concern(self, status: NameStatus) -> &'static str {
        match status {
            NameStatus::Approved => self.all_is_well(),
            NameStatus::InReview => self.name_in_review(),
            NameStatus::Declined => self.name_declined(),
            NameStatus::Expired => self.name_expired(),
            NameStatus::Missing => self.name_missing(),
        }
    }

    pub(crate) fn quality(self, quality: Quality) -> &'static str {
        match quality {
            Quality::Green => self.is_green(),
            Quality::Yellow => self.is_yellow(),
            Quality::Red => self.is_red(),
            Quality::Unknown => self.is_unknown(),
        }
    }

    pub(crate) fn limit(self, limit: Limit) -> String {
        match limit {
            Limit::To(most) => self.count(most.into()),
            Limit::Unlimited => self.no_limit().to_owned(),
        }
    }

    pub(crate) fn throughput(self, throughput: Throughput) -> &'static str {
        match throughput {
            Throughput::Standard => self.is_standard(),
            Throughput::High => self.is_high(),
        }
    }

    pub(crate) fn name_status(self, status: NameStatus) -> &'static str {
        match status {
            NameStatus::Approved => self.is_approved(),
            NameStatus::InReview => self.is_in_review(),
            NameStatus::Declined => self.is_declined(),
            NameStatus::Expired => self.is_expired(),
            NameStatus::Missing => self.is_missing(),
        }
    }

    pub(crate) fn standing(self, standing: Standing) -> &'static str {
        match standing {
            Standing::Connected => self.is_connected(),
            Standing::NotRegistered => self.is_not_registered(),
            Standing::Flagged => self.is_flagged(),
            Standing::Restricted => self.is_restricted(),
            Standing::RateLimited => self.is_rate_limited(),
            Standing::Banned => self.is_banned(),
            Standing::Gone => self.is_not_there(),
        }
    }

    pub(crate) fn verification(self, verification: Verification) -> &'static str {
        match verification {
            Verification::Verified => self.is_verified(),
            Verification::NotVerified => self.is_not_verified(),
            Verification::Expired => self.is_expired(),
        }
    }
}
