//! A rule is tried from its form: what it would have done stands below. Where that is to write to many
//! customers, whoever saves it or switches it on is asked first.
//!
//! What is meant is what was shown: a form that was changed after it came back is asked about anew.

use std::sync::Arc;

use desk::automation::{Came, Deed, Hearing, Trial, Tried};
use desk::routing::{Action, Rule, Trigger};
use desk::rulebook::Rulebook;
use leptos::prelude::*;

use super::fields::Choice;
use super::form::Form;
use super::office::{Office, Returned};
use super::page::{Page, Section};
use super::{actions, audience, rules, span, triggers};
use crate::language::Language;
use crate::time::clock;
use crate::ui::Icon;

/// What tries the rule of a form, and what saves it although it would have written to many.
pub(super) const TRY: &str = "try";
pub(super) const ANYWAY: &str = "anyway";

/// A rule that was tried, as its form says it, and what it would have done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tryout {
    rule: Rule,
    trial: Trial,
    /// Whether it was to be saved.
    asks: bool,
}

/// The rule that `book` puts to work and that may write to customers, unless whoever sent `form` from the
/// page of `office` saw what it would have done and means it.
pub fn to_confirm(office: &Office, form: &Form, book: &Rulebook) -> Option<Rule> {
    let known = &office.rulebook.rules.rules;
    let mut working = book.rules.rules.iter().filter(|rule| rule.on && rule.writes());
    let rule = working.find(|rule| !known.contains(rule))?;
    let shown = office.returned.as_ref().and_then(|returned| returned.tryout.as_ref());
    let anyway = form.get("do").split(' ').next() == Some(ANYWAY);
    let is_meant = anyway && shown.is_some_and(|shown| shown.rule == *rule);
    (!is_meant).then(|| rule.clone())
}

/// The form goes back with what its rule would have done.
pub fn tried(form: Form, rule: Rule, trial: Trial) -> Returned {
    let tryout = Tryout { rule, trial, asks: false };
    Returned { form, tryout: Some(Arc::new(tryout)), ..Returned::default() }
}

/// The same for a rule that was to be saved; and the page that shows it, which is the rule's own also if
/// it was switched on from the list, but not if it is one of an edition that somebody goes back to.
pub fn doubted(
    office: &Office,
    form: Form,
    rule: Rule,
    trial: Trial,
    t: Language,
) -> (Page, Returned) {
    let mut complaints = vec![];
    let (page, form, rule) = match (&office.page.id, office.page.section) {
        (Some(_), _) => (office.page.clone(), form, rule),
        (None, Section::History) => {
            let question = t.would_message_many_again(trial.messaged());
            complaints.push(t.objection_at(&rule.name, question));
            (office.page.clone(), form, rule)
        }
        (None, _) => {
            let page = Page { section: Section::Rules, id: Some(rule.id.0.clone()) };
            let form = rules::fill(&rule);
            let read = rules::as_read(&form, &rule.id.0, office.rulebook.clone(), t);
            (page, form, read.unwrap_or(rule))
        }
    };
    let tryout = Some(Arc::new(Tryout { rule, trial, asks: true }));
    (page, Returned { form, complaints, tryout })
}

fn tryout(office: &Office) -> Option<&Tryout> {
    office.returned.as_ref()?.tryout.as_deref()
}

/// What keeps the rule from being saved just like that.
pub(super) fn question(office: &Office, t: Language) -> Option<AnyView> {
    let asked = tryout(office).filter(|tryout| tryout.asks)?;
    let question = t.would_message_many(asked.trial.messaged());
    Some(
        view! { <div class="trouble" role="alert"><Icon name="alert"/> <p>{question}</p></div> }
            .into_any(),
    )
}

/// The buttons beside the one that saves.
pub(super) fn buttons(office: &Office, t: Language) -> AnyView {
    let asks = tryout(office).is_some_and(|tryout| tryout.asks);
    view! {
        {asks.then(|| view! {
            <button class="button danger" name="do" value=ANYWAY>{t.save_anyway()}</button>
        })}
        <button class="button" name="do" value=TRY>{t.try_it()}</button>
    }
    .into_any()
}

/// What the rule would have done, if it was tried.
pub(super) fn view(office: &Office, t: Language) -> Option<AnyView> {
    let trial = &tryout(office)?.trial;
    let (acted, others): (Vec<_>, Vec<_>) = trial.tickets.iter().partition(|tried| tried.acted > 0);
    let nothing = acted.is_empty().then(|| view! { <p>{t.trial_does_nothing()}</p> });
    let notes = [
        Some(t.trial_hint().to_owned()),
        (trial.cut > 0).then(|| t.trial_cut_in(trial.cut)),
        (trial.passed_over > 0).then(|| t.trial_passed_over(trial.passed_over)),
        trial.hears_of_free.then(|| t.trial_hears_of_free().to_owned()),
    ];
    let notes = notes.into_iter().flatten().map(|note| view! { <p class="hint">{note}</p> });
    let more = (!others.is_empty()).then(|| {
        view! {
            <details class="more">
                <summary>{t.trial_others(others.len() as u64)}</summary>
                {table(&others, trial, office, t)}
            </details>
        }
    });
    Some(
        view! {
            <section class="trial" id=TRIAL aria-label=t.trial()>
                <h2>{t.trial()}</h2>
                <dl>
                    <dt>{t.trial_looked_at()}</dt><dd>{trial.looked_at.to_string()}</dd>
                    <dt>{t.trial_acted_on()}</dt><dd>{trial.acted_on().to_string()}</dd>
                    <dt>{t.trial_messaged()}</dt><dd>{trial.messaged().to_string()}</dd>
                </dl>
                {notes.collect_view()}
                {nothing}
                {(!acted.is_empty()).then(|| table(&acted, trial, office, t))}
                {more}
            </section>
        }
        .into_any(),
    )
}

/// Where the page shows it.
pub const TRIAL: &str = "trial";

fn table(tickets: &[&Tried], trial: &Trial, office: &Office, t: Language) -> AnyView {
    let rows = tickets.iter().map(|tried| row(tried, trial, office, t));
    view! { <table><tbody>{rows.collect_view()}</tbody></table> }.into_any()
}

fn row(tried: &Tried, trial: &Trial, office: &Office, t: Language) -> AnyView {
    let number = tried.ticket.to_string();
    let times = (tried.acted > 0)
        .then(|| view! { <small class="hint">{t.trial_times(tried.acted)}</small> });
    let cut = tried.cut.then(|| view! { <small class="hint">{t.trial_cut()}</small> });
    let deeds = tried.hearings.iter().flat_map(|hearing| &hearing.deeds);
    let deeds = deeds.map(|deed| view! { <li>{sentence(deed, office, t)}</li> }).collect_view();
    let heard = tried.hearings.iter().map(|hearing| heard(hearing, &trial.rule.name, t));
    view! {
        <tr data-ticket=number.clone()>
            <th scope="row">
                <a href=format!("/inbox/{number}")>{format!("#{number} {}", tried.customer)}</a>
                {times}
                {cut}
            </th>
            <td><ul>{deeds}</ul></td>
            <td>
                <details>
                    <summary>{t.trial_conditions()}</summary>
                    {heard.collect_view()}
                </details>
            </td>
        </tr>
    }
    .into_any()
}

fn heard(hearing: &Hearing, rule: &str, t: Language) -> AnyView {
    let (clock, at) = (clock(), hearing.at);
    let trigger = match &hearing.happening {
        // It only happens: what a rule listens to is the warning.
        Trigger::SlaShare { percent } => Trigger::SlaWarning { percent: Some(*percent) },
        trigger => trigger.clone(),
    };
    let (trigger, ruling) = (t.trigger(&triggers::word(&trigger)), t.ruling(hearing.ruling));
    let head = move || {
        let when = t.when(clock.local(at), clock.local(clock.now()));
        t.hearing(when, trigger, ruling)
    };
    let mut saw = t.saw(rule, hearing);
    if hearing.tests.is_empty() {
        saw.insert(0, t.always_holds().to_owned());
    }
    let saw = saw.into_iter().map(|one| view! { <li>{one}</li> });
    view! {
        <p>{head}</p>
        <ul>{saw.collect_view()}</ul>
    }
    .into_any()
}

/// What would have been done, or why not.
fn sentence(deed: &Deed, office: &Office, t: Language) -> String {
    let word = actions::word(&deed.action);
    let what = [detail(deed, office, t), t.came(&deed.came).unwrap_or_default()];
    let what: Vec<String> = what.into_iter().filter(|part| !part.is_empty()).collect();
    match what.is_empty() {
        true => t.action(&word).to_owned(),
        false => t.deed(t.action(&word), what.join(" · ")),
    }
}

/// What an action is about, in the words that it would have said if it says any.
fn detail(deed: &Deed, office: &Office, t: Language) -> String {
    let said = match &deed.came {
        Came::Done { text } => text.clone().unwrap_or_default(),
        _ => String::new(),
    };
    match &deed.action {
        Action::AssignTeam { team } => called(&office.teams(), &team.0),
        Action::AssignPerson { person } => called(&office.people(), &person.0),
        Action::SetPriority { priority } => t.fact_word(priority.word()),
        Action::SetStatus { status } => t.fact_word(status.word()),
        Action::AddTag { tag } | Action::RemoveTag { tag } => tag.clone(),
        Action::SetField { field, value } => {
            t.deed(field, value.as_deref().unwrap_or(t.seen_nothing()))
        }
        Action::SetPolicy { policy } => called(&office.policies(), &policy.0),
        Action::RequireSkill { skill } => skill.clone(),
        Action::SendTemplate { name, .. } if said.is_empty() => name.clone(),
        Action::SendTemplate { name, .. } => t.deed(name, said),
        Action::Escalate { to } => audience::called(to, office, t),
        Action::Notify { who, .. } if said.is_empty() => audience::called(who, office, t),
        Action::Notify { who, .. } => t.deed(audience::called(who, office, t), said),
        Action::Snooze { working_minutes } => span::written(*working_minutes),
        Action::CallWebhook { url } => url.clone(),
        Action::AssignBy { strategy } => t.strategy(&actions::strategy_word(*strategy)).to_owned(),
        Action::SendText { .. } | Action::AskRating { .. } | Action::Note { .. } => said,
        Action::Unassign | Action::Stop => String::new(),
    }
}

/// What people call the one of that id; the id if it is gone.
fn called(choices: &[Choice], id: &str) -> String {
    let known = choices.iter().find(|(known, _)| known == id);
    known.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
}
