//! With whom the ticket is shared by which the customer was found: reading it, sharing it with one more, and
//! taking that back. Each is a form of its own.

use chrono::{DateTime, TimeDelta, Utc};
use desk::ids::{PersonId, TicketNumber};
use leptos::prelude::*;

use super::Dossier;
use crate::language::Language;
use crate::settings::Form;
use crate::settings::fields::{Choice, choice, kept};
use crate::time::clock;

/// For how many days one may share; besides, for good.
const DAYS: [i64; 4] = [1, 7, 30, 90];

/// With whom the ticket is shared, and with whom it may be. Given by the server for one request.
#[derive(Debug, Clone, Default)]
pub struct Sharing {
    /// By name, with the moment at which it ends.
    pub with: Vec<(PersonId, String, Option<DateTime<Utc>>)>,
    /// Everybody else, by name.
    pub others: Vec<(PersonId, String)>,
}

/// What one of the forms wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    Share { person: PersonId, until: Option<DateTime<Utc>> },
    Unshare { person: PersonId },
}

impl Wish {
    /// What the form says at that moment; nothing if it is none of ours.
    pub fn of(form: &Form, now: DateTime<Utc>) -> Option<Self> {
        let person = Some(form.text("person")).filter(|id| !id.is_empty()).map(PersonId)?;
        if form.get("do") == "unshare" {
            return Some(Wish::Unshare { person });
        }
        let until = match form.get("days") {
            "" => None,
            days => {
                let days = days.parse().ok().filter(|days| DAYS.contains(days))?;
                Some(now + TimeDelta::days(days))
            }
        };
        Some(Wish::Share { person, until })
    }
}

/// Where the forms are sent.
pub fn path(number: TicketNumber) -> String {
    format!("/customers/{number}/shares")
}

pub(super) fn section(dossier: &Dossier, t: Language) -> Option<AnyView> {
    let sharing = dossier.sharing.as_ref()?;
    let action = path(dossier.number);
    let with = sharing.with.iter().map(|share| shared(share, action.clone(), t)).collect_view();
    let share = (!sharing.others.is_empty()).then(|| form(&sharing.others, action.clone(), t));
    Some(
        view! {
            <h2>{t.share_the_ticket()}</h2>
            <p class="hint">{t.share_hint()}</p>
            {with}
            {share}
        }
        .into_any(),
    )
}

fn shared(
    (person, name, until): &(PersonId, String, Option<DateTime<Utc>>),
    action: String,
    t: Language,
) -> AnyView {
    let (clock, called, until) = (clock(), name.clone(), *until);
    let words = move || match until {
        Some(until) => t.shared_until(&called, t.moment(clock.local(until))),
        None => called.clone(),
    };
    view! {
        <form class="thing" method="post" action=action>
            {kept("person", &person.0)}
            <span>{words}</span>
            <button
                class="button small"
                name="do"
                value="unshare"
                aria-label=t.stop_sharing_with(name)
            >
                {t.stop_sharing()}
            </button>
        </form>
    }
    .into_any()
}

fn form(others: &[(PersonId, String)], action: String, t: Language) -> AnyView {
    let mut chosen = Form::default();
    chosen.put("days", "7");
    let people: Vec<Choice> =
        others.iter().map(|(person, name)| (person.0.clone(), name.clone())).collect();
    let days = DAYS.map(|days| (days.to_string(), t.share_days(days.unsigned_abs())));
    let good = (String::new(), t.share_for_good().to_owned());
    let days: Vec<Choice> = days.into_iter().chain([good]).collect();
    view! {
        <form class="sheet" method="post" action=action>
            {choice(&chosen, "person", t.share_with(), &people)}
            {choice(&chosen, "days", t.share_for(), &days)}
            <div class="sheet-end">
                <button class="button" name="do" value="share">{t.share_it()}</button>
            </div>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Form {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Form::of(fields.iter().map(owned).collect())
    }

    #[test]
    fn a_form_says_with_whom_and_for_how_long_and_no_other_length_is_taken() {
        let now = DateTime::UNIX_EPOCH;
        let share = |days: &str| Wish::of(&form(&[("person", "gil"), ("days", days)]), now);
        let person: PersonId = "gil".into();
        let until = Some(now + TimeDelta::days(7));
        assert_eq!(share("7"), Some(Wish::Share { person: person.clone(), until }));
        assert_eq!(share(""), Some(Wish::Share { person: person.clone(), until: None }));
        for days in ["0", "-1", "8", "9999999999999", "x"] {
            assert_eq!(share(days), None, "{days}");
        }
        let unshare = form(&[("person", "gil"), ("do", "unshare")]);
        assert_eq!(Wish::of(&unshare, now), Some(Wish::Unshare { person }));
        assert_eq!(Wish::of(&form(&[("days", "7")]), now), None);
    }
}
