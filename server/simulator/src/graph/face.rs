//! What customers see of the number: its profile, and what it offers to begin with (Cloud API reference,
//! "WhatsApp business profile"; "Conversational components"). Its picture can't be changed here.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::answer::{Answer, Problem};
use super::call::Call;
use super::setup::done;
use crate::simulator::Simulator;

/// The texts of a profile, and how short and how long each may be.
const TEXTS: [(&str, usize, usize); 4] =
    [("about", 1, 139), ("address", 0, 256), ("description", 0, 256), ("email", 0, 128)];
const MOST_WEBSITES: usize = 2;
const LONGEST_WEBSITE: usize = 256;
const VERTICALS: [&str; 21] = [
    "OTHER",
    "AUTO",
    "BEAUTY",
    "APPAREL",
    "EDU",
    "ENTERTAIN",
    "EVENT_PLAN",
    "FINANCE",
    "GROCERY",
    "GOVT",
    "HOTEL",
    "HEALTH",
    "NONPROFIT",
    "PROF_SERVICES",
    "RETAIL",
    "TRAVEL",
    "RESTAURANT",
    "ALCOHOL",
    "ONLINE_GAMBLING",
    "PHYSICAL_GAMBLING",
    "OTC_DRUGS",
];

/// As Meta shows it; what is not set is not in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Face {
    pub profile: Map<String, Value>,
    pub prompts: Vec<String>,
    /// Each with what it is for.
    pub commands: Vec<(String, String)>,
}

impl Simulator {
    /// The answer to a call that is about what customers see.
    pub(super) fn show_face(&self, call: &Call, query: &str, body: &[u8]) -> Option<Answer> {
        let is_profile = match call.edge.as_str() {
            "whatsapp_business_profile" => true,
            "conversational_automation" => false,
            _ => return None,
        };
        if call.object != self.settings.phone_number_id {
            return None;
        }
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let mut state = self.state();
        if let Err(problem) = state.setup.may_manage() {
            return Some(Err(problem));
        }
        let face = &mut state.face;
        match (&call.method, is_profile) {
            (&Method::GET, true) => Some(Ok(face.profile(query))),
            (&Method::POST, true) => Some(face.change(&body)),
            (&Method::GET, false) => Some(Ok(face.openers(&call.object))),
            (&Method::POST, false) => Some(face.offer(&body)),
            _ => None,
        }
    }
}

impl Face {
    /// The fields that are asked for.
    fn profile(&self, query: &str) -> Value {
        let asked = query.split('&').find_map(|pair| pair.strip_prefix("fields="));
        let asked = asked.unwrap_or_default().replace("%2C", ",");
        let known = self.profile.iter().filter(|(key, _)| asked.split(',').any(|one| one == *key));
        let mut shown: Map<_, _> = known.map(|(key, value)| (key.clone(), value.clone())).collect();
        shown.insert("messaging_product".to_owned(), "whatsapp".into());
        json!({"data": [shown]})
    }

    fn change(&mut self, body: &Value) -> Answer {
        if body["messaging_product"] != "whatsapp" {
            return Err(Problem::invalid("The parameter messaging_product is required."));
        }
        let mut changed = Map::new();
        for (key, least, most) in TEXTS {
            let Some(value) = body.get(key) else { continue };
            let length = value.as_str().map(|text| text.chars().count());
            if length.is_none_or(|length| !(least..=most).contains(&length)) {
                let words = format!("Param {key} must be between {least} and {most} characters.");
                return Err(Problem::invalid(&words));
            }
            changed.insert(key.to_owned(), value.clone());
        }
        if let Some(websites) = body.get("websites") {
            changed.insert("websites".to_owned(), checked(websites)?);
        }
        if let Some(vertical) = body.get("vertical") {
            if !vertical.as_str().is_some_and(|word| VERTICALS.contains(&word)) {
                let words = format!("Param vertical must be one of {{{}}}.", VERTICALS.join(", "));
                return Err(Problem::invalid(&words));
            }
            changed.insert("vertical".to_owned(), vertical.clone());
        }
        self.profile.extend(changed);
        self.profile.retain(|_, value| *value != json!("") && *value != json!([]));
        done()
    }

    fn openers(&self, number: &str) -> Value {
        let commands = self.commands.iter();
        let commands =
            commands.map(|(name, hint)| json!({"command_name": name, "command_description": hint}));
        let inside = json!({"prompts": self.prompts, "commands": commands.collect::<Vec<_>>()});
        json!({"conversational_automation": inside, "id": number})
    }

    fn offer(&mut self, body: &Value) -> Answer {
        let list = |key: &str| body[key].as_array().map(Vec::as_slice).unwrap_or_default();
        let (prompts, commands) = (list("prompts"), list("commands"));
        let prompts = prompts.iter().map(|prompt| text(prompt, "prompts", 80));
        let prompts = prompts.collect::<Result<Vec<_>, _>>()?;
        let commands = commands.iter().map(|command| {
            let name = text(&command["command_name"], "command_name", 32)?;
            Ok((name, text(&command["command_description"], "command_description", 256)?))
        });
        let commands = commands.collect::<Result<Vec<_>, _>>()?;
        if prompts.len() > 4 || commands.len() > 30 {
            return Err(Problem::invalid("Param prompts or commands has too many elements."));
        }
        // What is not named stays as it is.
        if body.get("prompts").is_some() {
            self.prompts = prompts;
        }
        if body.get("commands").is_some() {
            self.commands = commands;
        }
        done()
    }
}

fn checked(websites: &Value) -> Result<Value, Problem> {
    let all = websites.as_array().filter(|all| all.len() <= MOST_WEBSITES);
    let is_address = |one: &Value| {
        one.as_str().is_some_and(|url| {
            url.chars().count() <= LONGEST_WEBSITE
                && (url.starts_with("http://") || url.starts_with("https://"))
        })
    };
    match all.is_some_and(|all| all.iter().all(is_address)) {
        true => Ok(websites.clone()),
        false => Err(Problem::invalid("Param websites must be an array of 2 valid URLs at most.")),
    }
}

fn text(value: &Value, key: &str, most: usize) -> Result<String, Problem> {
    let text = value.as_str().filter(|text| (1..=most).contains(&text.chars().count()));
    let wrong =
        || Problem::invalid(&format!("Param {key} must be between 1 and {most} characters."));
    text.map(str::to_owned).ok_or_else(wrong)
}
