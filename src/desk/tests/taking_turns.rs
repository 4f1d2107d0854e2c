//! A round robin: whoever went longest without a ticket is next.

use futures::executor::block_on;

use super::answering::{ada, rulebook};
use super::*;
use crate::assignment::Strategy;
use crate::ids::PersonId;

/// Billing is Núria, Ona and Pol, who take turns; all of them are there.
async fn taking_turns() -> Setting {
    let it = setting();
    it.store.add_person(person("pol", Role::Agent));
    it.store.add_person(person("ona", Role::Agent));
    let mut book = rulebook();
    book.teams[0].members = ["nuria", "pol", "ona"].map(PersonId::from).to_vec();
    book.teams[0].strategy = Strategy::RoundRobin;
    it.desk.lay_down(&ada(), 0, book).await.expect("saved").expect("without a slip");
    it.all_are_there();
    it
}

impl Setting {
    fn all_are_there(&self) {
        ["nuria", "ona", "pol"].iter().for_each(|who| self.hears(who, "joined"));
    }

    /// Another customer asks about an invoice; who gets it.
    async fn gives(&self, number: u64) -> Option<String> {
        let content = Content::Text { body: "La factura?".into() };
        let asks = arrival(&format!("m{number}"), &format!("346{number}"), 0, content);
        self.receive(&[Inbound::Message(asks)]).await;
        self.ticket(number).await.owner.map(|owner| owner.0)
    }
}

#[test]
fn turns_go_on_after_a_restart_where_they_were() {
    block_on(async {
        let mut it = taking_turns().await;
        assert_eq!(it.gives(1).await.as_deref(), Some("nuria"));
        assert_eq!(it.gives(2).await.as_deref(), Some("ona"));
        let Setting { store, channel, clock, live, .. } = &it;
        it.desk = Desk::new(store.clone(), channel.clone(), clock.clone(), live.clone());
        it.desk.begin(&Actor::Clock).await.expect("begun");
        it.all_are_there();
        for (number, next) in [(3, "pol"), (4, "nuria"), (5, "ona"), (6, "pol")] {
            assert_eq!(it.gives(number).await.as_deref(), Some(next), "ticket {number}");
        }
    });
}
