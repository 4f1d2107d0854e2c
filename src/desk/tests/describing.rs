//! People note what they know of a customer.

use futures::executor::block_on;

use super::*;
use crate::contact::Noted;
use crate::desk::Note;
use crate::ports::Notes;
use crate::zone::Zone;

fn zone(name: &str) -> Note {
    Note { zone: Some(name.into()), ..Note::default() }
}

fn tags(tags: &[&str]) -> Note {
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    Note { tags: Some(tags), ..Note::default() }
}

fn attribute(name: &str, value: &str) -> Note {
    Note { attributes: [(name.into(), value.into())].into(), ..Note::default() }
}

impl Setting {
    async fn described(&self, note: Note) -> Noted {
        let described = self.desk.describe(&nuria(), TicketNumber(1), &note).await;
        described.expect("noted").noted
    }
}

#[test]
fn a_note_changes_what_it_names_and_an_empty_one_takes_it_away() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.described(zone(" America/New_York ")).await;
        it.described(Note { language: Some("pt-BR".into()), ..Note::default() }).await;
        it.described(Note { opted_out: Some(true), ..Note::default() }).await;
        it.described(tags(&[" Gran  Client", "vip", "VIP"])).await;
        it.described(attribute(" crm ", " 17 ")).await;
        let noted = it.described(attribute("plan", "gold")).await;
        let expected = Noted {
            zone: Zone::named("America/New_York"),
            language: Some("pt-BR".into()),
            attributes: [("crm".into(), "17".into()), ("plan".into(), "gold".into())].into(),
            tags: ["Gran Client".into(), "vip".into()].into(),
            opted_out: true,
        };
        assert_eq!(noted, expected);
        let read = it.desk.customer(&nuria(), number).await.expect("read");
        assert_eq!((read.name.as_str(), &read.noted), ("Customer 34600", &expected));
        let nothing = Note {
            zone: Some(String::new()),
            language: Some(" ".into()),
            opted_out: Some(false),
            tags: Some(vec![]),
            attributes: [("crm".into(), String::new()), ("plan".into(), " ".into())].into(),
            ..Note::default()
        };
        assert_eq!(it.described(nothing).await, Noted::default());
    });
}

#[test]
fn a_tag_is_put_to_those_that_are_there_and_taken_away_from_them_however_it_is_spelt() {
    block_on(async {
        let it = setting();
        it.one_ticket().await;
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let both = |tagged: &[&str], untagged: &[&str]| Note {
            tagged: words(tagged),
            untagged: words(untagged),
            ..Note::default()
        };
        for (note, expected) in [
            (tags(&["vip", "north"]), &["north", "vip"][..]),
            (both(&["south", "VIP"], &["North", "never there"]), &["south", "vip"]),
            (both(&[" Gran  Client"], &[]), &["Gran Client", "south", "vip"]),
            (both(&["VIP"], &["vip"]), &["Gran Client", "VIP", "south"]),
            (both(&[], &["gran client", "south", "vip"]), &[]),
        ] {
            assert_eq!(Vec::from_iter(it.described(note).await.tags), expected);
        }
    });
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_of_it_is_noted() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let many: Vec<String> = (0..51).map(|number| number.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let attributes = many.iter().map(|name| ((*name).to_owned(), "x".into())).collect();
        for (note, expected) in [
            (zone("Europe/Vic"), Refusal::NoSuchZone),
            (Note { language: Some("Catalan".into()), ..zone("Europe/Madrid") }, {
                Refusal::NotALanguage
            }),
            (tags(&["vip", " "]), Refusal::TagLength),
            (tags(&many[..31]), Refusal::TooManyTags),
            (Note { tagged: vec!["é".repeat(41)], ..Note::default() }, Refusal::TagLength),
            (attribute(" ", "17"), Refusal::FieldNameLength),
            (attribute("crm", &"x".repeat(501)), Refusal::FieldTooLong),
            (Note { attributes, ..Note::default() }, Refusal::TooManyFields),
        ] {
            assert_eq!(refusal(it.desk.describe(&nuria(), number, &note).await), expected);
        }
        let read = it.desk.customer(&nuria(), number).await.expect("read");
        assert_eq!(read.noted, Noted::default());
        let none = it.desk.describe(&nuria(), TicketNumber(9), &Note::default()).await;
        assert_eq!(refusal(none), Refusal::NoSuchTicket);
    });
}

#[test]
fn a_guest_reads_with_the_phone_masked_and_notes_nothing() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let noted = it.desk.describe(&gil(), number, &tags(&["vip"])).await;
        assert_eq!(refusal(noted), Refusal::NotAllowed);
        it.show_gil(number).await;
        let phone = async |actor| it.desk.customer(&actor, number).await.expect("read").phone;
        assert_eq!(phone(nuria()).await.as_deref(), Some("+34600"));
        assert_eq!(phone(gil()).await.as_deref(), Some("+34 ··· 600"));
    });
}

#[test]
fn a_message_that_tells_another_name_leaves_what_was_noted() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let noted = it.described(zone("America/New_York")).await;
        let mut news = arrival("m2", "34600", 1, Content::Text { body: "hola".into() });
        news.name = Some("Grace".into());
        it.receive(&[Inbound::Message(news)]).await;
        let read = it.desk.customer(&nuria(), number).await.expect("read");
        assert_eq!((read.name.as_str(), read.noted), ("Grace", noted));
    });
}

#[test]
fn a_note_that_somebody_else_overtook_is_not_saved_blindly() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let contact = it.ticket(number.0).await.contact;
        let (was, vip) = (Noted::default(), it.described(tags(&["vip"])).await);
        let late = it.store.note(&contact, &was, &was).await;
        assert!(matches!(late, Err(crate::ports::CommitError::Stale)), "{late:?}");
        assert_eq!(it.described(Note::default()).await, vip);
    });
}

#[test]
fn once_something_is_noted_the_customers_unsettled_tickets_are_looked_at() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let due = async || it.store.due(it.desk.now(), 9).await.expect("the store answers");
        assert!(due().await.is_empty());
        it.described(zone("America/New_York")).await;
        assert_eq!(due().await, [number]);
        it.desk.keep_time(&Actor::Clock).await.expect("looked at");
        assert!(due().await.is_empty());
        it.desk.resolve(&nuria(), number).await.expect("resolved");
        it.described(zone("Europe/Madrid")).await;
        assert!(due().await.is_empty(), "nothing is due for a settled one");
    });
}
