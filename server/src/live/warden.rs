//! Sees to it that a right that changed counts at once, on pages that are open too: another role, another team,
//! a share that ended, somebody who was removed. However that came about, it is noticed here.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use desk::Desk;
use desk::ids::PersonId;
use desk::permissions::Permission;
use desk::person::Person;
use store::Store;
use tokio::task::JoinHandle;
use tokio::time::interval;

use super::Hub;

/// Well within the second in which a change has to count. Everything that is looked at is in memory.
const LOOKS: Duration = Duration::from_millis(500);

/// Looks after the rights of everybody who watches, until it is stopped.
pub fn watch(hub: Hub, desk: Arc<Desk>, store: Arc<Store>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut looks = interval(LOOKS);
        loop {
            looks.tick().await;
            match store.people().await {
                Ok(people) => look(&hub, &desk, &people),
                Err(error) => tracing::error!(%error, "who is of the team can't be read"),
            }
        }
    })
}

fn look(hub: &Hub, desk: &Desk, people: &[Person]) {
    let watching = hub.people();
    if watching.is_empty() {
        return;
    }
    let by_id: HashMap<&PersonId, &Person> = people.iter().map(|one| (&one.id, one)).collect();
    for person in watching {
        let known = by_id.get(&person);
        let actor = known.map(|one| desk.actor(one));
        match actor.filter(|actor| actor.may(Permission::Read)) {
            Some(actor) => hub.sees(&person, desk.sight(&actor)),
            None => hub.dismiss(&person),
        }
    }
}
