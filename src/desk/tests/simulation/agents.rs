//! Agents: they come, rest, lose their line and go home; they open, answer and settle tickets, and
//! put them aside, hand them on and label them now and then.

use std::sync::Arc;

use chrono::TimeDelta;

use super::inspector::Violation;
use super::turn::Turn;
use super::world::{World, failed};
use super::{letter, staff};
use crate::ids::TicketNumber;
use crate::permissions::Author;
use crate::presence::{Happening, Said};
use crate::ticket::{Change, Event, Priority, Status, Ticket};

/// Pages beat so often.
const BEAT: TimeDelta = TimeDelta::seconds(85);

fn device(agent: &staff::Agent) -> String {
    format!("{}'s laptop", agent.id)
}

impl World {
    pub(super) fn plan_staff(&mut self) {
        let minutes = TimeDelta::minutes;
        for agent in 0..self.staff.agents.len() {
            let spans = self.staff.agents[agent].spans().to_vec();
            for (from, until) in spans {
                // The inspector looks when a shift begins, whoever is there.
                self.put(from, Turn::Round);
                let comes = from + self.chance.within(minutes(-12), minutes(15));
                self.put(comes, Turn::Comes { agent });
                let goes = until + self.chance.within(minutes(-5), minutes(9));
                self.put(goes, Turn::Goes { agent });
                let mut rests = comes + self.chance.within(minutes(60), minutes(150));
                while rests < until - minutes(60) {
                    self.put(rests, Turn::Rests { agent });
                    let back = rests + self.chance.within(minutes(10), minutes(40));
                    self.put(back, Turn::Returns { agent });
                    rests = back + self.chance.within(minutes(90), minutes(200));
                }
                if self.chance.once(600) {
                    let cut = comes + self.chance.within(minutes(20), (until - from) / 2);
                    self.put(cut, Turn::IsCut { agent });
                    let mended = cut + self.chance.wait(TimeDelta::seconds(5), minutes(25));
                    self.put(mended, Turn::IsMended { agent });
                }
                if self.staff.agents[agent].teams.contains(&"vip".into()) {
                    self.put(from + minutes(20), Turn::Takes { agent });
                }
            }
        }
    }

    fn hears(&mut self, agent: usize, happening: &Happening) {
        let id = self.staff.agents[agent].id.clone();
        self.desk.hear(&id, happening);
    }

    /// The page gives a sign of life; a round is due when the grace after it is over.
    fn signs(&mut self, agent: usize, happening: &Happening) {
        self.hears(agent, happening);
        self.staff.agents[agent].last_sign = Some(self.now);
    }

    pub(super) fn beats(&mut self) {
        for agent in 0..self.staff.agents.len() {
            let who = &self.staff.agents[agent];
            if who.here && !who.cut {
                let device = device(who);
                self.signs(agent, &Happening::Beat { device });
            }
        }
        self.put_in(BEAT, Turn::Beats);
    }

    async fn says(&mut self, agent: usize, said: Said) -> Result<(), Violation> {
        let who = &mut self.staff.agents[agent];
        who.on_a_break = said == Said::OnABreak;
        self.desk.say(&who.actor(), said).await.map_err(failed)
    }

    pub(super) async fn arrives(&mut self, agent: usize) -> Result<(), Violation> {
        let who = &mut self.staff.agents[agent];
        (who.here, who.cut) = (true, false);
        let device = device(who);
        self.says(agent, Said::Available).await?;
        self.signs(agent, &Happening::Joined { device });
        self.goes_through(agent);
        Ok(())
    }

    /// Somebody signs out, or merely shuts the lid.
    pub(super) fn goes(&mut self, agent: usize) {
        let who = &mut self.staff.agents[agent];
        who.here = false;
        let device = device(who);
        match self.chance.once(500) {
            true => {
                self.hears(agent, &Happening::SignedOut { device });
                self.staff.agents[agent].last_sign = None;
            }
            false => {
                if !self.staff.agents[agent].cut {
                    self.signs(agent, &Happening::Left { device });
                }
                self.put_in(staff::GRACE, Turn::Round);
            }
        }
    }

    pub(super) async fn rests(&mut self, agent: usize, rests: bool) -> Result<(), Violation> {
        if !self.staff.agents[agent].here {
            return Ok(());
        }
        let said = if rests { Said::OnABreak } else { Said::Available };
        self.says(agent, said).await?;
        if !rests {
            self.goes_through(agent);
        }
        Ok(())
    }

    pub(super) fn is_cut(&mut self, agent: usize) {
        let who = &mut self.staff.agents[agent];
        if who.here {
            who.cut = true;
            let gone = who.last_sign.unwrap_or(self.now) + staff::GRACE;
            self.put(gone.max(self.now), Turn::Round);
        }
    }

    pub(super) fn is_mended(&mut self, agent: usize) {
        let who = &mut self.staff.agents[agent];
        who.cut = false;
        if who.here {
            let device = device(who);
            self.signs(agent, &Happening::Joined { device });
            self.goes_through(agent);
        }
    }

    /// Back at the desk: one looks at what is there.
    fn goes_through(&mut self, agent: usize) {
        let theirs = self.inspector.open.get(&self.staff.agents[agent].id);
        for ticket in theirs.cloned().unwrap_or_default() {
            self.will_attend(agent, ticket);
        }
    }

    /// One thing after the other.
    fn will_attend(&mut self, agent: usize, ticket: TicketNumber) {
        let effort = self.chance.wait(TimeDelta::seconds(20), TimeDelta::minutes(6));
        let who = &mut self.staff.agents[agent];
        who.busy_until = who.busy_until.max(self.now) + effort;
        let at = who.busy_until;
        self.put(at, Turn::Attends { agent, ticket });
    }

    /// What happened to a ticket makes its owner, and its customer, act.
    pub(super) fn react(&mut self, ticket: &Ticket, events: &[Arc<Event>]) {
        let person = |event: &&Arc<Event>| matches!(event.by, Author::Person { .. });
        if events.iter().filter(person).any(|event| matches!(event.change, Change::Replied { .. }))
        {
            self.hears_an_answer(ticket);
        }
        if events.iter().filter(person).any(|event| event.change == Change::Resolved) {
            self.hears_the_end(ticket);
        }
        let wants = events.iter().any(|event| {
            matches!(
                event.change,
                Change::Received { settled: false, .. }
                    | Change::Assigned { owner: Some(_), .. }
                    | Change::Woken
            )
        });
        let owner = ticket.owner.as_ref().and_then(|owner| self.staff.place(owner));
        if let Some(agent) = owner.filter(|_| wants && ticket.status == Status::Open)
            && self.staff.agents[agent].works()
            && !self.chance.once(60)
        {
            self.will_attend(agent, ticket.number);
        }
    }

    /// The ticket, if it waits for this agent and they are there for it.
    fn has(&self, agent: usize, number: TicketNumber) -> Result<Option<Arc<Ticket>>, Violation> {
        let who = &self.staff.agents[agent];
        let ticket = self.stored(number)?;
        let theirs = ticket.owner.as_ref() == Some(&who.id) && who.works();
        Ok(Some(ticket).filter(|ticket| theirs && ticket.status == Status::Open))
    }

    pub(super) async fn attends(
        &mut self,
        agent: usize,
        number: TicketNumber,
    ) -> Result<(), Violation> {
        let Some(ticket) = self.has(agent, number)? else { return Ok(()) };
        let actor = self.staff.agents[agent].actor();
        self.desk.see(&actor, number).await.map_err(failed)?;
        let minutes = TimeDelta::minutes;
        match self.chance.below(100) {
            0..3 => {
                let until = self.now + self.chance.within(minutes(15), minutes(900));
                self.desk.snooze(&actor, number, until).await.map_err(failed)?;
            }
            3..5 => {
                let colleagues = self.staff.members(&ticket.team.as_ref().expect("a team").0);
                let other = colleagues[self.chance.below(colleagues.len())].clone();
                if other.0 != "gil" {
                    self.desk.assign(&actor, number, Some(other)).await.map_err(failed)?;
                }
            }
            5 => _ = self.desk.assign(&actor, number, None).await.map_err(failed)?,
            6..10 => {
                let priority = self.chance.one_of(&Priority::ALL);
                self.desk.prioritise(&actor, number, priority).await.map_err(failed)?;
                self.put_in(minutes(1), Turn::Answers { agent, ticket: number });
            }
            10..14 => {
                self.desk.tag(&actor, number, "mirat".into()).await.map_err(failed)?;
                self.put_in(minutes(1), Turn::Answers { agent, ticket: number });
            }
            14..16 => {
                let team = self.chance.one_of(&["billing", "sales", "support"]).into();
                self.desk.give_to_team(&actor, number, Some(team)).await.map_err(failed)?;
                self.put_in(minutes(2), Turn::Answers { agent, ticket: number });
            }
            _ => {
                let after = self.chance.wait(TimeDelta::seconds(15), minutes(8));
                self.put_in(after, Turn::Answers { agent, ticket: number });
            }
        }
        Ok(())
    }

    pub(super) async fn answers(
        &mut self,
        agent: usize,
        number: TicketNumber,
    ) -> Result<(), Violation> {
        let Some(ticket) = self.has(agent, number)? else { return Ok(()) };
        let (actor, id) = (self.staff.agents[agent].actor(), self.id("out"));
        let answer = letter::answer(&ticket, self.now);
        self.desk.say_to(&actor, number, answer, id.as_str().into(), None).await.map_err(failed)?;
        let after = match self.chance.once(450) {
            true => self.chance.wait(TimeDelta::seconds(5), TimeDelta::minutes(2)),
            false => self.chance.wait(TimeDelta::minutes(30), TimeDelta::hours(30)),
        };
        self.put_in(after, Turn::Closes { agent, ticket: number });
        Ok(())
    }

    /// The customer is content, or silent.
    pub(super) async fn closes(
        &mut self,
        agent: usize,
        number: TicketNumber,
    ) -> Result<(), Violation> {
        let who = &self.staff.agents[agent];
        let (id, actor) = (who.id.clone(), who.actor());
        let ticket = self.stored(number)?;
        if ticket.owner == Some(id) && ticket.status == Status::Waiting {
            self.desk.resolve(&actor, number).await.map_err(failed)?;
        }
        Ok(())
    }
}
