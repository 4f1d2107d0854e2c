//! The form of a new template ↔ the template. Samples stand in fields of their own, `sample.` and the key of
//! the gap; buttons are rows.

use chrono::DateTime;
use desk::number::Quality;
use desk::template::{Button, Header, Status, Template, Values};
use desk::window::Category;

use crate::settings::Form;

/// The list of buttons.
pub(super) const BUTTON: &str = "button";
/// The kinds of buttons that can be drawn up.
pub(super) const KINDS: [&str; 4] = ["quick_reply", "url", "phone", "copy_code"];

/// What a form draws up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Meta's id of the account that it is for.
    pub account: String,
    pub template: Template,
    pub samples: Values,
}

/// The form before anything was filled in.
pub fn blank() -> Form {
    let mut form = Form::default();
    form.put("category", Category::Utility.word());
    form.put("header.kind", "none");
    form
}

/// What `form` draws up, whole or not.
pub fn read(form: &Form) -> Draft {
    let header = match form.get("header.kind") {
        "text" => Some(Header::Text(form.text("header"))),
        "location" => Some(Header::Location),
        _ => None,
    };
    let category = Category::named(form.get("category")).unwrap_or(Category::Utility);
    let template = Template {
        id: String::new(),
        name: form.text("name"),
        language: form.text("language"),
        category,
        status: Status::Pending,
        quality: Quality::Unknown,
        reason: None,
        header,
        body: form.text("body"),
        footer: Some(form.text("footer")).filter(|text| !text.is_empty()),
        buttons: form.rows(BUTTON).iter().map(|row| button(form, row)).collect(),
        strange: None,
        at: DateTime::UNIX_EPOCH,
    };
    let sampled = template.sampled().into_iter();
    let samples = sampled.map(|gap| (gap.key(), form.text(&format!("sample.{}", gap.key()))));
    Draft { account: form.text("account"), samples: samples.collect(), template }
}

fn button(form: &Form, row: &str) -> Button {
    let (title, value) = (form.text(&format!("{row}.title")), form.text(&format!("{row}.value")));
    match form.get(&format!("{row}.is")) {
        "url" => Button::Url { title, url: value },
        "phone" => Button::Phone { title, phone: value },
        "copy_code" => Button::CopyCode { example: value },
        _ => Button::QuickReply { title },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_draws_up_a_template_with_its_samples() {
        let form = Form::of(
            [
                ("account", "7"),
                ("name", " ready "),
                ("language", "ca"),
                ("category", "marketing"),
                ("header.kind", "text"),
                ("header", "Comanda {{1}}"),
                ("body", "Hola {{1}}."),
                ("footer", ""),
                ("button", "3"),
                ("button.3.is", "url"),
                ("button.3.title", "Mira"),
                ("button.3.value", "https://bicis.test/{{1}}"),
                ("button", "1"),
                ("button.1.is", "quick_reply"),
                ("button.1.title", "Sí"),
                ("sample.header.1", "7"),
                ("sample.body.1", " Núria "),
                ("sample.body.2", "of before"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        );
        let draft = read(&form);
        assert_eq!((&*draft.account, &*draft.template.name), ("7", "ready"));
        assert_eq!(draft.template.category, Category::Marketing);
        let url = Button::Url { title: "Mira".into(), url: "https://bicis.test/{{1}}".into() };
        assert_eq!(draft.template.buttons, [url, Button::QuickReply { title: "Sí".into() }]);
        let samples = [("body.1", "Núria"), ("button.0", ""), ("header.1", "7")];
        let samples = samples.map(|(key, text)| (key.to_owned(), text.to_owned()));
        assert_eq!(draft.samples, samples.into());
        assert_eq!(draft.template.footer, None);
    }

    #[test]
    fn a_blank_form_draws_up_nothing_yet() {
        let draft = read(&blank());
        assert_eq!((draft.template.header, draft.template.category), (None, Category::Utility));
        assert!(draft.template.buttons.is_empty() && draft.samples.is_empty());
    }
}
