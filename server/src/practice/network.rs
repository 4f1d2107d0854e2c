//! How the simulated network misbehaves, by the words of a plain form.

use std::collections::BTreeSet;
use std::time::Duration;

use app::server::{FAILURES, FAULTS, Network};
use simulator::{Fault, Identity, Mischief, Scene};

use super::Practice;

/// Longer than anybody likes to wait, and shorter than our patience.
const SLOW: Duration = Duration::from_secs(8);
const LATE: Duration = Duration::from_secs(20);
const BATCH: usize = 5;

impl Practice {
    /// How it behaves now.
    pub fn network(&self) -> Network {
        let playing = self.simulator.playing();
        let left = u64::try_from(playing.left).unwrap_or(u64::MAX);
        Network {
            on: words(&self.simulator.mischief()),
            saved: false,
            scene: playing.scene.map(|scene| (scene.word().to_owned(), left)),
        }
    }

    /// From now on it misbehaves as these words say, and in no other way.
    pub fn set_network(&self, words: &BTreeSet<String>) {
        let mischief = mischief(words);
        tracing::info!(how = ?self::words(&mischief), "the practice network behaves otherwise");
        self.simulator.set_mischief(mischief);
        // Nothing waits for company that will not come.
        self.simulator.flush();
    }

    /// Begins the scene of that word; any other ends what goes on.
    pub fn stage(&self, word: &str) {
        match Scene::named(word) {
            Some(scene) => drop(self.simulator.begin(scene, 1)),
            None => self.simulator.end_scene(),
        }
    }
}

fn mischief(words: &BTreeSet<String>) -> Mischief {
    let has = |word: &str| words.contains(word);
    Mischief {
        duplicate: has("duplicate"),
        shuffle: has("shuffle"),
        reverse_statuses: has("reverse"),
        late_statuses: if has("late") { LATE } else { Duration::ZERO },
        lose_statuses: has("lose"),
        batch: if has("batch") { BATCH } else { 0 },
        scatter: has("batch"),
        conversations: has("conversations"),
        token_expired: has("token"),
        allowed: has("allowed").then(Vec::new),
        identity: match (has("phone"), has("user_id")) {
            (true, _) => Identity::Phone,
            (false, true) => Identity::UserId,
            (false, false) => Identity::Both,
        },
        fails: FAILURES.iter().find(|code| has(code)).and_then(|code| code.parse().ok()),
        fault: FAULTS.iter().find(|word| has(word)).and_then(|word| fault(word)),
    }
}

fn fault(word: &str) -> Option<Fault> {
    Some(match word {
        "error_after" => Fault::ErrorAfter,
        "error_before" => Fault::ErrorBefore,
        "drop_after" => Fault::DropAfter,
        "drop_before" => Fault::DropBefore,
        "slow" => Fault::Slow(SLOW),
        "rate" => Fault::RateLimited,
        "pair" => Fault::PairLimited,
        _ => return None,
    })
}

/// The words that lead to it.
fn words(mischief: &Mischief) -> BTreeSet<String> {
    let switches = [
        ("duplicate", mischief.duplicate),
        ("shuffle", mischief.shuffle),
        ("reverse", mischief.reverse_statuses),
        ("late", !mischief.late_statuses.is_zero()),
        ("lose", mischief.lose_statuses),
        ("batch", mischief.batch > 1),
        ("conversations", mischief.conversations),
        ("token", mischief.token_expired),
        ("allowed", mischief.allowed.is_some()),
    ];
    let on = switches.into_iter().filter(|(_, on)| *on).map(|(word, _)| word.to_owned());
    let fault = FAULTS.iter().find(|word| fault(word).is_some() && fault(word) == mischief.fault);
    let identity = match mischief.identity {
        Identity::Phone => "phone",
        Identity::UserId => "user_id",
        Identity::Both => "both",
    };
    let chosen = [fault.copied(), Some(identity)].into_iter().flatten().map(str::to_owned);
    on.chain(chosen).chain(mischief.fails.map(|code| code.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use app::server::{IDENTITIES, SWITCHES};

    use super::*;

    #[test]
    fn every_word_of_the_form_does_something_and_is_shown_again() {
        for word in SWITCHES.iter().chain(&FAULTS).chain(&FAILURES) {
            let expected = BTreeSet::from([(*word).to_owned(), "both".to_owned()]);
            assert_eq!(words(&mischief(&expected)), expected);
        }
        for word in IDENTITIES {
            let expected = BTreeSet::from([word.to_owned()]);
            assert_eq!(words(&mischief(&expected)), expected);
        }
        assert_eq!(words(&Mischief::default()), BTreeSet::from(["both".to_owned()]));
    }
}
