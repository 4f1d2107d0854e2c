//! Why messages failed, in words. They are worded here, in every language at once: live frames are the
//! same for everyone, and a browser need not load what nearly nobody reads.

use desk::board::Update;
use desk::message::{Failure, Message};

use crate::language::Language;
use crate::language::problems::BETWEEN;
use crate::live::Told;

/// What of `update`, which is for screens already, pages are told.
pub fn told(update: Update) -> Told {
    let mut told = Told::of(update);
    let failures = told.ticks.iter_mut().filter_map(|tick| tick.delivery.failure.as_mut());
    failures.for_each(|failure| *failure = worded(failure));
    told
}

/// Words why the message failed, if it did.
pub(crate) fn word(message: &mut Message) {
    let delivery = message.delivery.as_mut();
    if let Some(failure) = delivery.and_then(|delivery| delivery.failure.as_mut()) {
        *failure = worded(failure);
    }
}

fn worded(failure: &Failure) -> Failure {
    let reason = Language::ALL.map(|t| t.explained(failure)).join(BETWEEN);
    Failure { code: failure.code, reason, fault: None }
}

#[cfg(test)]
mod tests {
    use desk::message::{Delivery, Fault, Progress};
    use desk::ticket::Change;

    use super::*;
    use crate::ui::samples;

    #[test]
    fn a_failure_is_told_in_each_readers_language() {
        let closed = Failure::told(131_047, "Re-engagement message".into());
        let unknown = Failure::told(999_999, "Something new".into());
        let mute = Failure::ours(131_026, Fault::Unexplained);
        for (failure, language, words) in [
            (&closed, Language::Catalan, "WhatsApp diu: Re-engagement message (131047)"),
            (&closed, Language::Spanish, "ahora solo admite plantillas. Envía una"),
            (&closed, Language::English, "takes templates only. Send one"),
            (&unknown, Language::Catalan, "Something new"),
            (&mute, Language::English, "Try another way. WhatsApp says: WhatsApp gave no reason."),
            (&Failure::ours(0, Fault::NotConnected), Language::Spanish, "Vuelve a conectarlo."),
            (&Failure::ours(0, Fault::Unexplained), Language::English, "WhatsApp gave no reason."),
        ] {
            let told = language.failure(worded(failure));
            assert!(told.contains(words), "{told}");
            assert!(!told.contains(BETWEEN), "{told}");
        }
    }

    #[test]
    fn what_pages_are_told_live_is_worded_as_what_they_ask_for() {
        let failure = Failure::told(131_050, "No marketing".into());
        let delivery = Delivery::failed(failure.clone());
        let change =
            Change::Delivery { message: "m1".into(), delivery: delivery.clone(), external: None };
        let events = vec![samples::event(2, 0, change)];
        let update = Update { events, ticket: samples::ticket(1, 3, 0), was: None, alarmed: None };
        let live = told(update).ticks.remove(0).delivery.failure;
        let reply = samples::reply("m1", 0, Progress::Queued);
        let mut asked = Message { delivery: Some(delivery), ..reply };
        word(&mut asked);
        assert_eq!(asked.delivery.and_then(|delivery| delivery.failure), live);
        assert_eq!(live, Some(worded(&failure)));
    }
}
