//! `POST /<number>/messages`: accepted now, sent or failed afterwards.

use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::answer::{Answer, Problem};
use super::draft::Draft;
use super::letter;
use crate::fault::{CLOSED, Fault};
use crate::limits::Over;
use crate::phone::{Bubble, Enclosed, Said, Ticks, digits};
use crate::simulator::{Simulator, State};
use crate::wa_id;
use crate::wamid;
use crate::webhook::StatusError;

/// How old a message may be that is reacted to (Cloud API, "Reaction messages").
const REACTED_WITHIN: TimeDelta = TimeDelta::days(30);

/// A message that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    pub wamid: String,
    /// The recipient as the caller wrote it.
    pub to: String,
    /// Meta's word for the type.
    pub kind: String,
    /// The text of a text message; of others, what a phone shows.
    pub text: String,
    pub callback_data: Option<String>,
    pub at: DateTime<Utc>,
}

impl Simulator {
    /// `None` hangs up.
    pub(super) async fn send(self: &Arc<Self>, body: &Value) -> Option<Answer> {
        let fault = {
            let mut state = self.state();
            state.faults.pop_front().or(state.mischief.fault)
        };
        match fault {
            None => Some(self.accept(body)),
            Some(Fault::DropBefore) => None,
            Some(Fault::ErrorBefore) => Some(Err(Problem::unknown())),
            Some(Fault::RateLimited) => Some(Err(Problem::throughput())),
            Some(Fault::PairLimited) => Some(Err(Problem::pair())),
            Some(Fault::DropAfter) => match self.accept(body) {
                Ok(_) => None,
                refused => Some(refused),
            },
            Some(Fault::ErrorAfter) => Some(self.accept(body).and(Err(Problem::unknown()))),
            Some(Fault::Slow(pause)) => {
                let answer = self.accept(body);
                tokio::time::sleep(pause).await;
                Some(answer)
            }
        }
    }

    fn accept(self: &Arc<Self>, body: &Value) -> Answer {
        let mut draft = Draft::read(body)?;
        if draft.kind == "template" {
            let letter = letter::read(&self.state().templates, &body["template"])?;
            (draft.shown, draft.choices) = (letter.shown, letter.choices);
        }
        self.takes_reaction(&draft)?;
        if digits(&draft.input) == digits(&self.settings.display_number) && !draft.by_user_id {
            return Err(Problem::to_oneself());
        }
        let (wamid, wa_id, error) = {
            let mut state = self.state();
            let now = state.now();
            if let Some((id, _)) = &draft.media
                && state.media.get(id, now).is_none()
            {
                return Err(Problem::bad_value("The media id is not one of this phone number."));
            }
            let customer = find(&state, &draft);
            let wa_id = customer.clone().unwrap_or_else(|| digits(&draft.input));
            if !state.setup.is_registered {
                return Err(Problem::not_registered());
            }
            if !state.mischief.lets_through(&wa_id) {
                return Err(Problem::not_allowed());
            }
            state.traffic.send(&wa_id, &self.settings.limits, Instant::now()).map_err(|over| {
                match over {
                    Over::Throughput => Problem::throughput(),
                    Over::Pair => Problem::pair(),
                }
            })?;
            let wamid = wamid::new(&wa_id, wamid::From::Business);
            let error = self.obstacle(&state, customer.as_deref(), &draft);
            state.log(&wamid, &draft);
            if let (Some(customer), None) = (&customer, &error) {
                state.show(customer, &wamid, &draft);
            }
            (wamid, wa_id, error)
        };
        self.changed();
        match error {
            None => self.carry(wa_id.clone(), wamid.clone()),
            Some(error) => self.fail(wa_id.clone(), wamid.clone(), draft.callback_data, error),
        }
        let contact = match draft.by_user_id {
            true => json!({"input": draft.input, "user_id": draft.input}),
            false => json!({"input": draft.input, "wa_id": wa_id}),
        };
        let mut message = json!({"id": wamid});
        if draft.kind == "template" {
            message["message_status"] = json!("accepted");
        }
        let product = "whatsapp";
        Ok(json!({"messaging_product": product, "contacts": [contact], "messages": [message]}))
    }

    /// Meta takes a reaction to what a customer wrote in the last 30 days, and to no reaction.
    fn takes_reaction(&self, draft: &Draft) -> Result<(), Problem> {
        let Some(about) = draft.about.as_ref().filter(|_| draft.kind == "reaction") else {
            return Ok(());
        };
        let mut state = self.state();
        let now = state.now();
        let known =
            find(&state, draft).and_then(|id| state.phones.get_mut(&id)?.find(about).cloned());
        match known {
            Some(said) if said.reaction => {
                Err(Problem::bad_value("A reaction message can't be reacted to."))
            }
            Some(said) if said.bubble.at < now - REACTED_WITHIN => {
                Err(Problem::bad_value("The message to react to is older than 30 days."))
            }
            Some(_) => Ok(()),
            None => Err(Problem::bad_value("The message to react to is not known.")),
        }
    }

    /// Why the message, although accepted, will not be sent. Meta tells these by webhook only.
    fn obstacle(
        &self,
        state: &State,
        customer: Option<&str>,
        draft: &Draft,
    ) -> Option<StatusError> {
        let Some(phone) = customer.and_then(|id| state.phones.get(id)) else {
            return Some(StatusError::of(131_026));
        };
        let is_template = draft.kind == "template";
        let fails = state.mischief.fails.filter(|code| !is_template || *code != CLOSED);
        if fails.is_some() {
            return fails.map(StatusError::of);
        }
        if let Some((id, _)) = &draft.media
            && let Some(details) = state.media.get(id, state.now())?.misfit(&draft.kind)
        {
            return Some(StatusError::because(131_053, details));
        }
        let window = self.settings.limits.window;
        let since = phone.last_wrote().map(|at| state.now() - at);
        let is_open = since.is_some_and(|since| since.to_std().is_ok_and(|since| since < window))
            || since.is_some_and(|since| since < chrono::Duration::zero());
        let is_closed = !is_open && !is_template && state.windows_close;
        is_closed.then(|| StatusError::of(CLOSED))
    }
}

/// The customer that the draft is for.
fn find(state: &State, draft: &Draft) -> Option<String> {
    if draft.by_user_id {
        let phone = state.phones.values().find(|phone| phone.user_id == draft.input)?;
        return Some(phone.id.clone());
    }
    let id = digits(&draft.input);
    let others = wa_id::spellings(&id);
    std::iter::once(id).chain(others).find(|id| state.phones.contains_key(id))
}

impl State {
    fn log(&mut self, wamid: &str, draft: &Draft) {
        let at = self.now();
        self.sent.push(Sent {
            wamid: wamid.to_owned(),
            to: draft.input.clone(),
            kind: draft.kind.clone(),
            text: draft.shown.clone(),
            callback_data: draft.callback_data.clone(),
            at,
        });
    }

    fn show(&mut self, customer: &str, wamid: &str, draft: &Draft) {
        let (at, file) = (self.now(), self.enclosed(draft));
        let Some(phone) = self.phones.get_mut(customer) else { return };
        let text = draft.shown.clone();
        let quote = draft.about.as_deref().and_then(|about| phone.text_of(about));
        let (ticks, choices) = (Ticks::Sent, draft.choices.clone());
        let bubble = Bubble { mine: false, text, at, ticks, choices, quote, file };
        let reaction = draft.kind == "reaction";
        phone.typing_until = None;
        let callback_data = draft.callback_data.clone();
        let (wamid, free_until) = (wamid.to_owned(), phone.answered(at));
        phone.hear(Said { wamid, bubble, callback_data, told: None, free_until, reaction });
    }

    /// The file of a draft as the phone shows it.
    fn enclosed(&self, draft: &Draft) -> Option<Enclosed> {
        let (id, filename) = draft.media.clone()?;
        let mime = self.media.get(&id, self.now())?.mime.clone();
        Some(Enclosed { id, kind: draft.kind.clone(), mime, filename })
    }
}
