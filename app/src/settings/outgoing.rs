//! What waits to go out of each number and why, and starting a stopped one again. Plain HTML that is
//! never brought to life.

use chrono::{DateTime, FixedOffset, Utc};
use desk::ids::NumberId;
use desk::outlet::{RATE, Stop, Waiting};
use leptos::prelude::*;
use leptos_meta::Title;

use super::sheet::{sections, trouble};
use crate::language::Language;
use crate::routes::NotFound;
use crate::server::Parts;
use crate::start::{language, start};
use crate::ui::Icon;

/// The address of the page.
pub const PATH: &str = "/settings/outgoing";

/// All that the page shows. Given by the server for one request.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    pub numbers: Vec<Line>,
    /// Whether the reader may set a pace; anybody who sees the page may start a number.
    pub may_configure: bool,
    /// Whether a pace that was sent made no sense.
    pub bad_rate: bool,
}

/// One number.
#[derive(Debug, Clone)]
pub struct Line {
    /// As people dial it; nothing if it is not connected any more.
    pub display: Option<String>,
    pub rate: Option<u32>,
    pub stop: Option<Stop>,
    pub waiting: Waiting,
    /// Until when Meta puts all of it off.
    pub paused_until: Option<DateTime<Utc>>,
    /// Customers whose messages Meta puts off …
    pub paused_customers: u64,
    /// … and those who wait for the pace.
    pub paced_customers: u64,
    /// When the stopped number is tried again.
    pub next_try: Option<DateTime<Utc>>,
}

impl Line {
    fn id(&self) -> &NumberId {
        &self.waiting.number
    }
}

/// For somebody who does not watch over all, there is no such page.
#[component]
pub(crate) fn OutgoingPage() -> impl IntoView {
    let ledger = use_context::<Parts>().and_then(|parts| parts.ledger);
    match ledger {
        Some(ledger) => page(&ledger, language()),
        None => view! { <NotFound/> }.into_any(),
    }
}

fn page(ledger: &Ledger, t: Language) -> AnyView {
    let lines = ledger.numbers.iter().map(|line| number(line, ledger.may_configure, t));
    let none = ledger.numbers.is_empty().then(|| view! { <p class="hint">{t.no_numbers()}</p> });
    let complaints = ledger.bad_rate.then(|| t.bad_rate().to_owned());
    view! {
        <Title text=format!("{} · {}", t.outgoing(), t.settings())/>
        <div class="settings">
            {ledger.may_configure.then(|| sections(PATH, t))}
            <section class="section" data-section="outgoing">
                <h1>{t.outgoing()}</h1>
                <p class="hint">{t.outgoing_hint()}</p>
                {trouble(complaints.into_iter().collect())}
                {none}
                {lines.collect_view()}
            </section>
        </div>
    }
    .into_any()
}

fn number(line: &Line, may_configure: bool, t: Language) -> AnyView {
    let name = line.display.clone().unwrap_or_else(|| t.unknown_number(line.id()));
    let facts = facts(line, t).into_iter().map(|fact| view! { <li>{fact}</li> });
    let pace = may_configure.then(|| {
        let rate = line.rate.unwrap_or(RATE).to_string();
        view! {
            <form class="sheet" method="post" action=PATH>
                <input type="hidden" name="number" value=line.id().0.clone()/>
                <label class="field">
                    <span>{t.rate_of_number()}</span>
                    <input type="text" inputmode="numeric" name="rate" value=rate autocomplete="off"/>
                    <small class="hint">{t.rate_hint()}</small>
                </label>
                <button class="button" name="do" value="rate">{t.save()}</button>
            </form>
        }
    });
    view! {
        <article class="outlet" data-stopped=line.stop.is_some().to_string()>
            <h2>{name}</h2>
            {line.stop.as_ref().map(|stop| stopped(line, stop, t))}
            <ul class="outlet-facts">{facts.collect_view()}</ul>
            {pace}
        </article>
    }
    .into_any()
}

fn stopped(line: &Line, stop: &Stop, t: Language) -> AnyView {
    let (since, now) = (local(stop.since), start().now);
    let next = line.next_try.map(|at| match at - now {
        left if left < chrono::TimeDelta::minutes(1) => t.tried_any_moment().to_owned(),
        left => t.tried_again_in(t.left(left)),
    });
    view! {
        <div class="trouble" role="alert">
            <Icon name="alert"/>
            <div>
                <p><strong>{t.stopped_since(t.when(since, local(now)))}</strong></p>
                <p>{t.trouble(stop.trouble)}</p>
                <p class="hint">{t.meta_says(&stop.reason, stop.code)}</p>
                <form method="post" action=PATH>
                    <input type="hidden" name="number" value=line.id().0.clone()/>
                    <button class="button primary" name="do" value="try">{t.try_now()}</button>
                    " "
                    <small class="hint">{next}</small>
                </form>
            </div>
        </div>
    }
    .into_any()
}

/// What waits, and why, one thing a line.
fn facts(line: &Line, t: Language) -> Vec<String> {
    let Waiting { queued, begun, unconfirmed, oldest, .. } = line.waiting;
    let mut facts = vec![];
    if queued > 0 {
        let oldest = oldest.map(|at| t.oldest_since(t.when(local(at), local(start().now))));
        facts.push(
            [Some(t.messages_wait(queued)), oldest].into_iter().flatten().collect::<Vec<_>>(),
        );
    }
    if line.paused_until.is_some_and(|until| until > start().now) {
        facts.push(vec![t.number_paused().to_owned()]);
    }
    let counts = [
        (line.paused_customers, t.customers_paused(line.paused_customers)),
        (line.paced_customers, t.customers_paced(line.paced_customers)),
        (begun, t.on_their_way(begun)),
        (unconfirmed, t.in_doubt(unconfirmed)),
    ];
    facts.extend(counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| vec![words]));
    if facts.is_empty() {
        facts.push(vec![t.nothing_to_send().to_owned()]);
    }
    facts.into_iter().map(|parts| parts.join(", ")).collect()
}

/// In the reader's zone, as their browser last told it.
fn local(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(start().offset * 60);
    zone.map_or_else(|| at.fixed_offset(), |zone| at.with_timezone(&zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> Line {
        Line {
            display: Some("+34 600".into()),
            rate: None,
            stop: None,
            waiting: Waiting::none("1065".into()),
            paused_until: None,
            paused_customers: 0,
            paced_customers: 0,
            next_try: None,
        }
    }

    #[test]
    fn what_waits_is_told_with_its_reasons_and_nothing_else() {
        Owner::new().with(|| {
            let t = Language::English;
            assert_eq!(facts(&line(), t), ["Nothing waits."]);
            let waiting = Waiting {
                queued: 3,
                unconfirmed: 1,
                oldest: Some(DateTime::UNIX_EPOCH),
                ..Waiting::none("1065".into())
            };
            let line = Line { waiting, paced_customers: 2, ..line() };
            let expected = [
                "3 messages wait, the oldest since today, 00:00",
                "2 customers wait for the pace that WhatsApp allows",
                "1 unconfirmed: open its ticket and decide about sending it again",
            ];
            assert_eq!(facts(&line, t), expected);
        });
    }
}
