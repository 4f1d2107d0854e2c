//! The settings: sections, labels and hints of their forms.

mod history;
pub(in crate::language) mod outgoing;
pub(in crate::language) mod practice;
pub(in crate::language) mod templates;

use chrono::Weekday;
use desk::calendar::Reason;
use desk::permissions::{Invented, Permission, Scope};
use desk::sla::Counting;

use crate::language::Language;
use crate::settings::Section;

texts! {
    settings: "Configuració", "Configuración", "Settings";
    rules: "Regles", "Reglas", "Rules";
    policies: "Acords de servei (SLA)", "Acuerdos de servicio (SLA)", "Service levels (SLA)";
    teams: "Equips", "Equipos", "Teams";
    opening_hours: "Horaris", "Horarios", "Opening hours";
    people: "Persones", "Personas", "People";
    general: "General", "General", "General";
    rules_hint: "Què passa tot sol. S'apliquen en aquest ordre.", "Qué pasa solo. Se aplican en este orden.", "What happens by itself. They apply in this order.";
    policies_hint: "Quant de temps hi ha per respondre i resoldre. Val el primer que encaixa amb el tiquet.", "Cuánto tiempo hay para responder y resolver. Vale el primero que encaja con el ticket.", "How much time there is to answer and resolve. The first that fits a ticket holds.";
    teams_hint: "Qui respon què, i com troba responsable cada tiquet.", "Quién responde qué, y cómo encuentra responsable cada ticket.", "Who answers what, and how each ticket finds its owner.";
    hours_page_hint: "Quan és obert, amb festius, per a equips i torns.", "Cuándo está abierto, con festivos, para equipos y turnos.", "When it is open, with holidays, for teams and shifts.";
    people_hint: "Quants tiquets pot tenir cadascú, què sap i quan hi és.", "Cuántos tickets puede tener cada cual, qué sabe y cuándo está.", "How many tickets each one takes, what they know and when they are there.";
    general_hint: "El que val per a tota la bústia.", "Lo que vale para todo el buzón.", "What holds for the whole mailbox.";
    nothing_laid_down: "Encara no n'hi ha cap.", "Todavía no hay ninguno.", "There is none yet.";
    new_rule: "Regla nova", "Regla nueva", "New rule";
    new_policy: "Acord nou", "Acuerdo nuevo", "New service level";
    new_team: "Equip nou", "Equipo nuevo", "New team";
    new_hours: "Horari nou", "Horario nuevo", "New opening hours";
    members_of[n]: "{n} persona" / "{n} persones", "{n} persona" / "{n} personas", "{n} person" / "{n} people";
    save: "Desa", "Guardar", "Save";
    add: "Afegeix", "Añadir", "Add";
    remove: "Treu", "Quitar", "Remove";
    move_up: "Amunt", "Subir", "Up";
    remove_this(what): "Treu: {what}", "Quitar: {what}", "Remove: {what}";
    move_up_this(what): "Amunt: {what}", "Subir: {what}", "Move up: {what}";
    delete: "Suprimeix…", "Eliminar…", "Delete…";
    delete_for_good: "Suprimeix del tot", "Eliminar del todo", "Delete for good";
    on: "Activa", "Activa", "On";
    off: "Aturada", "Parada", "Off";
    switch_of(word, name): "{word}: {name}", "{word}: {name}", "{word}: {name}";
    switch_it: "Activa o atura", "Activar o parar", "Switch on or off";
    name: "Nom", "Nombre", "Name";
    value: "Valor", "Valor", "Value";
    yes: "Sí", "Sí", "Yes";
    no: "No", "No", "No";
    day_date: "Data", "Fecha", "Date";
    date_hint: "2026-12-25, o 12-25 per a cada any", "2026-12-25, o 12-25 para cada año", "2026-12-25, or 12-25 for every year";
    hours: "Hores", "Horas", "Hours";
    hours_hint: "Com ara 09:00-14:00, 16:00-19:00. Buit és tancat; un final abans de l'inici és l'endemà.", "Por ejemplo 09:00-14:00, 16:00-19:00. Vacío es cerrado; un final antes del inicio es al día siguiente.", "Such as 09:00-14:00, 16:00-19:00. Empty is closed; an end before its start is the next day.";
    exception_hours_hint: "Tancat sense hores és tot el dia", "Cerrado sin horas es todo el día", "Closed without hours is all day";
    desk_hours: "Horari de la bústia", "Horario del buzón", "Opening hours of the mailbox";
    like_the_desk: "El de la bústia", "El del buzón", "The mailbox's";
    zone: "Zona horària", "Zona horaria", "Time zone";
    zone_hint: "Pel nom IANA, com ara Europe/Madrid", "Por su nombre IANA, como Europe/Madrid", "By its IANA name, such as Europe/Madrid";
    week: "Setmana", "Semana", "Week";
    days_that_differ: "Dies diferents", "Días distintos", "Days that differ";
    another_day: "Un altre dia", "Otro día", "Another day";
    day_closed: "Tancat", "Cerrado", "Closed";
    day_open: "Obertura especial", "Apertura especial", "Special opening";
    import: "Festius d'un fitxer iCalendar", "Festivos de un archivo iCalendar", "Holidays from an iCalendar file";
    import_hint: "Enganxa-hi el contingut del fitxer .ics: els seus dies s'afegeixen com a tancats.", "Pega aquí el contenido del archivo .ics: sus días se añaden como cerrados.", "Paste what the .ics file holds: its days are added as closed.";
    import_left_out(line): "L'esdeveniment de la línia {line} no es pot afegir. Treu-lo del text, o afegeix-ne els dies a mà.", "El evento de la línea {line} no se puede añadir. Quítalo del texto, o añade sus días a mano.", "The event of line {line} can't be added. Take it out of the text, or add its days by hand.";
    import_found_nothing: "El text enganxat no té cap dia que es pugui llegir. Mira que sigui tot el fitxer .ics.", "El texto pegado no tiene ningún día que se pueda leer. Mira que sea todo el archivo .ics.", "The pasted text holds no day that can be read. See that it is the whole .ics file.";
    next_days(days): "Els propers {days} dies", "Los próximos {days} días", "The next {days} days";
    strip_saved: "Què és obert segons l'horari desat.", "Qué está abierto según el horario guardado.", "What is open by the hours as they are saved.";
    strip_typed: "Què seria obert amb l'horari tal com és aquí. Encara no s'ha desat.", "Qué estaría abierto con el horario tal como está aquí. Aún no se ha guardado.", "What would be open by the hours as they stand here. They are not saved yet.";
    strip_unreadable: "Encara no es pot llegir tot l'horari. Previsualitza'l per veure què hi falta.", "Aún no se puede leer todo el horario. Previsualízalo para ver qué falta.", "These hours can't be read yet. Preview them to see what is missing.";
    preview: "Previsualitza", "Previsualizar", "Preview";
    holiday: "Festiu", "Festivo", "Holiday";
    reason_named(reason, name): "{reason}: {name}", "{reason}: {name}", "{reason}: {name}";
    members: "Membres", "Miembros", "Members";
    strategy_label: "Com troba responsable", "Cómo encuentra responsable", "How it finds an owner";
    day_and_night: "Dia i nit", "Día y noche", "Day and night";
    always_there: "Sempre", "Siempre", "Always";
    answer_within: "Temps per obrir-lo o respondre", "Tiempo para abrirlo o responder", "Time to open or answer it";
    answer_within_hint: "Passat aquest temps de feina, canvia de mans. Com ara 15m; buit, no es mou.", "Pasado este tiempo de trabajo, cambia de manos. Por ejemplo 15m; vacío, no se mueve.", "After that much working time it moves on. Such as 15m; empty, it stays.";
    offers_queue: "Els membres poden agafar el següent de la cua", "Los miembros pueden coger el siguiente de la cola", "Members may take the next of the queue";
    accepts_tickets: "Rep tiquets", "Recibe tickets", "Gets tickets";
    capacity: "Tiquets alhora", "Tickets a la vez", "Tickets at once";
    capacity_hint: "Els que esperen resposta nostra", "Los que esperan respuesta nuestra", "Those that wait for our answer";
    shift: "Torn", "Turno", "Shift";
    languages: "Llengües", "Idiomas", "Languages";
    languages_hint: "Codis, com ara ca, es, pt-BR", "Códigos, como ca, es, pt-BR", "Codes, such as ca, es, pt-BR";
    skills: "Coneixements", "Conocimientos", "Skills";
    skills_hint: "Separats per comes", "Separados por comas", "With commas between";
    policy_condition_hint: "Per a quins tiquets és. Sense res marcat, per a tots.", "Para qué tickets es. Sin nada marcado, para todos.", "Which tickets it is for. With nothing ticked, for all.";
    number_label: "Número", "Número", "Number";
    tags: "Etiquetes", "Etiquetas", "Tags";
    tag: "Etiqueta", "Etiqueta", "Tag";
    list_hint: "Més d'un, separats per comes; entre cometes si en porta una", "Más de uno, separados por comas; entre comillas si lleva una", "More than one, with commas between; in quotes if one has a comma";
    targets: "Objectius", "Objetivos", "Targets";
    targets_hint: "Com ara 30m, 4h o 2d. Buit: aquest rellotge no corre.", "Por ejemplo 30m, 4h o 2d. Vacío: ese reloj no corre.", "Such as 30m, 4h or 2d. Empty: that clock does not run.";
    time_that_counts: "Compta", "Cuenta", "Counts";
    counts_working: "hores de feina", "horas de trabajo", "working time";
    counts_calendar: "dia i nit", "día y noche", "day and night";
    warnings: "Avisos", "Avisos", "Warnings";
    warnings_hint: "A quants percents del temps, com ara 50, 80, 95", "A qué porcentajes del tiempo, como 50, 80, 95", "At which percents of the time, such as 50, 80, 95";
    pauses: "Els rellotges de resolució s'aturen mentre esperem el client", "Los relojes de resolución se paran mientras esperamos al cliente", "Resolution clocks stand still while we wait for the customer";
    reaction_answers: "Una reacció nostra compta com a resposta", "Una reacción nuestra cuenta como respuesta", "A reaction of ours counts as an answer";
    mode_all: "Totes les que encaixin", "Todas las que encajen", "All that fit";
    mode_first: "Només la primera que encaixi", "Solo la primera que encaje", "Only the first that fits";
    quiet_hours: "Hores de silenci", "Horas de silencio", "Quiet hours";
    own_roles: "Rols propis", "Roles propios", "Own roles";
    own_roles_hint: "Què pot fer i què veu qui en té un, en lloc del rol amb què va entrar. Es dona a la pàgina de cada persona; qui administra ho continua fent.", "Qué puede hacer y qué ve quien tiene uno, en lugar del rol con que entró. Se da en la página de cada persona; quien administra lo sigue haciendo.", "What those may do and see who have one, in place of the role that they came with. It is given on each person's page; an administrator stays one.";
    new_role: "Rol nou", "Rol nuevo", "New role";
    own_role: "Rol", "Rol", "Role";
    the_role_they_came_with: "El rol amb què va entrar", "El rol con que entró", "The role that they came with";
    sees_tickets: "Quins tiquets veu", "Qué tickets ve", "Which tickets it sees";
    scope_own: "Els seus", "Los suyos", "Their own";
    scope_unassigned: "Els que no són de ningú ni de cap equip", "Los que no son de nadie ni de ningún equipo", "Those of nobody and of no team";
    scope_team: "Els del seu equip", "Los de su equipo", "Those of their team";
    scope_all: "Tots", "Todos", "All of them";
    scope_hint: "A més, els que algú hi comparteix.", "Además, los que alguien le comparte.", "Besides, those that somebody shares with them.";
    role_may: "Què pot fer, a més de llegir", "Qué puede hacer, además de leer", "What it may do, besides reading";
    role_reads: "llegir", "leer", "read";
    role_sees(what): "Veu: {what}", "Ve: {what}", "Sees: {what}";
    role_sees_shared: "només el que s'hi comparteix", "solo lo que se le comparte", "only what is shared";
    role_does(what): "Pot: {what}", "Puede: {what}", "May: {what}";
    may_see_phone: "Veure el telèfon sencer dels clients", "Ver el teléfono entero de los clientes", "See customers' whole phone numbers";
    may_see_originals: "Veure què deia un missatge abans de canviar-lo o esborrar-lo", "Ver qué decía un mensaje antes de cambiarlo o borrarlo", "See what a message said before it was changed or deleted";
    may_see_raw: "Veure el JSON del que aquesta versió no coneix", "Ver el JSON de lo que esta versión no conoce", "See the JSON of what this version does not know";
    may_reply: "Respondre els clients i escriure notes", "Responder a los clientes y escribir notas", "Answer customers and write notes";
    may_reply_for_others: "Respondre també en tiquets d'altri", "Responder también en tickets de otros", "Answer in other people's tickets, too";
    may_send_template: "Enviar plantilles, que poden costar diners", "Enviar plantillas, que pueden costar dinero", "Send templates, which may cost money";
    may_assign: "Agafar tiquets i donar-los a algú del seu equip", "Coger tickets y darlos a alguien de su equipo", "Take tickets, and give them within their team";
    may_assign_anywhere: "Donar tiquets a qualsevol", "Dar tickets a cualquiera", "Give tickets to anybody";
    may_triage: "Resoldre, reobrir, ajornar, prioritzar, etiquetar i unir", "Resolver, reabrir, posponer, priorizar, etiquetar y unir", "Resolve, reopen, snooze, prioritise, tag and merge";
    may_share: "Compartir tiquets amb algú que no els veu", "Compartir tickets con alguien que no los ve", "Share tickets with somebody who does not see them";
    may_oversee: "Rebre els avisos de tots els tiquets i veure què espera per sortir", "Recibir los avisos de todos los tickets y ver qué espera para salir", "Be alerted of every ticket, and see what waits to go out";
    team_together: "Els membres veuen els tiquets els uns dels altres", "Los miembros ven los tickets unos de otros", "Members see each other's tickets";
    who_sees_what: "Qui veu què", "Quién ve qué", "Who sees what";
    desk_together: "Els agents veuen els tiquets dels altres que no són de cap equip", "Los agentes ven los tickets de otros que no son de ningún equipo", "Agents see each other's tickets that are of no team";
    together_hint: "Els tiquets que no són de ningú, els veu tothom que els pot agafar; els d'un equip, els del seu equip. Qui supervisa ho veu tot.", "Los tickets que no son de nadie los ve quien los puede coger; los de un equipo, los de su equipo. Quien supervisa lo ve todo.", "Whoever can take a ticket sees it while it is nobody's; those of a team, its members. Who supervises sees all.";
    receipts: "Què veu el client", "Qué ve el cliente", "What customers see";
    receipts_read: "Que hem llegit els seus missatges (marques blaves)", "Que hemos leído sus mensajes (marcas azules)", "That we read their messages (blue ticks)";
    receipts_typing: "Que algú li està escrivint", "Que alguien le está escribiendo", "That somebody is typing";
    receipts_hint: "WhatsApp només ensenya que algú escriu si també ensenya que s'ha llegit.", "WhatsApp solo muestra que alguien escribe si también muestra que se ha leído.", "WhatsApp shows that somebody is typing only if it also shows that we read.";
    quiet_hours_hint: "Al rellotge del client, cap missatge automàtic que pugui esperar.", "En el reloj del cliente, ningún mensaje automático que pueda esperar.", "By the customer's own clock: no automatic message that can wait.";
    most_messages: "Missatges automàtics per tiquet en 24 hores", "Mensajes automáticos por ticket en 24 horas", "Automatic messages per ticket in 24 hours";
    most_messages_hint: "Els que passin d'aquí no surten, i el tiquet en diu el motiu", "Los que pasen de aquí no salen, y el ticket dice el motivo", "What goes beyond is not sent, and the ticket says why";
    at_most_messages(most): "com a molt {most}", "como máximo {most}", "at most {most}";
    begin_hour: "Des de", "Desde", "From";
    end_hour: "Fins a", "Hasta", "Until";
    after_resolution: "Després de resoldre", "Después de resolver", "After the resolution";
    after_resolution_hint: "Què fa un missatge que espera resposta, segons el número on arriba. Un comiat es queda al tiquet resolt.", "Qué hace un mensaje que espera respuesta, según el número al que llega. Una despedida se queda en el ticket resuelto.", "What a message that wants an answer does, by the number that it comes to. A goodbye stays with the resolved ticket.";
    a_new_message: "Un missatge nou", "Un mensaje nuevo", "A new message";
    reopens_the_ticket: "Reobre el tiquet", "Reabre el ticket", "Reopens the ticket";
    opens_a_new_ticket: "Obre un tiquet nou", "Abre un ticket nuevo", "Opens a new ticket";
    reopens_for_some_days: "Reobre el tiquet uns dies; després n'obre un de nou", "Reabre el ticket unos días; después abre uno nuevo", "Reopens the ticket for some days, then opens a new one";
    days_to_reopen: "Dies des de la resolució", "Días desde la resolución", "Days since the resolution";
    days_to_reopen_hint: "Compten si reobre uns dies", "Cuentan si reabre unos días", "They count where it reopens for some days";
    closing_words: "Comiats", "Despedidas", "Goodbyes";
    closing_on: "Un «gràcies» després de resoldre no reobre el tiquet", "Un «gracias» tras resolver no reabre el ticket", "A “thanks” after resolving does not reopen the ticket";
    closing_added: "També són comiats", "También son despedidas", "Also goodbyes";
    closing_removed: "No són comiats", "No son despedidas", "Not goodbyes";
    closing_hint: "Un per línia", "Una por línea", "One a line";
    assignment: "Assignació", "Asignación", "Assignment";
    weights_hint: "Quant pesa un tiquet, en centèsimes d'un d'obert.", "Cuánto pesa un ticket, en centésimas de uno abierto.", "How much a ticket weighs, in hundredths of an open one.";
    weight_open: "Obert", "Abierto", "Open ticket";
    weight_waiting: "En espera del client", "En espera del cliente", "Waiting for the customer";
    weight_snoozed: "Ajornat", "Aplazado", "Snoozed ticket";
    shift_margin: "Minuts abans de plegar", "Minutos antes de salir", "Minutes before a shift ends";
    shift_margin_hint: "Ningú no rep tiquets quan li'n queden menys", "Nadie recibe tickets cuando le quedan menos", "Nobody gets tickets when fewer are left";
    grace: "Minuts sense connexió", "Minutos sin conexión", "Minutes without a connection";
    grace_hint: "Abans de donar algú per fora de línia", "Antes de dar a alguien por desconectado", "Before somebody counts as offline";
    not_saved_yet: "Encara no s'ha desat. Corregeix això i torna-ho a provar:", "Aún no se ha guardado. Corrige esto e inténtalo otra vez:", "Not saved yet. Put this right and try again:";
    settings_changed_meanwhile: "Algú altre ha canviat la configuració mentrestant. El teu formulari és aquí tal com era; torna a desar per aplicar-lo.", "Otra persona ha cambiado la configuración mientras tanto. Tu formulario está aquí tal como estaba; guarda otra vez para aplicarlo.", "Somebody else changed the settings meanwhile. Your form is here as it was; save again to apply it.";
    monday: "Dilluns", "Lunes", "Monday";
    tuesday: "Dimarts", "Martes", "Tuesday";
    wednesday: "Dimecres", "Miércoles", "Wednesday";
    thursday: "Dijous", "Jueves", "Thursday";
    friday: "Divendres", "Viernes", "Friday";
    saturday: "Dissabte", "Sábado", "Saturday";
    sunday: "Diumenge", "Domingo", "Sunday";
}

#[cfg(test)]
pub(in crate::language) const TEXTS_OF_HISTORY: &[(&str, &[&str])] = history::TEXTS;

impl Language {
    pub(crate) fn section(self, section: Section) -> &'static str {
        match section {
            Section::Rules => self.rules(),
            Section::Policies => self.policies(),
            Section::Teams => self.teams(),
            Section::Roles => self.own_roles(),
            Section::Hours => self.opening_hours(),
            Section::People => self.people(),
            Section::General => self.general(),
            Section::History => self.settings_history(),
        }
    }

    pub(crate) fn section_hint(self, section: Section) -> &'static str {
        match section {
            Section::Rules => self.rules_hint(),
            Section::Policies => self.policies_hint(),
            Section::Teams => self.teams_hint(),
            Section::Roles => self.own_roles_hint(),
            Section::Hours => self.hours_page_hint(),
            Section::People => self.people_hint(),
            Section::General => self.general_hint(),
            Section::History => self.history_hint(),
        }
    }

    /// What a permission lets somebody do; nothing for one that no role can be given.
    pub(crate) fn permission(self, permission: Permission) -> &'static str {
        match permission {
            Permission::SeePhone => self.may_see_phone(),
            Permission::SeeOriginals => self.may_see_originals(),
            Permission::SeeRaw => self.may_see_raw(),
            Permission::Reply => self.may_reply(),
            Permission::ReplyForOthers => self.may_reply_for_others(),
            Permission::SendTemplate => self.may_send_template(),
            Permission::Assign => self.may_assign(),
            Permission::AssignAnywhere => self.may_assign_anywhere(),
            Permission::Triage => self.may_triage(),
            Permission::Share => self.may_share(),
            Permission::Oversee => self.may_oversee(),
            Permission::Read
            | Permission::Configure
            | Permission::Admit
            | Permission::Receive
            | Permission::Carry => "",
        }
    }

    /// What a role of the team sees and may do.
    pub(crate) fn role_in_words(self, role: &Invented) -> String {
        let Scope { all, own, unassigned, team } = role.scope;
        let scopes = [
            (own && !all, self.scope_own()),
            (unassigned && !all, self.scope_unassigned()),
            (team && !all, self.scope_team()),
            (all, self.scope_all()),
            (role.scope == Scope::SHARED, self.role_sees_shared()),
        ];
        let sees = scopes.into_iter().filter(|(is, _)| *is).map(|(_, words)| words.to_lowercase());
        let sees = sees.collect::<Vec<_>>().join(", ");
        let does = role.may.iter().map(|permission| self.permission(*permission).to_lowercase());
        let does = [self.role_reads().to_owned()].into_iter().chain(does);
        let does = does.collect::<Vec<_>>().join("; ");
        format!("{} · {}", self.role_sees(sees), self.role_does(does))
    }

    /// What makes one more of a section.
    pub(crate) fn another(self, section: Section) -> &'static str {
        match section {
            Section::Policies => self.new_policy(),
            Section::Teams => self.new_team(),
            Section::Roles => self.new_role(),
            Section::Hours => self.new_hours(),
            Section::Rules | Section::People | Section::General | Section::History => {
                self.new_rule()
            }
        }
    }

    pub(crate) fn counting(self, counts: Counting) -> &'static str {
        match counts {
            Counting::Working => self.counts_working(),
            Counting::Calendar => self.counts_calendar(),
        }
    }

    pub(crate) fn day_kind(self, word: &str) -> &'static str {
        if word == "open" { self.day_open() } else { self.day_closed() }
    }

    /// Why a date is open when it is, unless as on every such weekday.
    pub(crate) fn day_reason(self, reason: &Reason) -> Option<String> {
        let (kind, name) = match reason {
            Reason::Week => return None,
            Reason::Holiday { name } => (self.holiday(), name),
            Reason::Opening { name } => (self.day_open(), name),
        };
        Some(if name.is_empty() { kind.to_owned() } else { self.reason_named(kind, name) })
    }

    pub(crate) fn weekday(self, day: Weekday) -> &'static str {
        match day {
            Weekday::Mon => self.monday(),
            Weekday::Tue => self.tuesday(),
            Weekday::Wed => self.wednesday(),
            Weekday::Thu => self.thursday(),
            Weekday::Fri => self.friday(),
            Weekday::Sat => self.saturday(),
            Weekday::Sun => self.sunday(),
        }
    }
}
