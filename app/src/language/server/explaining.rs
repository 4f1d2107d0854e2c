//! Why something was done by itself, a sentence for each rule and each candidate; and what a rule that is
//! tried would have done.

mod trial;

use desk::assignment::{Choice, Considered, Excluded, Why as Reason};
use desk::automation::{Account, Undone, Why};
use desk::desk::Explanation;
use desk::person::Person;
use desk::presence::State;
use desk::routing::{Absence, Actual, Line, Reason as Skip, Tested, Value, Verdict};

use crate::language::Language;

texts! {
    no_reason_kept: "D'això no se'n guarda cap motiu.", "De esto no se guarda ningún motivo.", "No reason is kept of this.";
    rule_ran(rule, version): "✓ «{rule}» (versió {version})", "✓ «{rule}» (versión {version})", "✓ “{rule}” (version {version})";
    rule_otherwise(rule, version): "✓ «{rule}» (versió {version}), perquè no es complia", "✓ «{rule}» (versión {version}), porque no se cumplía", "✓ “{rule}” (version {version}), because it did not hold";
    rule_did_not_hold(rule): "✗ «{rule}»: no es complia", "✗ «{rule}»: no se cumplía", "✗ “{rule}”: did not hold";
    rule_off(rule): "✗ «{rule}»: aturada", "✗ «{rule}»: parada", "✗ “{rule}”: switched off";
    rule_ran_before(rule): "✗ «{rule}»: ja havia actuat", "✗ «{rule}»: ya había actuado", "✗ “{rule}”: had run already";
    rule_too_deep(rule): "✗ «{rule}»: massa regles seguides", "✗ «{rule}»: demasiadas reglas seguidas", "✗ “{rule}”: too many rules in a row";
    rule_stopped(rule): "✗ «{rule}»: una regla anterior ho va aturar", "✗ «{rule}»: una regla anterior lo paró", "✗ “{rule}”: an earlier rule ended it";
    too_many_automatic(rule, most): "«{rule}»: sense missatge, ja n'hi ha hagut {most} d'automàtics en un dia", "«{rule}»: sin mensaje, ya ha habido {most} automáticos en un día", "“{rule}”: no message, there were {most} automatic ones in a day";
    test_held(fact, operator, expected, actual): "· {fact} {operator} {expected}: sí ({actual})", "· {fact} {operator} {expected}: sí ({actual})", "· {fact} {operator} {expected}: yes ({actual})";
    test_failed(fact, operator, expected, actual): "· {fact} {operator} {expected}: no ({actual})", "· {fact} {operator} {expected}: no ({actual})", "· {fact} {operator} {expected}: no ({actual})";
    seen_nothing: "buit", "vacío", "empty";
    seen_no_message: "cap missatge", "ningún mensaje", "no message";
    seen_no_change: "cap canvi", "ningún cambio", "no change";
    seen_no_zone: "zona desconeguda", "zona desconocida", "unknown zone";
    seen_no_calendar: "sense horari", "sin horario", "no opening hours";
    seen_not_kept: "no es guarda", "no se guarda", "not kept";
    undone(rule, why): "«{rule}»: {why}", "«{rule}»: {why}", "“{rule}”: {why}";
    undone_refused: "el tiquet no ho admet", "el ticket no lo admite", "the ticket does not allow it";
    undone_window: "la finestra de 24 hores és tancada", "la ventana de 24 horas está cerrada", "the 24-hour window is closed";
    undone_template_not_approved: "WhatsApp no deixa enviar aquesta plantilla ara", "WhatsApp no deja enviar esta plantilla ahora", "WhatsApp does not let this template be sent now";
    undone_template_gaps: "la plantilla té uns altres buits, o no hi cap el que els omple", "la plantilla tiene otros huecos, o no cabe lo que los rellena", "the template has other gaps, or what fills them does not fit";
    undone_empty_gap: "un buit de la plantilla quedaria buit", "un hueco de la plantilla quedaría vacío", "a gap of the template would stay empty";
    undone_nobody: "ningú no el pot rebre", "nadie puede recibirlo", "nobody can get it";
    undone_no_person: "aquesta persona no hi és o no respon clients", "esa persona no está o no responde a clientes", "that person is gone or answers no customers";
    undone_nobody_to_tell: "no hi ha ningú a qui dir-ho", "no hay nadie a quien decirlo", "there is nobody to tell";
    undone_too_many_calls: "aquest tiquet ja n'ha fet massa en un dia", "este ticket ya ha hecho demasiadas en un día", "the ticket had too many calls in a day";
    undone_never_opens: "l'equip no obre mai", "el equipo no abre nunca", "the team never opens";
    undone_nobody_answered: "el client només s'espera quan algú de l'equip li ha respost", "solo se espera al cliente cuando alguien del equipo le ha respondido", "it waits for the customer only once somebody of the team has answered";
    undone_not_by_hand: "només es demana quan algú de l'equip ha resolt el tiquet", "solo se pregunta cuando alguien del equipo ha resuelto el ticket", "customers are asked only once somebody of the team resolved the ticket";
    undone_asked_lately: "ja se li va demanar fa menys de set dies", "ya se le preguntó hace menos de siete días", "the customer was asked less than seven days ago";
    undone_opted_out: "el client no vol missatges així", "el cliente no quiere mensajes así", "the customer wants no such messages";
    undone_nothing_asked: "la nostra última resposta no pregunta res", "nuestra última respuesta no pregunta nada", "our last answer asks nothing";
    undone_not_yet: "aquesta versió encara no ho fa", "esta versión todavía no lo hace", "this version does not do it yet";
    chosen(name, why): "{name}: {why}", "{name}: {why}", "{name}: {why}";
    nobody_chosen(why): "Ningú: {why}", "Nadie: {why}", "Nobody: {why}";
    why_previous_owner: "ja coneix el client", "ya conoce al cliente", "knows the customer";
    why_only_one: "no hi havia ningú més", "no había nadie más", "there was nobody else";
    why_least_loaded: "té menys feina", "tiene menos trabajo", "has the least to do";
    why_longest_without: "fa més que no en rep cap", "hace más que no recibe ninguno", "went longest without one";
    why_all_equal: "tots estaven igual", "todos estaban igual", "all were equal";
    why_waits: "espera que algú l'agafi", "espera a que alguien lo coja", "it waits to be taken";
    why_nobody_eligible: "ningú no el podia rebre", "nadie podía recibirlo", "nobody could get it";
    why_owner_gone: "qui el tenia no hi és", "quien lo tenía no está", "whoever had it is not there";
    candidate(name, load, capacity): "· {name}: {load} de {capacity}", "· {name}: {load} de {capacity}", "· {name}: {load} of {capacity}";
    candidate_out(name, reasons): "· {name}: {reasons}", "· {name}: {reasons}", "· {name}: {reasons}";
    out_does_not_see: "no veu el tiquet", "no ve el ticket", "does not see the ticket";
    out_not_in_team: "no és de l'equip", "no es del equipo", "not in the team";
    out_had_it: "ja el va tenir", "ya lo tuvo", "had it before";
    out_skill(skill): "no sap de {skill}", "no sabe de {skill}", "does not know {skill}";
    out_language(language): "no parla {language}", "no habla {language}", "does not speak {language}";
    out_may_not_reply: "no respon clients", "no responde a clientes", "does not answer customers";
    out_does_not_accept: "no rep tiquets", "no recibe tickets", "gets no tickets";
    out_off_shift: "fora de torn", "fuera de turno", "off shift";
    out_shift_ends(minutes): "plega d'aquí a {minutes} min", "sale dentro de {minutes} min", "shift ends in {minutes} min";
    state_online: "disponible", "disponible", "available";
    state_away: "absent", "ausente", "away";
    state_on_a_break: "en pausa", "en pausa", "on a break";
    state_offline: "fora de línia", "fuera de línea", "offline";
    out_full(load, capacity): "ple: {load} de {capacity}", "lleno: {load} de {capacity}", "full: {load} of {capacity}";
}

#[cfg(test)]
pub(in crate::language) const TEXTS_OF_TRIALS: &[(&str, &[&str])] = trial::TEXTS;

impl Language {
    pub(crate) fn explanation(self, explanation: &Explanation, people: &[Person]) -> Vec<String> {
        let mut told = vec![];
        if let Some(choice) = &explanation.choice {
            self.of_choice(choice, people, &mut told);
        }
        if let Some(account) = &explanation.account {
            self.of_account(account, &mut told);
        }
        if told.is_empty() {
            told.push(self.no_reason_kept().to_owned());
        }
        told
    }

    fn of_account(self, account: &Account, told: &mut Vec<String>) {
        for line in &account.trace.lines {
            self.of_line(line, told);
        }
        told.extend(account.undone.iter().map(|undone| self.of_undone(undone)));
    }

    /// What the rules of `account` wanted first that was not done.
    pub(crate) fn not_done(self, account: &Account) -> String {
        let undone = account.undone.first().map(|undone| self.of_undone(undone));
        let mut lines = account.trace.lines.iter();
        let withheld = || lines.find_map(|line| self.of_withheld(line).next());
        undone.or_else(withheld).unwrap_or_default()
    }

    fn of_withheld(self, line: &Line) -> impl Iterator<Item = String> {
        let (name, withheld) = (&line.rule.name, line.withheld.iter());
        withheld.map(move |held| self.too_many_automatic(name, held.most_messages))
    }

    fn of_undone(self, Undone { rule, why }: &Undone) -> String {
        self.undone(&rule.name, self.why_not(why))
    }

    fn why_not(self, why: &Why) -> &'static str {
        match why {
            Why::Refused(_) => self.undone_refused(),
            Why::WindowClosed => self.undone_window(),
            Why::NobodyEligible => self.undone_nobody(),
            Why::NoSuchPerson => self.undone_no_person(),
            Why::NobodyToTell => self.undone_nobody_to_tell(),
            Why::TooManyCalls => self.undone_too_many_calls(),
            Why::NeverOpens => self.undone_never_opens(),
            Why::NobodyAnswered => self.undone_nobody_answered(),
            Why::EmptyGap => self.undone_empty_gap(),
            Why::TemplateNotApproved => self.undone_template_not_approved(),
            Why::TemplateGaps => self.undone_template_gaps(),
            Why::NotResolvedByHand => self.undone_not_by_hand(),
            Why::AskedLately => self.undone_asked_lately(),
            Why::OptedOut => self.undone_opted_out(),
            Why::NothingAsked => self.undone_nothing_asked(),
            Why::NotYet => self.undone_not_yet(),
        }
    }

    fn of_line(self, line: &Line, told: &mut Vec<String>) {
        let (name, version) = (&line.rule.name, line.rule.version);
        let (head, tests) = match &line.verdict {
            Verdict::Ran { tests } => (self.rule_ran(name, version), &tests[..]),
            Verdict::Otherwise { tests } => (self.rule_otherwise(name, version), &tests[..]),
            Verdict::Skipped { reason } => match reason {
                Skip::SwitchedOff => (self.rule_off(name), &[][..]),
                Skip::ConditionFalse { tests } => (self.rule_did_not_hold(name), &tests[..]),
                Skip::RanBefore => (self.rule_ran_before(name), &[][..]),
                Skip::TooDeep { .. } => (self.rule_too_deep(name), &[][..]),
                Skip::StoppedBy { .. } => (self.rule_stopped(name), &[][..]),
            },
        };
        told.push(head);
        told.extend(tests.iter().map(|test| self.of_test(test)));
        told.extend(self.of_withheld(line));
    }

    fn of_test(self, test: &Tested) -> String {
        let (field, name) = crate::settings::named(&test.asked.field);
        let fact = match name.is_empty() {
            true => self.fact(&field).to_owned(),
            false => format!("{} {name}", self.fact(&field)),
        };
        let operator = serde_json::to_value(test.asked.operator).unwrap_or_default();
        let operator = self.operator(operator.as_str().unwrap_or_default());
        let expected = test.asked.expected.as_ref().map(|value| self.of_value(value));
        let expected = expected.unwrap_or_default();
        let actual = match &test.actual {
            Actual::Text(text) => self.fact_word(text),
            Actual::Tags(tags) => tags.join(", "),
            Actual::Number(number) => number.to_string(),
            Actual::Truth(truth) => self.truth(*truth).to_owned(),
            Actual::Empty => self.seen_nothing().to_owned(),
            Actual::Absent(why) => match why {
                Absence::NoMessage => self.seen_no_message(),
                Absence::NoChange => self.seen_no_change(),
                Absence::NoZone => self.seen_no_zone(),
                Absence::NoCalendar => self.seen_no_calendar(),
                Absence::NotANumber => self.not_a_number(),
                Absence::NotKept => self.seen_not_kept(),
            }
            .to_owned(),
        };
        if test.held {
            self.test_held(fact, operator, expected, actual)
        } else {
            self.test_failed(fact, operator, expected, actual)
        }
    }

    fn of_value(self, value: &Value) -> String {
        match value {
            Value::Truth(truth) => self.truth(*truth).to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Text(text) => self.fact_word(text),
            Value::Texts(texts) => {
                texts.iter().map(|text| self.fact_word(text)).collect::<Vec<_>>().join(", ")
            }
            Value::Range { from, to } => format!("{from}–{to}"),
        }
    }

    fn truth(self, truth: bool) -> &'static str {
        if truth { self.yes() } else { self.no() }
    }

    fn of_choice(self, choice: &Choice, people: &[Person], told: &mut Vec<String>) {
        let why = match choice.why {
            Reason::PreviousOwner => self.why_previous_owner(),
            Reason::OnlyOneEligible => self.why_only_one(),
            Reason::LeastLoaded => self.why_least_loaded(),
            Reason::LongestWithout => self.why_longest_without(),
            Reason::AllEqual => self.why_all_equal(),
            Reason::WaitsToBeTaken => self.why_waits(),
            Reason::NobodyEligible => self.why_nobody_eligible(),
            Reason::OwnerGone => self.why_owner_gone(),
        };
        let name = |id: &desk::ids::PersonId| {
            let known = people.iter().find(|person| person.id == *id);
            known.map_or_else(|| id.to_string(), |person| person.name.clone())
        };
        told.push(match &choice.chosen {
            Some(id) => self.chosen(name(id), why),
            None => self.nobody_chosen(why),
        });
        for Considered { person, load, capacity, against } in &choice.candidates {
            let name = name(person);
            told.push(if against.is_empty() {
                self.candidate(name, in_tickets(load.0), capacity)
            } else {
                let reasons: Vec<String> = against.iter().map(|out| self.excluded(out)).collect();
                self.candidate_out(name, reasons.join(", "))
            });
        }
    }

    /// Where a colleague is.
    pub(crate) fn state(self, state: State) -> &'static str {
        match state {
            State::Online => self.state_online(),
            State::Away => self.state_away(),
            State::OnABreak => self.state_on_a_break(),
            State::Offline => self.state_offline(),
        }
    }

    fn excluded(self, out: &Excluded) -> String {
        match out {
            Excluded::DoesNotSee => self.out_does_not_see().to_owned(),
            Excluded::NotInTeam => self.out_not_in_team().to_owned(),
            Excluded::HadItBefore => self.out_had_it().to_owned(),
            Excluded::LacksSkill { skill } => self.out_skill(skill),
            Excluded::LacksLanguage { language } => self.out_language(language),
            Excluded::MayNotReply => self.out_may_not_reply().to_owned(),
            Excluded::DoesNotAccept => self.out_does_not_accept().to_owned(),
            Excluded::OffShift => self.out_off_shift().to_owned(),
            Excluded::ShiftEndsSoon { minutes } => self.out_shift_ends(minutes),
            Excluded::NotAvailable { state } => self.state(*state).to_owned(),
            Excluded::AtCapacity { load, capacity } => self.out_full(in_tickets(load.0), capacity),
        }
    }
}

/// A load, which counts hundredths, in tickets.
fn in_tickets(load: u32) -> String {
    let (whole, rest) = (load / 100, load % 100);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") }
}
