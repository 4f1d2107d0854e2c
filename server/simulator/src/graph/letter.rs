//! A template that is sent: whether it may be, whether its gaps are filled, and what a phone shows of it
//! (Cloud API, "Send message templates"; error codes 132000 to 132018).

use serde_json::{Value, json};

use super::answer::Problem;
use super::templates::is_same;
use crate::phone::{Choice, Offer};

/// What Meta takes in no gap, besides line breaks and tabs.
const SPACES: &str = "     ";

/// What leaves.
pub(super) struct Letter {
    pub(super) shown: String,
    pub(super) choices: Vec<Choice>,
}

/// `object` is what the call sends under `template`.
pub(super) fn read(templates: &[Value], object: &Value) -> Result<Letter, Problem> {
    let (name, language) = (&object["name"], &object["language"]["code"]);
    let wanted = json!({ "name": name, "language": language });
    let unknown = || Problem::no_template(name, language);
    let template = templates.iter().find(|known| is_same(known, &wanted)).ok_or_else(unknown)?;
    match template["status"].as_str() {
        Some("APPROVED") => {}
        Some("PAUSED") => return Err(Problem::template_paused()),
        Some("DISABLED") => return Err(Problem::template_disabled()),
        _ => return Err(unknown()),
    }
    let above = header(template, object)?;
    let body = component(template, "BODY");
    let words = filled("body", &body, &given(object, "body"))?;
    let footer = component(template, "FOOTER")["text"].as_str().map(str::to_owned);
    let choices = buttons(template, object)?;
    let shown: Vec<String> = above.into_iter().chain([words]).chain(footer).collect();
    Ok(Letter { shown: shown.join("\n"), choices })
}

/// A part of a template; null if it has none.
pub(super) fn component(template: &Value, kind: &str) -> Value {
    let all = template["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().find(|one| one["type"] == kind).cloned().unwrap_or_default()
}

/// What stands between double braces, each once.
pub(super) fn gaps(text: &str) -> Vec<String> {
    let mut gaps: Vec<String> = vec![];
    for piece in text.split("{{").skip(1) {
        let gap = piece.split_once("}}").map(|(gap, _)| gap.trim().to_owned());
        gaps.extend(gap.filter(|gap| !gaps.contains(gap)));
    }
    gaps
}

/// The parameters that the call gives for a part.
fn given(object: &Value, kind: &str) -> Vec<Value> {
    let all = object["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    let part = all.iter().find(|one| one["type"] == kind);
    part.and_then(|part| part["parameters"].as_array()).cloned().unwrap_or_default()
}

/// The words of a part with their gaps filled.
fn filled(kind: &str, part: &Value, given: &[Value]) -> Result<String, Problem> {
    let mut words = part["text"].as_str().unwrap_or_default().to_owned();
    let mut gaps = gaps(&words);
    if gaps.iter().all(|gap| gap.parse::<u32>().is_ok()) {
        gaps.sort_by_key(|gap| gap.parse::<u32>().ok());
    }
    if gaps.len() != given.len() {
        return Err(Problem::wrong_count(kind, given.len(), gaps.len()));
    }
    for (place, gap) in gaps.iter().enumerate() {
        let is_named = gap.parse::<u32>().is_err();
        let value = match is_named {
            true => given.iter().find(|one| one["parameter_name"] == gap.as_str()),
            false => given.get(place),
        };
        let missing = || Problem::missing(&format!("{kind}: parameter {gap} is missing"));
        let value = text(value.ok_or_else(missing)?)?;
        for braces in [format!("{{{{{gap}}}}}"), format!("{{{{ {gap} }}}}")] {
            words = words.replace(&braces, &value);
        }
    }
    Ok(words)
}

fn text(parameter: &Value) -> Result<String, Problem> {
    let text = parameter["text"].as_str().filter(|text| !text.is_empty());
    let text =
        text.ok_or_else(|| Problem::missing("Parameter of type text is missing text value"))?;
    if text.contains(['\n', '\t']) || text.contains(SPACES) {
        return Err(Problem::bad_gap());
    }
    Ok(text.to_owned())
}

fn header(template: &Value, object: &Value) -> Result<Option<String>, Problem> {
    let header = component(template, "HEADER");
    let given = given(object, "header");
    let Some(format) = header["format"].as_str() else {
        return match given.len() {
            0 => Ok(None),
            many => Err(Problem::wrong_count("header", many, 0)),
        };
    };
    if format == "TEXT" {
        return filled("header", &header, &given).map(Some);
    }
    let kind = format.to_lowercase();
    let file = given.first().filter(|one| one["type"] == kind.as_str()).map(|one| &one[&kind]);
    let is_there = |value: &Value| match kind.as_str() {
        "location" => value["latitude"].is_string() && value["longitude"].is_string(),
        _ => value["link"].is_string() || value["id"].is_string(),
    };
    match file.filter(|file| is_there(file)) {
        Some(file) => {
            let named = file["name"].as_str().or_else(|| file["filename"].as_str());
            Ok(Some(named.map_or_else(|| format!("[{kind}]"), |name| format!("[{kind}] {name}"))))
        }
        None => Err(Problem::wrong_format("header", format)),
    }
}

/// What the customer may tap, once the buttons that want something got it.
fn buttons(template: &Value, object: &Value) -> Result<Vec<Choice>, Problem> {
    let buttons = component(template, "BUTTONS")["buttons"].as_array().cloned().unwrap_or_default();
    let mut choices = vec![];
    for (place, button) in buttons.iter().enumerate() {
        let title = button["text"].as_str().unwrap_or_default().to_owned();
        let wants = match button["type"].as_str() {
            Some("QUICK_REPLY") => {
                let payload = parameter(object, place)["payload"].as_str().map(str::to_owned);
                let id = payload.unwrap_or_else(|| title.clone());
                choices.push(Choice { offer: Offer::QuickReply, id, title });
                continue;
            }
            Some("URL") if !gaps(button["url"].as_str().unwrap_or_default()).is_empty() => "text",
            Some("COPY_CODE") => "coupon_code",
            _ => continue,
        };
        if parameter(object, place)[wants].as_str().is_none_or(str::is_empty) {
            let details = format!("buttons: Button at index {place} requires a parameter");
            return Err(Problem::missing(&details));
        }
    }
    Ok(choices)
}

/// What the call gives for the button of that place.
fn parameter(object: &Value, place: usize) -> Value {
    let all = object["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    let written = place.to_string();
    let is_it = |one: &&Value| {
        one["type"] == "button" && (one["index"] == written.as_str() || one["index"] == place)
    };
    all.iter().find(is_it).map(|one| one["parameters"][0].clone()).unwrap_or_default()
}
