//! With whom tickets are shared: it comes and goes with the commits that say so.

use chrono::Duration;
use desk::permissions::{Actor, Role};
use desk::ports::{Clock, Share};

use super::world::{on_every_store, world};

#[test]
fn shares_come_and_go_with_their_commits_and_the_last_word_holds() {
    on_every_store(|store| async move {
        let world = world(store);
        let jordi = Actor::Person { id: "jordi".into(), role: Role::Supervisor };
        let (one, two) = (world.receive("m1", "34600").await, world.receive("m2", "34611").await);
        let until = Some(world.clock.now() + Duration::days(7));
        let share = |ticket, until| Share { person: "ana".into(), ticket, until };
        let shares = async || world.store.shares().await.expect("it answers");
        assert_eq!(shares().await, []);
        for (number, until) in [(two, until), (one, until), (one, None)] {
            let shared = world.desk.share(&jordi, number, "ana".into(), until).await;
            shared.expect("shared");
        }
        assert_eq!(shares().await, [share(one, None), share(two, until)]);
        world.desk.unshare(&jordi, one, "ana".into()).await.expect("taken back");
        assert_eq!(shares().await, [share(two, until)]);
    });
}
