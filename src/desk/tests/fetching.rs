//! Files that customers send: fetched, put off and given up, and read only by who may.

use futures::executor::block_on;

use super::*;
use crate::fetch::Fetch;
use crate::message::{Fetched, File, MediaKind, Unfetched};
use crate::permissions::Author;
use crate::ticket::Change;

fn picture(media: Option<&str>) -> Content {
    Content::Media {
        media_kind: MediaKind::Image,
        media: media.map(str::to_owned),
        mime: Some("image/jpeg".into()),
        caption: Some("mireu".into()),
        filename: None,
        voice: false,
        fetched: None,
    }
}

fn file() -> File {
    let (hash, mime) = ("ab".repeat(32), "image/png".to_owned());
    File { hash, size: 9, mime, width: Some(2), height: Some(1) }
}

/// A desk to which a picture was sent, and the fetch that it brought.
async fn sent() -> (Setting, Fetch) {
    let it = setting();
    it.receive(&[Inbound::Message(arrival("m1", "34600", 0, picture(Some("7"))))]).await;
    let fetch = it.next_fetch().await.expect("a fetch");
    (it, fetch)
}

impl Setting {
    async fn next_fetch(&self) -> Option<Fetch> {
        let page = self.desk.fetches(&Actor::Clock, 10, None).await.expect("read");
        page.items.into_iter().next()
    }

    /// The fetch that stands next is made, with that outcome.
    async fn fetches(&self, outcome: Result<File, Unfetched>) {
        let fetch = self.next_fetch().await.expect("a fetch");
        self.desk.fetched(&Actor::Clock, &fetch, outcome).await.expect("taken down");
    }

    /// What became of the file, as the message says and as its history says.
    async fn outcome(&self) -> Option<Fetched> {
        let events = self.store.events(TicketNumber(1), 100).await.expect("read");
        let told = events.into_iter().find_map(|event| match event.change {
            Change::Fetched { message, fetched } => {
                assert_eq!((message, event.by), ("m1".into(), Author::Clock));
                Some(fetched)
            }
            _ => None,
        });
        let message = self.store.message(&"m1".into()).await.expect("read").expect("it is there");
        let Content::Media { fetched, .. } = message.content else { panic!("no file") };
        assert_eq!(fetched, told);
        told
    }
}

#[test]
fn a_file_waits_from_the_commit_that_brings_it_and_wakes_who_fetches_it() {
    block_on(async {
        let (it, fetch) = sent().await;
        let (message, number, at) = ("m1".into(), NUMBER.into(), it.clock.now());
        let (media, kind) = ("7".to_owned(), MediaKind::Image);
        assert_eq!(fetch, Fetch { message, number, media, kind, at, tries: 0, due: at });
        assert_eq!(it.live.fetching(), 1);
        assert_eq!(it.desk.fetches_count(&Actor::Clock).await.expect("read"), 1);
        assert_eq!(it.outcome().await, None);
        it.is_consistent().await;
    });
}

#[test]
fn what_names_no_file_brings_none() {
    block_on(async {
        let it = setting();
        let nameless = Inbound::Message(arrival("m1", "34600", 0, picture(None)));
        it.receive(&[nameless, text("m2", "34600", 1)]).await;
        assert_eq!((it.next_fetch().await, it.live.fetching()), (None, 0));
    });
}

#[test]
fn a_file_that_is_here_is_part_of_its_message_and_is_shown() {
    block_on(async {
        let (it, fetch) = sent().await;
        it.fetches(Ok(file())).await;
        assert_eq!(it.next_fetch().await, None);
        assert_eq!(it.outcome().await, Some(Fetched::Here(Box::new(file()))));
        let shown = it.live.shown().pop().expect("it was shown");
        assert_eq!(shown.events.last().map(|event| event.change.word()), Some("fetched"));
        assert!(!shown.events.iter().any(|event| event.is_a_line(None)));
        // Twice, as after a crash in between, says nothing new.
        let rev = it.ticket(1).await.rev;
        let again = it.desk.fetched(&Actor::Clock, &fetch, Err(Unfetched::TooLarge)).await;
        again.expect("taken down");
        assert_eq!(
            (it.ticket(1).await.rev, it.outcome().await),
            (rev, Some(Fetched::Here(Box::new(file()))))
        );
        it.is_consistent().await;
    });
}

#[test]
fn a_file_that_does_not_come_is_tried_again_until_its_id_is_dead() {
    block_on(async {
        for why in [Unfetched::Refused, Unfetched::NoAnswer, Unfetched::NotSaved] {
            let (it, first) = sent().await;
            let mut pauses = vec![];
            while let Some(fetch) = it.next_fetch().await {
                it.clock.set(fetch.due);
                it.fetches(Err(why)).await;
                let next = it.next_fetch().await;
                pauses.extend(next.map(|next| (next.due - fetch.due).num_seconds()));
            }
            assert_eq!(pauses[..8], [2, 15, 60, 300, 1800, 7200, 21600, 21600], "{why:?}");
            let lasted = it.clock.now() - first.at;
            assert!(lasted < Duration::days(7) && lasted > Duration::days(6), "{lasted}");
            assert_eq!(it.outcome().await, Some(Fetched::Never(why)));
            it.is_consistent().await;
        }
    });
}

#[test]
fn what_is_gone_is_given_up_after_some_hours_and_what_is_too_large_at_once() {
    block_on(async {
        for (why, tries) in
            [(Unfetched::Gone, 7), (Unfetched::NotPublic, 7), (Unfetched::TooLarge, 1)]
        {
            let (it, _) = sent().await;
            let mut tried = 0;
            while let Some(fetch) = it.next_fetch().await {
                it.clock.set(fetch.due);
                it.fetches(Err(why)).await;
                tried += 1;
            }
            assert_eq!((tried, it.outcome().await), (tries, Some(Fetched::Never(why))));
        }
    });
}

#[test]
fn a_file_arrives_also_on_a_ticket_that_is_done_and_changes_nothing_of_it() {
    block_on(async {
        let (it, _) = sent().await;
        let done = it.desk.resolve(&nuria(), TicketNumber(1)).await.expect("resolved");
        it.fetches(Ok(file())).await;
        let after = it.ticket(1).await;
        assert_eq!((after.status, after.rev), (done.status, done.rev + 1));
    });
}

#[test]
fn whoever_may_read_may_have_the_file_once_it_is_here() {
    block_on(async {
        let (it, _) = sent().await;
        let id = MessageId::from("m1");
        it.show_gil(TicketNumber(1)).await;
        assert_eq!(it.desk.file(&gil(), &id).await.expect("read"), None);
        it.fetches(Ok(file())).await;
        assert_eq!(it.desk.file(&gil(), &id).await.expect("read"), Some((file(), None)));
        assert_eq!(refusal(it.desk.file(&nuria(), &"m9".into()).await), Refusal::NoSuchMessage);
        for nobody in [Actor::Clock, Actor::Customer] {
            assert_eq!(refusal(it.desk.file(&nobody, &id).await), Refusal::NotAllowed);
        }
    });
}

#[test]
fn only_the_clock_fetches() {
    block_on(async {
        let (it, fetch) = sent().await;
        let refused = [
            it.desk.fetches(&nuria(), 1, None).await.map(drop),
            it.desk.fetches_count(&nuria()).await.map(drop),
            it.desk.fetched(&nuria(), &fetch, Ok(file())).await,
        ];
        for one in refused {
            assert_eq!(refusal(one), Refusal::NotAllowed);
        }
    });
}

#[test]
fn each_kind_has_metas_own_limit() {
    block_on(async {
        let (_, fetch) = sent().await;
        for (kind, mebibytes) in [
            (MediaKind::Image, 5),
            (MediaKind::Sticker, 5),
            (MediaKind::Audio, 16),
            (MediaKind::Video, 16),
            (MediaKind::Document, 100),
        ] {
            let fetch = Fetch { kind, ..fetch.clone() };
            assert_eq!(fetch.largest(), mebibytes * 1024 * 1024, "{kind:?}");
        }
    });
}

#[test]
fn a_file_that_was_taken_back_is_given_to_those_with_the_right_alone() {
    block_on(async {
        let (it, _) = sent().await;
        it.fetches(Ok(file())).await;
        let (id, eva) =
            (MessageId::from("m1"), Actor::Person { id: "eva".into(), role: Role::Supervisor });
        assert!(it.desk.file(&nuria(), &id).await.expect("answered").is_some());
        let revoke = Content::Revoke { original: "wamid.m1".into() };
        it.receive(&[Inbound::Message(arrival("x1", "34600", 5, revoke))]).await;
        assert!(it.desk.file(&nuria(), &id).await.expect("answered").is_none());
        assert!(it.desk.file(&eva, &id).await.expect("answered").is_some());
    });
}
