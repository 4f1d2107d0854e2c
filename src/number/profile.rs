//! What customers see of a number when they look at it, and what fits into it by Meta's limits (Cloud API
//! reference, "WhatsApp business profile"). Only what changes is judged and sent: what Meta has, it took.

/// The profile of a number. What is empty is not set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    pub about: String,
    pub address: String,
    pub description: String,
    pub email: String,
    pub websites: Vec<String>,
    pub vertical: Option<Vertical>,
    /// Where its picture is.
    pub picture: Option<String>,
}

/// A part of it that can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfilePart {
    About,
    Address,
    Description,
    Email,
    Websites,
    Vertical,
}

/// Why something that Meta shows of a number can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    Missing,
    /// It has more characters than that.
    TooLong(usize),
    /// There are more than that.
    TooMany(usize),
    NotAnEmail,
    /// It is no address that begins with `https://` or `http://`.
    NotAWebsite,
    HasEmoji,
    Twice,
}

const LONGEST_ABOUT: usize = 139;
const LONGEST: usize = 256;
const LONGEST_EMAIL: usize = 128;
const MOST_WEBSITES: usize = 2;

impl Profile {
    /// Everything that keeps this from taking the place of `before`.
    pub fn flaws(&self, before: &Profile) -> Vec<(ProfilePart, Flaw)> {
        let texts = [
            (ProfilePart::About, &self.about, &before.about, LONGEST_ABOUT),
            (ProfilePart::Address, &self.address, &before.address, LONGEST),
            (ProfilePart::Description, &self.description, &before.description, LONGEST),
            (ProfilePart::Email, &self.email, &before.email, LONGEST_EMAIL),
        ];
        let changed = texts.into_iter().filter(|(_, text, before, _)| text != before);
        let mut flaws: Vec<_> = changed
            .filter_map(|(part, text, _, most)| Some((part, flaw(part, text, most)?)))
            .collect();
        if self.websites != before.websites {
            let flaw = websites(&self.websites);
            flaws.extend(flaw.map(|flaw| (ProfilePart::Websites, flaw)));
        }
        if self.vertical.is_none() && before.vertical.is_some() {
            flaws.push((ProfilePart::Vertical, Flaw::Missing));
        }
        flaws
    }
}

/// Meta takes any of the texts empty but the first.
fn flaw(part: ProfilePart, text: &str, most: usize) -> Option<Flaw> {
    match part {
        _ if longer(text, most) => Some(Flaw::TooLong(most)),
        ProfilePart::About if text.is_empty() => Some(Flaw::Missing),
        ProfilePart::Email if !text.is_empty() && !is_email(text) => Some(Flaw::NotAnEmail),
        _ => None,
    }
}

fn websites(all: &[String]) -> Option<Flaw> {
    if all.len() > MOST_WEBSITES {
        return Some(Flaw::TooMany(MOST_WEBSITES));
    }
    all.iter().find_map(|one| match () {
        () if longer(one, LONGEST) => Some(Flaw::TooLong(LONGEST)),
        () => (!is_website(one)).then_some(Flaw::NotAWebsite),
    })
}

pub(super) fn longer(text: &str, most: usize) -> bool {
    text.chars().count() > most
}

/// Whether mail could go there; whether it arrives, nobody knows.
fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    !text.contains(char::is_whitespace)
        && parts.is_some_and(|(who, host)| !who.is_empty() && is_host(host))
}

fn is_website(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    !text.contains(char::is_whitespace) && host.is_some_and(is_host)
}

fn is_host(host: &str) -> bool {
    let is_plain = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || ".-:".contains(c);
    host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && host.chars().all(is_plain)
}

macro_rules! verticals {
    ($($name:ident $word:literal,)*) => {
        /// What a business does, by Meta's list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Vertical {
            $($name,)*
        }

        impl Vertical {
            pub const ALL: &[Vertical] = &[$(Vertical::$name,)*];

            /// As Meta writes it.
            pub fn word(self) -> &'static str {
                match self {
                    $(Vertical::$name => $word,)*
                }
            }
        }
    };
}

verticals! {
    Alcohol "ALCOHOL",
    Apparel "APPAREL",
    Auto "AUTO",
    Beauty "BEAUTY",
    Education "EDU",
    Entertainment "ENTERTAIN",
    Events "EVENT_PLAN",
    Finance "FINANCE",
    Government "GOVT",
    Grocery "GROCERY",
    Health "HEALTH",
    Hotel "HOTEL",
    Nonprofit "NONPROFIT",
    OnlineGambling "ONLINE_GAMBLING",
    Pharmacy "OTC_DRUGS",
    PhysicalGambling "PHYSICAL_GAMBLING",
    Professional "PROF_SERVICES",
    Restaurant "RESTAURANT",
    Retail "RETAIL",
    Travel "TRAVEL",
    Other "OTHER",
}

impl Vertical {
    /// The one that Meta writes so; it also says that there is none, in a word of its own.
    pub fn named(word: &str) -> Option<Vertical> {
        Vertical::ALL.iter().copied().find(|vertical| vertical.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_has_to_fit() {
        use ProfilePart::{About, Address, Description, Email, Vertical as Branch, Websites};
        let before = Profile {
            about: "Bicis".into(),
            vertical: Some(Vertical::Retail),
            description: "d".repeat(500),
            ..Profile::default()
        };
        let like = |change: fn(&mut Profile)| {
            let mut after = before.clone();
            change(&mut after);
            after
        };
        let table: [(Profile, &[(ProfilePart, Flaw)]); 16] = [
            (like(|_| {}), &[]),
            (like(|it| it.about = "é".repeat(139)), &[]),
            (like(|it| it.about = "é".repeat(140)), &[(About, Flaw::TooLong(139))]),
            (like(|it| it.about.clear()), &[(About, Flaw::Missing)]),
            (like(|it| it.address = "a".repeat(257)), &[(Address, Flaw::TooLong(256))]),
            (like(|it| it.description.clear()), &[]),
            (like(|it| it.description.push('x')), &[(Description, Flaw::TooLong(256))]),
            (like(|it| it.email = "hola@bicis.example".into()), &[]),
            (like(|it| it.email = "hola a bicis".into()), &[(Email, Flaw::NotAnEmail)]),
            (like(|it| it.email = "@bicis.example".into()), &[(Email, Flaw::NotAnEmail)]),
            (like(|it| it.websites = vec!["https://bicis.example/a?b".into()]), &[]),
            (
                like(|it| it.websites = vec!["bicis.example".into()]),
                &[(Websites, Flaw::NotAWebsite)],
            ),
            (
                like(|it| it.websites = vec!["https://bicis".into()]),
                &[(Websites, Flaw::NotAWebsite)],
            ),
            (
                like(|it| it.websites = vec!["https://a.example".into(); 3]),
                &[(Websites, Flaw::TooMany(2))],
            ),
            (like(|it| it.vertical = Some(Vertical::Auto)), &[]),
            (like(|it| it.vertical = None), &[(Branch, Flaw::Missing)]),
        ];
        for (after, flaws) in table {
            assert_eq!(after.flaws(&before), flaws, "{after:?}");
        }
    }

    #[test]
    fn every_branch_is_found_by_metas_word() {
        for vertical in Vertical::ALL {
            assert_eq!(Vertical::named(vertical.word()), Some(*vertical));
        }
        assert_eq!(Vertical::named("UNDEFINED"), None);
    }
}
