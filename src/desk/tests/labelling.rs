//! People write on a ticket what it is about.

use futures::executor::block_on;

use super::*;

#[test]
fn a_ticket_is_tagged_filled_in_and_given_to_a_team() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.desk.tag(&nuria(), number, "VIP".into()).await.expect("tagged");
        it.desk.tag(&nuria(), number, "old".into()).await.expect("tagged");
        it.desk.untag(&nuria(), number, "OLD".into()).await.expect("untagged");
        let value = Some("B-12".to_owned());
        it.desk.set_field(&nuria(), number, "order".into(), value).await.expect("filled in");
        let ticket = it.desk.give_to_team(&nuria(), number, Some("billing".into())).await;
        let ticket = ticket.expect("given");
        assert_eq!(Vec::from_iter(&ticket.tags), ["VIP"]);
        assert_eq!(ticket.fields.get("order").map(String::as_str), Some("B-12"));
        assert_eq!(ticket.team, Some("billing".into()));
        it.is_consistent().await;
    });
}

#[test]
fn a_tag_or_field_that_does_not_fit_is_refused_and_nothing_is_saved() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let tagged = it.desk.tag(&nuria(), number, " ".into()).await;
        assert_eq!(refusal(tagged), Refusal::TagLength);
        let value = Some("x".repeat(501));
        let filled = it.desk.set_field(&nuria(), number, "order".into(), value).await;
        assert_eq!(refusal(filled), Refusal::FieldTooLong);
        assert_eq!(it.ticket(1).await.rev, 2);
    });
}

#[test]
fn a_guest_labels_nothing() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let gil = gil();
        for refused in [
            it.desk.tag(&gil, number, "VIP".into()).await,
            it.desk.untag(&gil, number, "VIP".into()).await,
            it.desk.set_field(&gil, number, "order".into(), None).await,
            it.desk.give_to_team(&gil, number, None).await,
        ] {
            assert_eq!(refusal(refused), Refusal::NotAllowed);
        }
    });
}
