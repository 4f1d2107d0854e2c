//! What goes out, and what doesn't: why messages fail, what keeps a number from sending, and the page
//! that tells what waits.

use desk::message::{Failure, Fault, Outcome, Reason, Trouble};

use crate::language::Language;

texts! {
    outgoing: "Sortida", "Salida", "Outgoing";
    outgoing_hint: "Què espera per sortir de cada número, i per què.", "Qué espera para salir de cada número, y por qué.", "What waits to go out of each number, and why.";
    no_numbers: "Encara no hi ha cap número connectat.", "Todavía no hay ningún número conectado.", "No number is connected yet.";
    unknown_number(id): "Número {id}, que ja no està connectat", "Número {id}, que ya no está conectado", "Number {id}, not connected any more";
    nothing_to_send: "No espera res.", "No espera nada.", "Nothing waits.";
    messages_wait[n]: "{n} missatge espera" / "{n} missatges esperen", "{n} mensaje espera" / "{n} mensajes esperan", "{n} message waits" / "{n} messages wait";
    oldest_since(when): "el més antic, {when}", "el más antiguo, {when}", "the oldest since {when}";
    on_their_way[n]: "{n} ara mateix en camí" / "{n} ara mateix en camí", "{n} ahora mismo en camino" / "{n} ahora mismo en camino", "{n} on its way now" / "{n} on their way now";
    in_doubt[n]: "{n} sense confirmar: obre'n el tiquet i decideix si es torna a enviar" / "{n} sense confirmar: obre'n els tiquets i decideix si es tornen a enviar", "{n} sin confirmar: abre su ticket y decide si se envía otra vez" / "{n} sin confirmar: abre sus tickets y decide si se envían otra vez", "{n} unconfirmed: open its ticket and decide about sending it again" / "{n} unconfirmed: open their tickets and decide about sending them again";
    stopped_since(when): "Aturat des de {when}", "Parado desde {when}", "Stopped since {when}";
    meta_says(reason, code): "WhatsApp diu: {reason} ({code})", "WhatsApp dice: {reason} ({code})", "WhatsApp says: {reason} ({code})";
    tried_again_in(left): "Ho tornarem a provar d'aquí a {left}.", "Lo volveremos a probar dentro de {left}.", "We try again in {left}.";
    tried_any_moment: "Ho tornem a provar d'un moment a l'altre.", "Lo volvemos a probar de un momento a otro.", "We are about to try again.";
    try_now: "Torna-ho a provar ara", "Probar otra vez ahora", "Try again now";
    number_paused: "WhatsApp ens demana que aquest número s'esperi una mica.", "WhatsApp nos pide que este número espere un poco.", "WhatsApp asks this number to wait a little.";
    customers_paused[n]: "{n} client espera perquè WhatsApp ho demana" / "{n} clients esperen perquè WhatsApp ho demana", "{n} cliente espera porque WhatsApp lo pide" / "{n} clientes esperan porque WhatsApp lo pide", "{n} customer waits because WhatsApp asks for it" / "{n} customers wait because WhatsApp asks for it";
    customers_paced[n]: "{n} client espera pel ritme que WhatsApp admet" / "{n} clients esperen pel ritme que WhatsApp admet", "{n} cliente espera por el ritmo que WhatsApp admite" / "{n} clientes esperan por el ritmo que WhatsApp admite", "{n} customer waits for the pace that WhatsApp allows" / "{n} customers wait for the pace that WhatsApp allows";
    rate_of_number: "Missatges per segon", "Mensajes por segundo", "Messages a second";
    rate_hint: "Els que Meta admet d'aquest número: 80 si no en diu més, 20 si també es fa servir des de l'app.", "Los que Meta admite de este número: 80 si no dice más, 20 si también se usa desde la app.", "What Meta takes from this number: 80 unless it says more, 20 if the phone app uses it too.";
    bad_rate: "El ritme és un nombre d'1 a 1.000.", "El ritmo es un número de 1 a 1000.", "The pace is a number from 1 to 1,000.";
    number_alarm(why): "Un número no envia res. {why}", "Un número no envía nada. {why}", "A number sends nothing. {why}";

    trouble_token: "WhatsApp ja no accepta el seu token d'accés. Fes-ne un de nou a Meta i torna a connectar el número.", "WhatsApp ya no acepta su token de acceso. Crea otro en Meta y vuelve a conectar el número.", "WhatsApp no longer takes its access token. Make a new one at Meta and connect the number again.";
    trouble_access: "El token no pot enviar des d'aquest número. Dona-hi permís a la configuració de Meta Business.", "El token no puede enviar desde este número. Dale permiso en la configuración de Meta Business.", "The token may not send from this number. Give it the permission in Meta's Business settings.";
    trouble_restricted: "Meta ha restringit el compte. Mira'n el motiu a Meta Business i demana'n la revisió.", "Meta ha restringido la cuenta. Mira el motivo en Meta Business y pide que la revisen.", "Meta restricted the account. See why in Meta Business and ask for a review.";
    trouble_quality: "Massa clients han blocat o denunciat aquest número. Envia menys missatges que ningú no ha demanat i espera que Meta aixequi el límit.", "Demasiados clientes han bloqueado o denunciado este número. Envía menos mensajes que nadie ha pedido y espera a que Meta levante el límite.", "Too many customers blocked or reported this number. Send less that nobody asked for, and wait until Meta lifts the limit.";
    trouble_payment: "Meta no pot cobrar. Revisa el mètode de pagament a Meta Business.", "Meta no puede cobrar. Revisa el método de pago en Meta Business.", "Meta can't be paid. Check the payment method in Meta Business.";
    trouble_set_up: "El número no està del tot donat d'alta a WhatsApp. Acaba'n el registre i l'aprovació del nom a Meta.", "El número no está del todo dado de alta en WhatsApp. Termina el registro y la aprobación del nombre en Meta.", "The number is not fully set up at WhatsApp. Finish its registration and the approval of its name at Meta.";

    fault_not_connected: "Aquest número ja no està connectat. Torna'l a connectar.", "Este número ya no está conectado. Vuelve a conectarlo.", "The number is not connected any more. Connect it again.";
    fault_no_address: "WhatsApp no dona cap manera d'arribar a aquest client. Espera que torni a escriure.", "WhatsApp no da ninguna manera de llegar a este cliente. Espera a que vuelva a escribir.", "WhatsApp gave no way to reach this customer. Wait until they write again.";
    fault_file_lost: "El fitxer ja no és a la carpeta de dades. Torna'l a enviar.", "El archivo ya no está en la carpeta de datos. Envíalo de nuevo.", "The file is not in the data folder any more. Send it again.";
    fault_unexplained: "WhatsApp no n'ha dit el motiu.", "WhatsApp no ha dicho el motivo.", "WhatsApp gave no reason.";
    failed_window: "Fa més de 24 hores que el client no escriu, i ara només admet plantilles. Envia'n una o espera que escrigui.", "Hace más de 24 horas que el cliente no escribe, y ahora solo admite plantillas. Envía una o espera a que escriba.", "The customer wrote more than 24 hours ago, so WhatsApp takes templates only. Send one, or wait until they write.";
    failed_unreachable: "Aquest missatge no pot arribar al client per WhatsApp. Prova-ho per un altre canal.", "Este mensaje no puede llegar al cliente por WhatsApp. Inténtalo por otro canal.", "This message can't reach the customer by WhatsApp. Try another way.";
    failed_opted_out: "El client no vol publicitat. No n'hi enviïs més.", "El cliente no quiere publicidad. No le envíes más.", "The customer wants no marketing. Send them none.";
    failed_saturated: "El client ja ha rebut prou publicitat aquests dies, segons Meta. Espera almenys un dia.", "El cliente ya ha recibido bastante publicidad estos días, según Meta. Espera al menos un día.", "The customer had enough marketing lately, by Meta's count. Wait at least a day.";
    failed_blocked: "Aquest client està blocat. Desbloca'l primer.", "Este cliente está bloqueado. Desbloquéalo primero.", "This customer is blocked. Unblock them first.";
    failed_not_listed: "És un número de prova i el client no és a la seva llista. Afegeix-l'hi a Meta.", "Es un número de prueba y el cliente no está en su lista. Añádelo en Meta.", "This is a test number and the customer is not on its list. Add them at Meta.";
    failed_country: "Meta no deixa escriure a aquest país des d'aquest compte. Prova-ho per un altre canal.", "Meta no deja escribir a ese país desde esta cuenta. Inténtalo por otro canal.", "Meta lets this account write to nobody in that country. Try another way.";
    failed_template: "La plantilla no es pot enviar així. Mira'n l'estat i els buits a Meta.", "La plantilla no se puede enviar así. Mira su estado y sus huecos en Meta.", "The template can't be sent like this. Check its state and its gaps at Meta.";
    failed_content: "WhatsApp no admet aquest missatge. Canvia'l i torna'l a escriure.", "WhatsApp no admite este mensaje. Cámbialo y escríbelo otra vez.", "WhatsApp does not take this message. Change it and write it again.";
    failed_with_code(words, reason, code): "{words} WhatsApp diu: {reason} ({code})", "{words} WhatsApp dice: {reason} ({code})", "{words} WhatsApp says: {reason} ({code})";
}

impl Language {
    /// What keeps a number from sending, and what to do.
    pub(crate) fn trouble(self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::Token => self.trouble_token(),
            Trouble::Access => self.trouble_access(),
            Trouble::Restricted => self.trouble_restricted(),
            Trouble::Quality => self.trouble_quality(),
            Trouble::Payment => self.trouble_payment(),
            Trouble::SetUp => self.trouble_set_up(),
        }
    }

    /// Why a message did not arrive and what to do, with Meta's own words behind it; these alone where
    /// we know nothing of the code.
    pub(crate) fn explained(self, failure: &Failure) -> String {
        match failure.fault {
            Some(Fault::NotConnected) => return self.fault_not_connected().to_owned(),
            Some(Fault::NoAddress) => return self.fault_no_address().to_owned(),
            Some(Fault::FileLost) => return self.fault_file_lost().to_owned(),
            Some(Fault::OptedOut) => return self.failed_opted_out().to_owned(),
            Some(Fault::Unexplained) | None => {}
        }
        let (code, unexplained) = (failure.code, failure.fault.is_some());
        let reason = if unexplained { self.fault_unexplained() } else { &failure.reason };
        // Code 0 is that of a failure without a code.
        match self.reason(Outcome::reason(code)).filter(|_| code != 0) {
            Some(words) => self.failed_with_code(words, reason, code),
            None => reason.to_owned(),
        }
    }

    fn reason(self, reason: Reason) -> Option<&'static str> {
        Some(match reason {
            Reason::WindowClosed => self.failed_window(),
            Reason::Unreachable => self.failed_unreachable(),
            Reason::OptedOut => self.failed_opted_out(),
            Reason::Saturated => self.failed_saturated(),
            Reason::Blocked => self.failed_blocked(),
            Reason::NotListed => self.failed_not_listed(),
            Reason::Country => self.failed_country(),
            Reason::Template => self.failed_template(),
            Reason::Content => self.failed_content(),
            Reason::Number(trouble) => self.trouble(trouble),
            Reason::Other => return None,
        })
    }
}
