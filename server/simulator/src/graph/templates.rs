//! An account's templates: listing them page by page, handing in a new one, and what becomes of it (Cloud
//! API, "Message templates"). Whoever looks at a new one does as [`Review`] says.

use std::sync::Arc;

use axum::http::Method;
use rand::Rng;
use serde_json::{Value, json};

use super::answer::{Answer, Problem};
use super::call::Call;
use super::letter;
use super::setup::unescaped;
use crate::simulator::Simulator;

/// How many a page has, if nobody says.
const PAGE: usize = 25;
const LONGEST_NAME: usize = 512;
const LONGEST_BODY: usize = 1024;
const CATEGORIES: [&str; 3] = ["AUTHENTICATION", "MARKETING", "UTILITY"];

/// What becomes of a template that is handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Review {
    Approve,
    /// For that reason, in Meta's word.
    Reject(String),
    /// Nobody looks at it.
    Wait,
}

impl Simulator {
    /// The answer to a call that is about templates.
    pub(super) fn templates_call(
        self: &Arc<Self>,
        call: &Call,
        query: Option<&str>,
        body: &[u8],
    ) -> Option<Answer> {
        let ours = call.object == self.settings.waba_id && call.edge == "message_templates";
        if !ours {
            return None;
        }
        if let Err(problem) = self.state().setup.may_manage() {
            return Some(Err(problem));
        }
        match call.method {
            Method::GET => Some(Ok(self.page(query.unwrap_or_default()))),
            Method::POST => Some(self.hand_in(&serde_json::from_slice(body).unwrap_or_default())),
            _ => None,
        }
    }

    /// A template in Meta's form; one of the same name and language is replaced.
    pub fn add_template(&self, template: Value) {
        let mut state = self.state();
        state.templates.retain(|known| !is_same(known, &template));
        state.templates.push(template);
    }

    /// All of them, in Meta's form.
    pub fn templates(&self) -> Vec<Value> {
        self.state().templates.clone()
    }

    /// What becomes of templates that are handed in from now on.
    pub fn set_review(&self, review: Review) {
        self.state().review = review;
    }

    /// Meta changes its mind on a template, and tells so.
    pub fn set_template_status(self: &Arc<Self>, name: &str, language: &str, status: &str) {
        self.change(name, language, "status", status);
        self.tell_status(name, language, status, "NONE");
    }

    /// Customers like a template more or less than before.
    pub fn set_template_quality(self: &Arc<Self>, name: &str, language: &str, quality: &str) {
        let before = self.find(name, language)["quality_score"]["score"].clone();
        self.change(name, language, "quality_score", json!({ "score": quality }));
        let news = json!({ "previous_quality_score": before, "new_quality_score": quality });
        self.tell_template(name, language, "message_template_quality_update", news);
    }

    /// Meta takes a template for something else.
    pub fn set_template_category(self: &Arc<Self>, name: &str, language: &str, category: &str) {
        let before = self.find(name, language)["category"].clone();
        self.change(name, language, "category", category);
        let news = json!({ "previous_category": before, "new_category": category });
        self.tell_template(name, language, "template_category_update", news);
    }

    /// Somebody rewrites a template at Meta.
    pub fn rewrite_template(self: &Arc<Self>, name: &str, language: &str, components: Value) {
        self.change(name, language, "components", components);
        let news = json!({ "message_template_element": "…" });
        self.tell_template(name, language, "message_template_components_update", news);
    }

    fn find(&self, name: &str, language: &str) -> Value {
        let wanted = json!({ "name": name, "language": language });
        let state = self.state();
        state.templates.iter().find(|known| is_same(known, &wanted)).cloned().unwrap_or_default()
    }

    fn change(&self, name: &str, language: &str, key: &str, value: impl Into<Value>) {
        let wanted = json!({ "name": name, "language": language });
        if let Some(known) = self.state().templates.iter_mut().find(|one| is_same(one, &wanted)) {
            known[key] = value.into();
        }
    }

    fn tell_status(self: &Arc<Self>, name: &str, language: &str, status: &str, reason: &str) {
        let news = json!({ "event": status, "reason": reason });
        self.tell_template(name, language, "message_template_status_update", news);
    }

    fn tell_template(
        self: &Arc<Self>,
        name: &str,
        language: &str,
        field: &'static str,
        mut news: Value,
    ) {
        let id = self.find(name, language)["id"].as_str().and_then(|id| id.parse::<u64>().ok());
        news["message_template_id"] = json!(id);
        news["message_template_name"] = json!(name);
        // As Meta writes it here, and nowhere else.
        news["message_template_language"] = json!(language.replace('_', "-"));
        self.tell_account(field, news);
    }

    fn page(&self, query: &str) -> Value {
        let asked = |name: &str| {
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| unescaped(value))
        };
        let is_asked = |template: &Value, key: &str| {
            asked(key).is_none_or(|wanted| template[key] == wanted.as_str())
        };
        let state = self.state();
        let all = state.templates.iter();
        let all: Vec<&Value> =
            all.filter(|one| is_asked(one, "name") && is_asked(one, "status")).collect();
        let limit = asked("limit").and_then(|limit| limit.parse().ok()).unwrap_or(PAGE).max(1);
        let from = asked("after").and_then(|after| after.parse().ok()).unwrap_or(0_usize);
        let page: Vec<&Value> = all.iter().skip(from).take(limit).copied().collect();
        if page.is_empty() {
            return json!({ "data": [] });
        }
        let after = from + page.len();
        let mut paging =
            json!({ "cursors": { "before": from.to_string(), "after": after.to_string() } });
        if after < all.len() {
            let account = &self.settings.waba_id;
            paging["next"] = json!(format!(
                "{}/v26.0/{account}/message_templates?limit={limit}&after={after}",
                self.graph_url()
            ));
        }
        json!({ "data": page, "paging": paging })
    }

    fn hand_in(self: &Arc<Self>, template: &Value) -> Answer {
        check(template)?;
        let (name, language) = (text(&template["name"]), text(&template["language"]));
        let mut new = template.clone();
        let id = rand::thread_rng().gen_range(100_000_000_000_000_u64..1_000_000_000_000_000);
        new["id"] = json!(id.to_string());
        new["status"] = json!("PENDING");
        new["quality_score"] = json!({ "score": "UNKNOWN" });
        let review = {
            let mut state = self.state();
            if state.templates.iter().any(|known| is_same(known, template)) {
                return Err(Problem::template_exists());
            }
            state.templates.push(new.clone());
            state.review.clone()
        };
        self.review(name, language, review);
        Ok(json!({ "id": new["id"], "status": "PENDING", "category": new["category"] }))
    }

    fn review(self: &Arc<Self>, name: String, language: String, review: Review) {
        let (status, reason) = match review {
            Review::Wait => return,
            Review::Approve => ("APPROVED", "NONE".to_owned()),
            Review::Reject(reason) => ("REJECTED", reason),
        };
        let simulator = self.clone();
        self.spawn(async move {
            tokio::time::sleep(simulator.settings.pauses.sent).await;
            simulator.change(&name, &language, "status", status);
            simulator.change(&name, &language, "rejected_reason", reason.as_str());
            simulator.tell_status(&name, &language, status, &reason);
        });
    }
}

pub(super) fn is_same(one: &Value, other: &Value) -> bool {
    one["name"] == other["name"] && one["language"] == other["language"]
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// What Meta looks at before anybody does.
fn check(template: &Value) -> Result<(), Problem> {
    let name = text(&template["name"]);
    let is_name = (1..=LONGEST_NAME).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !is_name {
        return Err(Problem::invalid("Param name must be of small letters, digits and _."));
    }
    if !template["language"].is_string() {
        return Err(Problem::invalid("The parameter language is required."));
    }
    if !CATEGORIES.iter().any(|category| template["category"] == *category) {
        let message = format!("Param category must be one of {{{}}}.", CATEGORIES.join(", "));
        return Err(Problem::invalid(&message));
    }
    let body = letter::component(template, "BODY");
    let words = body["text"].as_str().unwrap_or_default();
    if words.is_empty() || words.chars().count() > LONGEST_BODY {
        return Err(Problem::invalid("A template needs a body of at most 1024 characters."));
    }
    let gaps = letter::gaps(words);
    let samples = body["example"]["body_text"][0].as_array().map(Vec::len);
    let named = body["example"]["body_text_named_params"].as_array().map(Vec::len);
    if !gaps.is_empty() && samples.or(named) != Some(gaps.len()) {
        return Err(Problem::invalid(
            "component of type BODY is missing expected field(s) (example)",
        ));
    }
    Ok(())
}
