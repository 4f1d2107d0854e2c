//! Whoever does not see every ticket: what they hear, what is taken away, and that their numbers have no gap.

use desk::permissions::{Part, Whose};

use super::*;

/// What happened to a ticket that is that person's by now, and was another's.
fn given(number: u64, owner: Option<&str>, was: Option<&str>) -> Update {
    let mut update = update(number);
    let change = Change::Assigned { owner: owner.map(Into::into), why: None };
    update.events[0].rev = 2;
    update.events[0].change = change;
    let whose = |owner: Option<&str>| Whose {
        ticket: TicketNumber(number),
        owner: owner.map(Into::into),
        team: None,
    };
    update.was = Some(Box::new(whose(was)));
    update.ticket.owner = whose(owner).owner;
    update
}

/// One's own tickets alone.
fn own(person: &str) -> Sight {
    Sight::Some(Box::new(Part { own: Some(person.into()), ..Part::default() }))
}

#[tokio::test]
async fn who_sees_a_part_hears_of_that_part_and_of_no_gap() {
    let hub = hub();
    let mut all = Viewer::of(&hub, Some("e1"), Some(0)).await.reads();
    let mut pol = Viewer::who_sees(&hub, "pol", own("pol"), Place::default()).await.reads();
    pol.hears(&["hello 0", "resync"]).await;
    hub.publish(vec![update(1), given(1, Some("ana"), None), given(2, Some("pol"), None)]);
    hub.publish(vec![given(3, Some("ana"), Some("gil")), given(4, Some("pol"), Some("pol"))]);
    pol.hears(&["1 #2", "2 #4"]).await;
    all.hears(&["hello 0", "1 #1", "2 #1", "3 #2", "4 #3", "5 #4"]).await;
}

#[tokio::test]
async fn a_ticket_that_goes_out_of_sight_is_taken_away_without_a_word_of_it() {
    let hub = hub();
    let mut pol = Viewer::who_sees(&hub, "pol", own("pol"), Place::default()).await.reads();
    pol.hears(&["hello 0", "resync"]).await;
    hub.publish(vec![given(2, Some("ana"), Some("pol")), given(3, Some("pol"), None)]);
    pol.hears(&["resync", "2 #3"]).await;
}

#[tokio::test]
async fn who_sees_a_part_goes_on_in_their_own_stream_unless_something_was_taken_away() {
    let hub = hub();
    let (epoch, seq) = hub.position(&"pol".into(), own("pol"));
    assert_eq!((epoch.as_str(), seq), ("e1-1", 0));
    hub.publish(vec![given(1, Some("pol"), None), update(2), given(3, Some("pol"), None)]);
    let since = |seq| place(Some(&epoch), Some(seq));
    let mut one = Viewer::who_sees(&hub, "pol", own("pol"), since(0)).await.reads();
    one.hears(&["hello 2", "1 #1", "2 #3"]).await;
    let mut two = Viewer::who_sees(&hub, "pol", own("pol"), since(1)).await.reads();
    two.hears(&["hello 2", "2 #3"]).await;
    hub.publish(vec![given(1, Some("ana"), Some("pol"))]);
    one.hears(&["resync"]).await;
    let mut three = Viewer::who_sees(&hub, "pol", own("pol"), since(2)).await.reads();
    three.hears(&["hello 3", "resync"]).await;
    for foreign in [place(Some("e1"), Some(1)), since(9), place(Some("e1-2"), Some(1))] {
        let mut four = Viewer::who_sees(&hub, "pol", own("pol"), foreign).await.reads();
        four.hears(&["hello 3", "resync"]).await;
    }
}

#[tokio::test]
async fn another_sight_begins_another_stream_on_pages_that_are_open() {
    let hub = hub();
    let mut pol = Viewer::of_person(&hub, "pol").await.reads();
    pol.hears(&["hello 0", "resync"]).await;
    hub.publish(vec![update(1)]);
    pol.hears(&["1 #1"]).await;
    hub.sees(&"pol".into(), own("pol"));
    pol.hears(&["hello 0", "resync"]).await;
    hub.publish(vec![update(2), given(3, Some("pol"), None)]);
    pol.hears(&["1 #3"]).await;
    hub.sees(&"pol".into(), own("pol"));
    hub.sees(&"pol".into(), Sight::Everything);
    pol.hears(&["hello 3", "resync"]).await;
    hub.publish(vec![update(4)]);
    pol.hears(&["4 #4"]).await;
}

#[tokio::test]
async fn who_may_watch_no_more_is_hung_up_on() {
    let hub = hub();
    let mut pol = Viewer::of_person(&hub, "pol").await;
    pol.hears(&["hello 0", "resync"]).await;
    let line = pol.line.clone();
    let flow = tokio::spawn(async move { line.flow(PATIENCE).await });
    assert_eq!(hub.people(), ["pol".into()]);
    hub.dismiss(&"pol".into());
    timeout(PATIENCE, flow).await.expect("an end in time").expect("no panic");
    hub.publish(vec![update(1)]);
    drop(pol);
    assert!(hub.people().is_empty());
}

#[tokio::test]
async fn what_is_shared_is_shown_with_that_commit_and_taken_away_with_the_other() {
    let hub = hub();
    let nothing = Sight::Some(Box::default());
    let mut gil = Viewer::who_sees(&hub, "gil", nothing.clone(), Place::default()).await.reads();
    gil.hears(&["hello 0", "resync"]).await;
    let (epoch, _) = hub.position(&"gil".into(), nothing);
    let shares = |change| {
        let mut update = given(5, None, None);
        update.was = None;
        update.events[0].change = change;
        update
    };
    let person = || PersonId::from("gil");
    hub.publish(vec![
        given(5, None, None),
        shares(Change::Shared { person: person(), until: None }),
    ]);
    hub.publish(vec![given(5, Some("ana"), None), shares(Change::Unshared { person: person() })]);
    hub.publish(vec![given(5, None, None)]);
    gil.hears(&["1 #5", "2 #5", "resync"]).await;
    let before = place(Some(&epoch), Some(0));
    let mut again =
        Viewer::who_sees(&hub, "gil", Sight::Some(Box::default()), before).await.reads();
    again.hears(&["hello 3", "resync"]).await;
}
