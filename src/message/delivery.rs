//! How far an outgoing message got. It only ever moves forward: Meta's status webhooks arrive
//! doubled and out of order (Cloud API reference, messages/status).

use serde::{Deserialize, Serialize};

/// How far a message got, in the order in which it gets there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Progress {
    /// Saved; the outbox has not had Meta's answer yet.
    Queued,
    /// The call's outcome is not known: it may or may not have been sent.
    Unconfirmed,
    /// The Cloud API took it. Not yet sent, by Meta's own word.
    Accepted,
    Sent,
    Delivered,
    Read,
    Failed,
}

/// Why Meta, or we before asking Meta, could not deliver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Meta's error code; 0 when the failure is ours.
    pub code: i64,
    /// Meta's title and details, one sentence; else the fault's.
    pub reason: String,
    /// What happened, where it is not Meta that says so: screens word it in the reader's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
}

/// The failures that we name ourselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// We don't have the number any more that the message was to go out from.
    NotConnected,
    /// Nothing is known of the customer that a message could be sent to.
    NoAddress,
    /// Meta refused without a word.
    Unexplained,
    /// The file of the message is not in our folder any more.
    FileLost,
    /// The customer told WhatsApp that they want no marketing while the message waited.
    OptedOut,
}

impl Failure {
    /// What Meta said.
    pub fn told(code: i64, reason: String) -> Self {
        Self { code, reason, fault: None }
    }

    /// What we say ourselves, with Meta's code if there is one.
    pub fn ours(code: i64, fault: Fault) -> Self {
        Self { code, reason: fault.sentence().to_owned(), fault: Some(fault) }
    }
}

impl Fault {
    /// For programs and logs.
    fn sentence(self) -> &'static str {
        match self {
            Fault::NotConnected => "The number is not connected any more. Connect it again.",
            Fault::NoAddress => {
                "WhatsApp gave no way to reach this customer. Wait until they write again."
            }
            Fault::Unexplained => "WhatsApp gave no reason.",
            Fault::FileLost => "The file is not in the data folder any more. Send it again.",
            Fault::OptedOut => "The customer wants no marketing. Send them none.",
        }
    }
}

/// The state of an outgoing message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    pub progress: Progress,
    /// Set exactly when `progress` is [`Progress::Failed`].
    pub failure: Option<Failure>,
}

impl Delivery {
    pub fn at(progress: Progress) -> Self {
        Self { progress, failure: None }
    }

    pub fn failed(failure: Failure) -> Self {
        Self { progress: Progress::Failed, failure: Some(failure) }
    }
}

impl Progress {
    /// Whether news of `next` changes a message that is at `self`.
    ///
    /// Failed ends everything that had not arrived; what was delivered can't fail afterwards.
    pub fn may_become(self, next: Progress) -> bool {
        match (self, next) {
            (Progress::Failed | Progress::Delivered | Progress::Read, Progress::Failed) => false,
            // Evidence from Meta settles a doubt; a failure is final.
            (Progress::Failed, _) => false,
            (_, Progress::Failed) => true,
            (now, next) => next > now,
        }
    }

    /// The REST API's five words. Everything before Meta's `sent` is still queued.
    pub fn word(self) -> &'static str {
        match self {
            Progress::Queued | Progress::Unconfirmed | Progress::Accepted => "queued",
            Progress::Sent => "sent",
            Progress::Delivered => "delivered",
            Progress::Read => "read",
            Progress::Failed => "failed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Progress::{Accepted, Delivered, Failed, Queued, Read, Sent, Unconfirmed};
    use super::*;
    use proptest::prelude::*;

    const ALL: [Progress; 7] = [Queued, Unconfirmed, Accepted, Sent, Delivered, Read, Failed];

    #[test]
    fn read_without_delivered_is_accepted() {
        assert!(Sent.may_become(Read));
        assert!(Queued.may_become(Read));
    }

    #[test]
    fn a_late_sent_does_not_undo_delivered() {
        assert!(!Delivered.may_become(Sent));
        assert!(!Read.may_become(Delivered));
    }

    #[test]
    fn what_arrived_cannot_fail_and_what_failed_stays_failed() {
        for arrived in [Delivered, Read] {
            assert!(!arrived.may_become(Failed));
        }
        for open in [Queued, Unconfirmed, Accepted, Sent] {
            assert!(open.may_become(Failed));
        }
        assert!(ALL.iter().all(|next| !Failed.may_become(*next)));
    }

    #[test]
    fn a_failure_that_was_saved_before_faults_had_names_is_still_read() {
        let old = r#"{"code":131047,"reason":"Re-engagement message"}"#;
        let read: Failure = serde_json::from_str(old).expect("it reads");
        assert_eq!(read, Failure::told(131047, "Re-engagement message".into()));
        assert_eq!(serde_json::to_string(&read).expect("it writes"), old);
    }

    proptest! {
        #[test]
        fn in_any_order_of_news_progress_never_goes_back(news in proptest::collection::vec(0usize..7, 0..20)) {
            let mut now = Queued;
            for next in news.into_iter().map(|i| ALL[i]) {
                if now.may_become(next) {
                    prop_assert!(next > now);
                    now = next;
                }
            }
        }
    }
}
