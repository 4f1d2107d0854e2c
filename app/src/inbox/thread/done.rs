//! What happened to a ticket, as one soft line between the messages.

use desk::permissions::Author;
use desk::ticket::{Change, Event};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::inbox::calls;
use crate::inbox::talk::{Talk, author};
use crate::language::Language;
use crate::start::language;
use crate::time::{Clock, clock};
use crate::ui::{Hour, IntoPart};

#[component]
pub(crate) fn Done(talk: Talk, event: Event) -> impl IntoView {
    let (t, clock) = (language(), clock());
    let (at, word, rev) = (event.at, event.change.word(), event.rev);
    let by_itself = matches!(event.by, Author::Rule { .. })
        || matches!(event.change, Change::Assigned { why: Some(_), .. });
    view! {
        <li class="done" data-change=word>
            <span>{move || sentence(t, clock, &event, talk, author(talk, &event.by))}</span>
            " "
            <Hour at/>
            {by_itself.then(|| view! { <Why talk of=rev.to_string()/> })}
        </li>
    }
}

/// Why nobody's hand did it, be it an event or a message: asked for when it is opened.
#[component]
pub(super) fn Why(talk: Talk, of: String) -> impl IntoView {
    let t = language();
    let told = RwSignal::new(Vec::<String>::new());
    let ask = move |_| {
        if told.with_untracked(Vec::is_empty) {
            let of = of.clone();
            spawn_local(async move {
                told.set(match calls::explain(talk.number, of).await {
                    Ok(sentences) => sentences,
                    Err(problem) => vec![t.problem(&problem)],
                });
            });
        }
    };
    view! {
        <details class="why" on:toggle=ask>
            <summary>{t.why()}</summary>
            <ul>
                {move || {
                    told.get().into_iter().map(|one| view! { <li>{one}</li> }).collect_view()
                }}
            </ul>
        </details>
    }
    .part()
}

/// The event in one sentence; `who` did it, `None` for the customer or time.
pub(crate) fn sentence(
    t: Language,
    clock: Clock,
    event: &Event,
    talk: Talk,
    who: Option<String>,
) -> String {
    let name = |id| talk.name(id);
    let who = who.unwrap_or_else(|| t.bustia().to_owned());
    match &event.change {
        Change::Opened { follows: Some(before), .. } => t.event_opened_after(before),
        Change::Opened { .. } => t.event_opened().to_owned(),
        Change::Assigned { owner: None, .. } => t.event_unassigned(who),
        Change::Assigned { owner: Some(id), .. } => match &event.by {
            Author::Person { id: by } if by == id => t.event_took(who),
            _ => t.event_assigned(who, name(id).unwrap_or_else(|| id.to_string())),
        },
        Change::Prioritised { priority } => t.event_prioritised(who, t.priority(*priority)),
        Change::Snoozed { until } => {
            t.event_snoozed(who, t.when(clock.local(*until), clock.local(clock.now())))
        }
        Change::Woken => t.event_woken().to_owned(),
        Change::Resolved => t.event_resolved(who),
        Change::Reopened if event.by == Author::Customer => {
            t.event_reopened_by_customer().to_owned()
        }
        Change::Reopened => t.event_reopened(who),
        Change::Resent { .. } => t.event_resent(who),
        Change::Teamed { team: Some(team) } => t.event_teamed(who, talk.team_name(team)),
        Change::Teamed { team: None } => t.event_unteamed(who),
        Change::Tagged { tag } => t.event_tagged(who, tag),
        Change::Untagged { tag } => t.event_untagged(who, tag),
        Change::FieldSet { field, value: Some(value) } => t.event_field_set(who, field, value),
        Change::FieldSet { field, value: None } => t.event_field_cleared(who, field),
        Change::Noted { text, .. } => t.event_noted(who, text),
        Change::Merged { into } => t.event_merged(into),
        Change::Absorbed { ticket, .. } => t.event_absorbed(ticket),
        Change::Unmerged { from, .. } => t.event_unmerged(from),
        Change::Released { ticket } => t.event_released(ticket),
        Change::Received { settled: true, .. } => t.event_settled().to_owned(),
        Change::Rated { score, comment: None } => {
            t.event_rated("★".repeat(score.number().into()), score.number())
        }
        Change::Rated { comment: Some(comment), .. } => t.event_rated_why(comment),
        Change::PolicyChosen { policy } => t.event_policy_chosen(who, policy),
        Change::SkillRequired { skill } => t.event_skill_required(who, skill),
        Change::Warned { warned } => {
            t.event_warned(t.clock(warned.clock), t.percent(warned.percent))
        }
        Change::Breached { breached } => t.event_breached(t.clock(breached.clock)),
        Change::Called { url: host } => t.event_called(who, host),
        Change::CallFailed { host, why, .. } => t.event_call_failed(host, t.unheard(*why)),
        Change::Rang { people, text } => {
            let names = people.iter().map(|id| name(id).unwrap_or_else(|| id.to_string()));
            let names = names.collect::<Vec<_>>().join(", ");
            if text.is_empty() {
                t.event_not_taken_on(names)
            } else {
                t.event_rang(who, names, text)
            }
        }
        // Never lines of their own: see `Change::is_a_line`.
        Change::Received { .. }
        | Change::Replied { .. }
        | Change::Delivery { .. }
        | Change::Followed { .. }
        | Change::PolicyApplied { .. }
        | Change::Automated { .. }
        | Change::Came { .. }
        | Change::Passed { .. }
        | Change::Unfollowed { .. }
        | Change::Seen => String::new(),
    }
}
