//! What is wrong with what somebody laid down: one sentence each, beginning with its place.

use desk::calendar::{Mistake as DayMistake, Place as DayPlace, Problem as DayProblem};
use desk::ids::NumberId;
use desk::number::MOST_DAYS;
use desk::rulebook::{Matter, Named, Objection, Part, Rulebook, Wrong};
use desk::{assignment, closing, routing, sla, team};

use crate::language::Language;

texts! {
    objection_at(place, what): "{place}: {what}", "{place}: {what}", "{place}: {what}";
    nothing_written: "falta.", "falta.", "is missing.";
    too_long: "és massa llarg.", "es demasiado largo.", "is too long.";
    too_many: "n'hi ha massa.", "hay demasiados.", "there are too many.";
    not_a_number: "ha de ser un nombre.", "tiene que ser un número.", "has to be a number.";
    not_a_length: "ha de ser un temps com ara 30m, 4h o 2d.", "tiene que ser un tiempo como 30m, 4h o 2d.", "has to be a time such as 30m, 4h or 2d.";
    not_a_time: "ha de ser una hora com ara 09:00.", "tiene que ser una hora como 09:00.", "has to be a time of day such as 09:00.";
    not_a_date: "ha de ser una data com ara 2026-12-25, o 12-25.", "tiene que ser una fecha como 2026-12-25, o 12-25.", "has to be a date such as 2026-12-25, or 12-25.";
    unknown_zone: "no hi ha cap zona amb aquest nom. Prova Europe/Madrid.", "no hay ninguna zona con ese nombre. Prueba Europe/Madrid.", "there is no zone of that name. Try Europe/Madrid.";
    no_length: "acaba quan comença.", "acaba cuando empieza.", "ends when it begins.";
    ends_before: "acaba abans de començar.", "acaba antes de empezar.", "ends before it begins.";
    opens_nothing: "una obertura especial necessita hores.", "una apertura especial necesita horas.", "a special opening needs hours.";
    date_twice: "aquesta data ja hi és.", "esa fecha ya está.", "that date is there already.";
    unknown_here: "això aquí no es coneix.", "eso aquí no se conoce.", "that is not known here.";
    is_gone: "fa servir una cosa que ja no hi és. Tria'n una altra.", "usa algo que ya no está. Elige otra cosa.", "names something that is gone. Choose another.";
    twice: "hi és dues vegades.", "está dos veces.", "is there twice.";
    zero: "ha de ser més que zero.", "tiene que ser más que cero.", "has to be more than zero.";
    not_a_language: "ha de ser un codi com ara ca o pt-BR.", "tiene que ser un código como ca o pt-BR.", "has to be a code such as ca or pt-BR.";
    other_gaps(wanted): "la plantilla té {wanted} buits. Posa-hi una línia per a cada un.", "la plantilla tiene {wanted} huecos. Pon una línea para cada uno.", "the template has {wanted} gaps. Give one line for each.";
    not_a_template_language: "la llengua de la plantilla ha de ser un codi com ara ca o pt_BR.", "el idioma de la plantilla tiene que ser un código como ca o pt_BR.", "a template's language has to be a code such as ca or pt_BR.";
    out_of_reach: "els tiquets esperarien i ningú no els podria agafar.", "los tickets esperarían y nadie podría cogerlos.", "tickets would wait and nobody could take one.";
    warning_range: "cada avís va d'1 a 99.", "cada aviso va de 1 a 99.", "each warning goes from 1 to 99.";
    warning_order: "van de petit a gran.", "van de menor a mayor.", "go from small to large.";
    too_heavy: "pesa massa: mil com a molt.", "pesa demasiado: mil como mucho.", "weighs too much: a thousand at most.";
    out_of_range(least, most): "ha de ser entre {least} i {most}.", "tiene que estar entre {least} y {most}.", "has to be between {least} and {most}.";
    no_trigger: "no hi ha res que l'engegui.", "no hay nada que la ponga en marcha.", "nothing starts it.";
    no_action: "no fa res.", "no hace nada.", "it does nothing.";
    empty_group: "un grup buit. Posa-hi una condició o treu-lo.", "un grupo vacío. Ponle una condición o quítalo.", "an empty group. Put a condition in or remove it.";
    too_deep: "massa grups dins de grups.", "demasiados grupos dentro de grupos.", "too many groups within groups.";
    wrong_operator: "així no es pot comparar.", "así no se puede comparar.", "can't be compared that way.";
    wrong_value: "falta el valor, o no és d'aquesta mena.", "falta el valor, o no es de ese tipo.", "its value is missing, or of another kind.";
    never_holds: "això no es compleix mai.", "eso no se cumple nunca.", "that never holds.";
    bad_pattern: "l'expressió no s'entén.", "la expresión no se entiende.", "the expression can't be read.";
    pattern_too_large: "l'expressió és massa gran.", "la expresión es demasiado grande.", "the expression is too large.";
    unknown_variable(name): "no hi ha cap variable «{name}».", "no hay ninguna variable «{name}».", "there is no variable “{name}”.";
    open_brace: "una clau no es tanca.", "una llave no se cierra.", "a brace is never closed.";
    bad_address: "no és una adreça web.", "no es una dirección web.", "is not a web address.";
    bad_template: "no és el nom d'una plantilla.", "no es el nombre de una plantilla.", "is not the name of a template.";
    needs_a_time: "per ajornar cal un temps: fes servir «Ajorna».", "para aplazar hace falta un tiempo: usa «Aplazar».", "snoozing needs a time: use “Snooze”.";
    stop_is_not_last: "res del que ve després no es fa mai.", "nada de lo que viene después se hace nunca.", "nothing after it is ever done.";
    escalates_to_owner: "s'escala a algú altre, no a qui ja el té.", "se escala a otra persona, no a quien ya lo tiene.", "an escalation goes to somebody else than its owner.";
    phrase_asks: "pregunta alguna cosa: no pot ser un comiat.", "pregunta algo: no puede ser una despedida.", "asks something: it can't be a goodbye.";
    phrase_of(phrase): "«{phrase}»", "«{phrase}»", "“{phrase}”";
}

impl Language {
    /// One objection to a rulebook; our numbers are called as `numbers` says.
    pub(crate) fn objection(
        self,
        book: &Rulebook,
        numbers: &[(NumberId, String)],
        objection: &Objection,
    ) -> String {
        let part = self.part(book, numbers, &objection.part);
        let (place, what) = self.matter(&objection.matter);
        let place = match place {
            Some(place) => format!("{part} · {place}"),
            None => part,
        };
        self.objection_at(place, what)
    }

    /// What a part is called.
    fn part(self, book: &Rulebook, numbers: &[(NumberId, String)], part: &Part) -> String {
        let name = match part {
            Part::Calendar(id) => book.calendar(id).map(|calendar| &calendar.name),
            Part::Team(id) => book.team(id).map(|team| &team.name),
            Part::Role(id) => book.role(id).map(|role| &role.name),
            Part::Policy(id) => book.policy(id).map(|policy| &policy.name),
            Part::Rule(id) => {
                book.rules.rules.iter().find(|rule| rule.id == *id).map(|rule| &rule.name)
            }
            Part::Reopening(id) => {
                let known = numbers.iter().find(|(known, _)| known == id);
                Some(known.map_or(&id.0, |(_, display)| display))
            }
            Part::Profile(_) | Part::Assignment | Part::Closing | Part::Desk => None,
        };
        let kind = match part {
            Part::Calendar(_) => self.opening_hours(),
            Part::Team(_) => self.teams(),
            Part::Role(_) => self.own_roles(),
            Part::Profile(_) => self.people(),
            Part::Policy(_) => self.policies(),
            Part::Rule(_) => self.rules(),
            Part::Assignment => self.assignment(),
            Part::Closing => self.closing_words(),
            Part::Reopening(_) => self.after_resolution(),
            Part::Desk => self.desk_hours(),
        };
        match name.filter(|name| !name.trim().is_empty()) {
            Some(name) => format!("{kind} · {name}"),
            None => kind.to_owned(),
        }
    }

    fn matter(self, matter: &Matter) -> (Option<String>, String) {
        let owned =
            |(place, what): (&'static str, &'static str)| (Some(place.to_owned()), what.to_owned());
        match matter {
            Matter::Slip(Wrong::Twice) => (None, self.twice().to_owned()),
            Matter::Slip(Wrong::Unknown(named)) => {
                (Some(self.thing(named).to_owned()), self.is_gone().to_owned())
            }
            Matter::Team(problem) => owned(self.team_problem(problem)),
            Matter::Policy(problem) => {
                let (place, what) = self.policy_problem(problem);
                (Some(place), what.to_owned())
            }
            Matter::Rule(problem) => self.rule_problem(problem),
            Matter::Assignment(problem) => owned(self.assignment_problem(problem)),
            Matter::Closing(problem) => {
                let what = match problem.why {
                    closing::WhyNot::Empty => self.nothing_written(),
                    closing::WhyNot::Asks => self.phrase_asks(),
                    closing::WhyNot::TooLong => self.too_long(),
                };
                (Some(self.phrase_of(&problem.phrase)), what.to_owned())
            }
            Matter::Reopening(_) => (None, self.out_of_range(1, MOST_DAYS)),
        }
    }

    fn thing(self, named: &Named) -> &'static str {
        match named {
            Named::Calendar(_) => self.opening_hours(),
            Named::Team(_) => self.teams(),
            Named::Role(_) => self.own_roles(),
            Named::Person(_) => self.people(),
            Named::Policy(_) => self.policies(),
        }
    }

    fn team_problem(self, problem: &team::Problem) -> (&'static str, &'static str) {
        use team::{Mistake, Place};
        let place = match problem.place {
            Place::Name | Place::Version => self.name(),
            Place::Members | Place::Member { .. } => self.members(),
            Place::AnswerWithin => self.answer_within(),
            Place::OffersQueue => self.offers_queue(),
            Place::Skills | Place::Skill { .. } => self.skills(),
            Place::Languages | Place::Language { .. } => self.languages(),
            Place::Capacity => self.capacity(),
        };
        let what = match problem.mistake {
            Mistake::Missing => self.nothing_written(),
            Mistake::TooLong => self.too_long(),
            Mistake::TooMany => self.too_many(),
            Mistake::Zero => self.zero(),
            Mistake::Twice => self.twice(),
            Mistake::NotALanguage => self.not_a_language(),
            Mistake::OutOfReach => self.out_of_reach(),
        };
        (place, what)
    }

    fn policy_problem(self, problem: &sla::Problem) -> (String, &'static str) {
        use sla::{Flaw, Place};
        let place = match problem.place {
            Place::Name | Place::Version => self.name().to_owned(),
            Place::Targets => self.targets().to_owned(),
            Place::Target { priority, clock } => {
                format!("{} · {}", self.clock(clock), self.priority(priority))
            }
            Place::Warnings | Place::Warning { .. } => self.warnings().to_owned(),
        };
        let what = match problem.flaw {
            Flaw::Empty => self.nothing_written(),
            Flaw::TooLong => self.too_long(),
            Flaw::Zero => self.zero(),
            Flaw::OutOfRange => self.warning_range(),
            Flaw::OutOfOrder => self.warning_order(),
        };
        (place, what)
    }

    fn assignment_problem(self, problem: &assignment::Problem) -> (&'static str, &'static str) {
        use assignment::{Mistake, Place};
        use desk::ticket::Status;
        let place = match problem.place {
            Place::Weight { status: Status::Waiting } => self.weight_waiting(),
            Place::Weight { status: Status::Snoozed } => self.weight_snoozed(),
            Place::Weight { .. } => self.weight_open(),
            Place::ShiftMargin => self.shift_margin(),
            Place::Grace => self.grace(),
        };
        let what = match problem.mistake {
            Mistake::Zero => self.zero(),
            Mistake::TooLong => self.too_long(),
            Mistake::TooHeavy => self.too_heavy(),
        };
        (place, what)
    }

    /// The place is told by the part of the form that it lies in.
    fn rule_problem(self, problem: &routing::Problem) -> (Option<String>, String) {
        use routing::Mistake;
        let place = match problem.place.split(['.', '[']).next() {
            Some("name") => Some(self.name()),
            Some("when") => Some(self.when_it_starts()),
            Some("condition") => Some(self.what_it_asks()),
            Some("then") => Some(self.what_is_done()),
            Some("otherwise") => Some(self.what_is_done_otherwise()),
            _ => None,
        };
        let what = match &problem.mistake {
            Mistake::Blank => self.nothing_written(),
            Mistake::TooLong { .. } => self.too_long(),
            Mistake::TooMany { .. } => self.too_many(),
            Mistake::TooDeep { .. } => self.too_deep(),
            Mistake::OutOfRange { least, most } => {
                return (place.map(str::to_owned), self.out_of_range(least, most));
            }
            Mistake::Twice => self.twice(),
            Mistake::NoTrigger => self.no_trigger(),
            Mistake::NoAction => self.no_action(),
            Mistake::EmptyGroup => self.empty_group(),
            Mistake::WrongOperator { .. } => self.wrong_operator(),
            Mistake::WrongValue { .. } => self.wrong_value(),
            Mistake::UnknownWord { .. } => self.unknown_here(),
            Mistake::Backwards => self.ends_before(),
            Mistake::NeverHolds => self.never_holds(),
            Mistake::BadPattern { .. } => self.bad_pattern(),
            Mistake::PatternTooLarge => self.pattern_too_large(),
            Mistake::UnknownVariable { name } => {
                return (place.map(str::to_owned), self.unknown_variable(name));
            }
            Mistake::OpenBrace => self.open_brace(),
            Mistake::BadAddress => self.bad_address(),
            Mistake::BadTemplate => self.bad_template(),
            Mistake::BadLanguage => self.not_a_template_language(),
            Mistake::OtherGaps { wanted } => {
                return (place.map(str::to_owned), self.other_gaps(wanted));
            }
            Mistake::NeedsATime => self.needs_a_time(),
            Mistake::StopIsNotLast => self.stop_is_not_last(),
            Mistake::EscalatesToOwner => self.escalates_to_owner(),
        };
        (place.map(str::to_owned), what.to_owned())
    }

    /// One problem of an entered calendar.
    pub(crate) fn calendar_problem(self, problem: &DayProblem) -> String {
        let place = match &problem.place {
            DayPlace::Name => self.name().to_owned(),
            DayPlace::Zone => self.zone().to_owned(),
            DayPlace::Week { day, .. } => self.weekday(*day).to_owned(),
            DayPlace::Exception { line, date } | DayPlace::Hours { exception: line, date, .. } => {
                let date = if date.is_empty() { (line + 1).to_string() } else { date.clone() };
                format!("{} · {date}", self.days_that_differ())
            }
        };
        let what = match problem.mistake {
            DayMistake::Missing => self.nothing_written(),
            DayMistake::TooLong => self.too_long(),
            DayMistake::UnknownZone => self.unknown_zone(),
            DayMistake::NotATime => self.not_a_time(),
            DayMistake::NoLength => self.no_length(),
            DayMistake::NotADate => self.not_a_date(),
            DayMistake::Reversed => self.ends_before(),
            DayMistake::NothingOpen => self.opens_nothing(),
            DayMistake::DuplicateDate => self.date_twice(),
            DayMistake::TooMany => self.too_many(),
        };
        self.objection_at(place, what)
    }
}
