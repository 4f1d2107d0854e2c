//! The templates that our numbers may send.

use chrono::DateTime;
use desk::number::Quality;
use desk::template::{Button, Header, Status, Template};
use desk::window::Category;

use super::world::{NUMBER, on_every_store, run};

fn template(name: &str, language: &str) -> Template {
    Template {
        id: format!("{name}-{language}"),
        name: name.into(),
        language: language.into(),
        category: Category::Utility,
        status: Status::Approved,
        quality: Quality::Unknown,
        reason: Some("NONE".into()),
        header: Some(Header::Text("Hola {{1}}".into())),
        body: "Ja és a punt, {{1}}.\n⏰".into(),
        footer: None,
        buttons: vec![Button::QuickReply { title: "D'acord".into() }],
        strange: None,
        at: DateTime::UNIX_EPOCH,
    }
}

#[test]
fn templates_are_kept_in_order_in_the_place_of_those_before() {
    on_every_store(|store| async move {
        let known = store.templates().await.expect("it answers");
        assert!(known.of(&NUMBER.into()).is_empty());
        let (a, b) = (template("a", "ca"), template("b", "ca"));
        let es = template("a", "es");
        let given = [b.clone(), es.clone(), a.clone()];
        store.set_templates(&NUMBER.into(), &given).await.expect("they are kept");
        let known = store.templates().await.expect("it answers");
        assert_eq!(known.of(&NUMBER.into()), [a.clone(), es.clone(), b]);
        assert_eq!(known.find(&NUMBER.into(), "a", "es"), Some(&es));
        let paused = Template { status: Status::Paused, ..a };
        store.set_templates(&NUMBER.into(), std::slice::from_ref(&paused)).await.expect("kept");
        let known = store.templates().await.expect("it answers");
        assert_eq!(known.of(&NUMBER.into()), [paused]);
    });
}

#[test]
fn a_number_that_nobody_knows_has_no_templates() {
    on_every_store(|store| async move {
        store.set_templates(&"nobody".into(), &[template("a", "ca")]).await.expect("no harm");
        let known = store.templates().await.expect("it answers");
        assert!(known.of(&"nobody".into()).is_empty());
        assert!(known.of(&NUMBER.into()).is_empty());
    });
}

#[test]
fn numbers_of_one_account_have_the_same_and_others_have_none() {
    run(async {
        let store = super::world::furnished(&store::Location::Memory).await;
        let another = |id: &str, account: &str| {
            let (id, account) = (id.into(), account.to_owned());
            let number = desk::number::Number { id, account, display: "+34 601".into() };
            let [access_token, app_secret, verify_token] = ["t", "s", "v"].map(str::to_owned);
            store::BusinessNumber { number, app: None, access_token, app_secret, verify_token }
        };
        let templates = [template("a", "ca")];
        store.set_templates(&NUMBER.into(), &templates).await.expect("they are kept");
        for number in [another("n2", "w"), another("n3", "x")] {
            store.add_number(&number).await.expect("a number");
        }
        let known = store.templates().await.expect("it answers");
        assert_eq!(known.of(&"n2".into()), templates);
        assert!(known.of(&"n3".into()).is_empty());
        let at = DateTime::UNIX_EPOCH;
        assert_eq!(store.templates_asked_at("w").await.expect("it answers"), None);
        store.set_templates_asked_at("w", at).await.expect("it is kept");
        assert_eq!(store.templates_asked_at("w").await.expect("it answers"), Some(at));
        let known = store.templates().await.expect("it answers");
        assert_eq!(known.of(&NUMBER.into()), templates, "that they were asked for changes none");
    });
}
