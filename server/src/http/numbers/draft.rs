//! What was filled in to connect a number and was not taken yet.

use app::numbers::{Draft as Shown, Objection};
use app::settings::Form;
use desk::ids::PersonId;

use super::super::Door;
use super::super::drafts;
use crate::connecting::Draft;

/// By whose it is.
pub type Drafts = drafts::Drafts<(), (Draft, Vec<Objection>)>;

/// What the page may show of it.
pub(super) fn shown((draft, objections): (Draft, Vec<Objection>)) -> Shown {
    Shown {
        has_secret: !draft.app_secret.is_empty(),
        has_token: !draft.token.is_empty(),
        number: draft.number,
        account: draft.account,
        app: draft.app,
        objections,
    }
}

/// What a form says; a secret that is left empty is the one that was sent before.
pub(super) fn filled(door: &Door, keeper: &PersonId, form: &Form) -> Draft {
    let (before, _) = door.number_drafts.of(keeper, &()).unwrap_or_default();
    let secret =
        |name, before: String| Some(form.text(name)).filter(|s| !s.is_empty()).unwrap_or(before);
    Draft {
        number: form.text("number"),
        account: form.text("account"),
        app: form.text("app"),
        app_secret: secret("app_secret", before.app_secret),
        token: secret("token", before.token),
    }
}
