//! What is said to a customer besides text: a place, a contact, a question with choices. A page of plain
//! forms, one for each kind; each goes with an id, so that sending it twice says it once.
//!
//! What WhatsApp takes of it is the desk's to say.

use desk::desk::Saying;
use desk::ids::{MessageId, TicketNumber};
use desk::message::{ContactCard, Row};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::language::Language;
use crate::routes::NotFound;
use crate::server::Parts;
use crate::settings::Form;
use crate::settings::fields::{kept, line, lines};
use crate::start::language;
use crate::ui::Icon;

/// How many buttons the form has room for.
const BUTTONS: usize = 3;

/// All that the page shows. Given by the server for one request.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub number: TicketNumber,
    pub customer: String,
    /// The message that it answers, if one was chosen.
    pub reply_to: Option<String>,
    /// A form that was not taken, and why.
    pub returned: Option<(Form, String)>,
}

/// The address of the page.
pub fn path(number: TicketNumber) -> String {
    format!("/compose/{number}")
}

/// What a form says, under which id; nothing if it is none of ours.
pub fn said(form: &Form) -> Option<(Saying, String)> {
    let saying = match form.get("kind") {
        "location" => Saying::location(
            degrees(form, "latitude"),
            degrees(form, "longitude"),
            written(form, "name"),
            written(form, "address"),
        ),
        "contacts" => Saying::contacts(vec![ContactCard {
            name: form.text("card_name"),
            phones: form.lines("card_phones").map(str::to_owned).collect(),
            emails: vec![],
            company: written(form, "card_company"),
            ..ContactCard::default()
        }]),
        "buttons" => Saying::buttons(form.text("body"), buttons(form)),
        "list" => Saying::list(form.text("body"), form.text("list_button"), rows(form)),
        _ => return None,
    };
    let quoted = written(form, "reply_to").map(MessageId);
    Some((saying.quoting(quoted), form.text("id")))
}

/// Many a keyboard writes a comma where WhatsApp wants a point.
fn degrees(form: &Form, name: &str) -> String {
    form.text(name).replace(',', ".")
}

fn written(form: &Form, name: &str) -> Option<String> {
    Some(form.text(name)).filter(|text| !text.is_empty())
}

fn buttons(form: &Form) -> Vec<Row> {
    let titles = (1..=BUTTONS).filter_map(|n| written(form, &format!("button{n}")));
    titles.map(|title| Row { id: String::new(), title, description: None }).collect()
}

fn rows(form: &Form) -> Vec<Row> {
    let row = |line: &str| {
        let (title, description) = line.split_once('|').unwrap_or((line, ""));
        let description = Some(description.trim().to_owned()).filter(|text| !text.is_empty());
        Row { id: String::new(), title: title.trim().to_owned(), description }
    };
    form.lines("list_rows").map(row).collect()
}

/// Where there is no such ticket there is no such page.
#[component]
pub(crate) fn SayingPage() -> impl IntoView {
    let parts = use_context::<Parts>();
    let sheet = parts.as_ref().and_then(|parts| parts.sheet.clone());
    match parts.zip(sheet) {
        Some((parts, sheet)) => page(&sheet, parts.new_id, language()),
        None => view! { <NotFound/> }.into_any(),
    }
}

fn page(sheet: &Sheet, new_id: fn() -> String, t: Language) -> AnyView {
    let number = sheet.number;
    let why = sheet.returned.as_ref().map(|(_, why)| {
        view! { <p class="trouble" role="alert"><Icon name="alert"/> " " {why.clone()}</p> }
    });
    let reply_to = sheet.returned.as_ref().map(|(form, _)| form.text("reply_to"));
    let reply_to = reply_to.or(sheet.reply_to.clone()).filter(|id| !id.is_empty());
    let quotes =
        reply_to.as_ref().map(|_| view! { <p class="hint">{t.in_answer_to_a_message()}</p> });
    let kinds = [
        ("location", "pin", t.a_place()),
        ("contacts", "person", t.a_contact()),
        ("buttons", "choice", t.with_buttons()),
        ("list", "choice", t.with_list()),
    ];
    let forms = kinds.map(|(kind, icon, name)| {
        let returned = sheet.returned.as_ref().map(|(form, _)| form);
        let form = returned.filter(|form| form.get("kind") == kind).cloned();
        let open = form.is_some();
        let form = form.unwrap_or_default();
        let id = Some(form.text("id")).filter(|id| !id.is_empty()).unwrap_or_else(new_id);
        view! {
            <details open=open>
                <summary><Icon name=icon/> " " {name}</summary>
                <form method="post" action=path(number)>
                    {kept("kind", kind)}
                    {kept("id", &id)}
                    {kept("reply_to", reply_to.as_deref().unwrap_or_default())}
                    {fields(kind, &form, t)}
                    <button type="submit" class="button primary">{t.send()}</button>
                </form>
            </details>
        }
        .into_any()
    });
    view! {
        <Title text=t.saying_page(&sheet.customer)/>
        <div class="settings">
            <section class="section saying">
                <a class="back" href=format!("/inbox/{number}")>{t.back_to_the_ticket(number)}</a>
                <h1>{t.saying_page(&sheet.customer)}</h1>
                {quotes}
                {why}
                {forms.into_iter().collect_view()}
            </section>
        </div>
    }
    .into_any()
}

fn fields(kind: &str, form: &Form, t: Language) -> AnyView {
    match kind {
        "location" => view! {
            {line(form, "latitude", t.latitude(), t.degrees_hint())}
            {line(form, "longitude", t.longitude(), t.degrees_hint())}
            {line(form, "name", t.place_name(), "")}
            {line(form, "address", t.place_address(), "")}
        }
        .into_any(),
        "contacts" => view! {
            {line(form, "card_name", t.card_name(), "")}
            {lines(form, "card_phones", t.card_phones(), t.card_phones_hint())}
            {line(form, "card_company", t.card_company(), "")}
        }
        .into_any(),
        "buttons" => {
            let button =
                |n: usize| line(form, &format!("button{n}"), &t.nth_button(n), t.button_hint());
            view! {
                {lines(form, "body", t.question(), "")}
                {(1..=BUTTONS).map(button).collect_view()}
            }
            .into_any()
        }
        _ => view! {
            {lines(form, "body", t.question(), "")}
            {line(form, "list_button", t.list_button(), t.button_hint())}
            {lines(form, "list_rows", t.list_rows(), t.list_rows_hint())}
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Form {
        Form::of(fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect())
    }

    fn row(title: &str, description: Option<&str>) -> Row {
        let description = description.map(str::to_owned);
        Row { id: String::new(), title: title.into(), description }
    }

    #[test]
    fn a_form_says_what_was_typed_in_it() {
        let place = form(&[("kind", "location"), ("latitude", " 41,387 "), ("longitude", "2.17")]);
        let expected = Saying::location("41.387".into(), "2.17".into(), None, None);
        assert_eq!(said(&place), Some((expected, String::new())));
        let buttons = form(&[
            ("kind", "buttons"),
            ("id", "7"),
            ("reply_to", "m1"),
            ("body", "Va bé?"),
            ("button1", "Sí"),
            ("button2", ""),
            ("button3", "No"),
        ]);
        let rows = vec![row("Sí", None), row("No", None)];
        let expected = Saying::buttons("Va bé?".into(), rows).quoting(Some("m1".into()));
        assert_eq!(said(&buttons), Some((expected, "7".into())));
        let list = form(&[
            ("kind", "list"),
            ("body", "Quan?"),
            ("list_button", "Tria"),
            ("list_rows", "Dimarts | Al matí\r\n\r\nDimecres\r\n"),
        ]);
        let rows = vec![row("Dimarts", Some("Al matí")), row("Dimecres", None)];
        let expected = Saying::list("Quan?".into(), "Tria".into(), rows);
        assert_eq!(said(&list), Some((expected, String::new())));
        assert_eq!(said(&form(&[("kind", "poem")])), None);
    }
}
