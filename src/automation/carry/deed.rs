//! What one effect changes about a ticket.

use chrono::TimeDelta;

use super::Why;
use crate::assignment::Strategy;
use crate::automation::happening::Happening;
use crate::automation::{Cascade, hand_out};
use crate::call::MOST_CALLS;
use crate::ids::MessageId;
use crate::message::{Content, Delivery, Direction, Message, Progress};
use crate::permissions::Permission;
use crate::routing::{self, Action, Effect};
use crate::template::Template;
use crate::ticket::{Change, Command, Status, Ticket};
use crate::{team, window};

impl Cascade<'_, '_> {
    /// The changes of `effect`; none if all is already so.
    pub(super) fn deed(
        &mut self,
        ticket: &Ticket,
        effect: &Effect,
        happening: &Happening,
    ) -> Result<Vec<Change>, Why> {
        let now = self.scene.now;
        let command = match &effect.action {
            Action::AssignTeam { team } => Command::Team { team: Some(team.clone()) },
            Action::AssignPerson { person } => {
                let known = self.scene.people.iter().find(|one| one.id == *person);
                let known = known.ok_or(Why::NoSuchPerson)?;
                if !self.scene.book.role_of(known).may(Permission::Reply) {
                    return Err(Why::NoSuchPerson);
                }
                Command::Assign { owner: Some(person.clone()) }
            }
            Action::AssignBy { strategy } => return self.assign_by(ticket, *strategy),
            Action::Unassign => Command::Assign { owner: None },
            Action::SetPriority { priority } => Command::Prioritise { priority: *priority },
            Action::SetStatus { status } => return set_status(ticket, *status),
            Action::AddTag { tag } => Command::Tag { tag: tag.clone() },
            Action::RemoveTag { tag } => Command::Untag { tag: tag.clone() },
            Action::SetField { field, value } => {
                Command::SetField { field: field.clone(), value: value.clone() }
            }
            Action::SetPolicy { policy } => {
                let news = ticket.memory.policy.as_ref() != Some(policy);
                let chosen = news.then(|| Change::PolicyChosen { policy: policy.clone() });
                return Ok(chosen.into_iter().collect());
            }
            Action::RequireSkill { skill } => {
                let news = !team::has(&ticket.memory.skills, skill);
                let required = news.then(|| Change::SkillRequired { skill: skill.clone() });
                return Ok(required.into_iter().collect());
            }
            Action::SendText { text } => {
                self.may_write(ticket, happening)?;
                if !window::is_open(ticket.window_closes_at, now) {
                    return Err(Why::WindowClosed);
                }
                let text = self.filled(ticket, text, happening);
                let content = Content::Text { body: text };
                Command::Reply { message: self.message(ticket, effect, content) }
            }
            Action::SendTemplate { name, language, parameters } => {
                self.may_write(ticket, happening)?;
                let content = self.template(ticket, (name, language, parameters), happening)?;
                Command::Reply { message: self.message(ticket, effect, content) }
            }
            Action::Escalate { to } => return self.ring(ticket, to, &effect.by.name),
            Action::Notify { who, text } => {
                let text = self.filled(ticket, text, happening);
                return self.ring(ticket, who, &text);
            }
            Action::Snooze { working_minutes } => {
                let working = TimeDelta::minutes(i64::from(*working_minutes));
                let until = self.scene.book.hours_of(ticket).after(now, working);
                Command::Snooze { until: until.ok_or(Why::NeverOpens)?, now }
            }
            Action::CallWebhook { url } => {
                let may = ticket.memory.calls(now) < MOST_CALLS;
                let called = Change::Called { url: url.clone() };
                return may.then(|| vec![called]).ok_or(Why::TooManyCalls);
            }
            Action::Note { text } => {
                Command::Note { text: self.filled(ticket, text, happening), mentions: vec![] }
            }
            Action::AskRating { text } => {
                let content = self.question(ticket, text.as_deref(), happening)?;
                Command::Reply { message: self.message(ticket, effect, content) }
            }
            // Evaluation ends with it.
            Action::Stop => return Ok(vec![]),
        };
        ticket.decide(command).map_err(Why::Refused)
    }

    fn assign_by(
        &mut self,
        ticket: &Ticket,
        strategy: routing::Strategy,
    ) -> Result<Vec<Change>, Why> {
        let team = ticket.team.as_ref().and_then(|team| self.scene.book.team(team));
        let usual = team.map(|team| team.strategy).unwrap_or_default();
        let strategy = match strategy {
            routing::Strategy::RoundRobin => Strategy::RoundRobin,
            routing::Strategy::LeastLoaded => Strategy::LeastLoaded,
            routing::Strategy::Sticky => usual.sticky(),
            routing::Strategy::Queue => {
                return Ok(hand_out::left_to_be_taken(self.scene, ticket).into_iter().collect());
            }
        };
        let assigned = hand_out::by_strategy(self.scene, ticket, strategy);
        assigned.map(|change| vec![change]).ok_or(Why::NobodyEligible)
    }

    /// A template with its gaps filled. It may leave outside the window: that is what templates are
    /// for. One that is not known is left to Meta to judge.
    fn template(
        &self,
        ticket: &Ticket,
        (name, language, parameters): (&str, &str, &[String]),
        happening: &Happening,
    ) -> Result<Content, Why> {
        let fill = |gap: &String| one_line(&self.filled(ticket, gap, happening));
        let parameters: Vec<String> = parameters.iter().map(fill).collect();
        if parameters.iter().any(String::is_empty) {
            return Err(Why::EmptyGap);
        }
        match self.scene.templates.find(&ticket.channel, name, language) {
            Some(template) => self.known(template, &parameters),
            None => {
                let (name, language) = (name.to_owned(), language.to_owned());
                Ok(Content::Template { name, language, parameters, words: None, letter: None })
            }
        }
    }

    /// The same of a template that is known: Meta is not asked for what it would refuse.
    fn known(&self, template: &Template, parameters: &[String]) -> Result<Content, Why> {
        let opted_out = self.scene.contact.is_some_and(|contact| contact.opted_out);
        if opted_out && template.is_marketing() {
            return Err(Why::OptedOut);
        }
        if !template.may_leave() {
            return Err(Why::TemplateNotApproved);
        }
        let values = template.in_order(parameters).ok_or(Why::TemplateGaps)?;
        let filled = template.fill(&values).map_err(|_| Why::TemplateGaps)?;
        Ok(template.content(filled))
    }

    fn message(&self, ticket: &Ticket, effect: &Effect, content: Content) -> Message {
        let now = self.scene.now;
        Message {
            // No other message has it: a revision is written once.
            id: MessageId(format!("rule-{}-{}", ticket.number, ticket.rev + 1)),
            ticket: ticket.number,
            direction: Direction::Out,
            author: super::author(effect),
            content,
            external: None,
            reply_to: None,
            origin: None,
            delivery: Some(Delivery::at(Progress::Queued)),
            sent_at: now,
            saved_at: now,
        }
    }
}

/// Open and resolved can be asked for. To wait for a customer somebody has to have answered: neither
/// a person nor a rule sets that by hand, or the resolution clocks would stand still for nobody's
/// answer (SLA-6, SLA-11).
fn set_status(ticket: &Ticket, status: Status) -> Result<Vec<Change>, Why> {
    let command = match status {
        Status::Open => Command::Reopen,
        Status::Resolved => Command::Resolve,
        Status::Waiting if ticket.waits_for_customer() => return Ok(vec![]),
        Status::Waiting => return Err(Why::NobodyAnswered),
        Status::Snoozed => return Err(Why::NotYet),
    };
    ticket.decide(command).map_err(Why::Refused)
}

/// Meta takes no line breaks, tabs or long gaps in what fills a template.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
