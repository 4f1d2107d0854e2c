//! The rule hears of something, with the facts as they were.

use super::Past;
use crate::assignment::Candidate;
use crate::automation::happening::{self, Happening};
use crate::automation::picture::Picture;
use crate::automation::trial::{Came, Deed, Hearing, Ruling, Stage};
use crate::automation::{Cascade, Scene, clocking};
use crate::ids::RuleId;
use crate::routing::{
    Absence, Action, Actual, Facts, Field, Guard, Line, Mode, Reason, Rules, Verdict, evaluate,
};
use crate::rulebook::Book;
use crate::ticket::{Happened, Ticket};

impl Past<'_> {
    /// Tells the rule what `happened` from place `known` on, all of it in one decision.
    pub(super) fn listen(
        &mut self,
        before: Option<&Ticket>,
        happened: &mut Vec<Happened>,
        known: usize,
        guard: &mut Guard,
    ) {
        for happening in happening::of(before, &happened[known..]) {
            if self.stage.hears(&happening.trigger) {
                self.hear(&happening, happened, guard);
            }
        }
    }

    fn hear(&mut self, happening: &Happening, happened: &mut Vec<Happened>, guard: &mut Guard) {
        let Stage { book, rule, people, templates, .. } = self.stage;
        let Some(compiled) = self.stage.compiled() else { return };
        let Some(ticket) = self.ticket.as_mut().filter(|ticket| ticket.is_alive()) else { return };
        let unknown = not_kept(book, ticket, happening, self.owner_is_known);
        // Nobody knows who was there.
        let mut crew: Vec<Candidate> = vec![];
        let (now, contact) = (self.at, self.contact);
        let (replaced, crew) = (&[], &mut crew);
        let mut scene = Scene { book, replaced, now, contact, people, templates, crew };
        let picture = Picture::of(&scene, ticket, happening);
        let facts = Facts { unknown, ..picture.facts(&scene, ticket, happening) };
        let (rules, mode) = (book.rules(), book.rulebook().rules.mode);
        let outcome = evaluate(rules, mode, &happening.trigger, &facts, guard);
        let tests = compiled.every_test(&facts);
        drop(facts);
        let Some((ruling, line)) = ruling(book, outcome.trace.lines, &rule.id) else { return };
        let (mut deeds, mut withheld) = (vec![], vec![]);
        if matches!(ruling, Ruling::Then | Ruling::Otherwise) {
            let own = outcome.effects.into_iter().filter(|effect| effect.by.id == rule.id);
            let mut cascade = Cascade::of(&mut scene, ticket, happened);
            deeds = cascade.rehearse(happening, own.collect());
            withheld = line.withheld;
        }
        let finds = |deed: &Deed| finds_somebody(deed, ticket);
        self.owner_is_known &= !deeds.iter().any(finds);
        let happening = happening.trigger.clone();
        self.tried.take(Hearing { at: now, happening, ruling, tests, deeds, withheld });
    }
}

/// The facts that can't be told of that moment.
fn not_kept(
    book: &Book,
    ticket: &Ticket,
    happening: &Happening,
    owner_is_known: bool,
) -> Vec<Field> {
    let mut unknown = vec![];
    if !owner_is_known {
        unknown.push(Field::Owner);
    }
    if happening.passing.is_none() && clocking::is_under_other_terms(book, ticket) {
        unknown.extend([Field::SlaState, Field::SlaClock, Field::SlaMinutesLeft]);
    }
    unknown
}

/// What the rule says, and its line in the trace; none if it had its turn in the same decision.
fn ruling(book: &Book, lines: Vec<Line>, rule: &RuleId) -> Option<(Ruling, Line)> {
    let mut may_have_ended = false;
    for line in lines {
        let unknown = hangs_on_what_is_not_kept(&line);
        if line.rule.id != *rule {
            may_have_ended |= unknown && may_end(book, &line.rule.id);
            continue;
        }
        let ruling = match &line.verdict {
            Verdict::Skipped { reason: Reason::RanBefore | Reason::TooDeep { .. } } => return None,
            Verdict::Skipped { reason: Reason::StoppedBy { .. } } => Ruling::Stopped,
            _ if unknown || may_have_ended => Ruling::Unknown,
            Verdict::Ran { .. } => Ruling::Then,
            Verdict::Otherwise { .. } => Ruling::Otherwise,
            Verdict::Skipped { .. } => Ruling::Nothing,
        };
        return Some((ruling, line));
    }
    None
}

fn hangs_on_what_is_not_kept(line: &Line) -> bool {
    let (Verdict::Ran { tests }
    | Verdict::Otherwise { tests }
    | Verdict::Skipped { reason: Reason::ConditionFalse { tests } }) = &line.verdict
    else {
        return false;
    };
    tests.iter().any(|test| test.actual == Actual::Absent(Absence::NotKept))
}

/// Whether no later rule may have its turn after that one.
fn may_end(book: &Book, id: &RuleId) -> bool {
    let Rules { mode, rules } = &book.rulebook().rules;
    let ends = |actions: &[Action]| actions.last() == Some(&Action::Stop);
    let rule = rules.iter().find(|rule| rule.id == *id);
    *mode == Mode::First
        || rule.is_some_and(|rule| rule.stop || ends(&rule.then) || ends(&rule.otherwise))
}

/// Whether somebody would have been looked for to own `ticket`, which is as it stood after `deed`.
fn finds_somebody(deed: &Deed, ticket: &Ticket) -> bool {
    match (&deed.action, &deed.came) {
        (_, Came::Unknown) => true,
        (Action::AssignTeam { .. }, Came::Done { .. }) => ticket.owner.is_none(),
        _ => false,
    }
}
