//! Effects → changes. What a rule wants and can't have is taken down with its trace, and stops
//! nothing else.

mod asking;
mod audience;
mod deed;
mod leave;
mod rehearsal;
mod wording;

use serde::{Deserialize, Serialize};

use super::happening::Happening;
use super::{Cascade, hand_out};
use crate::permissions::Author;
use crate::routing::{Effect, Outcome, RuleRef, Trace, Trigger};
use crate::sealed::Sealed;
use crate::ticket::{Change, Refusal, happen};

/// Why something was done by itself: what happened, what every rule made of it, and what could not
/// be carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub happening: Trigger,
    pub trace: Trace,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undone: Vec<Undone>,
}

impl Account {
    /// Whether anything that rules wanted was not done.
    pub fn tells_of_undone(&self) -> bool {
        !self.undone.is_empty() || self.trace.lines.iter().any(|line| !line.withheld.is_empty())
    }
}

/// An effect that was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    pub rule: RuleRef,
    pub why: Why,
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The ticket refuses it.
    Refused(Refusal),
    /// A free text would not be delivered now.
    WindowClosed,
    /// Meta refuses a template with a gap that nothing fills.
    EmptyGap,
    /// Meta lets nobody send the template now.
    TemplateNotApproved,
    /// The template has other gaps, or takes nothing like this in them.
    TemplateGaps,
    /// Nobody can get the ticket.
    NobodyEligible,
    /// That person is not of the team, or may not answer customers.
    NoSuchPerson,
    /// Nobody is meant: the ticket has no owner, or the team no members.
    NobodyToTell,
    /// There were as many calls for the ticket in a day as there may be.
    TooManyCalls,
    /// The team never opens again.
    NeverOpens,
    /// We wait for a customer only once somebody of the team answered them.
    NobodyAnswered,
    /// A customer is asked how they found it once somebody resolved the ticket.
    NotResolvedByHand,
    /// They were asked a short while ago.
    AskedLately,
    /// The customer wants no message that answers nothing.
    OptedOut,
    /// A closing window is no reason to write after an answer that asks nothing.
    NothingAsked,
    /// This version can't do it.
    NotYet,
}

impl Cascade<'_, '_> {
    /// Carries out what `outcome` wants, in order, and takes down why.
    pub(super) fn carry_out(&mut self, happening: &Happening, outcome: Outcome) {
        // Tried on a copy first: the account comes before what it accounts for.
        let (mut copy, mut deeds, mut undone) = (self.ticket.clone(), vec![], vec![]);
        let mut effects = outcome.effects.into_iter().peekable();
        while let Some(effect) = effects.next() {
            let by = author(&effect);
            match self.deed(&copy, &effect, happening) {
                Ok(changes) => {
                    // Nobody looks at it after the last.
                    if effects.peek().is_some() {
                        happen(&mut copy, changes.clone(), self.scene.now, &by);
                    }
                    deeds.push((changes, by));
                }
                Err(why) => undone.push(Undone { rule: effect.by.as_ref().clone(), why }),
            }
        }
        // Somebody becomes free over and over: what came of nothing is not taken down each time.
        let idle = deeds.iter().all(|(changes, _)| changes.is_empty());
        if idle && happening.trigger == Trigger::AgentAvailable {
            return;
        }
        let cause = happening.trigger.clone();
        let account = Account { happening: cause, trace: outcome.trace, undone };
        self.take(vec![Change::Automated { account: Sealed::new(&account) }], &Author::Clock);
        for (changes, by) in deeds {
            for change in &changes {
                if let Change::Assigned { owner: Some(owner), why: None } = change {
                    hand_out::gives(self.scene, owner);
                }
            }
            self.take(changes, &by);
        }
    }
}

fn author(effect: &Effect) -> Author {
    let RuleRef { id, name, version } = effect.by.as_ref().clone();
    Author::Rule { id, name, version }
}
