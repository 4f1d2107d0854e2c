//! Colleagues among themselves.

use futures::executor::block_on;

use super::*;
use crate::ticket::Change;

#[test]
fn a_note_stands_in_the_thread_and_is_never_sent() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let noted = it.desk.note(&nuria(), number, "Ask @gil".into(), vec!["gil".into()]).await;
        assert_eq!(noted.expect("noted").unread, 1, "a note answers nobody");
        let thread = it.desk.thread(&nuria(), number).await.expect("read");
        let last = thread.lately.events.last().map(|event| event.change.clone());
        let expected = Change::Noted { text: "Ask @gil".into(), mentions: vec!["gil".into()] };
        assert_eq!(last, Some(expected));
        assert_eq!(it.store.queued_count().await.expect("answers"), 0);
        it.is_consistent().await;
    });
}

#[test]
fn nobody_from_outside_the_team_is_mentioned_and_no_guest_writes_notes() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let noted = it.desk.note(&nuria(), number, "Ask".into(), vec!["pol".into()]).await;
        assert_eq!(refusal(noted), Refusal::NoSuchPerson);
        let noted = it.desk.note(&gil(), number, "Hm".into(), vec![]).await;
        assert_eq!(refusal(noted), Refusal::NotAllowed);
    });
}

#[test]
fn whoever_may_read_may_follow_but_a_program_may_not() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.show_gil(number).await;
        it.desk.follow(&nuria(), number).await.expect("followed");
        let ticket = it.desk.follow(&gil(), number).await.expect("followed");
        assert_eq!(Vec::from_iter(&ticket.followers), [&"gil".into(), &"nuria".into()]);
        let ticket = it.desk.unfollow(&gil(), number).await.expect("unfollowed");
        assert_eq!(Vec::from_iter(&ticket.followers), [&"nuria".into()]);
        let key = Actor::Key { name: "crm".into(), role: Role::Agent };
        assert_eq!(refusal(it.desk.follow(&key, number).await), Refusal::NotAllowed);
        assert_eq!(refusal(it.desk.unfollow(&Actor::Clock, number).await), Refusal::NotAllowed);
        it.is_consistent().await;
    });
}
