//! An account's templates: what Meta says of them, and handing in a new one (Cloud API reference, "Message
//! templates").

mod read;
#[cfg(test)]
mod tests;
mod write;

use chrono::{DateTime, Utc};
use desk::template::{Status, Template, Values};
use reqwest::Method;

use super::{Accounts, Trouble, answer};
use crate::whatsapp::news::words;

/// What a template is asked for.
const FIELDS: &str = "id,name,language,status,category,components,quality_score,rejected_reason";
/// So many a page, and so many pages: a verified account may have 6,000.
const PAGE: &str = "200";
const MOST_PAGES: usize = 40;

impl Accounts {
    /// All templates of the account, as they are at `now`.
    pub async fn templates(
        &self,
        token: &str,
        account: &str,
        now: DateTime<Utc>,
    ) -> Result<Vec<Template>, Trouble> {
        let (mut templates, mut after) = (vec![], String::new());
        for _ in 0..MOST_PAGES {
            let asked = [("fields", FIELDS), ("limit", PAGE), ("after", after.as_str())];
            let asked = if after.is_empty() { &asked[..2] } else { &asked[..] };
            let page = self.get(token, &format!("{account}/message_templates"), asked).await?;
            let all = page["data"].as_array().map(Vec::as_slice).unwrap_or_default();
            templates.extend(all.iter().filter_map(|one| read::template(one, now)));
            match super::read::next(&page) {
                Some(next) => after = next,
                None => break,
            }
        }
        Ok(templates)
    }

    /// Hands in a new template; Meta's id of it, and what it makes of it so far.
    pub async fn hand_in(
        &self,
        token: &str,
        account: &str,
        template: &Template,
        samples: &Values,
    ) -> Result<(String, Status), Trouble> {
        let path = format!("{account}/message_templates");
        let body = write::template(template, samples);
        let said = answer(self.request(Method::POST, token, &path).json(&body)).await?;
        let id = said["id"].as_str().ok_or(Trouble::Unreached)?.to_owned();
        let status = said["status"].as_str().map_or(Status::Pending, words::template_status);
        Ok((id, status))
    }
}
