//! The team answers.

use futures::executor::block_on;

use chrono::TimeDelta;

use super::*;
use crate::desk::Saying;
use crate::ticket::Status;

#[test]
fn a_reply_is_saved_as_queued_before_anything_is_sent() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let message = it.say(number, "r1").await;
        assert_eq!(it.progress(&message.id).await, Some(Progress::Queued));
        assert_eq!((it.channel.sent().len(), it.live.woken()), (0, 1));
        let ticket = it.ticket(1).await;
        assert_eq!(
            (ticket.status, ticket.unread, ticket.unanswered_since),
            (Status::Waiting, 0, None)
        );
        it.is_consistent().await;
    });
}

#[test]
fn a_double_click_makes_one_message() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        assert_eq!(it.say(number, "r1").await, it.say(number, "r1").await);
        assert_eq!(it.store.queued_count().await.expect("answers"), 1);
    });
}

#[test]
fn the_same_idempotency_key_gives_the_same_message_and_stands_for_no_other() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0), text("m2", "34611", 0)]).await;
        let say = |number, text: &'static str, id: &'static str| {
            let key = Some("crm\n1".to_owned());
            it.desk.reply(&GIULIA, TicketNumber(number), text.into(), id.into(), key)
        };
        let first = say(1, "Hola", "r1").await.expect("said");
        assert_eq!(say(1, "Hola", "r2").await.expect("said again"), first);
        assert_eq!(refusal(say(1, "Adéu", "r3").await), Refusal::KeyUsed);
        assert_eq!(refusal(say(2, "Hola", "r4").await), Refusal::KeyUsed);
        assert_eq!(it.store.queued_count().await.expect("answers"), 1);
    });
}

static GIULIA: std::sync::LazyLock<Actor> =
    std::sync::LazyLock::new(|| Actor::Key { name: "crm".into(), role: Role::Agent });

#[test]
fn an_empty_or_an_endless_text_is_refused_and_nothing_is_saved() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        for (body, why) in [
            (" \n ".to_owned(), Refusal::EmptyMessage),
            ("x".repeat(4097), Refusal::MessageTooLong),
        ] {
            let said = it.desk.reply(&nuria(), number, body, "r1".into(), None).await;
            assert_eq!(refusal(said), why);
        }
        assert_eq!(it.ticket(1).await.rev, 2);
        let longest = it.desk.reply(&nuria(), number, "é".repeat(4096), "r1".into(), None).await;
        assert!(longest.is_ok());
    });
}

#[test]
fn a_reply_to_a_resolved_ticket_reopens_it() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.desk.resolve(&nuria(), number).await.expect("resolved");
        it.say(number, "r1").await;
        let ticket = it.ticket(1).await;
        assert_eq!((ticket.status, ticket.resolved_at), (Status::Waiting, None));
        it.is_consistent().await;
    });
}

#[test]
fn a_guest_may_not_reply_and_there_is_no_reply_to_nothing() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let said = it.desk.reply(&gil(), number, "Hola".into(), "r1".into(), None).await;
        assert_eq!(refusal(said), Refusal::NotAllowed);
        let said = it.desk.reply(&nuria(), TicketNumber(9), "Hola".into(), "r1".into(), None).await;
        assert_eq!(refusal(said), Refusal::NoSuchTicket);
    });
}

#[test]
fn ticks_follow_the_statuses_in_any_order_and_never_go_back() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let id = it.say(number, "r1").await.id;
        for (news, expected) in [
            (Progress::Delivered, Progress::Delivered),
            (Progress::Sent, Progress::Delivered),
            (Progress::Read, Progress::Read),
            (Progress::Failed, Progress::Read),
        ] {
            it.receive(&[status(&id, news)]).await;
            assert_eq!(it.progress(&id).await, Some(expected), "after {news:?}");
        }
        it.is_consistent().await;
    });
}

#[test]
fn a_status_is_matched_by_meta_s_id_when_ours_is_not_echoed() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let id = it.say(number, "r1").await.id;
        it.receive(&[status(&id, Progress::Sent)]).await;
        let Inbound::Status(mut news) = status(&id, Progress::Read) else { unreachable!() };
        news.message = None;
        it.receive(&[Inbound::Status(news)]).await;
        assert_eq!(it.progress(&id).await, Some(Progress::Read));
    });
}

#[test]
fn a_status_of_a_message_that_is_not_ours_is_kept() {
    block_on(async {
        let it = setting();
        it.one_ticket().await;
        it.receive(&[status(&"nobody".into(), Progress::Sent)]).await;
        // A customer's own message is not ours either, even if somebody claims it is.
        it.receive(&[status(&"m1".into(), Progress::Failed)]).await;
        assert_eq!(it.store.kept().len(), 2);
        assert_eq!(it.ticket(1).await.rev, 2);
    });
}

#[test]
fn once_the_window_is_closed_only_a_template_is_taken_until_they_write_again() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.clock.advance(TimeDelta::hours(24));
        let nuria = nuria();
        let say =
            async |saying, id: &str| it.desk.say_to(&nuria, number, saying, id.into(), None).await;
        assert_eq!(refusal(say(Saying::text("Hola".into()), "r1").await), Refusal::WindowClosed);
        let reaction = Saying::reaction("m1".into(), Some("👍".into()));
        assert_eq!(refusal(say(reaction, "r2").await), Refusal::WindowClosed);
        assert_eq!(refusal(it.desk.may_enclose(&nuria, number).await), Refusal::WindowClosed);
        assert_eq!(it.store.queued_count().await.expect("answers"), 0);
        it.receive(&[text("m2", "34600", 24 * 3600)]).await;
        say(Saying::text("Hola".into()), "r1").await.expect("the window is open");
        it.is_consistent().await;
    });
}
