//! Which page of the settings is meant, and what reading a form has in common on all of them.

use super::form::Form;
use super::span as spans;
use crate::language::Language;

/// Everything that keeps a form from being read, in the reader's language.
pub(super) type Read = Result<(), Vec<String>>;

/// A part of the rulebook that has pages of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Rules,
    Policies,
    Teams,
    Hours,
    People,
    Roles,
    General,
    /// What all of it was before.
    History,
}

impl Section {
    pub(super) const ALL: [Section; 8] = [
        Section::Rules,
        Section::Policies,
        Section::Teams,
        Section::Hours,
        Section::People,
        Section::Roles,
        Section::General,
        Section::History,
    ];

    pub(super) fn word(self) -> &'static str {
        match self {
            Section::Rules => "rules",
            Section::Policies => "policies",
            Section::Teams => "teams",
            Section::Hours => "hours",
            Section::People => "people",
            Section::Roles => "roles",
            Section::General => "general",
            Section::History => "history",
        }
    }
}

/// A page: a section's list, or the form of one thing in it. `new` makes another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub section: Section,
    pub id: Option<String>,
}

impl Page {
    /// The page at `path`; `/settings` is that of the rules.
    pub fn at(path: &str) -> Option<Page> {
        let mut parts = path.trim_matches('/').split('/').skip(1);
        let (word, id) = (parts.next().unwrap_or("rules"), parts.next());
        let section = Section::ALL.into_iter().find(|section| section.word() == word)?;
        let id = match (section, id) {
            (Section::General, None) => Some("desk"),
            (Section::General | Section::History, Some(_)) => return None,
            (_, id) => id,
        };
        parts.next().is_none().then(|| Page { section, id: id.map(str::to_owned) })
    }

    /// Its address.
    pub fn path(&self) -> String {
        match (&self.id, self.section) {
            (Some(id), section) if section != Section::General => {
                format!("/settings/{}/{id}", section.word())
            }
            (_, section) => format!("/settings/{}", section.word()),
        }
    }

    /// The page to go to after something was saved or taken away.
    pub(super) fn after(&self) -> Page {
        Page { id: None, ..self.clone() }
    }
}

/// An id for something new, readable in an address and not `taken`.
pub(super) fn new_id(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let plain = name.to_lowercase();
    let plain: String = plain.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
    let stem = if plain.is_empty() { "one" } else { &plain };
    let numbered = (2..).map(|number: u32| format!("{stem}-{number}"));
    let mut ids = std::iter::once(stem.to_owned()).chain(numbered);
    ids.find(|id| id != "new" && !taken(id)).unwrap_or_default()
}

/// Takes `new` over for `known`, as its next version, if they differ.
pub(super) fn replace<T: PartialEq>(known: &mut T, mut new: T, version: fn(&mut T) -> &mut u32) {
    if *known != new {
        *version(&mut new) = version(known).saturating_add(1);
        *known = new;
    }
}

/// What is chosen, unless it is nothing.
pub(super) fn named(form: &Form, name: &str) -> Option<String> {
    Some(form.text(name)).filter(|text| !text.is_empty())
}

/// A whole number.
pub(super) fn number<T: std::str::FromStr>(
    form: &Form,
    name: &str,
    label: &str,
    t: Language,
) -> Result<T, Vec<String>> {
    form.get(name).trim().parse().map_err(|_| vec![t.objection_at(label, t.not_a_number())])
}

/// A length of time in minutes, or none.
pub(super) fn span(
    form: &Form,
    name: &str,
    label: &str,
    t: Language,
) -> Result<Option<u32>, Vec<String>> {
    let Some(text) = named(form, name) else { return Ok(None) };
    let minutes = spans::read(&text);
    minutes.map(Some).ok_or_else(|| vec![t.objection_at(label, t.not_a_length())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_by_its_own_address() {
        let paths = ["rules", "rules/new", "policies/usual", "teams", "hours/office", "people/p1"];
        for path in paths.into_iter().chain(["history"]).map(|path| format!("/settings/{path}")) {
            assert_eq!(Page::at(&path).map(|page| page.path()), Some(path));
        }
        assert_eq!(Page::at("/settings").expect("the first").path(), "/settings/rules");
        assert_eq!(Page::at("/settings/general").expect("it is").path(), "/settings/general");
        for path in [
            "/settings/nothing",
            "/settings/rules/a/b",
            "/settings/general/x",
            "/settings/history/3",
        ] {
            assert_eq!(Page::at(path), None, "{path}");
        }
    }

    #[test]
    fn an_id_can_stand_in_an_address_whatever_the_name_and_is_nobody_else_s() {
        let long = "x".repeat(200);
        let table = [
            ("Facturació / IVA", "facturaciiva"),
            ("", "one"),
            ("Ł", "one"),
            ("New", "new-2"),
            ("Taller", "taller-3"),
            (&long, "xxxxxxxxxxxxxxxxxxxxxxxx"),
        ];
        for (name, expected) in table {
            assert_eq!(new_id(name, |id| ["taller", "taller-2"].contains(&id)), expected);
        }
    }
}
