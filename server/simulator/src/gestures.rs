//! What customers do to what was said: answer it, react to it, change it, take it back. And what they do
//! with the phone itself: switch it off, take another number.

use std::sync::Arc;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::customers::Saying;
use crate::phone::{Ticks, digits};
use crate::simulator::Simulator;
use crate::wamid;
use crate::webhook::{Content, News};

/// How long a customer may change what they said (WhatsApp) …
const EDIT_WITHIN: TimeDelta = TimeDelta::minutes(15);
/// … and take it back.
const REVOKE_WITHIN: TimeDelta = TimeDelta::days(2);

impl Simulator {
    /// The customer answers one bubble, whoever said it; the `wamid` of the answer. `None` if there is no
    /// such bubble.
    pub fn reply(self: &Arc<Self>, customer: &str, wamid: &str, text: &str) -> Option<String> {
        self.state().phones.get_mut(customer)?.find(wamid)?;
        let saying = Saying { quotes: Some(wamid.to_owned()), ..Saying::text(text) };
        self.say(customer, saying, self.now())
    }

    /// The customer reacts to the newest message of the business; no emoji takes a reaction back.
    /// `None` if there is nothing to react to.
    pub fn react(self: &Arc<Self>, customer: &str, emoji: Option<&str>) -> Option<String> {
        let newest = {
            let state = self.state();
            let thread = &state.phones.get(customer)?.thread;
            thread.iter().rev().find(|said| !said.bubble.mine)?.wamid.clone()
        };
        self.react_to(customer, &newest, emoji)
    }

    /// The same to any bubble.
    pub fn react_to(
        self: &Arc<Self>,
        customer: &str,
        wamid: &str,
        emoji: Option<&str>,
    ) -> Option<String> {
        {
            let mut state = self.state();
            let phone = state.phones.get_mut(customer)?;
            phone.find(wamid)?;
            phone.marks(wamid).reaction = emoji.map(str::to_owned);
        }
        let emoji = emoji.unwrap_or_default().to_owned();
        self.gesture(customer, Content::Reaction { message_id: wamid.to_owned(), emoji })
    }

    /// The customer says it in other words: a text, or what stands under a file. `None` if it can't be
    /// changed, or not any more.
    pub fn edit(self: &Arc<Self>, customer: &str, wamid: &str, text: &str) -> Option<String> {
        let (kind, object) = {
            let mut state = self.state();
            let now = state.now();
            let phone = state.phones.get_mut(customer)?;
            let (kind, mut object) = phone.marks.get(wamid)?.sent.clone()?;
            let key = match kind.as_str() {
                "text" => "body",
                "image" | "video" | "document" => "caption",
                _ => return None,
            };
            let said = phone.find(wamid).filter(|said| now < said.bubble.at + EDIT_WITHIN)?;
            text.clone_into(&mut said.bubble.text);
            object[key] = text.into();
            let marks = phone.marks(wamid);
            (marks.is_edited, marks.sent) = (true, Some((kind.clone(), object.clone())));
            (kind, object)
        };
        let message = json!({ "type": kind, kind: object });
        let edit = json!({ "original_message_id": wamid, "message": message });
        self.gesture(customer, Content::Other { kind: "edit".to_owned(), object: edit })
    }

    /// The customer takes back what they said. `None` if it is not theirs, or it is too late.
    pub fn revoke(self: &Arc<Self>, customer: &str, wamid: &str) -> Option<String> {
        {
            let mut state = self.state();
            let now = state.now();
            let phone = state.phones.get_mut(customer)?;
            let said = phone.find(wamid).filter(|said| said.bubble.mine)?;
            if now >= said.bubble.at + REVOKE_WITHIN {
                return None;
            }
            said.bubble.text = String::new();
            let marks = phone.marks(wamid);
            (marks.is_deleted, marks.sent) = (true, None);
        }
        let object = json!({ "original_message_id": wamid });
        self.gesture(customer, Content::Other { kind: "revoke".to_owned(), object })
    }

    /// Tells what the customer did that makes no bubble of its own.
    fn gesture(self: &Arc<Self>, customer: &str, content: Content) -> Option<String> {
        let id = wamid::new(customer, wamid::From::Customer);
        let news = {
            let state = self.state();
            let phone = state.phones.get(customer)?;
            News::Message(phone.card(), phone.message(&id, state.now(), content))
        };
        self.changed();
        self.pass_on(customer, news);
        Some(id)
    }

    pub(crate) fn is_silent(&self, customer: &str) -> bool {
        self.state().phones.get(customer).is_some_and(|phone| phone.is_silent)
    }

    /// Switches the phone off: nothing is delivered or read until it is on again, and then all of it.
    pub fn set_silent(self: &Arc<Self>, customer: &str, is_silent: bool) {
        let waiting: Vec<String> = {
            let mut state = self.state();
            let Some(phone) = state.phones.get_mut(customer) else { return };
            phone.is_silent = is_silent;
            let waits = |ticks| !is_silent && ticks < Ticks::Delivered;
            let said = phone.thread.iter().filter(|said| !said.bubble.mine);
            said.filter(|said| waits(said.bubble.ticks)).map(|said| said.wamid.clone()).collect()
        };
        self.changed();
        if !self.settings.automatic || waiting.is_empty() {
            return;
        }
        let (simulator, customer) = (self.clone(), customer.to_owned());
        self.spawn(async move {
            for wamid in waiting {
                simulator.arrive(&customer, &wamid).await;
            }
        });
    }

    /// The customer takes another number; the new id. The network tells it twice, as a message of its own
    /// and as a change of the user id. `None` if there is no such customer or the number is somebody's.
    pub fn change_number(self: &Arc<Self>, customer: &str, number: &str) -> Option<String> {
        let new = digits(number);
        let news = {
            let mut state = self.state();
            if new.is_empty() || state.phones.contains_key(&new) {
                return None;
            }
            let now = state.now();
            let mut phone = state.phones.remove(customer)?;
            let before = phone.user_id.clone();
            let id = wamid::new(customer, wamid::From::Customer);
            let body = format!("User {} changed from {customer} to {new}", phone.name);
            let object = json!({ "body": body, "wa_id": new, "type": "user_changed_number" });
            let content = Content::Other { kind: "system".to_owned(), object };
            let told = News::Message(phone.card(), phone.message(&id, now, content));
            phone.renumber(&new);
            let change =
                user_id_update(&phone.name, &new, [&before, &phone.user_id], now.timestamp());
            state.phones.insert(new.clone(), phone);
            vec![told, News::Field("user_id_update", change)]
        };
        self.changed();
        // One body each, as Meta does; in the order of the old number's lane.
        for one in news {
            self.tell(customer, vec![one]);
        }
        Some(new)
    }
}

fn user_id_update(name: &str, wa_id: &str, ids: [&str; 2], at: i64) -> Value {
    let [previous, current] = ids;
    json!({
        "contacts": [{ "profile": { "name": name }, "wa_id": wa_id, "user_id": current }],
        "user_id_update": [{
            "wa_id": wa_id,
            "detail": "The user id of this user changed.",
            "user_id": { "previous": previous, "current": current },
            "timestamp": at.to_string(),
        }],
    })
}
