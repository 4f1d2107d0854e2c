//! Who customers are: aliases, news of them, and who turns out to be one.

use futures::executor::block_on;

use super::*;
use crate::contact::CustomerNews;
use crate::inbound::{Tidings, Told};
use crate::ticket::Change;

pub(super) fn phone(digits: &str) -> Alias {
    Alias::Phone(digits.into())
}

pub(super) fn user(id: &str) -> Alias {
    Alias::UserId(id.into())
}

/// A text of whoever is called so.
pub(super) fn says(id: &str, aliases: &[Alias], after: i64) -> Inbound {
    let arrival = arrival(id, "", after, Content::Text { body: format!("text {id}") });
    Inbound::Message(Arrival { aliases: aliases.to_vec(), name: Some("Núria".into()), ..arrival })
}

pub(super) fn told(id: &str, aliases: &[Alias], after: i64, what: Tidings) -> Inbound {
    Inbound::Told(Told {
        contact: id.into(),
        number: NUMBER.into(),
        aliases: aliases.to_vec(),
        what,
        at: at(after),
        raw: format!("{{\"told\":\"{id}\"}}"),
    })
}

fn moved(id: &str, from: &[Alias], to: &[Alias], after: i64) -> Inbound {
    told(id, from, after, Tidings::Moved { to: to.to_vec(), said: false })
}

/// The news of the customer that a ticket's history tells.
async fn news(it: &Setting, number: u64) -> Vec<CustomerNews> {
    let events = it.store.events(TicketNumber(number), usize::MAX).await.expect("answers");
    let news = events.into_iter().filter_map(|event| match event.change {
        Change::OfCustomer { news } => Some(news),
        _ => None,
    });
    news.collect()
}

#[test]
fn id_1_whoever_was_called_by_both_is_found_by_either_and_by_the_parent_id() {
    block_on(async {
        let it = setting();
        let parent = Alias::Parent("ES.ENT.1".into());
        it.receive(&[says("m1", &[phone("34600"), user("ES.1"), parent.clone()], 0)]).await;
        it.receive(&[says("m2", &[user("ES.1")], 1)]).await;
        it.receive(&[says("m3", &[parent], 2)]).await;
        assert_eq!(it.ticket(1).await.unread, 3);
        it.is_consistent().await;
    });
}

#[test]
fn nobody_is_found_by_a_username_that_anybody_may_take() {
    block_on(async {
        let it = setting();
        let named = Alias::Username("nuri".into());
        it.receive(&[says("m1", &[user("ES.1"), named.clone()], 0)]).await;
        it.receive(&[says("m2", &[user("ES.2"), named], 1)]).await;
        assert_eq!(it.ticket(2).await.unread, 1);
        assert_eq!(it.customer(1).await.username.as_deref(), Some("nuri"));
    });
}

#[test]
fn id_2_a_change_of_number_keeps_the_customer_and_says_so_in_the_thread() {
    block_on(async {
        let it = setting();
        it.receive(&[says("m1", &[phone("34600"), user("ES.1")], 0)]).await;
        let news_of_it = moved("c9", &[user("ES.1")], &[phone("34611"), user("ES.2")], 10);
        it.receive(std::slice::from_ref(&news_of_it)).await;
        it.receive(&[news_of_it]).await;
        it.receive(&[says("m2", &[phone("34611"), user("ES.2")], 20)]).await;
        assert_eq!(it.ticket(1).await.unread, 2);
        let customer = it.customer(1).await;
        assert_eq!(customer.aliases(), [phone("34611"), user("ES.2")]);
        assert_eq!(news(&it, 1).await, [CustomerNews::Moved], "once");
        it.receive(&[says("late", &[phone("34600"), user("ES.1")], 5)]).await;
        assert_eq!(it.customer(1).await.aliases(), [phone("34611"), user("ES.2")]);
        it.is_consistent().await;
    });
}

#[test]
fn whoever_wrote_by_their_new_number_before_the_news_came_is_the_same_customer() {
    block_on(async {
        let it = setting();
        it.receive(&[says("m1", &[phone("34600")], 0)]).await;
        it.clock.advance(Duration::seconds(30));
        it.receive(&[says("m2", &[phone("34611"), user("ES.2")], 30)]).await;
        it.receive(&[moved("c9", &[phone("34600")], &[phone("34611"), user("ES.2")], 20)]).await;
        let (one, other) = (it.customer(1).await, it.customer(2).await);
        assert_eq!(one.id, other.id);
        assert_eq!(it.ticket(1).await.merged_into, Some(TicketNumber(2)), "one is left to answer");
        it.receive(&[says("m3", &[phone("34611"), user("ES.2")], 40)]).await;
        assert_eq!(it.ticket(2).await.unread, 3);
        it.is_consistent().await;
    });
}

#[test]
fn a_number_that_somebody_else_had_before_is_a_doubt_for_a_person_and_no_guess() {
    block_on(async {
        let it = setting();
        it.receive(&[says("m1", &[phone("34611"), user("ES.9")], 0)]).await;
        it.receive(&[says("m2", &[phone("34600"), user("ES.1")], 1)]).await;
        it.clock.advance(Duration::days(90));
        let after = 90 * 86_400;
        it.receive(&[moved("c9", &[user("ES.1")], &[phone("34611"), user("ES.2")], after)]).await;
        assert_ne!(it.customer(1).await.id, it.customer(2).await.id);
        let doubts = news(&it, 2).await;
        assert_eq!(doubts[0], CustomerNews::Doubted { with: "Núria".into() });
        let (_, doubted) = it.desk.kin(&nuria(), &it.customer(2).await.id).await.expect("kin");
        assert_eq!(doubted.len(), 1);
        it.is_consistent().await;
    });
}

#[test]
fn who_was_known_by_phone_and_by_id_is_one_once_a_message_has_both() {
    block_on(async {
        let it = setting();
        it.receive(&[says("m1", &[phone("34600")], 0)]).await;
        it.receive(&[says("m2", &[user("ES.1")], 1)]).await;
        it.receive(&[says("m3", &[phone("34600"), user("ES.1")], 2)]).await;
        assert_eq!(it.customer(1).await.id, it.customer(2).await.id);
        assert_eq!(it.customer(2).await.aliases(), [phone("34600"), user("ES.1")]);
        assert_eq!(news(&it, 1).await.len(), 1);
        assert_eq!(news(&it, 2).await.len(), 1);
        it.receive(&[says("m4", &[user("ES.1")], 3)]).await;
        let ticket = it.ticket(2).await;
        assert_eq!((ticket.unread, ticket.unanswered_since), (4, Some(at(0))), "both wait in one");
        let (parts, _) = it.desk.kin(&nuria(), &it.customer(1).await.id).await.expect("kin");
        it.desk.part(&nuria(), &it.customer(1).await.id, &parts[0].id).await.expect("parted");
        assert_ne!(it.customer(1).await.id, it.customer(2).await.id);
        assert_eq!(it.ticket(1).await.merged_into, None);
        it.is_consistent().await;
    });
}

#[test]
fn id_3_two_who_are_called_otherwise_are_never_made_one_by_a_message() {
    block_on(async {
        let it = setting();
        it.receive(&[says("m1", &[phone("34600"), user("ES.1")], 0)]).await;
        it.receive(&[says("m2", &[phone("34611"), user("ES.2")], 1)]).await;
        it.receive(&[says("m3", &[phone("34600"), user("ES.2")], 2)]).await;
        it.receive(&[says("m4", &[phone("34600"), user("ES.2")], 3)]).await;
        assert_ne!(it.customer(1).await.id, it.customer(2).await.id);
        assert_eq!(it.ticket(1).await.unread, 3, "found by the phone first");
        assert_eq!(it.customer(1).await.aliases(), [phone("34600"), user("ES.1")]);
        assert_eq!(news(&it, 1).await.len(), 1, "the doubt is told once");
        it.is_consistent().await;
    });
}

#[test]
fn what_they_told_whatsapp_of_marketing_counts_by_its_own_time() {
    block_on(async {
        let it = setting();
        let wish = |wanted| Tidings::Wish { wanted };
        let stop = told("c9", &[phone("34600")], 20, wish(false));
        // Before they ever wrote.
        it.receive(std::slice::from_ref(&stop)).await;
        it.receive(&[says("m1", &[phone("34600")], 30)]).await;
        it.receive(&[told("c9", &[phone("34600")], 10, wish(true)), stop]).await;
        assert!(it.customer(1).await.is_opted_out());
        assert_eq!(news(&it, 1).await, []);
        it.receive(&[told("c9", &[phone("34600")], 40, wish(true))]).await;
        assert!(!it.customer(1).await.is_opted_out());
        assert_eq!(news(&it, 1).await, [CustomerNews::Wished { wanted: true }]);
        it.is_consistent().await;
    });
}

#[test]
fn a_name_from_the_address_book_is_shown_when_they_write() {
    block_on(async {
        let it = setting();
        let saved = Tidings::Saved { name: Some("Núria Puig".into()) };
        it.receive(&[told("c9", &[phone("34600")], 0, saved)]).await;
        it.receive(&[text("m1", "34600", 10)]).await;
        assert_eq!(it.ticket(1).await.customer, "Núria Puig");
        assert_eq!(it.customer(1).await.id.0, "c9", "they were met by it");
    });
}

#[test]
fn what_is_told_for_another_number_is_kept_aside() {
    block_on(async {
        let it = setting();
        let Inbound::Told(mut stray) =
            told("c9", &[phone("1")], 0, Tidings::Wish { wanted: false })
        else {
            panic!("told")
        };
        stray.number = "elsewhere".into();
        let receipt = it.receive(&[Inbound::Told(stray)]).await;
        assert_eq!(receipt.unknown_numbers, ["elsewhere".into()]);
        assert_eq!(it.store.kept().len(), 1);
    });
}
