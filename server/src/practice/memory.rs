//! After a restart, the phones show again what the desk remembers of each conversation. Messages
//! that never reached a phone are left out.

use anyhow::Result;
use desk::message::{Content, Direction, Message, Progress, Row};
use desk::ports::Filter;
use desk::ticket::Ticket;
use simulator::{Bubble, Choice, Offer, Past, Simulator, Ticks};
use store::Store;

/// Tickets read at once; and the most messages of one ticket that a phone remembers.
const STRETCH: usize = 200;

pub(super) async fn bring_back(simulator: &Simulator, store: &Store) -> Result<()> {
    let mut cursor = None;
    loop {
        let page = store.tickets(&Filter::default(), STRETCH, cursor.as_deref()).await?;
        for ticket in &page.items {
            thread(simulator, store, ticket).await?;
        }
        match page.next {
            Some(next) => cursor = Some(next),
            None => return Ok(()),
        }
    }
}

async fn thread(simulator: &Simulator, store: &Store, ticket: &Ticket) -> Result<()> {
    let Some(contact) = store.contact(&ticket.contact).await? else { return Ok(()) };
    let Some(phone) = contact.shown_phone() else { return Ok(()) };
    let customer = simulator.add_customer(&contact.shown_name(), &phone);
    let messages = store.messages(ticket.number, STRETCH, None).await?.items;
    simulator.restore(&customer, messages.iter().filter_map(past).collect());
    Ok(())
}

/// The message as the customer's phone shows it.
fn past(message: &Message) -> Option<Past> {
    let mine = message.direction == Direction::In;
    let ticks = match message.delivery.as_ref().map(|delivery| delivery.progress) {
        Some(Progress::Failed) => return None,
        // No more is told of it than that it was sent.
        Some(_) if matches!(message.content, Content::Reaction { .. }) => Ticks::Read,
        Some(Progress::Read) => Ticks::Read,
        Some(Progress::Delivered) => Ticks::Delivered,
        // A customer's message has no delivery; the desk has it, so it arrived.
        None => Ticks::Delivered,
        Some(_) => Ticks::Sent,
    };
    let content = &message.content;
    let text = content.text().map_or_else(|| format!("[{}]", content.word()), str::to_owned);
    let choices = match content {
        Content::List { rows, button, .. } => {
            let offer = if button.is_some() { Offer::Row } else { Offer::Button };
            rows.iter().map(|row| choice(row, offer)).collect()
        }
        _ => vec![],
    };
    // Of what it was about, only Meta's id was kept.
    let (quote, file) = (None, None);
    let bubble = Bubble { mine, text, at: message.sent_at, ticks, choices, quote, file };
    Some(Past { external: message.external.clone()?, bubble })
}

fn choice(row: &Row, offer: Offer) -> Choice {
    Choice { offer, id: row.id.clone(), title: row.title.clone() }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use desk::message::Delivery;
    use desk::permissions::Author;

    use super::*;

    fn ours(progress: Progress, external: Option<&str>) -> Message {
        Message {
            id: "m".into(),
            ticket: desk::ids::TicketNumber(1),
            direction: Direction::Out,
            author: Author::Clock,
            content: Content::Text { body: "Bon dia!".into() },
            external: external.map(str::to_owned),
            reply_to: None,
            origin: None,
            delivery: Some(Delivery::at(progress)),
            sent_at: DateTime::UNIX_EPOCH,
            saved_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_phone_remembers_only_what_reached_it() {
        let shown = |message| past(&message).map(|past| past.bubble.ticks);
        assert_eq!(shown(ours(Progress::Accepted, Some("w"))), Some(Ticks::Sent));
        assert_eq!(shown(ours(Progress::Read, Some("w"))), Some(Ticks::Read));
        assert_eq!(shown(ours(Progress::Failed, Some("w"))), None);
        assert_eq!(shown(ours(Progress::Queued, None)), None);
        let theirs =
            Message { direction: Direction::In, delivery: None, ..ours(Progress::Sent, Some("w")) };
        let past = past(&theirs).expect("it is on the phone").bubble;
        assert_eq!(
            (past.mine, past.ticks, past.text.as_str()),
            (true, Ticks::Delivered, "Bon dia!")
        );
    }
}
