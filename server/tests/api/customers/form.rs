//! A form as a browser has it: what a page shows in it, and what somebody types over that.

use crate::harness::{Browser, Page};

/// Opens the page, types this into its form and sends it; where that leads.
pub(super) async fn fill_in(browser: &mut Browser, path: &str, typed: &[(&str, &str)]) -> String {
    let page = browser.get(path).await;
    send(browser, &page, typed).await
}

/// Types this into the form of a page that is open and sends it; where that leads.
pub(super) async fn send(browser: &mut Browser, page: &Page, typed: &[(&str, &str)]) -> String {
    let fields = fields(&page.text);
    let is_typed = |name: &str| typed.iter().any(|(known, _)| *known == name);
    let left = fields.iter().filter(|(name, _)| !is_typed(name));
    let left = left.map(|(name, value)| (name.as_str(), value.as_str()));
    let form: Vec<(&str, &str)> = left.chain(typed.iter().copied()).collect();
    let sent = browser.post(&address(&page.text), &form).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    sent.location().to_owned()
}

/// Where the page's form leads; fails if there is none.
fn address(page: &str) -> String {
    let (_, form) = page.split_once("action=\"/customers/").expect("a form");
    format!("/customers/{}", form.split('"').next().unwrap_or_default())
}

/// What the form would send as it stands.
pub(super) fn fields(page: &str) -> Vec<(String, String)> {
    let (_, form) = page.split_once("action=\"/customers/").expect("a form");
    let form = form.split("</form>").next().unwrap_or_default();
    let inputs = form.split("<input ").skip(1).map(|rest| rest.split('>').next().unwrap_or(""));
    let sent = inputs.filter(|tag| !tag.contains("checkbox") || tag.ends_with(" checked"));
    sent.map(|tag| (attribute(tag, "name"), attribute(tag, "value"))).collect()
}

fn attribute(tag: &str, name: &str) -> String {
    let (_, value) = tag.split_once(&format!(" {name}=\"")).unwrap_or_default();
    let value = value.split('"').next().unwrap_or_default();
    let plain = [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    plain.into_iter().fold(value.to_owned(), |text, (code, sign)| text.replace(code, sign))
}
