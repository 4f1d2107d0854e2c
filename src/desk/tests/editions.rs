//! The editions of the rulebook that were in force (CAL-6).

use futures::executor::block_on;

use super::answering::{ada, rulebook};
use super::*;
use crate::rulebook::{Part, Rulebook, Turn};

/// A desk with three editions: one with everything, one without rules, and an empty one.
async fn with_history() -> Setting {
    let it = setting();
    let mut second = rulebook();
    second.rules.rules.clear();
    for (replaces, book) in [(0, rulebook()), (1, second), (2, Rulebook::default())] {
        it.clock.advance(Duration::hours(1));
        it.desk.lay_down(&ada(), replaces, book).await.expect("saved").expect("without a slip");
    }
    it
}

#[test]
fn every_edition_stays_readable_with_whoever_laid_it_down_and_when() {
    block_on(async {
        let it = with_history().await;
        let page = it.desk.editions(&ada(), 2, None).await.expect("read");
        assert_eq!(page.items.iter().map(|one| one.version).collect::<Vec<_>>(), [3, 2]);
        let page = it.desk.editions(&ada(), 2, page.next.as_deref()).await.expect("read");
        let [first] = &page.items[..] else { panic!("one is left: {page:?}") };
        assert_eq!((first.version, first.at), (1, at(3_600)));
        assert_eq!((&first.by, page.next), (&ada().author(), None));
        let edition = it.desk.edition(&ada(), 1).await.expect("read").expect("an edition");
        assert_eq!((edition.imprint(), edition.rulebook), (first.clone(), rulebook()));
        assert_eq!(it.desk.edition(&ada(), 4).await.expect("read"), None);
    });
}

#[test]
fn the_history_tells_what_each_edition_changed_also_across_its_pages() {
    block_on(async {
        let it = with_history().await;
        let (mut told, mut cursor) = (vec![], None);
        loop {
            let page = it.desk.history(&ada(), 1, cursor.as_deref()).await.expect("read");
            for chapter in page.items {
                let parts = chapter.differences.into_iter().map(|one| (one.part, one.turn));
                told.push((chapter.imprint.version, parts.collect::<Vec<_>>()));
            }
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        let team = || Part::Team("billing".into());
        let policy = || Part::Policy("usual".into());
        let rule = || Part::Rule("invoices".into());
        let expected = [
            (3, vec![(team(), Turn::Removed), (policy(), Turn::Removed)]),
            (2, vec![(rule(), Turn::Removed)]),
            (1, vec![(team(), Turn::Added), (policy(), Turn::Added), (rule(), Turn::Added)]),
        ];
        assert_eq!(told, expected);
        let whole = it.desk.history(&ada(), 50, None).await.expect("read");
        assert_eq!((whole.items.len(), whole.next), (3, None));
    });
}

#[test]
fn only_whoever_may_lay_a_rulebook_down_reads_what_was() {
    block_on(async {
        let it = with_history().await;
        for actor in [nuria(), gil(), Actor::Clock, Actor::Customer] {
            assert_eq!(refusal(it.desk.editions(&actor, 9, None).await), Refusal::NotAllowed);
            assert_eq!(refusal(it.desk.edition(&actor, 1).await), Refusal::NotAllowed);
            assert_eq!(refusal(it.desk.history(&actor, 9, None).await), Refusal::NotAllowed);
        }
    });
}

#[test]
fn an_edition_comes_right_after_the_newest_or_not_at_all() {
    block_on(async {
        let it = with_history().await;
        for replaces in [0, 2, 4, u32::MAX] {
            let refused = it.desk.lay_down(&ada(), replaces, rulebook()).await;
            assert_eq!(refusal(refused), Refusal::BookChanged, "{replaces}");
        }
        let laid = it.desk.lay_down(&ada(), 3, rulebook()).await.expect("saved");
        assert_eq!(laid.expect("without a slip").version, 4);
    });
}
