//! A long thread is read piece by piece, what was said and what happened meanwhile.

use futures::executor::block_on;

use super::answering::{ada, invoice, rulebook};
use super::*;
use crate::desk::Occasion;
use crate::routing::Action;
use crate::ticket::Change;

#[test]
fn older_messages_bring_what_happened_among_them_and_nothing_twice() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        for turn in 1..500 {
            it.clock.advance(Duration::seconds(10));
            let id = format!("m-{turn:03}");
            it.receive(&[text(&id, "34600", turn * 10)]).await;
            if turn % 4 == 0 {
                it.desk.tag(&nuria(), number, format!("tag {turn}")).await.expect("tagged");
                it.desk.untag(&nuria(), number, format!("tag {turn}")).await.expect("taken off");
            }
        }
        let mut lately = it.desk.thread(&nuria(), number).await.expect("read").lately;
        assert!(lately.told_from > 1, "not all of it at once");
        let (mut messages, mut revs, mut reached) = (0, vec![], at(0));
        loop {
            messages += lately.messages.items.len();
            revs.splice(0..0, lately.events.iter().map(|event| event.rev));
            let oldest = lately.messages.items.first().expect("never empty").message.saved_at;
            let Some(cursor) = lately.messages.next else { break };
            reached = lately.events.first().map_or(reached, |event| event.at);
            assert!(reached <= oldest + Duration::minutes(1), "the lines reach as far back");
            let older = it.desk.older(&nuria(), number, &cursor, lately.told_from).await;
            lately = older.expect("read");
        }
        assert_eq!((messages, lately.told_from), (500, 1));
        assert_eq!(revs.len(), 1 + 2 * 124, "the opening, and every tag on and off");
        assert!(revs.is_sorted_by(|one, next| one < next), "{revs:?}");
        let news = it.desk.happened(&nuria(), number, revs[90]).await.expect("read");
        assert_eq!(news.told_to, it.ticket(1).await.rev);
        assert_eq!(news.events.iter().map(|event| event.rev).collect::<Vec<_>>(), revs[91..]);
    });
}

#[test]
fn a_customer_reads_nothing_of_what_happened() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let refused = it.desk.happened(&Actor::Customer, number, 0).await;
        assert_eq!(refusal(refused), Refusal::NotAllowed);
        let refused = it.desk.older(&Actor::Customer, number, "", 9).await;
        assert_eq!(refusal(refused), Refusal::NotAllowed);
    });
}

/// The words of the lines of ticket 1 after a customer asked for an invoice, and the rule did `then`.
async fn lines_after(it: &Setting, then: Vec<Action>) -> Vec<&'static str> {
    let mut book = rulebook();
    book.rules.rules[0].then = then;
    it.desk.lay_down(&ada(), 0, book).await.expect("saved").expect("without a slip");
    it.receive(&[invoice("m1", 0)]).await;
    let lately = it.desk.thread(&nuria(), TicketNumber(1)).await.expect("read").lately;
    lately.events.iter().map(|event| event.change.word()).collect()
}

#[test]
fn a_rule_that_could_do_nothing_leaves_a_line_that_leads_to_why() {
    let gap = Action::SendTemplate {
        name: "your_agent".into(),
        language: "ca".into(),
        parameters: vec!["{agent}".into()],
    };
    let tag = || Action::AddTag { tag: "factura".into() };
    let table = [
        ("nothing was done", vec![gap.clone()], vec!["opened", "automated"]),
        ("what was done leads there", vec![gap, tag()], vec!["opened", "tagged"]),
        ("there is nothing to tell", vec![tag(), tag()], vec!["opened", "tagged"]),
    ];
    for (case, then, expected) in table {
        block_on(async {
            let it = setting();
            assert_eq!(lines_after(&it, then).await, expected, "{case}");
            let number = TicketNumber(1);
            let lines = it.desk.happened(&nuria(), number, 1).await.expect("read").events;
            let [line] = &lines[..] else { panic!("{lines:?}") };
            let why = Occasion::Event(line.rev);
            let told = it.desk.explain(&nuria(), number, &why).await.expect("told");
            let account = told.account.expect("the rule's account");
            assert_eq!(account.tells_of_undone(), case != "there is nothing to tell", "{case}");
            if let Change::Automated { account: shown } = &line.change {
                assert_eq!(shown.open(), Some(account), "it is worded by it");
            }
        });
    }
}
