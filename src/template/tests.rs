//! Tables of what is taken and what is not, and what holds for any template.

mod drafts;
mod filling;
mod news;

use chrono::DateTime;

use super::*;

/// A template with a gap of each kind that words fill.
fn order() -> Template {
    Template {
        id: "1".into(),
        name: "order_ready".into(),
        language: "ca".into(),
        category: Category::Utility,
        status: Status::Approved,
        quality: Quality::Green,
        reason: None,
        header: Some(Header::Text("Comanda {{1}}".into())),
        body: "Hola {{1}}, la teva {{2}} ja és a punt. Adéu {{1}}.".into(),
        footer: Some("Bicis Ferrer".into()),
        buttons: vec![
            Button::QuickReply { title: "D'acord".into() },
            Button::Url { title: "Mira-la".into(), url: "https://bicis.test/o/{{1}}".into() },
            Button::CopyCode { example: "BICI10".into() },
        ],
        strange: None,
        at: DateTime::UNIX_EPOCH,
    }
}

fn values(all: &[(&str, &str)]) -> Values {
    all.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

/// What fills all of [`order`].
fn all() -> Values {
    values(&[
        ("header.1", "77"),
        ("body.1", "Núria"),
        ("body.2", "bicicleta"),
        ("button.1", "77?a=b"),
        ("button.2", "ESTIU"),
    ])
}

fn told(flaws: Vec<Flaw>) -> Vec<(String, Why)> {
    flaws.into_iter().map(|flaw| (flaw.at, flaw.why)).collect()
}
