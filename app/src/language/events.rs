//! What happened to a ticket, one sentence each.

use desk::call::Unheard;

use super::Language;

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
    event_breached(clock): "{clock}: s'ha passat del temps", "{clock}: se ha pasado del tiempo", "{clock}: out of time";
    event_called(who, host): "{who} crida {host}", "{who} llama a {host}", "{who} calls {host}";
    event_call_failed(host, why): "La crida a {host} ha fallat: {why}", "La llamada a {host} ha fallado: {why}", "The call to {host} failed: {why}";
    unheard_not_public: "a aquesta adreça no s'hi pot cridar", "a esa dirección no se puede llamar", "that address may not be called";
    unheard_no_answer: "no respon", "no responde", "no answer";
    unheard_answered(status): "ha respost {status}", "ha respondido {status}", "it answered {status}";
    event_not_taken_on(people): "Ningú no se'n fa càrrec: ho sap {people}", "Nadie se hace cargo: lo sabe {people}", "Nobody takes it on: {people} were told";
    event_rated(stars, score): "El client ho valora: {stars} ({score} de 5)", "El cliente lo valora: {stars} ({score} de 5)", "The customer rates it: {stars} ({score} of 5)";
    event_rated_why(comment): "Per què aquesta valoració: {comment}", "El porqué de la valoración: {comment}", "Why they rate it so: {comment}";
    event_rang(who, people, text): "{who} avisa {people}: {text}", "{who} avisa a {people}: {text}", "{who} tells {people}: {text}";
    event_resent(who): "{who} ha tornat a enviar un missatge", "{who} ha enviado un mensaje de nuevo", "{who} sent a message again";
}

impl Language {
    /// Why a program was not told.
    pub(crate) fn unheard(self, why: Unheard) -> String {
        match why {
            Unheard::NotPublic => self.unheard_not_public().to_owned(),
            Unheard::NoAnswer => self.unheard_no_answer().to_owned(),
            Unheard::Answered { status } => self.unheard_answered(status),
        }
    }
}
