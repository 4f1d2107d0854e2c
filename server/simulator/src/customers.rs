//! What customers do: write, react, look at their phone.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::media::Attachment;
use crate::phone::{Bubble, Customer, Past, Phone, Said, Ticks, digits};
use crate::simulator::Simulator;
use crate::wamid;
use crate::webhook::{Card, Content, Message, News};

impl Simulator {
    /// Somebody with a phone; the answer is their id. Known by the number: adding them again
    /// changes the name alone.
    pub fn add_customer(&self, name: &str, number: &str) -> String {
        let phone = Phone::new(name, number);
        let id = phone.id.clone();
        self.state()
            .phones
            .entry(id.clone())
            .and_modify(|known| known.name = name.to_owned())
            .or_insert(phone);
        self.changed();
        id
    }

    /// Everyone, by name.
    pub fn customers(&self) -> Vec<Customer> {
        let mut customers: Vec<_> = self.state().phones.values().map(Phone::customer).collect();
        customers.sort_by(|one, other| one.name.cmp(&other.name));
        customers
    }

    /// What one phone shows, oldest first; nothing if there is no such customer.
    pub fn thread(&self, customer: &str) -> Vec<Bubble> {
        let state = self.state();
        let thread = state.phones.get(customer).map(|phone| phone.thread.iter());
        thread.into_iter().flatten().map(|said| said.bubble.clone()).collect()
    }

    /// The customer writes a text now; the answer is the message's `wamid`. `None` if there is no
    /// such customer.
    pub fn write(self: &Arc<Self>, customer: &str, text: &str) -> Option<String> {
        self.post_history(customer, text, self.now())
    }

    /// The same by a click on an ad: an answer within a day begins a free entry.
    pub fn write_by_ad(self: &Arc<Self>, customer: &str, text: &str) -> Option<String> {
        let content = Content::Text { body: text.to_owned(), by_ad: true };
        self.say(customer, content, text, self.now())
    }

    /// The customer's text of a past moment arrives now.
    pub fn post_history(
        self: &Arc<Self>,
        customer: &str,
        text: &str,
        at: DateTime<Utc>,
    ) -> Option<String> {
        self.say(customer, Content::Text { body: text.to_owned(), by_ad: false }, text, at)
    }

    /// The customer sends a message of any type, with the object that Meta puts under its name.
    pub fn write_as(self: &Arc<Self>, customer: &str, kind: &str, object: Value) -> Option<String> {
        let shown = format!("[{kind}]");
        self.say(customer, Content::Other { kind: kind.to_owned(), object }, &shown, self.now())
    }

    /// The customer sends a file; the answer is the message's `wamid`. `None` if there is no such
    /// customer.
    pub fn send_file(self: &Arc<Self>, customer: &str, file: Attachment) -> Option<String> {
        let Attachment { kind, mime, caption, filename, voice, bytes } = file;
        let mut object = {
            let mut state = self.state();
            let now = state.now();
            let id = state.media.put(&mime, bytes, now);
            let hash = state.media.get(&id, now)?.hash();
            json!({ "mime_type": mime, "sha256": STANDARD.encode(hash), "id": id })
        };
        if let Some(caption) = &caption {
            object["caption"] = caption.as_str().into();
        }
        if let Some(filename) = filename {
            object["filename"] = filename.into();
        }
        if kind == "audio" {
            object["voice"] = voice.into();
        }
        let shown = caption.unwrap_or_else(|| format!("[{kind}]"));
        self.say(customer, Content::Other { kind, object }, &shown, self.now())
    }

    /// The customer reacts to the newest message of the business; no emoji takes a reaction back.
    /// `None` if there is nothing to react to.
    pub fn react(self: &Arc<Self>, customer: &str, emoji: Option<&str>) -> Option<String> {
        let message_id = {
            let state = self.state();
            let thread = &state.phones.get(customer)?.thread;
            thread.iter().rev().find(|said| !said.bubble.mine)?.wamid.clone()
        };
        let emoji = emoji.unwrap_or_default().to_owned();
        let shown = if emoji.is_empty() { "–".to_owned() } else { emoji.clone() };
        self.say(customer, Content::Reaction { message_id, emoji }, &shown, self.now())
    }

    /// The customer taps what the business offered by that id, last; the answer is the `wamid` of
    /// the tap. `None` if nothing of that id was offered.
    pub fn tap(self: &Arc<Self>, customer: &str, id: &str) -> Option<String> {
        let (message_id, choice) = {
            let state = self.state();
            let thread = &state.phones.get(customer)?.thread;
            let offered =
                |said: &Said| said.bubble.choices.iter().find(|one| one.id == id).cloned();
            let said = thread.iter().rev();
            said.filter_map(|said| Some((said.wamid.clone(), offered(said)?))).next()?
        };
        let shown = choice.title.clone();
        let from = digits(&self.settings.display_number);
        self.say(customer, Content::Tap { from, message_id, choice }, &shown, self.now())
    }

    /// The customer's text of a past moment, which arrived then: the answer is the body that was
    /// posted. Nothing is posted now.
    pub fn history(&self, customer: &str, text: &str, at: DateTime<Utc>) -> Option<Vec<u8>> {
        let content = Content::Text { body: text.to_owned(), by_ad: false };
        let (_, news) = self.note(customer, content, text, at, Ticks::Delivered)?;
        self.body(vec![news])
    }

    fn say(
        self: &Arc<Self>,
        customer: &str,
        content: Content,
        shown: &str,
        at: DateTime<Utc>,
    ) -> Option<String> {
        let (wamid, news) = self.note(customer, content, shown, at, Ticks::Sent)?;
        // Counted, never refused: a customer's message uses up the number's throughput too.
        self.state().traffic.pass(&self.settings.limits, std::time::Instant::now());
        self.tell(customer, vec![news]);
        Some(wamid)
    }

    /// Puts what the customer says on the phone.
    fn note(
        &self,
        customer: &str,
        content: Content,
        shown: &str,
        at: DateTime<Utc>,
        ticks: Ticks,
    ) -> Option<(String, News)> {
        let id = wamid::new(customer, wamid::From::Customer);
        let (card, from_user_id) = {
            let mut state = self.state();
            let phone = state.phones.get_mut(customer)?;
            let bubble = Bubble { mine: true, text: shown.to_owned(), at, ticks, choices: vec![] };
            if matches!(content, Content::Text { by_ad: true, .. }) {
                phone.comes_by_ad(at);
            }
            let (wamid, callback_data) = (id.clone(), None);
            phone.hear(Said { wamid, bubble, callback_data, told: None, free_until: None });
            (Card::new(&phone.name, &phone.id, &phone.user_id), phone.user_id.clone())
        };
        self.changed();
        let timestamp = at.timestamp().to_string();
        let from = customer.to_owned();
        let message = Message { from, from_user_id, id: id.clone(), timestamp, content };
        Some((id, News::Message(card, message)))
    }

    /// The customer looks at the phone: everything that arrived is read.
    pub fn open(self: &Arc<Self>, customer: &str) {
        let unread: Vec<String> = {
            let state = self.state();
            let thread = state.phones.get(customer).map(|phone| phone.thread.iter());
            let unread = |said: &&Said| !said.bubble.mine && said.bubble.ticks < Ticks::Read;
            thread.into_iter().flatten().filter(unread).map(|said| said.wamid.clone()).collect()
        };
        for wamid in unread {
            self.advance(customer, &wamid, Ticks::Read);
        }
    }

    /// Puts what was said before back on the phone of the customer, without telling anybody. What
    /// the phone shows already is known by its `wamid` and takes over the time given.
    pub fn restore(&self, customer: &str, past: Vec<Past>) {
        if let Some(phone) = self.state().phones.get_mut(customer) {
            past.into_iter().for_each(|past| phone.remember(past));
        }
        self.changed();
    }
}
