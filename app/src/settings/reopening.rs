//! What a message after the resolution does, for each of the desk's numbers: a part of the form of
//! what holds for the whole desk. Which words are a goodbye stands beside it there.

use desk::ids::NumberId;
use desk::number::{MOST_DAYS, Reopening};
use desk::rulebook::Rulebook;
use leptos::prelude::*;

use super::fields::{Choice, choice, line};
use super::form::Form;
use super::office::Office;
use super::page::Read;
use crate::language::Language;

pub(super) fn fill(form: &mut Form, office: &Office) {
    for (number, _) in &office.numbers {
        let policy = office.rulebook.reopening(number);
        // Also where no days count, so that they are there for whoever chooses them.
        let usual = Reopening::default();
        let days = [policy, usual].into_iter().find_map(|policy| match policy {
            Reopening::NewAfter { days } => Some(days),
            Reopening::Reopen | Reopening::NewTicket => None,
        });
        form.put(chosen(number), word(policy));
        form.put(days_of(number), days.unwrap_or_default().to_string());
    }
}

pub(super) fn read(form: &Form, office: &Office, book: &mut Rulebook, t: Language) -> Read {
    let mut complaints = vec![];
    for (number, display) in &office.numbers {
        let policy = match form.get(&chosen(number)) {
            "reopen" => Reopening::Reopen,
            "new_ticket" => Reopening::NewTicket,
            "new_after" => match form.get(&days_of(number)).trim().parse() {
                Ok(days) => Reopening::NewAfter { days },
                Err(_) => {
                    let place = format!("{} · {display}", t.after_resolution());
                    complaints.push(t.objection_at(place, t.out_of_range(1, MOST_DAYS)));
                    continue;
                }
            },
            // The number was not ours yet when the form was shown.
            _ => continue,
        };
        match policy == Reopening::default() {
            true => book.reopening.remove(number),
            false => book.reopening.insert(number.clone(), policy),
        };
    }
    if complaints.is_empty() { Ok(()) } else { Err(complaints) }
}

pub(super) fn view(form: &Form, office: &Office, t: Language) -> AnyView {
    let choices: [Choice; 3] = [
        (word(Reopening::Reopen).to_owned(), t.reopens_the_ticket().to_owned()),
        (word(Reopening::NewTicket).to_owned(), t.opens_a_new_ticket().to_owned()),
        (word(Reopening::default()).to_owned(), t.reopens_for_some_days().to_owned()),
    ];
    let numbers = office.numbers.iter().map(|(number, display)| {
        view! {
            <fieldset class="several reopening">
                <legend>{display.clone()}</legend>
                {choice(form, &chosen(number), t.a_new_message(), &choices)}
                {line(form, &days_of(number), t.days_to_reopen(), t.days_to_reopen_hint())}
            </fieldset>
        }
    });
    let head = (numbers.len() > 0).then(|| {
        view! {
            <h2>{t.after_resolution()}</h2>
            <p class="hint">{t.after_resolution_hint()}</p>
        }
    });
    view! {
        {head}
        {numbers.collect_view()}
    }
    .into_any()
}

/// As it is called in the rulebook.
fn word(policy: Reopening) -> &'static str {
    match policy {
        Reopening::Reopen => "reopen",
        Reopening::NewTicket => "new_ticket",
        Reopening::NewAfter { .. } => "new_after",
    }
}

fn chosen(number: &NumberId) -> String {
    format!("reopening.{number}")
}

fn days_of(number: &NumberId) -> String {
    format!("reopening.{number}.days")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two numbers, and the policy of one that isn't the desk's.
    fn office([first, second]: [Reopening; 2]) -> Office {
        let policies = [("1065", first), ("1066", second), ("elsewhere", Reopening::Reopen)];
        let reopening = policies.map(|(number, policy)| (number.into(), policy)).into();
        let book = Rulebook { reopening, ..Rulebook::default() };
        Office::of(book, &[("1065", "+34 930"), ("1066", "+376 80")])
    }

    #[test]
    fn every_policy_comes_back_from_its_form_as_it_went_in() {
        for policy in [Reopening::Reopen, Reopening::NewTicket, Reopening::NewAfter { days: 30 }] {
            let office = office([policy, Reopening::NewAfter { days: 1 }]);
            let mut form = Form::default();
            fill(&mut form, &office);
            let mut book = office.rulebook.clone();
            book.reopening.remove(&"1065".into());
            read(&form, &office, &mut book, Language::English).expect("it reads");
            assert_eq!(book, office.rulebook);
        }
    }

    #[test]
    fn the_usual_is_not_written_down_and_a_number_that_the_form_does_not_name_stays_as_it_is() {
        let office = office([Reopening::Reopen, Reopening::NewTicket]);
        let mut form = Form::default();
        form.put("reopening.1065", "new_after");
        form.put("reopening.1065.days", " 7 ");
        let mut book = office.rulebook.clone();
        read(&form, &office, &mut book, Language::English).expect("it reads");
        let mut expected = office.rulebook.reopening.clone();
        expected.remove(&"1065".into());
        assert_eq!(book.reopening, expected);
    }

    #[test]
    fn days_are_only_asked_for_where_they_count_and_every_mistake_is_told() {
        let office = office([Reopening::default(); 2]);
        let read = |policy: &str, days: &str| {
            let mut form = Form::default();
            for number in ["1065", "1066"] {
                form.put(format!("reopening.{number}"), policy);
                form.put(format!("reopening.{number}.days"), days);
            }
            read(&form, &office, &mut office.rulebook.clone(), Language::English)
        };
        assert_eq!(read("new_ticket", "soon"), Ok(()));
        for days in ["soon", "", "-1", "1.5", "99999"] {
            let complaints = read("new_after", days).expect_err("no days");
            assert_eq!(complaints.len(), 2, "{complaints:?}");
            assert!(complaints[1].contains("+376 80: has to be between 1 and 3650"), "{days}");
        }
    }
}
