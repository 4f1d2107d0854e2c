//! What a rule would have done, in words: for whoever tries it before it is laid down.

use desk::automation::{Came, Hearing, Ruling};

use crate::language::Language;

texts! {
    try_it: "Prova-la", "Probarla", "Try it";
    save_anyway: "Desa-la igualment", "Guardarla igualmente", "Save anyway";
    would_message_many[n]: "Encara no s'ha desat: hauria escrit a {n} client. Mira a sota què hauria fet i, si és el que vols, desa-la igualment." / "Encara no s'ha desat: hauria escrit a {n} clients. Mira a sota què hauria fet i, si és el que vols, desa-la igualment.", "Aún no se ha guardado: habría escrito a {n} cliente. Mira abajo qué habría hecho y, si es lo que quieres, guárdala igualmente." / "Aún no se ha guardado: habría escrito a {n} clientes. Mira abajo qué habría hecho y, si es lo que quieres, guárdala igualmente.", "Not saved yet: it would have written to {n} customer. See below what it would have done, and save it anyway if that is what you want." / "Not saved yet: it would have written to {n} customers. See below what it would have done, and save it anyway if that is what you want.";
    trial: "Què hauria fet", "Qué habría hecho", "What it would have done";
    trial_hint: "Només s'ha mirat; no ha canviat res. El que se sap dels clients i tota la resta de la configuració compten com són avui. El que n'haurien fet les altres regles i l'assignació no es mira.", "Solo se ha mirado; no ha cambiado nada. Lo que se sabe de los clientes y el resto de la configuración cuentan como son hoy. Lo que habrían hecho con ello las otras reglas y la asignación no se mira.", "It only looked; nothing was changed. What is known of the customers, and all other settings, count as they are today. What other rules and the assignment would have made of it is not looked at.";
    trial_looked_at: "Últims tiquets mirats", "Últimos tickets mirados", "Latest tickets looked at";
    trial_acted_on: "Tiquets on hauria actuat", "Tickets en los que habría actuado", "Tickets it would have acted on";
    trial_messaged: "Clients a qui hauria escrit", "Clientes a los que habría escrito", "Customers it would have written to";
    trial_passed_over[n]: "{n} tiquet no s'ha mirat: la seva història és massa llarga." / "{n} tiquets no s'han mirat: la seva història és massa llarga.", "{n} ticket no se ha mirado: su historia es demasiado larga." / "{n} tickets no se han mirado: su historia es demasiado larga.", "{n} ticket was not looked at: its history is too long." / "{n} tickets were not looked at: their history is too long.";
    trial_cut_in[n]: "D'{n} tiquet només se n'ha provat l'última part: la seva història és llarga." / "De {n} tiquets només se n'ha provat l'última part: la seva història és llarga.", "De {n} ticket solo se ha probado la última parte: su historia es larga." / "De {n} tickets solo se ha probado la última parte: su historia es larga.", "Of {n} ticket only the last part was tried: its history is long." / "Of {n} tickets only the last part was tried: their history is long.";
    trial_hears_of_free: "De quan va quedar algú lliure no se'n guarda res: què hauria fet llavors no se sap.", "De cuándo quedó alguien libre no se guarda nada: qué habría hecho entonces no se sabe.", "Nothing is kept of when somebody became free: what it would have done then is not known.";
    trial_does_nothing: "En aquests tiquets no hauria fet res.", "En estos tickets no habría hecho nada.", "It would have done nothing on these tickets.";
    trial_others[n]: "{n} tiquet més on passa el que espera i no hauria fet res" / "{n} tiquets més on passa el que espera i no hauria fet res", "{n} ticket más en el que pasa lo que espera y no habría hecho nada" / "{n} tickets más en los que pasa lo que espera y no habría hecho nada", "{n} more ticket where what starts it happened and it would have done nothing" / "{n} more tickets where what starts it happened and it would have done nothing";
    trial_times[n]: "{n} vegada" / "{n} vegades", "{n} vez" / "{n} veces", "{n} time" / "{n} times";
    trial_cut: "només l'última part", "solo la última parte", "its last part alone";
    trial_conditions: "Condicions", "Condiciones", "Conditions";
    hearing(when, trigger, ruling): "{when} · {trigger}: {ruling}", "{when} · {trigger}: {ruling}", "{when} · {trigger}: {ruling}";
    ruling_then: "es complia", "se cumplía", "it held";
    ruling_otherwise: "no es complia, i per a això també té què fer", "no se cumplía, y también tiene qué hacer entonces", "it did not hold, and there is something to do then";
    ruling_nothing: "no es complia", "no se cumplía", "it did not hold";
    ruling_stopped: "una regla anterior l'hauria aturada", "una regla anterior la habría parado", "an earlier rule would have ended it";
    ruling_unknown: "no es pot saber: depèn d'una cosa que no es guarda", "no se puede saber: depende de algo que no se guarda", "nobody can tell: it hangs on something that is not kept";
    deed(action, what): "{action}: {what}", "{action}: {what}", "{action}: {what}";
    deed_nothing: "ja era així", "ya era así", "it was so already";
    deed_undone(why): "no ({why})", "no ({why})", "no ({why})";
    deed_unknown: "no es guarda qui hi era", "no se guarda quién estaba", "who was there is not kept";
}

impl Language {
    pub(crate) fn ruling(self, ruling: Ruling) -> &'static str {
        match ruling {
            Ruling::Then => self.ruling_then(),
            Ruling::Otherwise => self.ruling_otherwise(),
            Ruling::Nothing => self.ruling_nothing(),
            Ruling::Stopped => self.ruling_stopped(),
            Ruling::Unknown => self.ruling_unknown(),
        }
    }

    /// What would have come of an action, if anybody has to be told besides what it is.
    pub(crate) fn came(self, came: &Came) -> Option<String> {
        match came {
            Came::Done { .. } => None,
            Came::Nothing => Some(self.deed_nothing().to_owned()),
            Came::Undone { why } => Some(self.deed_undone(self.why_not(why))),
            Came::Unknown => Some(self.deed_unknown().to_owned()),
        }
    }

    /// Each condition with what it saw, and what the limits held back.
    pub(crate) fn saw(self, rule: &str, hearing: &Hearing) -> Vec<String> {
        let tests = hearing.tests.iter().map(|test| self.of_test(test));
        let withheld = hearing.withheld.iter();
        tests
            .chain(withheld.map(|held| self.too_many_automatic(rule, held.most_messages)))
            .collect()
    }
}
