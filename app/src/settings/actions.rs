//! What a rule does, as rows of the lists `then` and `otherwise`.

use desk::ids::{PersonId, PolicyId, TeamId};
use desk::routing::{Action, Strategy, Variable};
use desk::ticket::{Priority, Status};
use leptos::prelude::*;
use serde_json::{Value as Json, json};

use super::audience::{audience, audiences, who};
use super::fields::{Choice, adder, choice, kept, line, lines, row};
use super::form::Form;
use super::office::Office;
use super::page;
use super::span;
use crate::language::Language;

/// Every action that the desk carries out, by its word in the rulebook.
const WORDS: [&str; 19] = [
    "assign_team",
    "assign_person",
    "assign_by",
    "unassign",
    "set_priority",
    "set_status",
    "add_tag",
    "remove_tag",
    "set_field",
    "set_policy",
    "require_skill",
    "send_text",
    "send_template",
    "ask_rating",
    "escalate",
    "notify",
    "snooze",
    "note",
    "call_webhook",
];

const STRATEGIES: [&str; 4] = ["least_loaded", "round_robin", "sticky", "queue"];

pub(super) fn fill(form: &mut Form, list: &str, actions: &[Action]) {
    for action in actions {
        let at = form.row(list);
        form.put(format!("{at}.is"), word(action));
        let mut put = |field: &str, value: &str| form.put(format!("{at}.{field}"), value);
        match action {
            Action::AssignTeam { team } => put("value", &team.0),
            Action::AssignPerson { person } => put("value", &person.0),
            Action::AssignBy { strategy } => put("value", &strategy_word(*strategy)),
            Action::SetPriority { priority } => put("value", priority.word()),
            Action::SetStatus { status } => put("value", status.word()),
            Action::AddTag { tag } | Action::RemoveTag { tag } => put("value", tag),
            Action::SetField { field, value } => {
                put("name", field);
                put("value", value.as_deref().unwrap_or_default());
            }
            Action::SetPolicy { policy } => put("value", &policy.0),
            Action::RequireSkill { skill } => put("value", skill),
            Action::SendText { text } | Action::Note { text } => put("value", text),
            Action::AskRating { text } => put("value", text.as_deref().unwrap_or_default()),
            Action::Escalate { to } => audience(to).iter().for_each(|who| put("who", who)),
            Action::Notify { who, text } => {
                audience(who).iter().for_each(|who| put("who", who));
                put("value", text);
            }
            Action::Snooze { working_minutes } => put("value", &span::written(*working_minutes)),
            Action::SendTemplate { name, language, parameters } => {
                put("name", name);
                put("language", language);
                put(
                    "value",
                    &parameters.iter().map(|gap| one_line(gap) + "\n").collect::<String>(),
                );
            }
            Action::CallWebhook { url } => put("value", url),
            Action::Unassign | Action::Stop => {}
        }
    }
}

pub(super) fn read(form: &Form, list: &str, t: Language) -> Result<Vec<Action>, Vec<String>> {
    form.rows(list).iter().map(|at| one(form, at, t)).collect()
}

fn one(form: &Form, at: &str, t: Language) -> Result<Action, Vec<String>> {
    let is = form.get(&format!("{at}.is"));
    let wrong = |what: &str| vec![t.objection_at(t.action(is), what)];
    let (field, name) = (format!("{at}.value"), format!("{at}.name"));
    let text = form.text(&field);
    let missing = || wrong(t.nothing_written());
    Ok(match is {
        "assign_team" => Action::AssignTeam { team: TeamId(text) },
        "assign_person" => Action::AssignPerson { person: PersonId(text) },
        "assign_by" => from_json(json!({ "kind": is, "strategy": text })).ok_or_else(missing)?,
        "set_priority" => {
            Action::SetPriority { priority: Priority::named(&text).ok_or_else(missing)? }
        }
        "set_status" => Action::SetStatus { status: Status::named(&text).ok_or_else(missing)? },
        "add_tag" => Action::AddTag { tag: text },
        "remove_tag" => Action::RemoveTag { tag: text },
        "set_field" => {
            Action::SetField { field: form.text(&name), value: page::named(form, &field) }
        }
        "set_policy" => Action::SetPolicy { policy: PolicyId(text) },
        "require_skill" => Action::RequireSkill { skill: text },
        "send_text" => Action::SendText { text },
        "ask_rating" => Action::AskRating { text: Some(text).filter(|text| !text.is_empty()) },
        "note" => Action::Note { text },
        "escalate" => Action::Escalate { to: who(form, at).ok_or_else(missing)? },
        "notify" => Action::Notify { who: who(form, at).ok_or_else(missing)?, text },
        "snooze" => {
            let length = page::span(form, &field, t.action(is), t)?;
            Action::Snooze { working_minutes: length.ok_or_else(|| wrong(t.not_a_length()))? }
        }
        "send_template" => Action::SendTemplate {
            name: form.text(&name),
            language: form.text(&format!("{at}.language")),
            parameters: form.get(&field).trim_end().lines().map(one_line).collect(),
        },
        "call_webhook" => Action::CallWebhook { url: text },
        word => from_json(json!({ "kind": word })).ok_or_else(|| wrong(t.unknown_here()))?,
    })
}

fn from_json(json: Json) -> Option<Action> {
    serde_json::from_value(json).ok()
}

pub(super) fn view(form: &Form, list: &str, office: &Office, t: Language) -> AnyView {
    let rows = form.rows(list).into_iter().map(|at| {
        let is = form.get(&format!("{at}.is")).to_owned();
        let inside = view! { {kept(&format!("{at}.is"), &is)} {fields(form, &at, &is, office, t)} };
        row(t, &at, t.action(&is), inside.into_any())
    });
    let kinds: Vec<Choice> =
        WORDS.map(|word| (word.to_owned(), t.action(word).to_owned())).to_vec();
    view! {
        <ol class="form-rows">{rows.collect_view()}</ol>
        {adder(t, list, t.another_action(), &kinds)}
    }
    .into_any()
}

fn fields(form: &Form, at: &str, is: &str, office: &Office, t: Language) -> AnyView {
    let value = format!("{at}.value");
    let among = |choices: &[Choice]| choice(form, &value, t.value(), choices);
    let whom = || choice(form, &format!("{at}.who"), t.whom(), &audiences(form, at, office, t));
    match is {
        "assign_team" => among(&office.teams()),
        "assign_person" => among(&office.people()),
        "assign_by" => among(&words(&STRATEGIES, |word| t.strategy(word).to_owned())),
        "set_priority" => {
            among(&words(&Priority::ALL.map(Priority::word), |word| t.fact_word(word)))
        }
        "set_status" => {
            // Only an answer makes a ticket wait for its customer. A rule that wants it keeps its word.
            let waits = Status::Waiting.word();
            let mut statuses = vec![Status::Open.word(), Status::Resolved.word()];
            statuses.extend((form.get(&value) == waits).then_some(waits));
            among(&words(&statuses, |word| t.fact_word(word)))
        }
        "set_policy" => among(&office.policies()),
        "add_tag" | "remove_tag" => line(form, &value, t.tag(), ""),
        "set_field" => {
            let name = line(form, &format!("{at}.name"), t.name(), "");
            view! { {name} {line(form, &value, t.value(), t.empty_clears())} }.into_any()
        }
        "require_skill" => line(form, &value, t.skill(), t.skill_required_hint()),
        "send_text" => lines(form, &value, t.text(), &t.text_hint(variables())),
        "send_template" => {
            let name = line(form, &format!("{at}.name"), t.template_name(), t.template_name_hint());
            let code = format!("{at}.language");
            let language = line(form, &code, t.template_language(), "ca, es, en_US");
            let gaps = lines(form, &value, t.template_gaps(), &t.template_gaps_hint(variables()));
            view! { {name} {language} {gaps} }.into_any()
        }
        "ask_rating" => lines(form, &value, t.text(), &t.rating_hint(variables())),
        "note" => lines(form, &value, t.text(), ""),
        "escalate" => whom(),
        "notify" => view! { {whom()} {lines(form, &value, t.text(), "")} }.into_any(),
        "snooze" => line(form, &value, t.length(), t.length_hint()),
        "call_webhook" => line(form, &value, t.address(), t.address_hint()),
        _ => ().into_any(),
    }
}

/// Each gap is a line of its own.
fn one_line(gap: &str) -> String {
    gap.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn variables() -> String {
    Variable::ALL.map(|variable| format!("{{{}}}", variable.word())).join(" ")
}

pub(super) fn words(all: &[&str], called: impl Fn(&str) -> String) -> Vec<Choice> {
    all.iter().map(|word| ((*word).to_owned(), called(word))).collect()
}

/// As it is called in the rulebook.
pub(super) fn word(action: &Action) -> String {
    let json = serde_json::to_value(action).unwrap_or_default();
    json["kind"].as_str().unwrap_or_default().to_owned()
}

/// The same for how the assigner chooses.
pub(super) fn strategy_word(strategy: Strategy) -> String {
    let json = serde_json::to_value(strategy).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use desk::routing::Audience;

    use super::*;

    #[test]
    fn every_action_comes_back_from_its_form_as_it_went_in() {
        let people =
            |ids: &[&str]| Audience::People { people: ids.iter().map(|id| (*id).into()).collect() };
        let actions = vec![
            Action::AssignTeam { team: "billing".into() },
            Action::AssignPerson { person: "pol".into() },
            Action::AssignBy { strategy: Strategy::Sticky },
            Action::Unassign,
            Action::SetPriority { priority: Priority::High },
            Action::SetStatus { status: Status::Waiting },
            Action::AddTag { tag: "vip".into() },
            Action::RemoveTag { tag: "vip".into() },
            Action::SetField { field: "order".into(), value: Some("7".into()) },
            Action::SetField { field: "order".into(), value: None },
            Action::SetPolicy { policy: "usual".into() },
            Action::RequireSkill { skill: "IVA".into() },
            Action::SendText { text: "Hola {customer},\nara hi som".into() },
            Action::SendTemplate {
                name: "ready".into(),
                language: "pt_BR".into(),
                parameters: vec!["{customer}".into(), "a 9.30".into()],
            },
            Action::AskRating { text: None },
            Action::AskRating { text: Some("Com ha anat, {customer}?".into()) },
            Action::Escalate { to: Audience::Supervisors },
            Action::Notify { who: people(&["pol"]), text: "!".into() },
            Action::Notify { who: people(&["pol", "nuria"]), text: "!".into() },
            Action::Notify {
                who: Audience::Team { team: Some("billing".into()) },
                text: "!".into(),
            },
            Action::Notify { who: Audience::Team { team: None }, text: "!".into() },
            Action::Notify { who: Audience::Owner, text: "!".into() },
            Action::Snooze { working_minutes: 90 },
            Action::Note { text: "mira-ho".into() },
            Action::CallWebhook { url: "https://example.org/".into() },
            Action::Stop,
        ];
        let mut form = Form::default();
        fill(&mut form, "then", &actions);
        assert_eq!(read(&form, "then", Language::English).expect("it reads"), actions);
    }
}
