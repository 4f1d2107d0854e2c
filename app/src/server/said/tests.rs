//! What bubbles say, whatever they hold.

mod kinds;

use chrono::DateTime;
use desk::bubble::{Bubble, Quote, Quoted, Reaction};
use desk::message::{Ad, Answer, ContactCard, Content, Item, Progress};
use desk::permissions::Author;

use super::*;
use crate::ui::samples;

fn said_in(t: Language, bubble: Bubble) -> Said {
    let people = [samples::person()];
    let names = Names { people: &people, teams: &[] };
    let now = samples::morning();
    let ticket = TicketNumber(1);
    Teller { t, names, ticket, customer: "Núria <Puig>", offset: 60, now }.said(bubble)
}

fn html(bubble: Bubble) -> String {
    said_in(Language::English, bubble).inside
}

fn inbound(content: Content) -> Message {
    Message {
        direction: Direction::In,
        author: Author::Customer,
        delivery: None,
        content,
        ..samples::reply("in-1", 0, Progress::Queued)
    }
}

fn theirs(content: Content) -> Bubble {
    Bubble::from(inbound(content))
}

fn text(body: &str) -> Content {
    Content::Text { body: body.to_owned() }
}

fn has(html: &str, marks: &[&str]) {
    for mark in marks {
        assert!(html.contains(mark), "no {mark}: {html}");
    }
}

#[test]
fn a_reply_names_its_author_and_a_message_of_the_customer_nobody() {
    let ours = html(Bubble::from(samples::reply("m1", 0, Progress::Delivered)));
    has(&ours, &["<p class=\"by\">Ada Roca</p>", "Ho mirem ara."]);
    assert!(!html(theirs(text("hola"))).contains("class=\"by\""));
}

#[test]
fn what_a_customer_writes_can_not_become_markup() {
    let script = "<script>alert(1)</script>";
    let attack = || Some(script.to_owned());
    let card = ContactCard {
        name: script.into(),
        phones: vec!["\"><img src=x onerror=alert(1)>".into()],
        websites: vec!["javascript:alert(1)".into(), format!("https://x.example/\"{script}")],
        ..ContactCard::default()
    };
    let item = Item {
        product: script.into(),
        quantity: script.into(),
        price: script.into(),
        currency: script.into(),
    };
    for content in [
        text(script),
        Content::contacts(vec![card]),
        Content::Order { text: attack(), items: vec![item] },
        Content::Location {
            latitude: "41".into(),
            longitude: script.into(),
            name: attack(),
            address: attack(),
        },
        Content::Form {
            title: attack(),
            answers: vec![Answer { field: script.into(), value: script.into() }],
        },
        Content::System { body: script.into(), notice: None },
        Content::Unknown { name: script.into(), raw: script.into() },
    ] {
        let mut bubble = theirs(content);
        bubble.message.origin = Origin {
            ad: Some(Ad {
                headline: attack(),
                url: Some("javascript:alert(1)".into()),
                ..Ad::default()
            }),
            ..Origin::default()
        }
        .told();
        bubble.reactions = vec![Reaction {
            direction: Direction::In,
            author: Author::Customer,
            emoji: script.into(),
            at: DateTime::UNIX_EPOCH,
        }];
        let html = html(bubble);
        for bad in ["<script", "<img src=x", "href=\"javascript", "<Puig>"] {
            assert!(!html.contains(bad), "{bad}: {html}");
        }
    }
}

fn quoted(ticket: u64) -> Quote {
    Quote::Known(Box::new(Quoted {
        id: "m0".into(),
        ticket: TicketNumber(ticket),
        direction: Direction::Out,
        author: Author::Person { id: "ada".into() },
        kind: "image".into(),
        line: None,
        is_picture: true,
    }))
}

#[test]
fn a_quote_says_who_said_what_and_leads_there() {
    let answering = |quote| Bubble { answers: Some(quote), ..theirs(text("Sí")) };
    let shown = html(answering(quoted(1)));
    has(
        &shown,
        &["<blockquote class=\"quote\">", "href=\"/inbox/1#m0\"", "Ada Roca", "Image", "/media/m0"],
    );
    assert!(!shown.contains("#1"), "it is of this ticket: {shown}");
    has(&html(answering(quoted(7))), &["href=\"/inbox/7#m0\"", "Ada Roca · #7"]);
    has(&html(answering(Quote::Unknown)), &["an earlier message"]);
}

#[test]
fn reactions_sit_on_the_message_each_with_who() {
    let reaction = |direction, emoji: &str| Reaction {
        direction,
        author: Author::Person { id: "ada".into() },
        emoji: emoji.to_owned(),
        at: samples::morning(),
    };
    let reactions = vec![reaction(Direction::In, "👍"), reaction(Direction::Out, "🙏")];
    let shown = html(Bubble { reactions, ..theirs(text("Sí")) });
    has(&shown, &["class=\"reactions\"", "👍", "Núria &lt;Puig&gt;", "🙏", "Ada Roca"]);
    assert!(!html(theirs(text("Sí"))).contains("reactions"));
}

#[test]
fn a_reaction_to_what_is_not_here_is_a_line_of_its_own() {
    let reacts = |emoji: Option<&str>| {
        let to = "0123456789abcdef".to_owned();
        said_in(
            Language::English,
            theirs(Content::Reaction { to, emoji: emoji.map(str::to_owned) }),
        )
    };
    let said = reacts(Some("👍"));
    assert!(said.soft);
    has(&said.inside, &["Reacted 👍 to “an earlier message”"]);
    has(&reacts(None).inside, &["Took back the reaction"]);
}

#[test]
fn a_changed_message_says_so_and_what_it_said_behind_a_disclosure() {
    let edited_at = Some(samples::morning());
    let before = vec![text("Bon dia"), text("Bona tarda")];
    let shown = html(Bubble { edited_at, before, ..theirs(text("Bona nit")) });
    has(&shown, &["Bona nit", "Edited", "<details class=\"before\">", "Bon dia", "Bona tarda"]);
    let without = html(Bubble { edited_at, ..theirs(text("Bona nit")) });
    assert!(without.contains("Edited") && !without.contains("<details"), "{without}");
}

#[test]
fn a_deleted_message_says_who_deleted_it() {
    let revoked = Content::Revoke { original: "in-1".into() };
    let deleted = Bubble {
        deleted_at: Some(samples::morning()),
        before: vec![text("Secret")],
        ..theirs(revoked.clone())
    };
    let said = said_in(Language::English, deleted);
    assert_eq!((said.soft, said.kind.as_str()), (true, "revoke"));
    assert_eq!(said.line, "Deleted a message");
    has(&said.inside, &["The customer deleted this message", "<details", "Secret"]);
    let ours = Message { content: revoked, ..samples::reply("m1", 0, Progress::Sent) };
    let ours = Bubble { deleted_at: Some(samples::morning()), ..Bubble::from(ours) };
    has(&html(ours), &["This message was deleted"]);
}

#[test]
fn where_a_message_comes_from_stands_above_it() {
    let product = Some(Product { id: "cup-1".into(), catalog: None });
    let ad = Some(Ad {
        headline: Some("Dos per un".into()),
        body: Some("Només avui".into()),
        url: Some("https://fb.example/1".into()),
        ..Ad::default()
    });
    let mut message = inbound(text("Hola"));
    message.origin = Origin { forwarded: Some(Forwarded::Often), product, ad }.told();
    let shown = html(Bubble::from(message));
    has(
        &shown,
        &[
            "Forwarded many times",
            "Asks about product cup-1",
            "Came from an ad",
            "Dos per un",
            "Només avui",
            "href=\"https://fb.example/1\"",
        ],
    );
    let (above, words) = (shown.find("Came from an ad"), shown.find("Hola"));
    assert!(above < words, "{shown}");
}
