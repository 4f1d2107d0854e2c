//! Tags: a few words by which tickets are found and counted.
//!
//! `VIP` and `vip` are one tag, shown as it was first spelt. Spaces around it are dropped, spaces
//! within it made single. Which tags a team uses is not here.

use super::decide::when;
use super::{Change, Refusal, Ticket};

/// The longest tag, in characters.
pub const LONGEST_TAG: usize = 40;
/// The most tags that one ticket bears.
pub const MOST_TAGS: usize = 30;

impl Ticket {
    /// Whether it bears `tag`, however that is spelt.
    pub fn has_tag(&self, tag: &str) -> bool {
        self.spelling(tag).is_some()
    }

    pub(super) fn tag(&self, tag: &str) -> Result<Vec<Change>, Refusal> {
        let tag = checked_tag(tag)?;
        let known = self.has_tag(&tag);
        if !known && self.tags.len() >= MOST_TAGS {
            return Err(Refusal::TooManyTags);
        }
        Ok(when(!known, Change::Tagged { tag }))
    }

    pub(super) fn untag(&self, tag: &str) -> Vec<Change> {
        let known = self.spelling(tag).cloned();
        known.map(|tag| Change::Untagged { tag }).into_iter().collect()
    }

    /// How this ticket spells `tag`, if it bears it.
    fn spelling(&self, tag: &str) -> Option<&String> {
        let folded = fold(tag);
        self.tags.iter().find(|known| fold(known) == folded)
    }
}

/// `tag` without its spare spaces, if it has the length of one.
pub(crate) fn checked_tag(tag: &str) -> Result<String, Refusal> {
    let tag = tidy(tag);
    let fits = !tag.is_empty() && tag.chars().count() <= LONGEST_TAG;
    fits.then_some(tag).ok_or(Refusal::TagLength)
}

/// Whether two spellings are of one tag.
pub(crate) fn same_tag(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

fn tidy(tag: &str) -> String {
    tag.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fold(tag: &str) -> String {
    tidy(tag).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::Command;
    use crate::ticket::tests::{opened, then};

    fn tagged(tags: &[&str]) -> Ticket {
        let mut ticket = opened();
        for tag in tags {
            then(&mut ticket, 1, Command::Tag { tag: (*tag).to_owned() });
        }
        ticket
    }

    #[test]
    fn a_tag_is_one_however_it_is_spelt_and_keeps_its_first_spelling() {
        let mut ticket = tagged(&[" Gran  Client\n", "gran client", "GRAN CLIENT", "Çelik"]);
        assert_eq!(Vec::from_iter(&ticket.tags), ["Gran Client", "Çelik"]);
        assert!(ticket.has_tag("çelik") && !ticket.has_tag("celik"));
        then(&mut ticket, 2, Command::Untag { tag: "gran client ".into() });
        assert_eq!(Vec::from_iter(&ticket.tags), ["Çelik"]);
        assert_eq!(ticket.decide(Command::Untag { tag: "gran client".into() }), Ok(vec![]));
    }

    #[test]
    fn a_tag_has_one_to_forty_characters() {
        for (tag, fits) in [
            ("", false),
            (" \n ", false),
            ("é", true),
            (&"é".repeat(40), true),
            (&"é".repeat(41), false),
        ] {
            assert_eq!(opened().decide(Command::Tag { tag: tag.into() }).is_ok(), fits, "{tag}");
        }
        assert_eq!(opened().tag(""), Err(Refusal::TagLength));
    }

    #[test]
    fn the_thirty_first_tag_is_refused_and_one_it_bears_is_not() {
        let tags: Vec<String> = (0..MOST_TAGS).map(|number| format!("tag {number}")).collect();
        let ticket = tagged(&tags.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(ticket.tag("one more"), Err(Refusal::TooManyTags));
        assert_eq!(ticket.tag("TAG 7"), Ok(vec![]));
    }
}
