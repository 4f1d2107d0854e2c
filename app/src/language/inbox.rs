//! The inbox: list, thread, composer, side panel.

use desk::message::Unfetched;

use super::Language;

texts! {
    tickets: "Tiquets", "Tickets", "Tickets";
    ticket: "Tiquet", "Ticket", "Ticket";
    views: "Vistes", "Vistas", "Views";
    view_open: "Oberts", "Abiertos", "Open";
    view_mine: "Meus", "Míos", "Mine";
    view_unassigned: "Sense ningú", "Sin asignar", "Unassigned";
    view_waiting: "En espera", "En espera", "Waiting";
    view_snoozed: "Ajornats", "Aplazados", "Snoozed";
    view_resolved: "Resolts", "Resueltos", "Resolved";
    no_tickets: "Res per aquí", "Nada por aquí", "Nothing here";
    no_tickets_hint: "Quan un client escrigui, el seu tiquet apareixerà aquí tot sol.", "Cuando un cliente escriba, su ticket aparecerá aquí solo.", "When a customer writes, the ticket appears here by itself.";
    more_tickets: "Mostra'n més", "Mostrar más", "Show more";
    thread: "Conversa", "Conversación", "Thread";
    messages: "Missatges", "Mensajes", "Messages";
    no_thread: "Tria un tiquet", "Elige un ticket", "Choose a ticket";
    no_thread_hint: "La conversa s'obrirà aquí. Amb j i k vas d'un tiquet a l'altre; amb n agafes el següent.", "La conversación se abrirá aquí. Con j y k pasas de un ticket a otro; con n tomas el siguiente.", "The thread opens here. j and k go from ticket to ticket; n takes the next.";
    back_to_the_list: "Torna a la llista", "Volver a la lista", "Back to the list";
    details: "Detalls", "Detalles", "Details";
    older_messages: "Missatges anteriors", "Mensajes anteriores", "Older messages";
    new_messages[n]: "{n} missatge nou" / "{n} missatges nous", "{n} mensaje nuevo" / "{n} mensajes nuevos", "{n} new message" / "{n} new messages";
    unread[n]: "{n} per llegir" / "{n} per llegir", "{n} sin leer" / "{n} sin leer", "{n} unread" / "{n} unread";
    earlier_message: "un missatge anterior", "un mensaje anterior", "an earlier message";
    reacted(emoji, words): "Ha reaccionat {emoji} a «{words}»", "Ha reaccionado {emoji} a «{words}»", "Reacted {emoji} to “{words}”";
    took_reaction_back(words): "Ha tret la reacció a «{words}»", "Ha quitado la reacción a «{words}»", "Took back the reaction to “{words}”";
    deleted_message(words): "Ha esborrat «{words}»", "Ha borrado «{words}»", "Deleted “{words}”";
    unknown_kind(name): "Tipus «{name}». Es guarda tal com ha arribat.", "Tipo «{name}». Se guarda tal como ha llegado.", "Kind “{name}”. It is kept just as it came.";
    arriving: "Està arribant…", "Está llegando…", "Arriving…";
    never_came_at_all: "El fitxer no ha arribat. Demana al client que el torni a enviar.", "El archivo no ha llegado. Pide al cliente que lo envíe de nuevo.", "The file did not arrive. Ask the customer to send it again.";
    never_too_large: "El fitxer és massa gran. Demana al client que n'enviï un de més petit.", "El archivo es demasiado grande. Pide al cliente que envíe uno más pequeño.", "The file is too large. Ask the customer to send a smaller one.";
    never_kept: "El fitxer no ha arribat. Avisa qui administra.", "El archivo no ha llegado. Avisa a quien administra.", "The file did not arrive. Tell an administrator.";
    not_delivered(reason): "No ha arribat: {reason}", "No ha llegado: {reason}", "Not delivered: {reason}";
    unconfirmed: "No sabem si ha sortit. Si l'envies de nou, potser arribarà dues vegades.", "No sabemos si ha salido. Si lo envías de nuevo, puede llegar dos veces.", "We can't tell whether it left. If you send it again, it may arrive twice.";
    resend: "Torna-ho a enviar", "Enviar de nuevo", "Send again";
    actions: "Accions", "Acciones", "Actions";
    read_only: "Pots llegir-ho tot; respondre i decidir ho fa l'equip.", "Puedes leerlo todo; responder y decidir lo hace el equipo.", "You can read everything; answering and deciding is up to the team.";
    assign_to_me: "Me'l quedo", "Me lo quedo", "Assign to me";
    take_next: "Agafa el següent", "Toma el siguiente", "Take next";
    nothing_waits: "No hi ha res que t'esperi.", "No hay nada que te espere.", "Nothing waits for you.";
    owner: "Responsable", "Responsable", "Owner";
    nobody: "Ningú", "Nadie", "Nobody";
    team_label: "Equip", "Equipo", "Team";
    priority_label: "Prioritat", "Prioridad", "Priority";
    snooze: "Ajorna…", "Aplazar…", "Snooze…";
    snooze_hour: "1 hora", "1 hora", "1 hour";
    snooze_three_hours: "3 hores", "3 horas", "3 hours";
    snooze_tomorrow: "Demà a les 9", "Mañana a las 9", "Tomorrow at 9";
    snooze_monday: "Dilluns a les 9", "El lunes a las 9", "Monday at 9";
    snoozed_until: "Ajornat fins", "Aplazado hasta", "Snoozed until";
    resolve: "Resol", "Resolver", "Resolve";
    reopen: "Reobre", "Reabrir", "Reopen";
    reply_to(name): "Resposta per a {name}", "Respuesta para {name}", "Reply to {name}";
    write_a_reply: "Escriu una resposta…", "Escribe una respuesta…", "Write a reply…";
    send: "Envia", "Enviar", "Send";
    send_hint: "Envia (Retorn; Maj + Retorn fa una línia nova)", "Enviar (Intro; Mayús + Intro hace una línea nueva)", "Send (Enter; Shift + Enter makes a new line)";
    free_until(when): "Finestra oberta: gratis fins {when}", "Ventana abierta: gratis hasta {when}", "Window open: free until {when}";
    window_is_closed: "Finestra tancada: WhatsApp no lliura text lliure fins que el client torni a escriure.", "Ventana cerrada: WhatsApp no entrega texto libre hasta que el cliente vuelva a escribir.", "Window closed: WhatsApp delivers no free text until the customer writes again.";
    window_open_until(when): "Pots respondre gratis fins {when}", "Puedes responder gratis hasta {when}", "You can answer for free until {when}";
    window_closed_since(when): "La finestra per respondre es va tancar {when}", "La ventana para responder se cerró {when}", "The window to answer closed {when}";
    templates_free_until(window, when): "{window}. Plantilles gratis fins {when}", "{window}. Plantillas gratis hasta {when}", "{window}. Templates are free until {when}";
    contact: "Contacte", "Contacto", "Contact";
    it_is_there(hour): "Hora del client: {hour}", "Hora del cliente: {hour}", "Their time: {hour}";
    no_phone: "WhatsApp no en diu el número", "WhatsApp no dice su número", "WhatsApp withholds the number";
    status_label: "Estat", "Estado", "Status";
    opened: "Obert", "Abierto", "Opened";
    why: "Per què?", "¿Por qué?", "Why?";
    history: "Història", "Historia", "History";
}

impl Language {
    /// Why a file never came.
    pub(crate) fn never_came(self, why: Unfetched) -> String {
        let words = match why {
            Unfetched::TooLarge => self.never_too_large(),
            Unfetched::Gone | Unfetched::NoAnswer | Unfetched::NotPublic => {
                self.never_came_at_all()
            }
            // The log says what is wrong with the number, or the disk.
            Unfetched::Refused | Unfetched::NotSaved => self.never_kept(),
        };
        words.to_owned()
    }
}
