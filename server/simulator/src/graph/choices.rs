//! The buttons and rows of an interactive message, checked as Meta checks them (Cloud API,
//! "Interactive lists" and "Interactive reply buttons"). Other interactive messages offer nothing to
//! tap here.

use serde_json::Value;

use super::answer::Problem;
use crate::phone::{Choice, Offer};

const LONGEST_LIST: usize = 4096;
const LONGEST_BODY: usize = 1024;
const LONGEST_BUTTON: usize = 20;
const LONGEST_BUTTON_ID: usize = 256;
const MOST_BUTTONS: usize = 3;
const LONGEST_ROW: usize = 24;
const LONGEST_ROW_ID: usize = 200;
const MOST_ROWS: usize = 10;

/// What `object` of that kind offers.
pub(super) fn read(kind: &str, object: &Value) -> Result<Vec<Choice>, Problem> {
    match (kind, object["type"].as_str()) {
        ("interactive", Some("list")) => list(object),
        ("interactive", Some("button")) => buttons(object),
        _ => Ok(vec![]),
    }
}

fn list(object: &Value) -> Result<Vec<Choice>, Problem> {
    words("body.text", &object["body"]["text"], LONGEST_LIST)?;
    let action = &object["action"];
    words("action.button", &action["button"], LONGEST_BUTTON)?;
    let sections = action["sections"].as_array().map(Vec::as_slice).unwrap_or_default();
    if sections.len() > 1 && sections.iter().any(|section| !section["title"].is_string()) {
        return Err(Problem::missing("Each of several sections needs a title."));
    }
    let rows = sections.iter().filter_map(|section| section["rows"].as_array()).flatten();
    let choices = rows.map(|row| choice(Offer::Row, row));
    some("rows", choices.collect::<Result<_, _>>()?, MOST_ROWS)
}

fn buttons(object: &Value) -> Result<Vec<Choice>, Problem> {
    words("body.text", &object["body"]["text"], LONGEST_BODY)?;
    let buttons = object["action"]["buttons"].as_array().map(Vec::as_slice).unwrap_or_default();
    let choices = buttons.iter().map(|button| choice(Offer::Button, &button["reply"]));
    some("buttons", choices.collect::<Result<_, _>>()?, MOST_BUTTONS)
}

fn choice(offer: Offer, value: &Value) -> Result<Choice, Problem> {
    let (longest_id, longest_title) = match offer {
        Offer::Row => (LONGEST_ROW_ID, LONGEST_ROW),
        Offer::Button | Offer::QuickReply => (LONGEST_BUTTON_ID, LONGEST_BUTTON),
    };
    let id = words("id", &value["id"], longest_id)?;
    Ok(Choice { offer, id, title: words("title", &value["title"], longest_title)? })
}

fn some(what: &str, choices: Vec<Choice>, most: usize) -> Result<Vec<Choice>, Problem> {
    let twice = |(place, one): (usize, &Choice)| choices[..place].iter().any(|it| it.id == one.id);
    if choices.is_empty() || choices.len() > most {
        return Err(Problem::invalid(&format!("There must be 1 to {most} {what}.")));
    }
    if choices.iter().enumerate().any(twice) {
        return Err(Problem::invalid(&format!("The ids of the {what} must differ.")));
    }
    Ok(choices)
}

fn words(what: &str, value: &Value, most: usize) -> Result<String, Problem> {
    let text = value.as_str().filter(|text| !text.trim().is_empty());
    let text = text.ok_or_else(|| Problem::missing(&format!("{what} is mandatory.")))?;
    if text.chars().count() > most {
        let details = format!("{what} must be at most {most} characters long.");
        return Err(Problem::invalid(&details));
    }
    Ok(text.to_owned())
}
