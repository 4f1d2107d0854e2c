//! The history of the settings: who laid down what, and what it changed.

use desk::permissions::Author;
use desk::rulebook::{Difference, Part, Turn};

use crate::language::Language;
use crate::settings::Office;

texts! {
    settings_history: "Historial", "Historial", "History";
    history_hint: "Cada configuració que ha estat vigent. Tornar a una d'abans en fa una versió nova, i no se'n perd cap.", "Cada configuración que ha estado vigente. Volver a una de antes hace de ella una versión nueva, y no se pierde ninguna.", "Every configuration that was in force. Going back to an earlier one makes a new version of it, and none is lost.";
    edition(version): "Versió {version}", "Versión {version}", "Version {version}";
    in_force: "vigent", "vigente", "in force";
    laid_down(when, who): "{when} · {who}", "{when} · {who}", "{when} · {who}";
    edition_changes_nothing: "No hi canvia res.", "No cambia nada.", "It changes nothing.";
    part_added(part): "Afegit: {part}", "Añadido: {part}", "Added: {part}";
    part_changed(part): "Canviat: {part}", "Cambiado: {part}", "Changed: {part}";
    part_moved(part): "Canviat de lloc: {part}", "Cambiado de lugar: {part}", "Moved: {part}";
    part_removed(part): "Tret: {part}", "Quitado: {part}", "Removed: {part}";
    part_called(kind, name): "{kind} · {name}", "{kind} · {name}", "{kind} · {name}";
    go_back: "Torna-hi", "Volver a esta", "Go back to it";
    go_back_to(version): "Torna a la versió {version}", "Volver a la versión {version}", "Go back to version {version}";
    go_back_anyway: "Torna-hi igualment", "Volver igualmente", "Go back anyway";
    earlier_editions: "Versions anteriors", "Versiones anteriores", "Earlier versions";
    latest_editions: "Últimes versions", "Últimas versiones", "Latest versions";
    history_changed_meanwhile: "Algú altre ha canviat la configuració mentrestant. Mira què ha canviat abans de tornar a una versió anterior.", "Otra persona ha cambiado la configuración mientras tanto. Mira qué ha cambiado antes de volver a una versión anterior.", "Somebody else changed the settings meanwhile. See what changed before you go back to an earlier version.";
    would_message_many_again[n]: "Hauria escrit a {n} client dels últims tiquets. Si és el que vols, torna-hi igualment." / "Hauria escrit a {n} clients dels últims tiquets. Si és el que vols, torna-hi igualment.", "Habría escrito a {n} cliente de los últimos tickets. Si es lo que quieres, vuelve igualmente." / "Habría escrito a {n} clientes de los últimos tickets. Si es lo que quieres, vuelve igualmente.", "It would have written to {n} customer of the latest tickets. Go back anyway if that is what you want." / "It would have written to {n} customers of the latest tickets. Go back anyway if that is what you want.";
}

impl Language {
    /// What became of a part, by what it is called.
    pub(crate) fn difference(self, office: &Office, difference: &Difference) -> String {
        let part = self.part_of_history(office, difference);
        match difference.turn {
            Turn::Added => self.part_added(part),
            Turn::Changed => self.part_changed(part),
            Turn::Moved => self.part_moved(part),
            Turn::Removed => self.part_removed(part),
        }
    }

    fn part_of_history(self, office: &Office, difference: &Difference) -> String {
        let (kind, name) = match &difference.part {
            Part::Calendar(_) => (self.opening_hours(), difference.name.clone()),
            Part::Team(_) => (self.teams(), difference.name.clone()),
            Part::Role(_) => (self.own_roles(), difference.name.clone()),
            Part::Policy(_) => (self.policies(), difference.name.clone()),
            Part::Rule(_) => (self.rules(), difference.name.clone()),
            Part::Profile(id) => (self.people(), office.person(id)),
            Part::Reopening(id) => (self.after_resolution(), office.number(id)),
            Part::Assignment => (self.assignment(), String::new()),
            Part::Closing => (self.closing_words(), String::new()),
            Part::Desk => (self.general(), String::new()),
        };
        match name.trim().is_empty() {
            true => kind.to_owned(),
            false => self.part_called(kind, name),
        }
    }

    /// Who laid an edition down.
    pub(crate) fn keeper(self, office: &Office, by: &Author) -> String {
        match by {
            Author::Person { id } => office.person(id),
            Author::Key { name } | Author::Rule { name, .. } => name.clone(),
            Author::Customer | Author::App | Author::Clock => self.bustia().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use desk::rulebook::Rulebook;

    use super::*;

    #[test]
    fn what_became_of_a_part_is_told_by_its_name_or_by_its_kind() {
        let office = Office::of(Rulebook::default(), &[("1065", "+34 930")]);
        let said = |part, name: &str, turn| {
            let difference = Difference { part, name: name.to_owned(), turn };
            Language::English.difference(&office, &difference)
        };
        for (part, name, turn, expected) in [
            (Part::Rule("r".into()), "Invoices", Turn::Added, "Added: Rules · Invoices"),
            (
                Part::Calendar("o".into()),
                "Office",
                Turn::Changed,
                "Changed: Opening hours · Office",
            ),
            (Part::Policy("p".into()), "Usual", Turn::Moved, "Moved: Service levels (SLA) · Usual"),
            (Part::Team("t".into()), "Billing", Turn::Removed, "Removed: Teams · Billing"),
            (
                Part::Reopening("1065".into()),
                "",
                Turn::Added,
                "Added: After the resolution · +34 930",
            ),
            (Part::Profile("gone".into()), "", Turn::Changed, "Changed: People · gone"),
            (Part::Desk, "", Turn::Changed, "Changed: General"),
        ] {
            assert_eq!(said(part, name, turn), expected);
        }
    }
}
