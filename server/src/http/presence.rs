//! What somebody says of themselves: whether they want to be given work.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Form, State};
use axum::response::Redirect;
use desk::presence::{Happening, Said};
use serde::Deserialize;

use super::Door;
use super::reader::{Reader, inside};

#[derive(Deserialize)]
pub struct Word {
    said: Said,
    #[serde(default)]
    back: String,
}

/// `POST /presence`: it stays until they say otherwise.
pub async fn say(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Form(word): Form<Word>,
) -> Redirect {
    match reader.person {
        Some(person) => {
            door.desk.hear(&person.id, &Happening::Said { said: word.said });
            Redirect::to(inside(&word.back))
        }
        None => Redirect::to("/sign-in"),
    }
}
