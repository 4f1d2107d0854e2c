//! What contacts learn, and how they are shown.

use chrono::TimeDelta;

use super::*;
use crate::region::Country;

const BUENOS_AIRES: &str = "America/Argentina/Buenos_Aires";

fn contact() -> Contact {
    Contact::new("c".into(), DateTime::UNIX_EPOCH)
}

#[test]
fn a_name_of_spaces_is_not_learned() {
    let mut contact = contact();
    assert!(!contact.learn(Some("  "), &[]));
    assert_eq!(contact.name, None);
}

#[test]
fn learning_the_same_again_changes_nothing() {
    let mut contact = contact();
    let aliases = [Alias::Phone("34600111222".into()), Alias::UserId("ES.1".into())];
    assert!(contact.learn(Some("Núria"), &aliases));
    assert!(!contact.learn(Some("Núria"), &aliases));
    assert_eq!(contact.aliases(), aliases);
}

#[test]
fn a_contact_without_a_name_shows_a_masked_number() {
    let mut contact = contact();
    contact.learn(None, &[Alias::Phone("34600111222".into())]);
    assert_eq!(contact.shown_name(), "+34 ··· 222");
    assert_eq!(contact.shown_phone().as_deref(), Some("+34600111222"));
}

#[test]
fn whoever_has_neither_name_nor_number_is_shown_by_their_username() {
    let mut contact = contact();
    assert_eq!(contact.shown_name(), "WhatsApp");
    contact.learn(None, &[Alias::UserId("ES.1".into()), Alias::Username("nuri".into())]);
    assert_eq!(contact.shown_name(), "@nuri");
    assert_eq!(contact.aliases(), [Alias::UserId("ES.1".into())]);
}

#[test]
fn id_2_in_whatever_order_news_come_the_newest_number_is_theirs() {
    let moments = [10, 20, 30].map(|second| DateTime::UNIX_EPOCH + TimeDelta::seconds(second));
    let phone = |digits: &str| [Alias::Phone(digits.to_owned())];
    let told = [
        ("m", phone("1"), moments[0]),
        ("moved", phone("2"), moments[1]),
        ("m", phone("2"), moments[2]),
    ];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut contact = contact();
        for (kind, aliases, at) in order.map(|place| &told[place]) {
            match *kind {
                "m" => _ = contact.hear(None, aliases, *at),
                _ => _ = contact.moves(aliases, *at),
            }
        }
        assert_eq!(contact.phone.as_deref(), Some("2"), "{order:?}");
    }
}

#[test]
fn an_empty_phone_is_masked_without_panicking() {
    let mut contact = contact();
    contact.learn(None, &[Alias::Phone(String::new())]);
    assert_eq!(contact.shown_name(), "+ ··· ");
}

#[test]
fn the_region_is_what_was_set_by_hand_else_the_numbers_else_the_user_ids() {
    let zone = |name| Zone::named(name).expect("a zone of the database");
    let (number, id) = (Some("541123456789"), Some("ES.1"));
    let by_hand = Some("Atlantic/Canary");
    let table = [
        ("nothing known", None, None, None, None),
        ("a user id", None, id, None, Some(("Europe/Madrid", Some("ES"), false))),
        ("a number too", number, id, None, Some((BUENOS_AIRES, Some("AR"), true))),
        ("of no country", Some("870123"), id, None, Some(("Europe/Madrid", Some("ES"), false))),
        ("set by hand", number, id, by_hand, Some(("Atlantic/Canary", Some("AR"), true))),
        ("only by hand", None, None, by_hand, Some(("Atlantic/Canary", None, true))),
    ];
    for (case, phone, user_id, by_hand, expected) in table {
        let contact = Contact {
            phone: phone.map(str::to_owned),
            user_id: user_id.map(str::to_owned),
            zone: by_hand.map(zone),
            ..contact()
        };
        let expected = expected.map(|(name, country, sure)| Region {
            country: country.and_then(Country::named),
            zone: zone(name),
            sure,
        });
        assert_eq!(contact.region(), expected, "{case}");
    }
}

#[test]
fn a_contact_saved_by_an_older_version_is_read() {
    let json = r#"{"id":"c","name":null,"phone":null,"user_id":null,
        "created_at":"1970-01-01T00:00:00Z"}"#;
    assert_eq!(serde_json::from_str::<Contact>(json).expect("it parses"), contact());
}

#[test]
fn what_was_noted_by_hand_survives_what_a_message_says() {
    let mut noted = Contact {
        zone: Zone::named("Atlantic/Canary"),
        language: Some("ca".into()),
        attributes: [("crm".into(), "17".into())].into(),
        tags: ["vip".into()].into(),
        opted_out: true,
        ..contact()
    };
    let before = noted.clone();
    assert!(noted.learn(Some("Núria"), &[Alias::Phone("34600111222".into())]));
    let learned = Contact { name: noted.name.clone(), phone: noted.phone.clone(), ..before };
    assert_eq!(noted, learned);
}
