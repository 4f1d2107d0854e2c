//! SLA policies: which tickets they are for, and how much time each of their clocks leaves.

use desk::ids::{NumberId, PolicyId, TeamId};
use desk::rulebook::Rulebook;
use desk::sla::{ClockKind, Counting, Policy, Target, Targets};
use desk::ticket::Priority;
use leptos::prelude::*;

use super::fields::{choice, line, several, tick};
use super::form::Form;
use super::listed;
use super::office::Office;
use super::page::{self, Read};
use super::span;
use crate::language::Language;

pub(super) fn blank() -> Form {
    fill(&Policy::new("".into(), ""))
}

pub(super) fn fill(policy: &Policy) -> Form {
    let mut form = Form::default();
    form.put("name", &policy.name);
    let condition = &policy.condition;
    condition.priorities.iter().for_each(|priority| form.put("priority", priority.word()));
    condition.teams.iter().for_each(|team| form.put("team", &team.0));
    condition.numbers.iter().for_each(|number| form.put("number", &number.0));
    form.put("tags", listed::write(&condition.tags));
    for clock in ClockKind::ALL {
        for priority in Priority::ALL {
            let target = policy.targets.of(priority).of(clock);
            let at = cell(clock, priority);
            form.put(&at, target.map(|target| span::written(target.minutes)).unwrap_or_default());
            let counts = target.map(|target| target.counts).unwrap_or_default();
            form.put(format!("{at}.counts"), counting_word(counts));
        }
    }
    let warnings: Vec<String> = policy.warnings.iter().map(u8::to_string).collect();
    form.put("warnings", warnings.join(", "));
    form.tick("pauses", policy.pauses);
    form.tick("reaction_answers", policy.reaction_answers);
    form
}

pub(super) fn read(form: &Form, id: &str, book: &mut Rulebook, t: Language) -> Read {
    let new = page::new_id(form.get("name"), |id| book.policy(&id.into()).is_some());
    let known = book.policies.iter_mut().find(|policy| policy.id.0 == id);
    let before = known.as_deref().cloned();
    let before = before.unwrap_or_else(|| Policy::new(PolicyId(new), ""));
    let mut policy = Policy { name: form.text("name"), ..before };
    let condition = &mut policy.condition;
    condition.priorities = form.all("priority").filter_map(Priority::named).collect();
    condition.teams = form.all("team").map(TeamId::from).collect();
    condition.numbers = form.all("number").map(NumberId::from).collect();
    condition.tags = form.list("tags");
    for priority in Priority::ALL {
        *targets(&mut policy, priority) = of_priority(form, priority, t)?;
    }
    let warnings = form.list("warnings").into_iter().map(|text| text.trim_matches('%').parse());
    policy.warnings = warnings
        .collect::<Result<_, _>>()
        .map_err(|_| vec![t.objection_at(t.warnings(), t.not_a_number())])?;
    policy.pauses = form.has("pauses");
    policy.reaction_answers = form.has("reaction_answers");
    match known {
        Some(known) => page::replace(known, policy, |policy| &mut policy.version),
        None => book.policies.push(policy),
    }
    Ok(())
}

pub(super) fn view(form: &Form, office: &Office, t: Language) -> AnyView {
    let counts = [Counting::Working, Counting::Calendar]
        .map(|counts| (counting_word(counts).to_owned(), t.counting(counts).to_owned()));
    let priorities =
        Priority::ALL.map(|priority| (priority.word().to_owned(), t.priority(priority).to_owned()));
    let clocks = ClockKind::ALL.map(|clock| {
        let cells = Priority::ALL.map(|priority| {
            let at = cell(clock, priority);
            view! {
                <div class="target">
                    {line(form, &at, t.priority(priority), "")}
                    {choice(form, &format!("{at}.counts"), t.time_that_counts(), &counts)}
                </div>
            }
        });
        view! {
            <fieldset class="several targets">
                <legend>{t.clock(clock)}</legend>
                {cells.into_iter().collect_view()}
            </fieldset>
        }
    });
    view! {
        {line(form, "name", t.name(), "")}
        <p class="hint">{t.policy_condition_hint()}</p>
        {several(form, "priority", t.priority_label(), &priorities)}
        {several(form, "team", t.team_label(), &office.teams())}
        {several(form, "number", t.number_label(), &office.numbers())}
        {line(form, "tags", t.tags(), t.list_hint())}
        <h2>{t.targets()}</h2>
        <p class="hint">{t.targets_hint()}</p>
        {clocks.into_iter().collect_view()}
        {line(form, "warnings", t.warnings(), t.warnings_hint())}
        {tick(form, "pauses", t.pauses())}
        {tick(form, "reaction_answers", t.reaction_answers())}
    }
    .into_any()
}

fn of_priority(form: &Form, priority: Priority, t: Language) -> Result<Targets, Vec<String>> {
    let target = |clock| {
        let (at, place) =
            (cell(clock, priority), format!("{} · {}", t.clock(clock), t.priority(priority)));
        let minutes = page::span(form, &at, &place, t)?;
        let calendar = form.get(&format!("{at}.counts")) == counting_word(Counting::Calendar);
        let counts = if calendar { Counting::Calendar } else { Counting::Working };
        Ok::<_, Vec<String>>(minutes.map(|minutes| Target { minutes, counts }))
    };
    Ok(Targets {
        first_response: target(ClockKind::FirstResponse)?,
        next_response: target(ClockKind::NextResponse)?,
        first_resolution: target(ClockKind::FirstResolution)?,
        total_resolution: target(ClockKind::TotalResolution)?,
    })
}

fn targets(policy: &mut Policy, priority: Priority) -> &mut Targets {
    match priority {
        Priority::Low => &mut policy.targets.low,
        Priority::Normal => &mut policy.targets.normal,
        Priority::High => &mut policy.targets.high,
        Priority::Urgent => &mut policy.targets.urgent,
    }
}

fn cell(clock: ClockKind, priority: Priority) -> String {
    format!("{}.{}", clock.word(), priority.word())
}

fn counting_word(counts: Counting) -> &'static str {
    match counts {
        Counting::Working => "working",
        Counting::Calendar => "calendar",
    }
}
