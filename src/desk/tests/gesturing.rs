//! Reactions, changes and deletions reach the message that they are about, in whatever order they come.

use futures::executor::block_on;

use super::*;
use crate::bubble::{Bubble, Quote};

fn eva() -> Actor {
    Actor::Person { id: "eva".into(), role: Role::Supervisor }
}

/// What the customer of ticket 1 does to their message `m1`, so many seconds later.
fn does(id: &str, after: i64, content: Content) -> Inbound {
    Inbound::Message(arrival(id, "34600", after, content))
}

fn reacts(id: &str, after: i64, emoji: Option<&str>) -> Inbound {
    let emoji = emoji.map(str::to_owned);
    does(id, after, Content::Reaction { to: "wamid.m1".into(), emoji })
}

fn edits(id: &str, after: i64, words: &str) -> Inbound {
    let text = Some(words.to_owned());
    does(id, after, Content::Edit { original: "wamid.m1".into(), text })
}

fn revokes(id: &str, after: i64) -> Inbound {
    does(id, after, Content::Revoke { original: "wamid.m1".into() })
}

impl Setting {
    async fn bubbles(&self, actor: &Actor) -> Vec<Bubble> {
        let page = self.desk.messages(actor, TicketNumber(1), 50, None).await;
        page.expect("read").items
    }

    /// Those that have a place of their own.
    async fn thread(&self, actor: &Actor) -> Vec<Bubble> {
        let mut all = self.bubbles(actor).await;
        all.retain(|bubble| !bubble.is_on_another);
        all
    }
}

/// Without what tells when it came.
fn timeless(mut bubbles: Vec<Bubble>) -> Vec<Bubble> {
    for bubble in &mut bubbles {
        bubble.message.saved_at = bubble.message.sent_at;
    }
    bubbles
}

#[test]
fn in_any_order_a_message_and_what_is_about_it_make_the_same_thread() {
    let items = [
        text("m1", "34600", 0),
        edits("e1", 10, "bon dia"),
        reacts("g1", 20, Some("👍")),
        reacts("g2", 30, Some("❤️")),
        text("m2", "34600", 40),
        edits("e2", 50, "bona nit"),
    ];
    let with_end = items.iter().cloned().chain([revokes("x1", 60)]).collect::<Vec<_>>();
    for items in [items.to_vec(), with_end] {
        let mut expected = None;
        for turn in 0..items.len() {
            for reversed in [false, true] {
                block_on(async {
                    let it = setting();
                    let mut order = items.clone();
                    order.rotate_left(turn);
                    if reversed {
                        order.reverse();
                    }
                    for item in &order {
                        it.clock.advance(Duration::seconds(1));
                        it.receive(std::slice::from_ref(item)).await;
                    }
                    let thread = timeless(it.thread(&eva()).await);
                    assert_eq!(thread.len(), 2, "{turn} {reversed}");
                    assert_eq!(expected.get_or_insert(thread.clone()), &thread);
                    it.is_consistent().await;
                });
            }
        }
    }
}

#[test]
fn what_is_about_a_message_that_nobody_knows_is_told_where_it_came() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m0", "34600", 0), reacts("g1", 5, Some("👍"))]).await;
        let thread = it.thread(&nuria()).await;
        let last = thread.last().expect("two");
        assert_eq!((thread.len(), last.message.id.clone(), &last.about), (2, "g1".into(), &None));
        // The message that it is about is late: now it shows there, and pages are told of both.
        let rev = it.ticket(1).await.rev;
        it.receive(&[text("m1", "34600", 3)]).await;
        let news = it.desk.happened(&nuria(), TicketNumber(1), rev).await.expect("read");
        let [bubble] = &news.messages.items[..] else { panic!("{news:?}") };
        assert_eq!((&bubble.message.id, &bubble.on_it), (&"m1".into(), &vec!["g1".into()]));
        assert_eq!(it.thread(&nuria()).await.len(), 2);
    });
}

#[test]
fn pages_are_told_which_messages_look_different() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.receive(&[text("m2", "34600", 5)]).await;
        let rev = it.ticket(1).await.rev;
        it.receive(&[edits("e1", 10, "bon dia")]).await;
        let news = it.desk.happened(&nuria(), number, rev).await.expect("read");
        let mut touched: Vec<_> =
            news.messages.items.iter().map(|bubble| bubble.message.id.0.as_str()).collect();
        touched.sort_unstable();
        assert_eq!((touched, news.told_to), (vec!["e1", "m1"], it.ticket(1).await.rev));
        it.desk.resolve(&nuria(), number).await.expect("resolved");
        let news = it.desk.happened(&nuria(), number, news.told_to).await.expect("read");
        assert_eq!((news.messages.items.len(), news.events.len()), (0, 1));
    });
}

#[test]
fn what_was_taken_back_stays_for_those_with_the_right_alone() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0), revokes("x1", 5)]).await;
        it.show_gil(TicketNumber(1)).await;
        for (actor, before) in [(eva(), 1), (nuria(), 0), (gil(), 0)] {
            let thread = it.thread(&actor).await;
            assert_eq!((thread.len(), thread[0].before.len()), (1, before), "{actor:?}");
            let shown = format!("{:?}", it.bubbles(&actor).await);
            assert_eq!(shown.contains("text m1"), before == 1, "{shown}");
        }
    });
}

#[test]
fn a_quote_leads_to_what_is_far_up_or_in_the_ticket_before() {
    block_on(async {
        let it = setting();
        it.one_ticket().await;
        for turn in 1..70 {
            it.receive(&[text(&format!("n{turn:02}"), "34600", turn)]).await;
        }
        let answers = |id: &str, after| {
            let content = Content::Text { body: "això".into() };
            let reply_to = Some("wamid.m1".to_owned());
            Inbound::Message(Arrival { reply_to, ..arrival(id, "34600", after, content) })
        };
        it.receive(&[answers("q1", 100)]).await;
        let quoted = |bubble: &Bubble| match &bubble.answers {
            Some(Quote::Known(quoted)) => (quoted.ticket, quoted.id.clone(), quoted.line.clone()),
            other => panic!("{other:?}"),
        };
        let first = (TicketNumber(1), "m1".into(), Some("text m1".to_owned()));
        let lately = it.desk.thread(&nuria(), TicketNumber(1)).await.expect("read").lately;
        assert_eq!(quoted(lately.messages.items.last().expect("some")), first);
        it.desk.resolve(&nuria(), TicketNumber(1)).await.expect("resolved");
        it.clock.advance(Duration::days(60));
        it.receive(&[answers("q2", 60 * 86_400)]).await;
        let lately = it.desk.thread(&nuria(), TicketNumber(2)).await.expect("read").lately;
        assert_eq!(quoted(&lately.messages.items[0]), first);
    });
}
