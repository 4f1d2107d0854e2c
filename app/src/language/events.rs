//! What happened to a ticket, one sentence each.

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
    event_resent(who): "{who} ha tornat a enviar un missatge", "{who} ha enviado un mensaje de nuevo", "{who} sent a message again";
}
