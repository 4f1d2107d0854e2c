//! What customers see of a number before anybody says a word: its profile, and what it offers to begin
//! with (Cloud API reference, "WhatsApp business profile"; "Conversational components").

use desk::number::{Command, Openers, Profile, Vertical};
use serde_json::{Map, Value, json};

use super::{Accounts, Trouble};

const PROFILE: &str = "about,address,description,email,profile_picture_url,websites,vertical";

impl Accounts {
    pub async fn profile(&self, token: &str, number: &str) -> Result<Profile, Trouble> {
        let path = format!("{number}/whatsapp_business_profile");
        Ok(profile(&self.get(token, &path, &[("fields", PROFILE)]).await?))
    }

    /// Changes what differs between the two, and nothing if nothing does.
    pub async fn set_profile(
        &self,
        token: &str,
        number: &str,
        before: &Profile,
        after: &Profile,
    ) -> Result<(), Trouble> {
        let mut body = changes(before, after);
        if body.is_empty() {
            return Ok(());
        }
        body.insert("messaging_product".to_owned(), "whatsapp".into());
        self.post(token, &format!("{number}/whatsapp_business_profile"), body.into()).await
    }

    pub async fn openers(&self, token: &str, number: &str) -> Result<Openers, Trouble> {
        let path = format!("{number}/conversational_automation");
        Ok(openers(&self.get(token, &path, &[]).await?))
    }

    /// Puts these in the place of all that the number offers.
    pub async fn set_openers(
        &self,
        token: &str,
        number: &str,
        openers: &Openers,
    ) -> Result<(), Trouble> {
        let commands = openers.commands.iter().map(
            |command| json!({"command_name": command.name, "command_description": command.hint}),
        );
        let body = json!({
            "prompts": openers.prompts, "commands": commands.collect::<Vec<_>>(),
        });
        self.post(token, &format!("{number}/conversational_automation"), body).await
    }
}

/// Meta leaves out what is not set.
pub(super) fn profile(answer: &Value) -> Profile {
    let data = &answer["data"][0];
    let text = |key: &str| data[key].as_str().unwrap_or_default().to_owned();
    Profile {
        about: text("about"),
        address: text("address"),
        description: text("description"),
        email: text("email"),
        websites: texts(&data["websites"]),
        vertical: data["vertical"].as_str().and_then(Vertical::named),
        picture: Some(text("profile_picture_url")).filter(|url| url.starts_with("https://")),
    }
}

pub(super) fn changes(before: &Profile, after: &Profile) -> Map<String, Value> {
    let parts = [
        ("about", &before.about, &after.about),
        ("address", &before.address, &after.address),
        ("description", &before.description, &after.description),
        ("email", &before.email, &after.email),
    ];
    let parts = parts.into_iter().filter(|(_, before, after)| before != after);
    let mut body: Map<_, _> = parts.map(|(key, _, after)| (key.to_owned(), json!(after))).collect();
    if before.websites != after.websites {
        body.insert("websites".to_owned(), json!(after.websites));
    }
    if let Some(vertical) = after.vertical.filter(|_| before.vertical != after.vertical) {
        body.insert("vertical".to_owned(), json!(vertical.word()));
    }
    body
}

/// Meta shows them beside the number's id, inside a key of their own.
pub(super) fn openers(answer: &Value) -> Openers {
    let inside = &answer["conversational_automation"];
    let all = if inside.is_object() { inside } else { answer };
    let commands = all["commands"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let command = |one: &Value| Command {
        name: text(&one["command_name"]),
        hint: text(&one["command_description"]),
    };
    Openers { prompts: texts(&all["prompts"]), commands: commands.iter().map(command).collect() }
}

fn texts(list: &Value) -> Vec<String> {
    let all = list.as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
