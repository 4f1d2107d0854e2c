//! The door between a server function and the desk: who asks, and how an error leaves.

use std::sync::Arc;

use desk::Desk;
use desk::ids::PersonId;
use desk::permissions::Actor;
use desk::person::Person;
use desk::ticket::Refusal;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use super::Parts;
use super::refusals::refused;
use crate::language::Language;
use crate::practice::Phone;
use crate::problem::Problem;

/// The desk, for somebody who is signed in.
pub struct Door {
    pub desk: Arc<Desk>,
    pub actor: Actor,
    pub me: Option<Person>,
    pub language: Language,
    new_id: fn() -> String,
    response: Option<ResponseOptions>,
}

/// The first statement of every server function that acts on the desk.
pub fn door() -> Result<Door, Problem> {
    let response = use_context::<ResponseOptions>();
    let parts = parts()?;
    let Some(actor) = parts.actor else {
        return Err(refuse(response.as_ref(), Problem::SignedOut));
    };
    let Parts { desk, me, language, new_id, .. } = parts;
    Ok(Door { desk, actor, me, language, new_id, response })
}

/// The simulated customers. They never sign in: the server gives them only in practice mode and
/// only to a request made on its own machine.
pub fn phone() -> Result<Arc<dyn Phone>, Problem> {
    let response = use_context::<ResponseOptions>();
    let Parts { practice, language, .. } = parts()?;
    let nobody = || refuse(response.as_ref(), refused(&Refusal::NotAllowed, language));
    practice.ok_or_else(nobody)
}

fn parts() -> Result<Parts, Problem> {
    use_context::<Parts>().ok_or_else(|| Problem::Failed { reference: String::from("-") })
}

impl Door {
    /// Turns what the desk said into what crosses the wire. A failure is logged here, once.
    pub fn answer<T>(&self, result: Result<T, desk::Error>) -> Result<T, Problem> {
        result.map_err(|error| {
            let problem = match error {
                desk::Error::Refused(refusal) => refused(&refusal, self.language),
                desk::Error::Failed(cause) => {
                    let reference = self.reference();
                    tracing::error!(%reference, %cause, "a server function failed");
                    Problem::Failed { reference }
                }
            };
            refuse(self.response.as_ref(), problem)
        })
    }

    /// Whether this person is the one who asks.
    pub fn is_me(&self, person: &PersonId) -> bool {
        self.me.as_ref().is_some_and(|me| me.id == *person)
    }

    /// `wanted` if it has the form of an id that a browser makes, else a new one.
    pub fn message_id(&self, wanted: String) -> desk::ids::MessageId {
        let usable =
            wanted.len() == 36 && wanted.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
        desk::ids::MessageId(if usable { wanted } else { (self.new_id)() })
    }

    /// Short enough to read out on the telephone.
    fn reference(&self) -> String {
        let id = (self.new_id)();
        id.chars().filter(char::is_ascii_alphanumeric).rev().take(8).collect()
    }
}

fn refuse(response: Option<&ResponseOptions>, problem: Problem) -> Problem {
    if let (Some(response), Ok(status)) = (response, http::StatusCode::from_u16(problem.status())) {
        response.set_status(status);
    }
    problem
}
