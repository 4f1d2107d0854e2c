//! What one can do with a ticket: take it, give it, press it, put it aside, settle it.

use std::future::Future;

use chrono::{DateTime, Duration, FixedOffset, NaiveTime, Utc};
use desk::ids::PersonId;
use desk::permissions::Permission;
use desk::ticket::{Priority, Status, Ticket};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::calls;
use super::talk::Talk;
use crate::live::Live;
use crate::problem::Problem;
use crate::start::{language, start};
use crate::time::clock;
use crate::ui::{Icon, IntoPart};

#[component]
pub(crate) fn Actions(talk: Talk, live: Live) -> impl IntoView {
    let t = language();
    if !start().may(Permission::Triage) {
        return view! { <p class="read-only">{t.read_only()}</p> }.part();
    }
    let busy = RwSignal::new(false);
    let doing = Doing { talk, live, busy };
    view! {
        <div class="actions" role="group" aria-label=t.actions()>
            <Owner doing/>
            <PrioritySelect doing/>
            <SnoozeSelect doing/>
            <Settle doing/>
        </div>
    }
    .part()
}

/// A ticket at hand: one wish at a time.
#[derive(Clone, Copy)]
struct Doing {
    talk: Talk,
    live: Live,
    busy: RwSignal<bool>,
}

impl Doing {
    /// Asks the server, shows the answer on the whole page, or says why not.
    fn ask(self, wish: impl Future<Output = Result<Ticket, Problem>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            match wish.await {
                Ok(ticket) => {
                    self.talk.trouble.try_set(None);
                    self.live.tell(ticket);
                }
                Err(problem) => {
                    self.talk.trouble.try_set(Some(problem));
                }
            }
            self.busy.try_set(false);
        });
    }
}

#[component]
fn Owner(doing: Doing) -> impl IntoView {
    let t = language();
    let Doing { talk, busy, .. } = doing;
    let me = start().me.map(|me| me.id);
    let mine = {
        let me = me.clone();
        move || talk.ticket.with(|ticket| ticket.owner == me)
    };
    let assign = move |owner| {
        let seen = talk.ticket.with_untracked(|ticket| ticket.owner.clone());
        doing.ask(calls::assign(talk.number, owner, seen));
    };
    let take = move |_| assign(me.clone());
    let owner =
        move || talk.ticket.with(|t| t.owner.as_ref().map(|id| id.0.clone())).unwrap_or_default();
    let give = move |event| {
        let id = event_target_value(&event);
        let owner = (!id.is_empty()).then_some(PersonId(id));
        assign(owner);
    };
    let first = talk.ticket.with_untracked(|ticket| ticket.owner.clone());
    view! {
        <Show when={let mine = mine.clone(); move || !mine()}>
            <button
                type="button"
                class="button assign-me"
                disabled=move || busy.get()
                on:click=take.clone()
            >
                <Icon name="hand"/> " " {t.assign_to_me()}
            </button>
        </Show>
        <label class="choose">
            <span class="heard">{t.owner()}</span>
            <Icon name="person"/>
            <select class="assign" prop:value=owner on:change=give>
                <option value="" selected=first.is_none()>{t.nobody()}</option>
                {talk.owners.get_value().into_iter().map(|(id, _)| {
                    let (value, selected) = (id.0.clone(), first.as_ref() == Some(&id));
                    view! { <option value=value selected=selected>{move || talk.called(&id)}</option> }
                }).collect_view()}
            </select>
        </label>
    }
}

#[component]
fn PrioritySelect(doing: Doing) -> impl IntoView {
    let t = language();
    let talk = doing.talk;
    let set = move |event| {
        if let Some(priority) = Priority::named(&event_target_value(&event)) {
            doing.ask(calls::prioritise(talk.number, priority));
        }
    };
    let first = talk.ticket.with_untracked(|ticket| ticket.priority);
    view! {
        <label class="choose">
            <span class="heard">{t.priority_label()}</span>
            <Icon name="flag"/>
            <select
                class="prioritise"
                prop:value=move || talk.ticket.with(|ticket| ticket.priority.word())
                on:change=set
            >
                {Priority::ALL.into_iter().map(|priority| view! {
                    <option value=priority.word() selected=priority == first>{t.priority(priority)}</option>
                }).collect_view()}
            </select>
        </label>
    }
}

#[component]
fn SnoozeSelect(doing: Doing) -> impl IntoView {
    let (t, clock) = (language(), clock());
    let talk = doing.talk;
    let chosen = RwSignal::new(String::new());
    let snooze = move |event| {
        let word = event_target_value(&event);
        chosen.set(word.clone());
        if let Some(until) = snooze_until(&word, clock.local(clock.now())) {
            doing.ask(calls::snooze(talk.number, until));
        }
        chosen.set(String::new());
    };
    view! {
        <Show when=move || talk.ticket.with(|ticket| ticket.status != Status::Resolved)>
            <label class="choose">
                <span class="heard">{t.snooze()}</span>
                <Icon name="moon"/>
                <select class="snooze" prop:value=move || chosen.get() on:change=snooze>
                    <option value="" selected=true>{t.snooze()}</option>
                    {PRESETS.into_iter().map(|word| view! {
                        <option value=word>{t.snooze_preset(word)}</option>
                    }).collect_view()}
                </select>
            </label>
        </Show>
    }
}

#[component]
fn Settle(doing: Doing) -> impl IntoView {
    let t = language();
    let Doing { talk, busy, .. } = doing;
    let resolved = move || talk.ticket.with(|ticket| ticket.status == Status::Resolved);
    let settle = move |_| match resolved() {
        true => doing.ask(calls::reopen(talk.number)),
        false => doing.ask(calls::resolve(talk.number)),
    };
    view! {
        <button
            type="button"
            class="button settle"
            class:primary=move || !resolved()
            disabled=move || busy.get()
            on:click=settle
        >
            <Icon name="check"/>
            " "
            {move || if resolved() { t.reopen() } else { t.resolve() }}
        </button>
    }
}

/// For how long a ticket can be put aside.
pub(crate) const PRESETS: [&str; 4] = ["hour", "three_hours", "tomorrow", "monday"];

/// When a snooze of that preset ends, by the reader's wall clock: mornings begin at nine.
pub(crate) fn snooze_until(preset: &str, now: DateTime<FixedOffset>) -> Option<DateTime<Utc>> {
    use chrono::Datelike;
    let days = match preset {
        "hour" => return Some((now + Duration::hours(1)).to_utc()),
        "three_hours" => return Some((now + Duration::hours(3)).to_utc()),
        "tomorrow" => 1,
        "monday" => 7 - i64::from(now.weekday().num_days_from_monday()),
        _ => return None,
    };
    let morning =
        (now.date_naive() + Duration::days(days)).and_time(NaiveTime::from_hms_opt(9, 0, 0)?);
    // A fixed offset has no gaps: every wall time exists once.
    morning.and_local_timezone(*now.offset()).single().map(|morning| morning.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Tuesday, 10:00 in a zone one hour east.
    fn now() -> DateTime<FixedOffset> {
        crate::ui::samples::morning().with_timezone(&crate::time::zone(60))
    }

    fn until(preset: &str) -> String {
        snooze_until(preset, now()).expect("a known preset").to_rfc3339()
    }

    #[test]
    fn tomorrow_and_monday_begin_at_nine_on_the_readers_wall() {
        assert_eq!(until("tomorrow"), "2026-11-11T08:00:00+00:00");
        assert_eq!(until("monday"), "2026-11-16T08:00:00+00:00");
    }

    #[test]
    fn an_hour_is_an_hour_and_an_unknown_preset_is_nothing() {
        assert_eq!(until("hour"), "2026-11-10T10:00:00+00:00");
        assert_eq!(snooze_until("never", now()), None);
    }

    #[test]
    fn on_a_monday_the_next_monday_is_meant() {
        let monday = now() - Duration::days(1);
        let end = snooze_until("monday", monday).expect("a known preset");
        assert_eq!(end.to_rfc3339(), "2026-11-16T08:00:00+00:00");
    }
}
