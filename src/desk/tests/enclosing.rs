//! The team sends files.

use futures::executor::block_on;

use super::*;
use crate::desk::{Delivered, Saying};
use crate::enclosure::{Enclosed, Enclosure};
use crate::message::{Fetched, File, Trouble, Wait};
use crate::ports::{Fetches, Outgoing, Sending};
use crate::ticket::Status;

fn picture(caption: &str) -> Enclosed {
    let (hash, mime) = ("0f".repeat(32), "image/png".to_owned());
    let file = File { hash, size: 9, mime, width: Some(3), height: Some(3) };
    let (filename, caption) = (Some("sol.png".to_owned()), Some(caption.to_owned()));
    let enclosure = Enclosure { file, filename, caption, voice: false, as_document: false };
    enclosure.fit().expect("WhatsApp takes it")
}

impl Setting {
    async fn enclose(&self, number: TicketNumber, id: &str) -> Message {
        let nuria = nuria();
        let said = self.desk.say_to(&nuria, number, Saying::file(picture("Mira")), id.into(), None);
        said.await.expect("enclosed")
    }

    async fn next(&self) -> Outgoing {
        let mut queued = self.desk.queued(&Actor::Clock, 9, None).await.expect("read").items;
        queued.remove(0)
    }

    async fn carry(&self) -> Delivered {
        let next = self.next().await;
        self.desk.deliver(&Actor::Clock, &next).await.expect("delivered")
    }

    /// Whether a call began whose outcome nobody knows.
    async fn is_in_doubt(&self) -> bool {
        !self.store.attempted(self.clock.now()).await.expect("answers").is_empty()
    }
}

#[test]
fn a_file_is_an_answer_that_is_here_before_anything_is_sent() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let message = it.enclose(number, "r1").await;
        assert_eq!(it.progress(&message.id).await, Some(Progress::Queued));
        assert_eq!((it.channel.brought(), it.live.woken()), (0, 1));
        let ticket = it.ticket(1).await;
        assert_eq!((ticket.status, ticket.unread), (Status::Waiting, 0));
        assert_eq!(it.store.fetches_count().await.expect("answers"), 0, "nothing to fetch");
        it.show_gil(number).await;
        let (file, called) = it.desk.file(&gil(), &message.id).await.expect("read").expect("here");
        assert_eq!((file.size, called.as_deref()), (9, Some("sol.png")));
        it.is_consistent().await;
    });
}

#[test]
fn the_same_id_or_key_twice_makes_one_message_and_stands_for_no_other() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0), text("m2", "34611", 0)]).await;
        assert_eq!(
            it.enclose(TicketNumber(1), "r1").await,
            it.enclose(TicketNumber(1), "r1").await
        );
        let (it, nuria) = (&it, nuria());
        let key = async |number, caption, id: &str| {
            let key = Some("crm\n1".to_owned());
            it.desk
                .say_to(
                    &nuria,
                    TicketNumber(number),
                    Saying::file(picture(caption)),
                    id.into(),
                    key,
                )
                .await
        };
        let first = key(1, "A", "r2").await.expect("enclosed");
        assert_eq!(key(1, "A", "r3").await.expect("again"), first);
        assert_eq!(refusal(key(1, "B", "r4").await), Refusal::KeyUsed);
        assert_eq!(refusal(key(2, "A", "r5").await), Refusal::KeyUsed);
        let elsewhere = it
            .desk
            .say_to(&nuria, TicketNumber(2), Saying::file(picture("")), "r1".into(), None)
            .await;
        assert_eq!(refusal(elsewhere), Refusal::NoSuchMessage);
        assert_eq!(it.store.queued_count().await.expect("answers"), 2);
    });
}

#[test]
fn who_may_not_answer_may_send_no_file_and_hears_so_before() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let nobody = TicketNumber(9);
        assert_eq!(refusal(it.desk.may_enclose(&gil(), number).await), Refusal::NotAllowed);
        assert_eq!(refusal(it.desk.may_enclose(&nuria(), nobody).await), Refusal::NoSuchTicket);
        assert!(it.desk.may_enclose(&nuria(), number).await.is_ok());
        let sent =
            it.desk.say_to(&gil(), number, Saying::file(picture("")), "r1".into(), None).await;
        assert_eq!(refusal(sent), Refusal::NotAllowed);
        assert_eq!(it.ticket(1).await.rev, 2);
    });
}

#[test]
fn whatsapp_gets_the_file_first_and_then_the_message_that_names_it() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let id = it.enclose(number, "r1").await.id;
        assert_eq!(it.carry().await, Delivered::Settled);
        assert_eq!(it.progress(&id).await, Some(Progress::Accepted));
        let sent = it.channel.sent();
        let Content::Media { media, fetched, .. } = &sent[0].message.content else { panic!() };
        assert_eq!((media.as_deref(), sent.len()), (Some("media-1"), 1));
        assert!(matches!(fetched, Some(Fetched::Here(_))));
        let kept = it.store.message(&id).await.expect("answers").expect("is there");
        let Content::Media { media, .. } = kept.content else { panic!() };
        assert_eq!(media, None, "Meta's id is for one call");
        it.is_consistent().await;
    });
}

#[test]
fn a_file_that_did_not_get_there_leaves_no_doubt_and_is_brought_again() {
    block_on(async {
        for (trouble, delivered) in [
            (Sending::Later(Wait::Number), Delivered::Later(Wait::Number)),
            // Whatever became of the file: no message was sent.
            (Sending::Unknown, Delivered::Later(Wait::Customer)),
        ] {
            let it = setting();
            let number = it.one_ticket().await;
            let id = it.enclose(number, "r1").await.id;
            it.channel.will_not_take(trouble);
            assert_eq!(it.carry().await, delivered);
            assert_eq!((it.channel.sent().len(), it.is_in_doubt().await), (0, false));
            assert_eq!(it.progress(&id).await, Some(Progress::Queued));
            assert_eq!(it.carry().await, Delivered::Settled);
            assert_eq!((it.channel.brought(), it.channel.sent().len()), (2, 1));
        }
    });
}

#[test]
fn a_file_that_meta_refuses_fails_its_message_with_metas_words() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let id = it.enclose(number, "r1").await.id;
        let failure = Failure::told(131_053, "Unsupported".into());
        it.channel.will_not_take(Sending::Refused(failure.clone()));
        assert_eq!(it.carry().await, Delivered::Settled);
        let message = it.store.message(&id).await.expect("answers").expect("is there");
        assert_eq!(message.delivery, Some(Delivery::failed(failure)));
        assert_eq!(it.channel.sent().len(), 0);
        it.is_consistent().await;
    });
}

#[test]
fn what_stops_a_number_stops_it_at_the_file_too() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let id = it.enclose(number, "r1").await.id;
        let failure = Failure::told(190, "Expired".into());
        it.channel.will_not_take(Sending::Stopped { trouble: Trouble::Token, failure });
        assert_eq!(it.carry().await, Delivered::Stopped);
        assert_eq!(it.progress(&id).await, Some(Progress::Queued));
        assert!(!it.is_in_doubt().await);
        let outlets = it.desk.outlets(&Actor::Clock).await.expect("read");
        assert!(outlets.iter().any(|outlet| outlet.stop.is_some()), "{outlets:?}");
    });
}

#[test]
fn a_file_answers_the_message_that_it_quotes() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let saying = Saying::file(picture("Mira")).quoting(Some("m1".into()));
        let sent = it.desk.say_to(&nuria(), number, saying, "r1".into(), None).await.expect("sent");
        assert_eq!(sent.reply_to.as_deref(), Some("wamid.m1"));
        let elsewhere = Saying::file(picture("")).quoting(Some("nothing".into()));
        let sent = it.desk.say_to(&nuria(), number, elsewhere, "r2".into(), None).await;
        assert_eq!(refusal(sent), Refusal::Unfit(crate::message::Unfit::Elsewhere));
        it.is_consistent().await;
    });
}
