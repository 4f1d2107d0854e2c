//! What happened to a ticket, one sentence each.

pub(in crate::language) mod customers;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use desk::automation::NextStep;
use desk::call::Unheard;
use desk::ids::{PersonId, TeamId};
use desk::permissions::Author;
use desk::person::Person;
use desk::sla::Correction;
use desk::ticket::{Change, Event};

use crate::inbox::done::{Done, MOMENT};
use crate::language::Language;

texts! {
    event_opened: "S'ha obert el tiquet", "Se ha abierto el ticket", "The ticket was opened";
    event_opened_after(before): "S'ha obert el tiquet, després del #{before}", "Se ha abierto el ticket, después del #{before}", "The ticket was opened, after #{before}";
    event_took(who): "{who} se l'ha quedat", "{who} se lo ha quedado", "{who} took it";
    event_assigned(who, owner): "{who} l'ha donat a {owner}", "{who} se lo ha dado a {owner}", "{who} gave it to {owner}";
    event_unassigned(who): "{who} l'ha deixat sense responsable", "{who} lo ha dejado sin responsable", "{who} left it to nobody";
    event_prioritised(who, priority): "{who} n'ha canviat la prioritat: {priority}", "{who} ha cambiado la prioridad: {priority}", "{who} set the priority: {priority}";
    event_snoozed(who, until): "{who} l'ha ajornat fins {until}", "{who} lo ha aplazado hasta {until}", "{who} snoozed it until {until}";
    event_woken: "S'ha acabat l'ajornament", "Se ha acabado el aplazamiento", "The snooze ended";
    event_resolved(who): "{who} l'ha resolt", "{who} lo ha resuelto", "{who} resolved it";
    event_reopened(who): "{who} l'ha reobert", "{who} lo ha reabierto", "{who} reopened it";
    event_reopened_by_customer: "El client ha tornat a escriure", "El cliente ha vuelto a escribir", "The customer wrote again";
    event_teamed(who, team): "{who} l'ha passat a l'equip {team}", "{who} lo ha pasado al equipo {team}", "{who} gave it to team {team}";
    event_unteamed(who): "{who} l'ha tret del seu equip", "{who} lo ha sacado de su equipo", "{who} took it from its team";
    event_tagged(who, tag): "{who} hi ha posat l'etiqueta {tag}", "{who} le ha puesto la etiqueta {tag}", "{who} added the tag {tag}";
    event_untagged(who, tag): "{who} n'ha tret l'etiqueta {tag}", "{who} le ha quitado la etiqueta {tag}", "{who} removed the tag {tag}";
    event_field_set(who, field, value): "{who} ha omplert {field}: {value}", "{who} ha rellenado {field}: {value}", "{who} filled in {field}: {value}";
    event_field_cleared(who, field): "{who} ha buidat {field}", "{who} ha vaciado {field}", "{who} cleared {field}";
    event_noted(who, text): "Nota de {who}: {text}", "Nota de {who}: {text}", "Note by {who}: {text}";
    event_merged(into): "Aquest tiquet s'ha unit al #{into}", "Este ticket se ha unido al #{into}", "This ticket was merged into #{into}";
    event_absorbed(ticket): "S'hi ha unit el tiquet #{ticket}", "Se le ha unido el ticket #{ticket}", "Ticket #{ticket} was merged into this one";
    event_unmerged(from): "S'ha separat del #{from}", "Se ha separado del #{from}", "It was taken out of #{from} again";
    event_released(ticket): "Se n'ha separat el tiquet #{ticket}", "Se ha separado el ticket #{ticket}", "Ticket #{ticket} was taken out again";
    event_settled: "Un comiat: el tiquet queda resolt. Reobre'l si cal.", "Una despedida: el ticket queda resuelto. Reábrelo si hace falta.", "A goodbye: the ticket stays resolved. Reopen it if need be.";
    event_policy_chosen(who, policy): "{who} hi aplica l'acord {policy}", "{who} le aplica el acuerdo {policy}", "{who} applies the policy {policy}";
    event_skill_required(who, skill): "{who} demana algú que sàpiga de {skill}", "{who} pide a alguien que sepa de {skill}", "{who} asks for somebody who knows {skill}";
    event_warned(clock, share): "{clock}: ja ha passat el {share} del temps", "{clock}: ya ha pasado el {share} del tiempo", "{clock}: {share} of the time has passed";
    share(percent): "{percent} %", "{percent} %", "{percent}%";
    event_breached(clock): "{clock}: s'ha passat del temps", "{clock}: se ha pasado del tiempo", "{clock}: out of time";
    event_corrected(who, clock, old, new): "{who} ha canviat la configuració. {clock}: venç {new} (abans, {old})", "{who} ha cambiado la configuración. {clock}: vence {new} (antes, {old})", "{who} changed the settings. {clock}: due {new} (was {old})";
    event_corrected_away(who, clock, old): "{who} ha canviat la configuració. {clock}: ja no venç (abans, {old})", "{who} ha cambiado la configuración. {clock}: ya no vence (antes, {old})", "{who} changed the settings. {clock}: not due any more (was {old})";
    event_corrected_back(who, clock, new): "{who} ha canviat la configuració. {clock}: venç {new} (abans no vencia)", "{who} ha cambiado la configuración. {clock}: vence {new} (antes no vencía)", "{who} changed the settings. {clock}: due {new} (was never due)";
    event_called(who, host): "{who} crida {host}", "{who} llama a {host}", "{who} calls {host}";
    event_call_failed(host, why): "La crida a {host} ha fallat: {why}", "La llamada a {host} ha fallado: {why}", "The call to {host} failed: {why}";
    unheard_not_public: "a aquesta adreça no s'hi pot cridar", "a esa dirección no se puede llamar", "that address may not be called";
    unheard_no_answer: "no respon", "no responde", "no answer";
    unheard_answered(status): "ha respost {status}", "ha respondido {status}", "it answered {status}";
    event_not_taken_on(people): "Ningú no se'n fa càrrec: ho sap {people}", "Nadie se hace cargo: lo sabe {people}", "Nobody takes it on: {people} were told";
    nobody_takes_it_on: "Ningú no se'n fa càrrec", "Nadie se hace cargo", "Nobody takes it on";
    event_rated(stars, score): "El client ho valora: {stars} ({score} de 5)", "El cliente lo valora: {stars} ({score} de 5)", "The customer rates it: {stars} ({score} of 5)";
    event_rated_why(comment): "Per què aquesta valoració: {comment}", "El porqué de la valoración: {comment}", "Why they rate it so: {comment}";
    event_rang(who, people, text): "{who} avisa {people}: {text}", "{who} avisa a {people}: {text}", "{who} tells {people}: {text}";
    next_step(rule, when): "Pas següent: «{rule}», {when}", "Próximo paso: «{rule}», {when}", "Next: “{rule}”, {when}";
    event_shared(who, person): "{who} l'ha compartit amb {person}", "{who} lo ha compartido con {person}", "{who} shared it with {person}";
    event_shared_until(who, person, until): "{who} l'ha compartit amb {person}, fins a {until}", "{who} lo ha compartido con {person}, hasta {until}", "{who} shared it with {person}, until {until}";
    event_unshared(who, person): "{who} ha deixat de compartir-lo amb {person}", "{who} ha dejado de compartirlo con {person}", "{who} stopped sharing it with {person}";
    event_resent(who): "{who} ha tornat a enviar un missatge", "{who} ha enviado un mensaje de nuevo", "{who} sent a message again";
}

/// What people and teams are called now.
pub(crate) struct Names<'a> {
    pub(crate) people: &'a [Person],
    pub(crate) teams: &'a [(TeamId, String)],
}

impl Names<'_> {
    /// Of somebody who is gone, the id.
    fn person(&self, id: &PersonId) -> String {
        let known = self.people.iter().find(|person| person.id == *id);
        known.map_or_else(|| id.to_string(), |person| person.name.clone())
    }

    fn team(&self, id: &TeamId) -> String {
        let known = self.teams.iter().find(|(team, _)| team == id);
        known.map_or_else(|| id.to_string(), |(_, name)| name.clone())
    }

    /// Who did it; `None` for the customer and for time.
    pub(crate) fn author(&self, author: &Author) -> Option<String> {
        match author {
            Author::Person { id } => Some(self.person(id)),
            Author::Key { name } | Author::Rule { name, .. } => Some(name.clone()),
            Author::App => Some("WhatsApp Business".to_owned()),
            Author::Customer | Author::Clock => None,
        }
    }
}

impl Language {
    /// An event that is a line of its own, as one.
    pub(crate) fn done(self, event: &Event, names: &Names) -> Done {
        let by_rule = matches!(event.by, Author::Rule { .. });
        Done {
            rev: event.rev,
            at: event.at,
            change: event.change.word().to_owned(),
            words: self.sentence(event, names),
            by_itself: by_rule
                || matches!(
                    event.change,
                    Change::Assigned { why: Some(_), .. } | Change::Automated { .. }
                ),
        }
    }

    /// What comes next by itself, in the form of what happened.
    pub(crate) fn coming(self, step: &NextStep) -> Done {
        Done {
            rev: 0,
            at: step.at,
            change: String::new(),
            words: self.next_step(&step.rule, moment(step.at)),
            by_itself: true,
        }
    }

    fn sentence(self, event: &Event, names: &Names) -> String {
        let who = names.author(&event.by).unwrap_or_else(|| self.bustia().to_owned());
        match &event.change {
            Change::Opened { follows: Some(before), .. } => self.event_opened_after(before),
            Change::Opened { .. } => self.event_opened().to_owned(),
            Change::Assigned { owner: None, .. } => self.event_unassigned(who),
            Change::Assigned { owner: Some(id), .. } => match &event.by {
                Author::Person { id: by } if by == id => self.event_took(who),
                _ => self.event_assigned(who, names.person(id)),
            },
            Change::Prioritised { priority } => {
                self.event_prioritised(who, self.priority(*priority))
            }
            Change::Snoozed { until } => self.event_snoozed(who, moment(*until)),
            Change::Woken => self.event_woken().to_owned(),
            Change::Resolved => self.event_resolved(who),
            Change::Reopened if event.by == Author::Customer => {
                self.event_reopened_by_customer().to_owned()
            }
            Change::Reopened => self.event_reopened(who),
            Change::Resent { .. } => self.event_resent(who),
            Change::Teamed { team: Some(team) } => self.event_teamed(who, names.team(team)),
            Change::Teamed { team: None } => self.event_unteamed(who),
            Change::Tagged { tag } => self.event_tagged(who, tag),
            Change::Untagged { tag } => self.event_untagged(who, tag),
            Change::FieldSet { field, value: Some(value) } => {
                self.event_field_set(who, field, value)
            }
            Change::FieldSet { field, value: None } => self.event_field_cleared(who, field),
            Change::Shared { person, until: Some(until) } => {
                self.event_shared_until(who, names.person(person), moment(*until))
            }
            Change::Shared { person, until: None } => self.event_shared(who, names.person(person)),
            Change::Unshared { person } => self.event_unshared(who, names.person(person)),
            Change::Noted { text, .. } => self.event_noted(who, text),
            Change::Merged { into } => self.event_merged(into),
            Change::Absorbed { ticket, .. } => self.event_absorbed(ticket),
            Change::Unmerged { from, .. } => self.event_unmerged(from),
            Change::Released { ticket } => self.event_released(ticket),
            Change::Received { settled: true, .. } => self.event_settled().to_owned(),
            Change::Rated { score, comment: None } => {
                self.event_rated("★".repeat(score.number().into()), score.number())
            }
            Change::Rated { comment: Some(comment), .. } => self.event_rated_why(comment),
            Change::PolicyChosen { policy } => self.event_policy_chosen(who, policy),
            Change::SkillRequired { skill } => self.event_skill_required(who, skill),
            Change::Warned { warned } => {
                self.event_warned(self.clock(warned.clock), self.share(warned.percent))
            }
            Change::Breached { breached } => self.event_breached(self.clock(breached.clock)),
            Change::Corrected { correction, .. } => self.corrected(who, correction),
            Change::Called { url: host } => self.event_called(who, host),
            Change::CallFailed { host, why, .. } => {
                self.event_call_failed(host, self.unheard(*why))
            }
            Change::OfCustomer { news } => self.of_customer(who, news),
            Change::Dug { .. } => self.event_dug().to_owned(),
            Change::Rang { people, text } => {
                let names = people.iter().map(|id| names.person(id));
                let names = names.collect::<Vec<_>>().join(", ");
                if text.is_empty() {
                    self.event_not_taken_on(names)
                } else {
                    self.event_rang(who, names, text)
                }
            }
            Change::Automated { account } => {
                account.open().map(|account| self.not_done(&account)).unwrap_or_default()
            }
            // Never lines of their own: see `Change::is_a_line`.
            Change::Received { .. }
            | Change::Replied { .. }
            | Change::Recalled { .. }
            | Change::Delivery { .. }
            | Change::Fetched { .. }
            | Change::Followed { .. }
            | Change::PolicyApplied { .. }
            | Change::Came { .. }
            | Change::Passed { .. }
            | Change::Unfollowed { .. }
            | Change::Seen => String::new(),
        }
    }

    /// What another rulebook of `who` made of a deadline.
    fn corrected(self, who: String, correction: &Correction) -> String {
        let clock = self.clock(correction.clock);
        match (correction.old_due.map(moment), correction.new_due.map(moment)) {
            (Some(old), Some(new)) => self.event_corrected(who, clock, old, new),
            (Some(old), None) => self.event_corrected_away(who, clock, old),
            (None, new) => self.event_corrected_back(who, clock, new.unwrap_or_default()),
        }
    }

    /// Why a program was not told.
    pub(crate) fn unheard(self, why: Unheard) -> String {
        match why {
            Unheard::NotPublic => self.unheard_not_public().to_owned(),
            Unheard::NoAnswer => self.unheard_no_answer().to_owned(),
            Unheard::Answered { status } => self.unheard_answered(status),
        }
    }
}

/// A moment in a sentence, for the reader's own zone to word.
fn moment(at: DateTime<Utc>) -> String {
    format!("{MOMENT}{}{MOMENT}", at.timestamp_micros())
}
