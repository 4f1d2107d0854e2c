//! What the desk refuses, as it crosses the wire: worded here, so that no browser loads the words.

use desk::ticket::Refusal;

use crate::language::Language;
use crate::problem::Problem;

/// The refusal for somebody who reads that language.
pub(crate) fn refused(refusal: &Refusal, t: Language) -> Problem {
    Problem::Refused { status: status(refusal), words: t.refusal(refusal) }
}

/// The HTTP status that says whose fault it is.
fn status(refusal: &Refusal) -> u16 {
    match refusal {
        Refusal::NotAllowed => 403,
        Refusal::NoSuchTicket
        | Refusal::NoSuchCustomer
        | Refusal::NoSuchMessage
        | Refusal::NoSuchPerson => 404,
        Refusal::AlreadyResolved
        | Refusal::NewerTicket
        | Refusal::NotUnconfirmed
        | Refusal::WindowClosed
        | Refusal::Merged { .. }
        | Refusal::Taken { .. }
        | Refusal::BookChanged
        | Refusal::HoldsOthers => 409,
        _ => 422,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_whose_fault_it_is_in_the_readers_language() {
        for (refusal, t, status, words) in [
            (Refusal::NotAllowed, Language::Catalan, 403, "El teu rol no ho permet"),
            (Refusal::NoSuchTicket, Language::English, 404, "There is no such ticket"),
            (Refusal::SnoozeInThePast, Language::Spanish, 422, "Ese momento ya ha pasado"),
            (Refusal::BookChanged, Language::English, 409, "changed the settings meanwhile"),
        ] {
            let problem = refused(&refusal, t);
            assert_eq!(problem.status(), status);
            let said = t.problem(&problem);
            assert!(said.contains(words), "{said}");
        }
    }
}
