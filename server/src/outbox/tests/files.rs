//! Files take long: words go past them.

use desk::desk::Saying;
use desk::enclosure::Enclosure;
use desk::message::File;

use super::*;

impl World {
    /// A customer with an open ticket, and a file for them as that message.
    async fn file(&self, phone: &str, id: &str) {
        self.replies(phone, &[]).await;
        let tickets = self.store.tickets(&Filter::default(), 100, None).await.expect("tickets");
        let newest = tickets.items.iter().map(|ticket| ticket.number).max().expect("a ticket");
        let (hash, mime) = ("0f".repeat(32), "image/png".to_owned());
        let file = File { hash, size: 9, mime, width: None, height: None };
        let enclosure =
            Enclosure { file, filename: None, caption: None, voice: false, as_document: false };
        let enclosed = enclosure.fit().expect("WhatsApp takes it");
        let actor = Actor::Person { id: "p".into(), role: Role::Agent };
        self.clock.advance(chrono::Duration::milliseconds(1));
        self.desk
            .say_to(&actor, newest, Saying::file(enclosed), id.into(), None)
            .await
            .expect("queued");
    }
}

#[tokio::test]
async fn many_files_leave_room_for_words_and_go_out_all_the_same() {
    let world = world(0);
    for phone in 0..6 {
        world.file(&phone.to_string(), &format!("file {phone}")).await;
    }
    for phone in 6..12 {
        world.replies(&phone.to_string(), &[&format!("words {phone}")]).await;
    }
    let outbox = world.start();
    let began = world.gate.calls(AT_ONCE).await;
    let files = began.iter().filter(|id| id.starts_with("file")).count();
    assert_eq!((files, began.len()), (FILES_AT_ONCE, AT_ONCE), "{began:?}");
    world.gate.open.add_permits(100);
    world.reaches("file 5", Progress::Accepted).await;
    world.reaches("words 11", Progress::Accepted).await;
    timeout(LONG, outbox.stop()).await.expect("stops");
}
