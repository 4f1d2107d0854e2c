//! What a customer asked of WhatsApp itself, and what the team saved them under in its address book.
//! News may come late and twice: of each the latest counts, by its own time.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Contact;

/// Whether a customer wants our marketing messages, as they told WhatsApp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    pub wanted: bool,
    pub at: DateTime<Utc>,
}

/// What a customer is called in the address book of the WhatsApp Business app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Nothing once they were taken out of it.
    pub name: Option<String>,
    pub at: DateTime<Utc>,
}

impl Contact {
    /// Takes down what they told WhatsApp; true if it is news. Of one moment, the refusal counts.
    pub fn wishes(&mut self, wish: Wish) -> bool {
        let order = |wish: &Wish| (wish.at, !wish.wanted);
        let news = self.wish.as_ref().is_none_or(|known| order(known) < order(&wish));
        if news {
            self.wish = Some(wish);
        }
        news
    }

    /// Takes down what the team saved them under; true if it is news.
    pub fn is_saved(&mut self, saved: Saved) -> bool {
        let news = self.saved.as_ref().is_none_or(|known| known.at < saved.at);
        if news {
            self.saved = Some(saved);
        }
        news
    }

    /// Whether they get no message that answers nothing: somebody noted so, or they told WhatsApp.
    pub fn is_opted_out(&self) -> bool {
        self.opted_out || self.wish.is_some_and(|wish| !wish.wanted)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn wish(wanted: bool, second: i64) -> Wish {
        Wish { wanted, at: DateTime::UNIX_EPOCH + TimeDelta::seconds(second) }
    }

    #[test]
    fn the_latest_wish_counts_in_whatever_order_they_come() {
        let (stop, resume, again) = (wish(false, 10), wish(true, 20), wish(false, 20));
        for (told, opted_out) in [
            (vec![], false),
            (vec![stop], true),
            (vec![stop, resume], false),
            (vec![resume, stop], false),
            (vec![resume, resume, stop, stop], false),
            (vec![resume, again], true),
            (vec![again, resume], true),
        ] {
            let mut contact = Contact::new("c".into(), DateTime::UNIX_EPOCH);
            told.iter().for_each(|wish| _ = contact.wishes(*wish));
            assert_eq!(contact.is_opted_out(), opted_out, "{told:?}");
        }
    }

    #[test]
    fn a_wish_to_get_marketing_does_not_undo_what_somebody_noted() {
        let mut contact = Contact::new("c".into(), DateTime::UNIX_EPOCH);
        contact.opted_out = true;
        assert!(contact.wishes(wish(true, 10)));
        assert!(contact.is_opted_out());
    }

    #[test]
    fn the_latest_name_of_the_address_book_is_shown_first() {
        let mut contact = Contact::new("c".into(), DateTime::UNIX_EPOCH);
        contact.learn(Some("nuri 🌸"), &[]);
        let saved = |name: Option<&str>, second| Saved {
            name: name.map(str::to_owned),
            at: DateTime::UNIX_EPOCH + TimeDelta::seconds(second),
        };
        assert!(contact.is_saved(saved(Some("Núria Puig"), 20)));
        assert!(!contact.is_saved(saved(Some("Núria P."), 10)));
        assert_eq!(contact.shown_name(), "Núria Puig");
        assert!(contact.is_saved(saved(None, 30)));
        assert_eq!(contact.shown_name(), "nuri 🌸");
    }
}
