//! What customers do: write, react, look at their phone.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::media::Attachment;
use crate::phone::{Bubble, Customer, Past, Phone, Said, Shown, Ticks, digits};
use crate::simulator::Simulator;
use crate::wamid;
use crate::webhook::{Content, Message, News};

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
        let mut customers: Vec<_> = {
            let state = self.state();
            let now = state.now();
            state.phones.values().map(|phone| phone.customer(now)).collect()
        };
        customers.sort_by(|one, other| one.name.cmp(&other.name));
        customers
    }

    /// What one phone shows, oldest first; nothing if there is no such customer.
    pub fn thread(&self, customer: &str) -> Vec<Bubble> {
        let state = self.state();
        let thread = state.phones.get(customer).map(|phone| phone.thread.iter());
        thread.into_iter().flatten().map(|said| said.bubble.clone()).collect()
    }

    /// What one phone shows, with what became of each bubble.
    pub fn screen(&self, customer: &str) -> Vec<Shown> {
        let state = self.state();
        let Some(phone) = state.phones.get(customer) else { return vec![] };
        let shown = |said: &Said| Shown {
            id: said.wamid.clone(),
            bubble: said.bubble.clone(),
            marks: phone.marks.get(&said.wamid).cloned().unwrap_or_default(),
        };
        phone.thread.iter().map(shown).collect()
    }

    /// The customer writes a text now; the answer is the message's `wamid`. `None` if there is no
    /// such customer.
    pub fn write(self: &Arc<Self>, customer: &str, text: &str) -> Option<String> {
        self.post_history(customer, text, self.now())
    }

    /// The same by a click on an ad: an answer within a day begins a free entry.
    pub fn write_by_ad(self: &Arc<Self>, customer: &str, text: &str) -> Option<String> {
        self.say(customer, Saying::by_ad(text), self.now())
    }

    /// The customer's text of a past moment arrives now.
    pub fn post_history(
        self: &Arc<Self>,
        customer: &str,
        text: &str,
        at: DateTime<Utc>,
    ) -> Option<String> {
        self.say(customer, Saying::text(text), at)
    }

    /// The customer sends a message of any type, with the object that Meta puts under its name.
    pub fn write_as(self: &Arc<Self>, customer: &str, kind: &str, object: Value) -> Option<String> {
        self.say(customer, Saying::other(kind, object), self.now())
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
        self.say(customer, Saying::other(&kind, object), self.now())
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
        let saying = Saying { shown, content: Content::Tap(choice), quotes: Some(message_id) };
        self.say(customer, saying, self.now())
    }

    /// The customer's text of a past moment, which arrived then: the answer is the body that was
    /// posted. Nothing is posted now.
    pub fn history(&self, customer: &str, text: &str, at: DateTime<Utc>) -> Option<Vec<u8>> {
        let (_, news) = self.note(customer, Saying::text(text), at, Ticks::Delivered)?;
        self.body(vec![news])
    }

    pub(crate) fn say(
        self: &Arc<Self>,
        customer: &str,
        saying: Saying,
        at: DateTime<Utc>,
    ) -> Option<String> {
        let (wamid, news) = self.note(customer, saying, at, Ticks::Sent)?;
        self.pass_on(customer, news);
        Some(wamid)
    }

    /// What the customer does goes to the business.
    pub(crate) fn pass_on(self: &Arc<Self>, customer: &str, news: News) {
        // Counted, never refused: a customer's message uses up the number's throughput too.
        self.state().traffic.pass(&self.settings.limits, std::time::Instant::now());
        self.tell(customer, vec![news]);
    }

    /// Puts what the customer says on the phone.
    fn note(
        &self,
        customer: &str,
        saying: Saying,
        at: DateTime<Utc>,
        ticks: Ticks,
    ) -> Option<(String, News)> {
        let Saying { content, shown, quotes } = saying;
        let id = wamid::new(customer, wamid::From::Customer);
        let news = {
            let mut state = self.state();
            let phone = state.phones.get_mut(customer)?;
            let quote = quotes.as_ref().and_then(|quoted| phone.text_of(quoted));
            let (mine, text, choices) = (true, shown, vec![]);
            let bubble = Bubble { mine, text, at, ticks, choices, quote, file: None };
            if matches!(content, Content::Text { by_ad: true, .. }) {
                phone.comes_by_ad(at);
            }
            let sent = content.object();
            if quotes.is_some() || sent.is_some() {
                let marks = phone.marks(&id);
                (marks.quotes, marks.sent) = (quotes.clone(), sent);
            }
            let (wamid, callback_data) = (id.clone(), None);
            let quotes = quotes.map(|quoted| (self.author(phone, &quoted), quoted));
            phone.hear(Said {
                wamid,
                bubble,
                callback_data,
                told: None,
                free_until: None,
                reaction: false,
            });
            let message = phone.message(&id, at, content);
            News::Message(phone.card(), Message { quotes, ..message })
        };
        self.changed();
        Some((id, news))
    }

    /// The number of whoever said `wamid`.
    fn author(&self, phone: &Phone, wamid: &str) -> String {
        let said = phone.thread.iter().find(|said| said.wamid == wamid);
        match said.is_some_and(|said| said.bubble.mine) {
            true => phone.id.clone(),
            false => digits(&self.settings.display_number),
        }
    }

    /// The customer looks at the phone, if it is on: everything that arrived is read.
    pub fn open(self: &Arc<Self>, customer: &str) {
        let unread: Vec<String> = {
            let state = self.state();
            let phone = state.phones.get(customer).filter(|phone| !phone.is_silent);
            let thread = phone.map(|phone| phone.thread.iter());
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

/// Something that a customer says.
pub(crate) struct Saying {
    pub(crate) content: Content,
    /// What the phone shows of it.
    pub(crate) shown: String,
    /// The `wamid` of what it answers.
    pub(crate) quotes: Option<String>,
}

impl Saying {
    pub(crate) fn text(text: &str) -> Self {
        let content = Content::Text { body: text.to_owned(), by_ad: false };
        Self { content, shown: text.to_owned(), quotes: None }
    }

    fn by_ad(text: &str) -> Self {
        let content = Content::Text { body: text.to_owned(), by_ad: true };
        Self { content, ..Self::text(text) }
    }

    fn other(kind: &str, object: Value) -> Self {
        let caption = object["caption"].as_str().map(str::to_owned);
        let shown = caption.unwrap_or_else(|| format!("[{kind}]"));
        Self { content: Content::Other { kind: kind.to_owned(), object }, shown, quotes: None }
    }
}

impl Phone {
    /// What the customer says or does, as webhooks tell it.
    pub(crate) fn message(&self, id: &str, at: DateTime<Utc>, content: Content) -> Message {
        Message {
            from: Some(self.id.clone()),
            from_user_id: Some(self.user_id.clone()),
            id: id.to_owned(),
            timestamp: at.timestamp().to_string(),
            quotes: None,
            content,
        }
    }
}
