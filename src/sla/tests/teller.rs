//! Tells any story that can happen to a ticket, for the properties: what the ticket itself decides.

use proptest::prelude::*;

use super::*;
use crate::ticket::{Command, Ticket, happen};

#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// The customer wrote so many minutes before the desk took it in.
    Asks(i64),
    CustomerReacts,
    Answers,
    /// Somebody answered by another way so many minutes before the desk took it in.
    AnswersElsewhere(i64),
    Reacts,
    ByKey,
    /// One of the newest answers, counted back, fails or arrives.
    Fails(usize),
    Arrives(usize),
    Snoozes,
    Wakes,
    Resolves,
    Reopens,
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0i64..40).prop_map(Step::Asks),
        1 => Just(Step::CustomerReacts),
        4 => Just(Step::Answers),
        1 => (1i64..40).prop_map(Step::AnswersElsewhere),
        1 => Just(Step::Reacts),
        1 => Just(Step::ByKey),
        2 => (0usize..3).prop_map(Step::Fails),
        2 => (0usize..3).prop_map(Step::Arrives),
        1 => Just(Step::Snoozes),
        1 => Just(Step::Wakes),
        1 => Just(Step::Resolves),
        1 => Just(Step::Reopens),
    ]
}

/// Steps with the minutes between them.
pub(super) fn steps() -> impl Strategy<Value = Vec<(i64, Step)>> {
    proptest::collection::vec((1i64..60, step()), 0..25)
}

/// The story so far, taken up to minute `now`.
pub(super) struct Teller {
    pub(super) story: Story,
    pub(super) now: i64,
    /// What people of the team said, as far as it got.
    pub(super) answers: Vec<Message>,
    pub(super) ticket: Ticket,
}

impl Teller {
    pub(super) fn new() -> Self {
        let story = Story::opened();
        let ticket = Ticket::replay(&story.events).expect("opened");
        Teller { story, now: 0, answers: vec![], ticket }
    }

    pub(super) fn tell(&mut self, (gap, step): (i64, Step)) {
        self.now += gap;
        let Some(command) = self.command(step) else { return };
        let Ok(changes) = self.ticket.decide(command) else { return };
        let events = happen(&mut self.ticket, changes, at(self.now), &person("pol"));
        self.story.events.extend(events);
    }

    fn command(&mut self, step: Step) -> Option<Command> {
        let now = self.now;
        let text = || Content::Text { body: "hola!".into() };
        let emoji = || Content::Reaction { to: "m".into(), emoji: Some("👍".into()) };
        let receive = |content, sent| {
            let message = message(Direction::In, Author::Customer, content, sent);
            let customer = "Núria".into();
            Command::Receive { message, customer, closing: false, by_ad: false }
        };
        let reply = |author, content| message(Direction::Out, author, content, now);
        let elsewhere = |sent| message(Direction::Out, person("pol"), text(), sent);
        Some(match step {
            Step::Asks(late) => receive(text(), now - late),
            Step::CustomerReacts => receive(emoji(), now),
            Step::Answers => self.answer(reply(person("pol"), text())),
            Step::AnswersElsewhere(late) => self.answer(elsewhere(now - late)),
            Step::Reacts => self.answer(reply(person("pol"), emoji())),
            Step::ByKey => {
                Command::Reply { message: reply(Author::Key { name: "crm".into() }, text()) }
            }
            Step::Fails(back) => self.deliver(back, Progress::Failed)?,
            Step::Arrives(back) => self.deliver(back, Progress::Delivered)?,
            Step::Snoozes => Command::Snooze { until: at(now + 20), now: at(now) },
            Step::Wakes => Command::Wake { now: at(now) },
            Step::Resolves => Command::Resolve,
            Step::Reopens => Command::Reopen,
        })
    }

    fn answer(&mut self, message: Message) -> Command {
        self.answers.push(message.clone());
        Command::Reply { message }
    }

    fn deliver(&mut self, back: usize, progress: Progress) -> Option<Command> {
        let known = self.answers.iter_mut().rev().nth(back)?;
        let message = known.clone();
        if message.delivery.as_ref()?.progress.may_become(progress) {
            known.delivery = Some(Delivery::at(progress));
        }
        Some(Command::Deliver { message, delivery: Delivery::at(progress), external: None })
    }
}

pub(super) fn told(steps: &[(i64, Step)]) -> Teller {
    let mut teller = Teller::new();
    steps.iter().for_each(|step| teller.tell(*step));
    teller
}
