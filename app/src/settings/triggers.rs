//! What starts a rule, as rows of the list `when`.

use desk::routing::Trigger;
use leptos::prelude::*;

use super::fields::{Choice, adder, kept, line, row};
use super::form::Form;
use super::page;
use super::span;
use crate::language::Language;

const LIST: &str = "when";

/// Every trigger, by the word that stands for it in a form and in the rulebook.
const WORDS: [&str; 19] = [
    "message_in",
    "message_out",
    "ticket_opened",
    "opened_by_us",
    "reopened",
    "resolved",
    "rated",
    "assigned",
    "team_changed",
    "status_changed",
    "priority_changed",
    "tag_added",
    "sla_warning",
    "sla_breached",
    "window_closing",
    "customer_silent",
    "unanswered",
    "agent_available",
    "time_of_day",
];

pub(super) fn fill(form: &mut Form, triggers: &[Trigger]) {
    for trigger in triggers {
        let at = form.row(LIST);
        form.put(format!("{at}.is"), word(trigger));
        let value = match trigger {
            Trigger::TagAdded { tag } => tag.clone().unwrap_or_default(),
            Trigger::SlaWarning { percent } => percent.map(|p| p.to_string()).unwrap_or_default(),
            Trigger::WindowClosing { minutes } => span::written(*minutes),
            Trigger::CustomerSilent { working_minutes }
            | Trigger::Unanswered { working_minutes } => span::written(*working_minutes),
            Trigger::TimeOfDay { minute } => format!("{:02}:{:02}", minute / 60, minute % 60),
            _ => continue,
        };
        form.put(format!("{at}.value"), value);
    }
}

pub(super) fn read(form: &Form, t: Language) -> Result<Vec<Trigger>, Vec<String>> {
    form.rows(LIST).iter().map(|at| one(form, at, t)).collect()
}

fn one(form: &Form, at: &str, t: Language) -> Result<Trigger, Vec<String>> {
    let (is, value) = (form.get(&format!("{at}.is")), format!("{at}.value"));
    let label = t.trigger(is);
    let text = page::named(form, &value);
    let length = || {
        let length = page::span(form, &value, label, t)?;
        length.ok_or_else(|| vec![t.objection_at(label, t.not_a_length())])
    };
    Ok(match is {
        "tag_added" => Trigger::TagAdded { tag: text },
        "sla_warning" if text.is_none() => Trigger::SlaWarning { percent: None },
        "sla_warning" => {
            Trigger::SlaWarning { percent: Some(page::number(form, &value, label, t)?) }
        }
        "window_closing" => Trigger::WindowClosing { minutes: length()? },
        "customer_silent" => Trigger::CustomerSilent { working_minutes: length()? },
        "unanswered" => Trigger::Unanswered { working_minutes: length()? },
        "time_of_day" => {
            let clock = desk::calendar::Clock::written(form.get(&value));
            let clock = clock.ok_or_else(|| vec![t.objection_at(label, t.not_a_time())])?;
            Trigger::TimeOfDay { minute: clock.minutes().into() }
        }
        // The others have nothing but their name.
        word => serde_json::from_value(serde_json::json!({ "kind": word }))
            .map_err(|_| vec![t.objection_at(label, t.unknown_here())])?,
    })
}

pub(super) fn view(form: &Form, t: Language) -> AnyView {
    let rows = form.rows(LIST).into_iter().map(|at| {
        let is = form.get(&format!("{at}.is")).to_owned();
        let value = format!("{at}.value");
        let field = match is.as_str() {
            "tag_added" => Some(line(form, &value, t.tag(), t.any_tag_hint())),
            "sla_warning" => Some(line(form, &value, t.share_used(), t.any_share_hint())),
            "window_closing" | "customer_silent" | "unanswered" => {
                Some(line(form, &value, t.length(), t.length_hint()))
            }
            "time_of_day" => Some(line(form, &value, t.time_of_day(), t.time_of_day_hint())),
            _ => None,
        };
        let inside = view! { {kept(&format!("{at}.is"), &is)} {field} };
        row(t, &at, t.trigger(&is), inside.into_any())
    });
    let kinds: Vec<Choice> =
        WORDS.map(|word| (word.to_owned(), t.trigger(word).to_owned())).to_vec();
    view! {
        <ol class="form-rows">{rows.collect_view()}</ol>
        {adder(t, LIST, t.another_start(), &kinds)}
    }
    .into_any()
}

/// As it is called in the rulebook.
pub(super) fn word(trigger: &Trigger) -> String {
    let json = serde_json::to_value(trigger).unwrap_or_default();
    json["kind"].as_str().unwrap_or_default().to_owned()
}
