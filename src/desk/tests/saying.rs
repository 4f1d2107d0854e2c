//! The team says more than text: it quotes, reacts, offers choices, sends places and cards.

use futures::executor::block_on;

use super::*;
use crate::desk::Saying;
use crate::message::{ContactCard, Row, Unfit};
use crate::ticket::Status;

fn row(id: &str, title: &str) -> Row {
    Row { id: id.into(), title: title.into(), description: None }
}

fn thumb() -> Option<String> {
    Some("👍".into())
}

impl Setting {
    async fn says(&self, saying: Saying, id: &str) -> Result<Message, Error> {
        self.desk.say_to(&nuria(), TicketNumber(1), saying, id.into(), None).await
    }

    /// Ticket 1 with the customer's message m1, our r1 that WhatsApp has, and our r2 that it has not.
    async fn talk(&self) {
        let number = self.one_ticket().await;
        let first = self.say(number, "r1").await;
        self.receive(&[status(&first.id, Progress::Delivered)]).await;
        self.say(number, "r2").await;
    }
}

#[test]
fn a_quote_names_the_message_as_whatsapp_knows_it() {
    block_on(async {
        let it = setting();
        it.talk().await;
        for (quoted, external) in [("m1", "wamid.m1"), ("r1", "wamid.r1")] {
            let saying = Saying::text("Hola".into()).quoting(Some(quoted.into()));
            let said = it.says(saying, &format!("to {quoted}")).await.expect("said");
            assert_eq!(said.reply_to.as_deref(), Some(external));
        }
        it.is_consistent().await;
    });
}

#[test]
fn what_a_message_is_about_is_of_its_ticket_and_with_whatsapp() {
    block_on(async {
        let it = setting();
        it.talk().await;
        it.receive(&[text("m9", "34699", 0)]).await;
        let queued = it.store.queued_count().await.expect("answers");
        for (about, why) in
            [("m9", Unfit::Elsewhere), ("nothing", Unfit::Elsewhere), ("r2", Unfit::NotAtWhatsApp)]
        {
            let quote = Saying::text("Hola".into()).quoting(Some(about.into()));
            assert_eq!(refusal(it.says(quote, "x").await), Refusal::Unfit(why), "{about}");
            let reaction = Saying::reaction(about.into(), thumb());
            assert_eq!(refusal(it.says(reaction, "x").await), Refusal::Unfit(why), "{about}");
        }
        assert_eq!(it.store.queued_count().await.expect("answers"), queued);
    });
}

#[test]
fn a_reaction_is_sent_and_the_customer_goes_on_waiting() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let said = it.says(Saying::reaction("m1".into(), thumb()), "r1").await.expect("said");
        let content = Content::Reaction { to: "wamid.m1".into(), emoji: thumb() };
        assert_eq!((&said.content, &said.reply_to), (&content, &None));
        assert_eq!(it.store.queued_count().await.expect("answers"), 1);
        let ticket = it.ticket(1).await;
        assert_eq!((ticket.status, ticket.unread, ticket.unanswered()), (Status::Open, 1, 1));
        assert_eq!(ticket.memory.record.first_answer_at(), None);
        it.receive(&[status(&said.id, Progress::Sent)]).await;
        it.says(Saying::reaction("m1".into(), None), "r2").await.expect("taken back");
        it.desk.resolve(&nuria(), number).await.expect("resolved");
        it.says(Saying::reaction("m1".into(), thumb()), "r3").await.expect("said");
        assert_eq!(it.ticket(1).await.status, Status::Resolved);
        it.is_consistent().await;
    });
}

#[test]
fn only_what_a_customer_wrote_lately_is_reacted_to() {
    block_on(async {
        let it = setting();
        it.talk().await;
        let reaction = Content::Reaction { to: "wamid.r1".into(), emoji: thumb() };
        it.receive(&[Inbound::Message(arrival("m2", "34600", 5, reaction))]).await;
        let to = |message: &str| Saying::reaction(message.into(), thumb());
        assert_eq!(refusal(it.says(to("r1"), "x").await), Unfit::NotTheirs.into());
        assert_eq!(refusal(it.says(to("m2"), "x").await), Unfit::ToReaction.into());
        let quoting = to("m1").quoting(Some("m1".into()));
        assert_eq!(refusal(it.says(quoting, "x").await), Unfit::ReactionQuotes.into());
        it.clock.advance(Duration::days(30));
        it.receive(&[text("m3", "34600", 30 * 86_400)]).await;
        it.says(to("m1"), "r3").await.expect("just in time");
        it.clock.advance(Duration::seconds(1));
        assert_eq!(refusal(it.says(to("m1"), "x").await), Unfit::TooOld.into());
    });
}

#[test]
fn each_choice_has_an_id_and_none_is_taken_for_a_rating() {
    block_on(async {
        let it = setting();
        it.one_ticket().await;
        let rows = vec![row("", "Sí"), row("no", "No")];
        let said = it.says(Saying::buttons("Va bé?".into(), rows), "r1").await.expect("said");
        let expected = vec![row("r1-1", "Sí"), row("no", "No")];
        let Content::List { rows, button: None, .. } = said.content else { panic!("buttons") };
        assert_eq!(rows, expected);
        let rating = vec![row("rating-1-5", "Molt bé")];
        let refused = it.says(Saying::list("Va bé?".into(), "Tria".into(), rating), "r2").await;
        assert_eq!(refusal(refused), Unfit::Id.into());
        let tapped = Content::chosen("r1-1".into(), "Sí".into());
        it.receive(&[Inbound::Message(arrival("m2", "34600", 5, tapped))]).await;
        assert_eq!(it.ticket(1).await.unanswered(), 1);
    });
}

#[test]
fn the_same_key_stands_for_the_whole_of_what_was_said() {
    block_on(async {
        let it = setting();
        it.talk().await;
        let say = |saying: Saying, id: &'static str| {
            let key = Some("crm\n1".to_owned());
            let desk = &it.desk;
            async move { desk.say_to(&nuria(), TicketNumber(1), saying, id.into(), key).await }
        };
        let buttons = |last| Saying::buttons("Va bé?".into(), vec![row("", "Sí"), row("", last)]);
        let quoting = |id: &str| buttons("No").quoting(Some(id.into()));
        let first = say(quoting("m1"), "a").await.expect("said");
        assert_eq!(say(quoting("m1"), "b").await.expect("said again"), first);
        for other in
            [quoting("r1"), buttons("No"), buttons("Potser"), Saying::text("Va bé?".into())]
        {
            assert_eq!(refusal(say(other, "c").await), Refusal::KeyUsed);
        }
    });
}

#[test]
fn places_and_cards_are_kept_as_they_were_given() {
    block_on(async {
        let it = setting();
        it.one_ticket().await;
        let place = Saying::location("41.3870".into(), "2.17".into(), Some("Mercat".into()), None);
        let said = it.says(place, "r1").await.expect("said");
        assert!(
            matches!(said.content, Content::Location { latitude, .. } if latitude == "41.3870")
        );
        let card = ContactCard {
            name: "Pau".into(),
            phones: vec!["+34 600 555 001".into()],
            ..ContactCard::default()
        };
        let said = it.says(Saying::contacts(vec![card.clone()]), "r2").await.expect("said");
        let Content::Contacts { names, cards } = said.content else { panic!("cards") };
        assert_eq!((names, cards.and_then(|it| it.open())), (vec!["Pau".into()], Some(vec![card])));
    });
}
