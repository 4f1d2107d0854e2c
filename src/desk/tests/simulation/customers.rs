//! Customers: when they write, what they say to an answer, and what WhatsApp brings in twice.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::chance::Chance;
use super::inspector::Violation;
use super::line::external;
use super::turn::Turn;
use super::world::{NUMBERS, World, failed};
use super::{END, START, moment};
use crate::contact::Alias;
use crate::ids::MessageId;
use crate::inbound::{Arrival, Inbound, StatusNews};
use crate::message::{Content, Delivery, Failure, Progress};
use crate::permissions::Actor;
use crate::ports::Store;
use crate::ticket::Ticket;

/// Where customers are: the start of their number, how many hours their day is behind Madrid's, and
/// whose clock they read.
const COUNTRIES: [(&str, i64, Tz); 9] = [
    ("346", 0, Tz::Europe__Madrid),
    ("346", 0, Tz::Europe__Madrid),
    ("346", 0, Tz::Europe__Madrid),
    ("336", 0, Tz::Europe__Paris),
    ("447", 1, Tz::Europe__London),
    ("1212", 6, Tz::America__New_York),
    ("5255", 7, Tz::America__Mexico_City),
    ("5511", 4, Tz::America__Sao_Paulo),
    ("376", 0, Tz::Europe__Andorra),
];

/// What they ask, with how often of a hundred.
const QUESTIONS: [(&str, usize); 9] = [
    ("Tinc un dubte amb la factura d'aquest mes", 22),
    ("Quin preu té el pla gran?", 15),
    ("Hi ha una avaria, no tinc línia", 6),
    ("És urgent: no puc entrar", 4),
    ("Vull una devolució", 5),
    ("Busco un arxiu antic", 1),
    ("Has guanyat la loteria", 1),
    ("Vinc de convidat", 1),
    ("Com puc canviar la contrasenya?", 45),
];

pub(super) struct Customer {
    phone: String,
    number: &'static str,
    question: &'static str,
    behind: i64,
    pub(super) zone: Tz,
    /// How often they may still come back to it.
    patience: usize,
}

impl Customer {
    pub(super) fn new(place: usize, chance: &mut Chance) -> Self {
        let (prefix, behind, zone) = chance.one_of(&COUNTRIES);
        let mut part = chance.below(100);
        let question = QUESTIONS.iter().find(|(_, often)| {
            let found = part < *often;
            part = part.saturating_sub(*often);
            found
        });
        Self {
            phone: format!("{prefix}{:08}", 10_000_000 + place),
            number: chance.one_of(&NUMBERS),
            question: question.map_or("Hola", |(question, _)| question),
            behind,
            zone,
            patience: chance.below(4),
        }
    }

    fn content(&self, words: &str) -> Content {
        Content::Text { body: words.to_owned() }
    }
}

impl World {
    /// Each customer writes some time in the week by their own day; many at once on Tuesday.
    pub(super) fn plan_customers(&mut self) {
        let tuesday = NaiveDate::from_ymd_opt(2026, 3, 24).expect("a date");
        let outage = moment(tuesday, (10, 0));
        for customer in 0..self.customers.len() {
            let at = match self.chance.once(80) {
                true => outage + self.chance.wait(TimeDelta::zero(), TimeDelta::minutes(40)),
                false => self.some_time(self.customers[customer].behind),
            };
            self.put(at, Turn::Writes { customer });
        }
    }

    /// Mostly by day, and less at weekends.
    fn some_time(&mut self, behind: i64) -> DateTime<Utc> {
        loop {
            let at = START + self.chance.within(TimeDelta::zero(), END - START);
            let hours = (at - START).num_hours();
            let (day, hour) = (hours / 24, (hours - behind).rem_euclid(24));
            let often = if (8..22).contains(&hour) { 900 } else { 60 };
            let often = if day >= 5 { often / 5 } else { often };
            if self.chance.once(often) {
                return at;
            }
        }
    }

    pub(super) fn writes(&mut self, customer: usize) {
        let who = &self.customers[customer];
        let content = who.content(who.question);
        self.sent(customer, content);
        if self.chance.once(150) {
            let who = &self.customers[customer];
            let more = who.content("Em podeu ajudar?");
            self.sent(customer, more);
        }
    }

    /// A message goes out from the customer, and comes in some time later, sometimes twice.
    pub(super) fn sent(&mut self, customer: usize, content: Content) {
        let id = self.id("in");
        let who = &self.customers[customer];
        let arrival = Arrival {
            id: id.as_str().into(),
            number: who.number.into(),
            external: format!("wamid.{id}"),
            aliases: vec![Alias::Phone(who.phone.clone())],
            name: Some(format!("Customer {customer}")),
            content,
            reply_to: None,
            origin: None,
            by_ad: customer.is_multiple_of(20),
            // Meta tells whole seconds.
            sent_at: self.now - TimeDelta::milliseconds(self.now.timestamp_subsec_millis().into()),
            raw: String::new(),
        };
        self.brings(vec![Inbound::Message(arrival)]);
    }

    fn brings(&mut self, items: Vec<Inbound>) {
        let (soon, slow) = (TimeDelta::milliseconds(300), TimeDelta::seconds(4));
        let after = self.chance.wait(soon, slow);
        self.put_in(after, Turn::Webhook { items: items.clone(), again: false });
        if self.chance.once(50) {
            let again = after + self.chance.wait(TimeDelta::zero(), TimeDelta::minutes(20));
            self.put_in(again, Turn::Webhook { items, again: true });
        }
    }

    /// A webhook comes in. The first time it says something; whatever it says again changes nothing.
    pub(super) async fn comes_in(
        &mut self,
        items: &[Inbound],
        again: bool,
    ) -> Result<(), Violation> {
        let messages = items.iter().filter(|item| matches!(item, Inbound::Message(_))).count();
        let receipt = self.desk.receive(&Actor::Customer, items).await.map_err(failed)?;
        if !receipt.aside.is_empty() || !receipt.unknown_numbers.is_empty() {
            return Err(format!("something was put aside: {receipt:?}"));
        }
        let seen = self.eye.seen();
        if again && !seen.is_empty() {
            return Err(format!("said again, it changed {seen:?}"));
        }
        let joined = if again { 0 } else { messages };
        if receipt.joined != joined || receipt.repeated != messages - joined {
            return Err(format!("{messages} messages came, and {receipt:?}"));
        }
        self.inspector.tally.duplicates += u64::from(again);
        for item in items {
            let Inbound::Message(arrival) = item else { continue };
            let message = self.store.message(&arrival.id).await.map_err(|e| e.to_string())?;
            let ticket = message.ok_or("a message is lost")?.ticket;
            if self.stored(ticket)?.channel != arrival.number {
                return Err("a message joined a ticket of another number".into());
            }
        }
        self.eye.shown_again(seen);
        Ok(())
    }

    /// What WhatsApp will report of a message of ours.
    pub(super) fn reports(&mut self, message: &MessageId) {
        let news = |progress| {
            Inbound::Status(StatusNews {
                number: NUMBERS[0].into(),
                external: external(message),
                message: Some(message.clone()),
                delivery: match progress {
                    Progress::Failed => Delivery::failed(Failure::told(131_026, "no".into())),
                    progress => Delivery::at(progress),
                },
                raw: String::new(),
            })
        };
        match self.chance.below(1_000) {
            0..8 => return self.brings(vec![news(Progress::Failed)]),
            8..300 => {}
            // Nothing more is heard of most: what is learnt from them is learnt from the others.
            _ => return,
        }
        let mut items = vec![news(Progress::Sent), news(Progress::Delivered)];
        if self.chance.once(100) {
            items.reverse();
        }
        self.brings(items);
        if self.chance.once(400) {
            let turn = Turn::Webhook { items: vec![news(Progress::Read)], again: false };
            let after = self.chance.wait(TimeDelta::seconds(5), TimeDelta::hours(2));
            self.put_in(after, turn);
        }
    }

    /// A person answered: the customer may go on.
    pub(super) fn hears_an_answer(&mut self, ticket: &Ticket) {
        let Some(customer) = place(&ticket.customer) else { return };
        if self.customers[customer].patience == 0 || !self.chance.once(500) {
            return;
        }
        self.customers[customer].patience -= 1;
        let after = self.chance.wait(TimeDelta::seconds(20), TimeDelta::hours(20));
        self.put_in(after, Turn::Writes { customer });
    }

    /// It is settled: some say thanks, some react, and some have one more question.
    pub(super) fn hears_the_end(&mut self, ticket: &Ticket) {
        let Some(customer) = place(&ticket.customer) else { return };
        let words = match self.chance.below(10) {
            0..3 => Content::Text { body: "Moltes gràcies!".into() },
            3 => Content::Reaction { to: "wamid.x".into(), emoji: Some("👍".into()) },
            4 => Content::Text { body: "I una altra cosa: com ho puc pagar?".into() },
            _ => return,
        };
        self.sent(customer, words);
    }
}

/// Who it is, by the name that the simulation gave them.
pub(super) fn place(name: &str) -> Option<usize> {
    name.strip_prefix("Customer ")?.parse().ok()
}
