//! Customers who play by themselves: they ask, wait for an answer, thank or complain, rate and go away. For
//! training, and for load. What they say is in text files, in the three languages; see `scenes/read.rs`.

mod read;

use std::sync::Arc;
use std::time::Duration;

use rand::seq::SliceRandom;

use crate::simulator::Simulator;
use read::{Step, Visit};

/// How much goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// Somebody every minute and a half.
    CalmMorning,
    /// All of them within three minutes.
    BusyHour,
}

impl Scene {
    pub const ALL: [Scene; 2] = [Scene::CalmMorning, Scene::BusyHour];

    /// Its name in addresses and forms.
    pub fn word(self) -> &'static str {
        match self {
            Scene::CalmMorning => "calm",
            Scene::BusyHour => "busy",
        }
    }

    /// The scene of that name.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scene| scene.word() == word)
    }

    /// From one customer to the next.
    fn pause(self) -> Duration {
        match self {
            Scene::CalmMorning => Duration::from_secs(90),
            Scene::BusyHour => Duration::from_secs(12),
        }
    }
}

/// How it stands with customers who play by themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Playing {
    pub scene: Option<Scene>,
    /// Customers who are not through yet.
    pub left: usize,
    /// Which scene it is of all that were begun.
    number: u64,
}

impl Simulator {
    /// Lets every scripted customer come, `hurry` times as fast as it is written; a scene that goes on is
    /// ended before. How many will come.
    pub fn begin(self: &Arc<Self>, scene: Scene, hurry: u32) -> usize {
        let mut visits = read::all();
        visits.shuffle(&mut rand::thread_rng());
        let left = visits.len();
        let number = {
            let mut state = self.state();
            state.playing = Playing { scene: Some(scene), left, number: state.playing.number + 1 };
            state.playing.number
        };
        for (place, visit) in visits.into_iter().enumerate() {
            let pause = scene.pause() * u32::try_from(place).unwrap_or(u32::MAX) / hurry.max(1);
            let simulator = self.clone();
            self.spawn(async move {
                tokio::time::sleep(pause).await;
                let course = Course { simulator: &simulator, number, hurry: hurry.max(1) };
                course.play(&visit).await;
                simulator.leave(number);
            });
        }
        self.changed();
        left
    }

    /// Lets no scripted customer say another word.
    pub fn end_scene(&self) {
        {
            let mut state = self.state();
            state.playing = Playing { number: state.playing.number + 1, ..Playing::default() };
        }
        self.changed();
    }

    pub fn playing(&self) -> Playing {
        self.state().playing
    }

    /// One is through.
    fn leave(&self, number: u64) {
        {
            let mut state = self.state();
            if state.playing.number != number {
                return;
            }
            state.playing.left = state.playing.left.saturating_sub(1);
            if state.playing.left == 0 {
                state.playing.scene = None;
            }
        }
        self.changed();
    }
}

/// One customer's way through a scene.
struct Course<'a> {
    simulator: &'a Arc<Simulator>,
    number: u64,
    hurry: u32,
}

impl Course<'_> {
    async fn play(&self, visit: &Visit) {
        if !self.goes_on() {
            return;
        }
        let customer = self.simulator.add_customer(&visit.name, &visit.phone);
        for step in &visit.steps {
            if !self.goes_on() {
                return;
            }
            if !self.take(&customer, step).await {
                break;
            }
        }
        // Answered or not: whoever means to be out of reach in the end is.
        if self.goes_on() && visit.steps.last() == Some(&Step::SwitchOff) {
            self.simulator.set_silent(&customer, true);
        }
    }

    /// Whether the scene was neither ended nor replaced.
    fn goes_on(&self) -> bool {
        self.simulator.playing().number == self.number
    }

    /// Takes one step; whether there is a next one.
    async fn take(&self, customer: &str, step: &Step) -> bool {
        match step {
            Step::Say(text) => self.simulator.write(customer, text).is_some(),
            Step::Pause(pause) => {
                tokio::time::sleep(*pause / self.hurry).await;
                true
            }
            Step::Await { patience, complaint } => {
                let patience = *patience / self.hurry;
                if self.is_answered(customer, patience).await {
                    return true;
                }
                self.goes_on()
                    && self.simulator.write(customer, complaint).is_some()
                    && self.is_answered(customer, patience * 2).await
            }
            Step::React(emoji) => {
                self.simulator.react(customer, Some(emoji));
                true
            }
            Step::Rate(stars) => {
                self.rate(customer, *stars).await;
                true
            }
            Step::SwitchOff => {
                self.simulator.set_silent(customer, true);
                true
            }
        }
    }

    /// Waits until the business has the last word.
    async fn is_answered(&self, customer: &str, patience: Duration) -> bool {
        let answered = |_: &u64| {
            let thread = self.simulator.thread(customer);
            thread.last().is_some_and(|bubble| !bubble.mine) || !self.goes_on()
        };
        let mut changes = self.simulator.changes();
        let waited = tokio::time::timeout(patience, changes.wait_for(answered)).await;
        waited.is_ok_and(|there| there.is_ok()) && self.goes_on()
    }

    /// Taps so many stars, if the business asks within ten minutes.
    async fn rate(&self, customer: &str, stars: usize) {
        let wanted = "★".repeat(stars);
        let offered = || {
            let newest = self.simulator.thread(customer).pop()?;
            let is_wanted = |title: &str| title.split(' ').next() == Some(wanted.as_str());
            newest.choices.into_iter().find(|choice| is_wanted(&choice.title))
        };
        let mut changes = self.simulator.changes();
        let asked = changes.wait_for(|_| offered().is_some() || !self.goes_on());
        let _ = tokio::time::timeout(Duration::from_secs(600) / self.hurry, asked).await;
        if let Some(choice) = offered().filter(|_| self.goes_on()) {
            self.simulator.tap(customer, &choice.id);
        }
    }
}
