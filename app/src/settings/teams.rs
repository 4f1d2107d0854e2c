//! Teams: who belongs to them, when they work, and how their tickets find an owner.

use desk::assignment::{Fallback, Strategy};
use desk::ids::{CalendarId, PersonId, TeamId};
use desk::rulebook::Rulebook;
use desk::team::Team;
use leptos::prelude::*;

use super::fields::{Choice, choice, line, several, tick};
use super::form::Form;
use super::office::Office;
use super::page::{self, Read};
use super::span;
use crate::language::Language;

/// Every strategy by the word that stands for it in a form.
const STRATEGIES: [(&str, Strategy); 6] = [
    ("least_loaded", Strategy::LeastLoaded),
    ("round_robin", Strategy::RoundRobin),
    ("take_next", Strategy::TakeNext),
    ("sticky_least_loaded", Strategy::Sticky { otherwise: Fallback::LeastLoaded }),
    ("sticky_round_robin", Strategy::Sticky { otherwise: Fallback::RoundRobin }),
    ("sticky_take_next", Strategy::Sticky { otherwise: Fallback::TakeNext }),
];

pub(super) fn blank() -> Form {
    fill(&Team::new("".into(), ""))
}

pub(super) fn fill(team: &Team) -> Form {
    let mut form = Form::default();
    form.put("name", &team.name);
    form.put("calendar", team.calendar.as_ref().map_or("", |calendar| &calendar.0));
    team.members.iter().for_each(|member| form.put("member", &member.0));
    let strategy = STRATEGIES.into_iter().find(|(_, strategy)| *strategy == team.strategy);
    form.put("strategy", strategy.map_or("", |(word, _)| word));
    form.put("answer_within", team.answer_within.map(span::written).unwrap_or_default());
    form.tick("offers_queue", team.offers_queue);
    form.tick("together", team.together);
    form
}

pub(super) fn read(form: &Form, id: &str, book: &mut Rulebook, t: Language) -> Read {
    let answer_within = page::span(form, "answer_within", t.answer_within(), t)?;
    let new = page::new_id(form.get("name"), |id| book.team(&id.into()).is_some());
    let known = book.teams.iter_mut().find(|team| team.id.0 == id);
    let before = known.as_deref().cloned();
    let before = before.unwrap_or_else(|| Team::new(TeamId(new), ""));
    let chosen = STRATEGIES.into_iter().find(|(word, _)| *word == form.get("strategy"));
    let team = Team {
        name: form.text("name"),
        calendar: page::named(form, "calendar").map(CalendarId),
        members: form.all("member").map(PersonId::from).collect(),
        strategy: chosen.map_or(before.strategy, |(_, strategy)| strategy),
        answer_within,
        offers_queue: form.has("offers_queue"),
        together: form.has("together"),
        ..before
    };
    match known {
        Some(known) => page::replace(known, team, |team| &mut team.version),
        None => book.teams.push(team),
    }
    Ok(())
}

pub(super) fn view(form: &Form, office: &Office, t: Language) -> AnyView {
    let strategies: Vec<Choice> =
        STRATEGIES.map(|(word, _)| (word.to_owned(), t.strategy(word).to_owned())).to_vec();
    view! {
        {line(form, "name", t.name(), "")}
        {several(form, "member", t.members(), &office.people())}
        {choice(form, "strategy", t.strategy_label(), &strategies)}
        {choice(form, "calendar", t.opening_hours(), &office.calendars(t.like_the_desk()))}
        {line(form, "answer_within", t.answer_within(), t.answer_within_hint())}
        {tick(form, "offers_queue", t.offers_queue())}
        {tick(form, "together", t.team_together())}
    }
    .into_any()
}
