//! What somebody does not see does not exist for them, whatever they ask for; and sharing shows it.

use chrono::Duration;
use futures::executor::block_on;

use super::answering::ada;
use super::*;
use crate::desk::{Note, Occasion, Saying};
use crate::ids::ContactId;
use crate::ports::{Filter, OwnerFilter};
use crate::rulebook::Rulebook;
use crate::team::Team;
use crate::ticket::{Priority, Status};

const BILLED: TicketNumber = TicketNumber(1);
const SOLD: TicketNumber = TicketNumber(2);
const FREE: TicketNumber = TicketNumber(3);

fn agent(id: &str) -> Actor {
    Actor::Person { id: id.into(), role: Role::Agent }
}

fn jordi() -> Actor {
    Actor::Person { id: "jordi".into(), role: Role::Supervisor }
}

fn rulebook() -> Rulebook {
    let team = |id: &str, members: &[&str]| Team {
        members: members.iter().map(|member| (*member).into()).collect(),
        ..Team::new(id.into(), id)
    };
    let sales = Team { together: false, ..team("sales", &["pol", "mar"]) };
    Rulebook { teams: vec![team("billing", &["nuria"]), sales], ..Rulebook::default() }
}

/// Ticket 1 is billing's and waits, ticket 2 is Pol's of sales, ticket 3 is of nobody. The customer of
/// ticket 2 wrote twice.
async fn two_teams() -> Setting {
    let it = setting();
    for id in ["pol", "mar"] {
        it.store.add_person(person(id, Role::Agent));
    }
    it.desk.lay_down(&ada(), 0, rulebook()).await.expect("saved").expect("without a slip");
    let texts = [text("m1", "34611", 0), text("m2", "34622", 1), text("m3", "34633", 2)];
    it.receive(&texts).await;
    for (number, team) in [(BILLED, "billing"), (SOLD, "sales")] {
        it.desk.give_to_team(&jordi(), number, Some(team.into())).await.expect("given");
    }
    it.desk.assign(&jordi(), SOLD, Some("pol".into())).await.expect("given");
    it
}

async fn numbers(it: &Setting, actor: &Actor) -> Vec<u64> {
    let page = it.desk.tickets(actor, &Filter::default(), 50, None).await.expect("listed");
    let mut numbers: Vec<u64> = page.items.iter().map(|card| card.ticket.number.0).collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn lists_and_counts_hold_what_each_sees() {
    block_on(async {
        let it = two_teams().await;
        it.desk.share(&jordi(), FREE, "gil".into(), None).await.expect("shared");
        for (actor, seen) in [
            (ada(), vec![1, 2, 3]),
            (jordi(), vec![1, 2, 3]),
            (nuria(), vec![1, 3]),
            (agent("pol"), vec![2, 3]),
            (agent("mar"), vec![3]),
            (gil(), vec![3]),
            (Actor::Key { name: "crm".into(), role: Role::Guest }, vec![1, 2, 3]),
        ] {
            assert_eq!(numbers(&it, &actor).await, seen, "{actor:?}");
            let counts = it.desk.counts(&actor, None).await.expect("counted");
            assert_eq!(counts.open, seen.len() as u64, "{actor:?}");
        }
        let pols = OwnerFilter::Person("pol".into());
        let filter = Filter { owner: Some(pols.clone()), ..Filter::default() };
        let page = it.desk.tickets(&nuria(), &filter, 50, None).await.expect("listed");
        assert!(page.items.is_empty(), "nor by asking for a colleague's");
        assert_eq!(it.desk.counts(&nuria(), Some(&pols)).await.expect("counted").open, 0);
    });
}

#[test]
fn no_use_case_tells_or_changes_anything_of_what_the_actor_does_not_see() {
    block_on(async {
        let it = two_teams().await;
        let (me, n, desk) = (nuria(), SOLD, &it.desk);
        let before = it.ticket(2).await;
        let id = || MessageId::from("r9");
        let later = at(99_999);
        let hi = || Saying::text("Hola".into());
        macro_rules! hidden {
            ($($call:expr),* $(,)?) => {
                $(assert_eq!(refusal($call.await), Refusal::NoSuchTicket, stringify!($call));)*
            };
        }
        hidden![
            desk.ticket(&me, n),
            desk.thread(&me, n),
            desk.messages(&me, n, 50, None),
            desk.older(&me, n, "", 9),
            desk.happened(&me, n, 0),
            desk.explain(&me, n, &Occasion::Event(1)),
            desk.customer(&me, n),
            desk.describe(&me, n, &Note::default()),
            desk.offer(&me, n),
            desk.may_enclose(&me, n),
            desk.say_to(&me, n, hi(), id(), None),
            desk.types(&me, n),
            desk.note(&me, n, "Hm".into(), vec![]),
            desk.follow(&me, n),
            desk.unfollow(&me, n),
            desk.assign(&me, n, Some("nuria".into())),
            desk.take(&me, n, None),
            desk.give_to_team(&me, n, Some("billing".into())),
            desk.prioritise(&me, n, Priority::High),
            desk.snooze(&me, n, later),
            desk.resolve(&me, n),
            desk.reopen(&me, n),
            desk.see(&me, n),
            desk.tag(&me, n, "vip".into()),
            desk.untag(&me, n, "vip".into()),
            desk.set_field(&me, n, "a".into(), None),
            desk.merge(&me, n, FREE),
            desk.merge(&me, FREE, n),
            desk.unmerge(&me, n),
            // As if it were none: there is no ticket 99.
            desk.ticket(&me, TicketNumber(99)),
        ];
        for hidden in [
            refusal(desk.bubble(&me, &"m2".into()).await),
            refusal(desk.file(&me, &"m2".into()).await),
            refusal(desk.resend(&me, &"m2".into()).await),
        ] {
            assert_eq!(hidden, Refusal::NoSuchMessage);
        }
        assert_eq!(it.ticket(2).await, before);
    });
}

#[test]
fn a_customer_is_known_to_whoever_sees_a_ticket_of_theirs() {
    block_on(async {
        let it = two_teams().await;
        let (known, hidden) = (it.customer(1).await.id, it.customer(2).await.id);
        let me = nuria();
        assert_eq!(refusal(it.desk.contact(&me, &hidden).await), Refusal::NoSuchCustomer);
        assert_eq!(refusal(it.desk.kin(&me, &hidden).await), Refusal::NoSuchCustomer);
        assert_eq!(refusal(it.desk.unite(&me, &known, &hidden).await), Refusal::NoSuchCustomer);
        assert_eq!(refusal(it.desk.unite(&me, &hidden, &known).await), Refusal::NoSuchCustomer);
        let nobody = ContactId("nobody".into());
        assert_eq!(refusal(it.desk.contact(&me, &nobody).await), Refusal::NoSuchCustomer);
        for words in ["#2", "34622000", "Customer 34622"] {
            let found = it.desk.find_contacts(&me, words).await.expect("searched");
            assert!(found.is_empty(), "{words}: {found:?}");
        }
        let found = it.desk.find_contacts(&me, "Customer").await.expect("searched");
        let mut tickets: Vec<u64> =
            found.iter().filter_map(|one| one.ticket).map(|number| number.0).collect();
        tickets.sort_unstable();
        assert_eq!(tickets, [1, 3]);
        // They write again, and it is hers to answer: the one before stays hidden.
        it.desk.resolve(&jordi(), SOLD).await.expect("resolved");
        let news = it.desk.share(&jordi(), SOLD, "nuria".into(), None).await;
        news.expect("shared");
        assert_eq!(it.desk.contact(&me, &hidden).await.expect("known").ticket, Some(SOLD));
    });
}

#[test]
fn a_share_ends_at_its_moment_or_when_it_is_taken_back() {
    block_on(async {
        let it = two_teams().await;
        let hour = Some(it.desk.now() + Duration::hours(1));
        let shared = it.desk.share(&jordi(), SOLD, "gil".into(), hour).await;
        shared.expect("shared");
        assert_eq!(numbers(&it, &gil()).await, [2]);
        it.desk.thread(&gil(), SOLD).await.expect("he reads it");
        assert_eq!(it.live.looks(), [(gil(), SOLD)], "and that is written down");
        let with = it.desk.shared_with(&jordi(), SOLD).await.expect("told");
        assert_eq!(with, [("gil".into(), hour)]);
        it.clock.advance(Duration::hours(1));
        assert_eq!(numbers(&it, &gil()).await, [] as [u64; 0]);
        assert_eq!(refusal(it.desk.thread(&gil(), SOLD).await), Refusal::NoSuchTicket);
        assert!(it.desk.shared_with(&jordi(), SOLD).await.expect("told").is_empty());
        it.show_gil(SOLD).await;
        assert_eq!(numbers(&it, &gil()).await, [2]);
        it.desk.unshare(&jordi(), SOLD, "gil".into()).await.expect("taken back");
        assert_eq!(refusal(it.desk.ticket(&gil(), SOLD).await), Refusal::NoSuchTicket);
        it.is_consistent().await;
    });
}

#[test]
fn only_who_may_share_shares_and_only_with_somebody_of_the_team() {
    block_on(async {
        let it = two_teams().await;
        for actor in [nuria(), gil(), Actor::Clock, Actor::Customer] {
            let shared = it.desk.share(&actor, BILLED, "gil".into(), None).await;
            assert_eq!(refusal(shared), Refusal::NotAllowed);
            let told = it.desk.shared_with(&actor, BILLED).await;
            assert_eq!(refusal(told), Refusal::NotAllowed);
            let taken = it.desk.unshare(&actor, BILLED, "gil".into()).await;
            assert_eq!(refusal(taken), Refusal::NotAllowed);
        }
        let stranger = it.desk.share(&jordi(), BILLED, "nobody".into(), None).await;
        assert_eq!(refusal(stranger), Refusal::NoSuchPerson);
        let past = it.desk.share(&jordi(), BILLED, "gil".into(), Some(it.desk.now())).await;
        assert_eq!(refusal(past), Refusal::ShareInThePast);
        let none = it.desk.share(&jordi(), TicketNumber(99), "gil".into(), None).await;
        assert_eq!(refusal(none), Refusal::NoSuchTicket);
    });
}

#[test]
fn a_desk_that_starts_anew_knows_what_is_shared() {
    block_on(async {
        let it = two_teams().await;
        it.show_gil(SOLD).await;
        let (store, clock, live) = (it.store.clone(), it.clock.clone(), it.live.clone());
        let desk = Desk::new(store, it.channel.clone(), clock, live);
        desk.begin(&Actor::Clock).await.expect("begun");
        assert_eq!(desk.ticket(&gil(), SOLD).await.expect("seen").ticket.number, SOLD);
        assert!(desk.ticket(&gil(), FREE).await.is_err());
    });
}

#[test]
fn what_is_shown_tells_whose_the_ticket_was_where_that_changed() {
    block_on(async {
        let it = two_teams().await;
        it.desk.assign(&jordi(), SOLD, Some("mar".into())).await.expect("given");
        let shown = it.live.shown();
        let was = shown.last().and_then(|update| update.was.clone()).expect("told");
        assert_eq!((was.owner, was.team), (Some("pol".into()), Some("sales".into())));
        it.desk.resolve(&jordi(), SOLD).await.expect("resolved");
        assert_eq!(it.live.shown().last().and_then(|update| update.was.clone()), None);
    });
}

#[test]
fn who_takes_the_next_gets_nothing_that_they_do_not_see() {
    block_on(async {
        let it = two_teams().await;
        it.desk.assign(&jordi(), SOLD, None).await.expect("given");
        let mut taken = vec![];
        while let Some(ticket) = it.desk.take_next(&nuria()).await.expect("asked") {
            taken.push(ticket.number.0);
        }
        taken.sort_unstable();
        assert_eq!(taken, [1, 3]);
        assert_eq!(it.ticket(2).await.status, Status::Open);
    });
}
