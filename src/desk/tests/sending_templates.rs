//! Somebody sends a template: what leaves, and what does not.

use chrono::TimeDelta;
use futures::executor::block_on;

use super::identity::{phone, told};
use super::*;
use crate::desk::{Note, Saying};
use crate::inbound::Tidings;
use crate::number::Quality;
use crate::ports::Templates;
use crate::routing::{Action, Condition, Mistake, Rule, Rules, Trigger};
use crate::rulebook::{Matter, Rulebook};
use crate::template::{self, Flaw, Template, Unsendable, Wanted, Why};
use crate::ticket::Status;
use crate::window::Category;

fn template(name: &str) -> Template {
    Template {
        id: name.into(),
        name: name.into(),
        language: "ca".into(),
        category: Category::Utility,
        status: template::Status::Approved,
        quality: Quality::Green,
        reason: None,
        header: None,
        body: "Hola {{1}}, el tiquet {{2}} ja és a punt.".into(),
        footer: None,
        buttons: vec![],
        strange: None,
        at: DateTime::UNIX_EPOCH,
    }
}

fn wanted(name: &str, values: &[(&str, &str)]) -> Wanted {
    let values = values.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
    Wanted { name: name.into(), language: "ca".into(), values: values.collect() }
}

const GAPS: [(&str, &str); 2] = [("body.1", "Núria"), ("body.2", "1")];

impl Setting {
    async fn knows(&self, templates: &[Template]) {
        self.store.set_templates(&NUMBER.into(), templates).await.expect("they are kept");
    }

    async fn sends(&self, wanted: &Wanted, id: &str) -> Result<Message, Unsendable> {
        let (actor, number) = (nuria(), TicketNumber(1));
        let saying = Saying::template(wanted.clone());
        match self.desk.say_to(&actor, number, saying, id.into(), None).await {
            Err(Error::Refused(Refusal::Unsendable(why))) => Err(why),
            sent => Ok(sent.expect("the desk does it")),
        }
    }
}

#[test]
fn a_template_leaves_filled_in_though_the_window_is_closed() {
    block_on(async {
        let it = setting();
        it.one_ticket().await;
        it.knows(&[template("ready")]).await;
        it.clock.advance(TimeDelta::days(3));
        let sent = it.sends(&wanted("ready", &GAPS), "r1").await.expect("it is sent");
        let words = "Hola Núria, el tiquet 1 ja és a punt.";
        assert_eq!(sent.content.text(), Some(words));
        assert_eq!(it.progress(&"r1".into()).await, Some(Progress::Queued));
        let ticket = it.ticket(1).await;
        assert_eq!((ticket.status, ticket.unanswered_since), (Status::Waiting, None));
        assert_eq!(ticket.last_line.and_then(|line| line.text).as_deref(), Some(words));
        it.is_consistent().await;
    });
}

#[test]
fn what_meta_or_the_customer_would_refuse_stays_here_and_says_why() {
    block_on(async {
        let it = setting();
        it.one_ticket().await;
        let paused = Template { status: template::Status::Paused, ..template("paused") };
        let flow = Template { strange: Some("FLOW".into()), ..template("flow") };
        let offer = Template { category: Category::Marketing, ..template("offer") };
        it.knows(&[template("ready"), paused, flow, offer]).await;
        it.sends(&wanted("offer", &GAPS), "r1").await.expect("nobody opted out");
        let note = Note { opted_out: Some(true), ..Note::default() };
        it.desk.describe(&nuria(), TicketNumber(1), &note).await.expect("noted");
        let missing = Flaw { at: "body.2".into(), why: Why::Missing };
        for (wanted, why) in [
            (wanted("nothing", &GAPS), Unsendable::Unknown),
            (wanted("paused", &GAPS), Unsendable::NotApproved(template::Status::Paused)),
            (wanted("flow", &GAPS), Unsendable::Strange("FLOW".into())),
            (wanted("offer", &GAPS), Unsendable::OptedOut),
            (wanted("ready", &GAPS[..1]), Unsendable::Unfilled(vec![missing])),
            (Wanted { language: "es".into(), ..wanted("ready", &GAPS) }, Unsendable::Unknown),
        ] {
            assert_eq!(it.sends(&wanted, "r2").await.expect_err("it stays"), why);
        }
        it.sends(&wanted("ready", &GAPS), "r3").await.expect("it is no marketing");
        assert_eq!(it.store.queued_count().await.expect("answers"), 2);
        let told = it.sends(&wanted("ready", &GAPS[..1]), "r4").await.expect_err("a gap is empty");
        assert_eq!(told.to_string(), "body.2 is missing");
    });
}

#[test]
fn who_told_whatsapp_that_they_want_no_marketing_gets_none_from_people_either() {
    block_on(async {
        let it = setting();
        it.one_ticket().await;
        it.knows(&[Template { category: Category::Marketing, ..template("offer") }]).await;
        it.receive(&[told("c1", &[phone("34600")], 20, Tidings::Wish { wanted: false })]).await;
        let why = it.sends(&wanted("offer", &GAPS), "r1").await.expect_err("it stays");
        assert_eq!(why, Unsendable::OptedOut);
        assert!(it.desk.offer(&nuria(), TicketNumber(1)).await.expect("an offer").opted_out);
    });
}

#[test]
fn a_guest_sends_no_template_and_sees_none() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.knows(&[template("ready")]).await;
        let wanted = wanted("ready", &GAPS);
        let sent =
            it.desk.say_to(&gil(), number, Saying::template(wanted), "r1".into(), None).await;
        assert_eq!(refusal(sent), Refusal::NotAllowed);
        assert_eq!(refusal(it.desk.offer(&gil(), number).await), Refusal::NotAllowed);
    });
}

#[test]
fn asking_twice_sends_once_and_a_key_stands_for_one_letter() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.knows(&[template("ready")]).await;
        let send = async |wanted: &Wanted, id: &str, key: Option<&str>| {
            let key = key.map(str::to_owned);
            it.desk.say_to(&nuria(), number, Saying::template(wanted.clone()), id.into(), key).await
        };
        let ready = wanted("ready", &GAPS);
        let first = send(&ready, "r1", Some("k")).await.expect("sent");
        let spaced = wanted("ready", &[("body.1", " Núria"), ("body.2", "1 ")]);
        for (wanted, id, key) in
            [(&ready, "r1", None), (&ready, "r2", Some("k")), (&spaced, "r3", Some("k"))]
        {
            assert_eq!(send(wanted, id, key).await.expect("sent"), first);
        }
        let other = wanted("ready", &[("body.1", "Pol"), ("body.2", "1")]);
        assert_eq!(refusal(send(&other, "r4", Some("k")).await), Refusal::KeyUsed);
        assert_eq!(it.store.queued_count().await.expect("answers"), 1);
    });
}

#[test]
fn what_can_be_sent_is_offered_with_what_is_known_of_the_customer() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.knows(&[template("ready"), template("again")]).await;
        let attributes = [("talla".to_owned(), "54".to_owned())].into();
        let note = Note { attributes, language: Some("ca".into()), ..Note::default() };
        it.desk.describe(&nuria(), number, &note).await.expect("noted");
        let offer = it.desk.offer(&nuria(), number).await.expect("an offer");
        let names: Vec<_> = offer.templates.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["again", "ready"]);
        assert_eq!(offer.facts.name.as_deref(), Some("Customer 34600"));
        assert_eq!(offer.facts.noted, [("talla".to_owned(), "54".to_owned())]);
        assert_eq!((offer.language.as_deref(), offer.opted_out), (Some("ca"), false));
        assert!(offer.window.closes_at.is_some());
    });
}

#[test]
fn a_rule_that_fills_a_known_template_wrongly_is_not_laid_down() {
    block_on(async {
        let it = setting();
        it.knows(&[template("ready")]).await;
        let book = |name: &str, parameters: &[&str]| {
            let parameters = parameters.iter().map(|text| (*text).to_owned()).collect();
            let (name, language) = (name.to_owned(), "ca".to_owned());
            let rule = Rule {
                id: "r".into(),
                name: "R".into(),
                version: 1,
                on: true,
                when: vec![Trigger::TicketOpened],
                condition: Condition::Always,
                then: vec![Action::SendTemplate { name, language, parameters }],
                otherwise: vec![],
                stop: false,
            };
            Rulebook {
                rules: Rules { rules: vec![rule], ..Rules::default() },
                ..Rulebook::default()
            }
        };
        let ada = Actor::Person { id: "ada".into(), role: Role::Administrator };
        let laid = it.desk.lay_down(&ada, 0, book("ready", &["{customer}"])).await.expect("done");
        let objections = laid.expect_err("one gap is left");
        let Matter::Rule(problem) = &objections[0].matter else { panic!("{objections:?}") };
        assert_eq!(problem.place, "then[0].parameters");
        assert_eq!(problem.mistake, Mistake::OtherGaps { wanted: 2 });
        for (version, book) in
            [(0, book("unknown", &["{customer}"])), (1, book("ready", &["{customer}", "{number}"]))]
        {
            it.desk.lay_down(&ada, version, book).await.expect("done").expect("laid down");
        }
        it.one_ticket().await;
        let told = it.ticket(1).await.last_line.and_then(|line| line.text);
        assert_eq!(told.as_deref(), Some("Hola Customer 34600, el tiquet 1 ja és a punt."));
    });
}
