//! What one edition makes of the one before, and an earlier one that holds again.

use super::*;
use crate::calendar::Week;
use crate::routing::Mode;

type Told = (Part, &'static str, Turn);

/// What `change` makes of a book, and what taking it back does.
fn both_ways(change: impl Fn(&mut Rulebook)) -> [Vec<Difference>; 2] {
    let (before, mut after) = (rulebook(), rulebook());
    change(&mut after);
    [after.differences(&before), before.differences(&after)]
}

#[test]
fn whatever_differs_is_told_by_its_part_and_by_what_it_is_called() {
    let policy = |id: &str| Part::Policy(id.into());
    let night = || Calendar { id: "night".into(), name: "Night".into(), ..office() };
    type Change<'c> = &'c dyn Fn(&mut Rulebook);
    let table: [(Change<'_>, [Vec<Told>; 2]); 10] = [
        (&|_| {}, [vec![], vec![]]),
        (
            &|book| book.calendars.push(night()),
            [Turn::Added, Turn::Removed]
                .map(|turn| vec![(Part::Calendar("night".into()), "Night", turn)]),
        ),
        (
            &|book| book.teams[0].offers_queue = !book.teams[0].offers_queue,
            [Turn::Changed; 2].map(|turn| vec![(Part::Team("billing".into()), "Billing", turn)]),
        ),
        (
            &|book| book.profiles.clear(),
            [Turn::Removed, Turn::Added]
                .map(|turn| vec![(Part::Profile("nuria".into()), "", turn)]),
        ),
        (
            &|book| book.policies.reverse(),
            [
                vec![
                    (policy("all"), "Everyone", Turn::Moved),
                    (policy("press"), "Urgent", Turn::Moved),
                ],
                vec![
                    (policy("press"), "Urgent", Turn::Moved),
                    (policy("all"), "Everyone", Turn::Moved),
                ],
            ],
        ),
        (
            &|book| drop(book.policies.remove(0)),
            [Turn::Removed, Turn::Added].map(|turn| vec![(policy("press"), "Urgent", turn)]),
        ),
        (
            &|book| book.rules.rules[0].on = false,
            [Turn::Changed; 2].map(|turn| vec![(Part::Rule("r1".into()), "Invoices", turn)]),
        ),
        (
            &|book| _ = book.reopening.insert("1065".into(), Reopening::NewTicket),
            [Turn::Added, Turn::Removed]
                .map(|turn| vec![(Part::Reopening("1065".into()), "", turn)]),
        ),
        (
            &|book| book.closing.on = !book.closing.on,
            [Turn::Changed; 2].map(|turn| vec![(Part::Closing, "", turn)]),
        ),
        (
            &|book| {
                book.rules.mode = Mode::First;
                book.assignment.grace += 1;
            },
            [Turn::Changed; 2]
                .map(|turn| vec![(Part::Assignment, "", turn), (Part::Desk, "", turn)]),
        ),
    ];
    for (place, (change, expected)) in table.into_iter().enumerate() {
        let told = |found: Vec<Difference>| {
            let each = found.into_iter().map(|one| (one.part, one.name, one.turn));
            each.collect::<Vec<_>>()
        };
        let expected = expected.map(|all| {
            let each = all.into_iter().map(|(part, name, turn)| (part, name.to_owned(), turn));
            each.collect::<Vec<_>>()
        });
        assert_eq!(both_ways(change).map(told), expected, "case {place}");
    }
}

#[test]
fn an_earlier_book_that_holds_again_makes_further_versions_of_what_it_changes_and_of_nothing_else()
{
    // CAL-6
    let earlier = rulebook();
    let mut present = rulebook();
    let closed = Calendar { week: Week::default(), ..office() };
    present.calendars[0] = office().next_version(closed);
    present.calendars[0].version = 7;
    present.rules.rules[0].version = 3;
    present.policies.remove(0);
    let again = earlier.clone().again(&present);
    assert_eq!(again.calendars[0], Calendar { version: 8, ..office() });
    assert_eq!(again.rules, present.rules, "the same but for its version");
    assert_eq!((&again.teams, &again.policies), (&earlier.teams, &earlier.policies));
    assert_eq!(present.clone().again(&present), present);
}
