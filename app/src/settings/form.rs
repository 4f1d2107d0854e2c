//! What a form holds: names and values in order, as a browser sends them, and lists of rows in it.
//!
//! A row of the list `then` has a key: a field `then` with the key as its value says where it stands,
//! and `then.KEY.…` are its own fields. Rows are added, taken away and moved here, whatever they mean.

use std::collections::BTreeSet;

use super::listed;

/// No page of ours has more fields …
const MOST_FIELDS: usize = 10_000;
/// … nor rows within rows whose names have more dots: groups of conditions may be eight deep.
const MOST_DOTS: usize = 40;

/// The fields of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// As it was sent; browsers write the ends of lines as no one types them (HTML, form submission).
    ///
    /// One that no page of ours would send, since it takes too long to read or leads too deep, is empty.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        let is_deep = |(name, _): &(String, String)| name.matches('.').count() > MOST_DOTS;
        if fields.len() > MOST_FIELDS || fields.iter().any(is_deep) {
            return Self::default();
        }
        let plain = |(name, value): (String, String)| (name, value.replace("\r\n", "\n"));
        Self(fields.into_iter().map(plain).collect())
    }

    /// The first value of that name; nothing if there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        let field = self.0.iter().find(|(known, _)| known == name);
        field.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// A value as it was typed, the space around it included: of a password that is a part.
    pub fn whole(&self, name: &str) -> &str {
        self.get(name)
    }

    /// The edition that the page showed from which it was sent.
    pub fn version(&self) -> u32 {
        self.get("version").trim().parse().unwrap_or(0)
    }

    /// The same without the space around it.
    pub fn text(&self, name: &str) -> String {
        self.get(name).trim().to_owned()
    }

    /// Every field, in order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a box is ticked.
    pub(crate) fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// What stands between commas and line ends.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        listed::read(self.get(name))
    }

    /// What stands on each line, commas included, without the empty ones.
    pub(crate) fn lines(&self, name: &str) -> impl Iterator<Item = &str> {
        self.get(name).lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// One more value.
    pub(crate) fn put(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// A box, ticked or not.
    pub(crate) fn tick(&mut self, name: impl Into<String>, ticked: bool) {
        if ticked {
            self.put(name, "yes");
        }
    }

    /// One more row at the end of `list`; where its fields begin.
    pub(crate) fn row(&mut self, list: &str) -> String {
        let next = self.all(list).filter_map(|key| key.parse::<u32>().ok()).max();
        let key = next.map_or(0, |key| key.saturating_add(1));
        self.put(list, key.to_string());
        format!("{list}.{key}")
    }

    /// Where the fields of each row of `list` begin, in order. A row that stands there twice is one: with
    /// rows within it, they would be twice as many on each level.
    pub(crate) fn rows(&self, list: &str) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let keys = self.all(list).filter(|key| seen.insert(*key));
        keys.map(|key| format!("{list}.{key}")).collect()
    }

    /// Does what one of the buttons beside a list says: `add LIST` (a row of the kind chosen in
    /// `LIST.kind`), `remove LIST KEY` or `up LIST KEY`. False for any other command.
    pub fn edit(&mut self, command: &str) -> bool {
        match command.split(' ').collect::<Vec<_>>()[..] {
            ["add", list] => {
                let kind = self.text(&format!("{list}.kind"));
                let row = self.row(list);
                self.put(format!("{row}.is"), kind);
            }
            ["remove", list, key] => self.0.retain(|(name, value)| !(name == list && value == key)),
            ["up", list, key] => self.up(list, key),
            _ => return false,
        }
        true
    }

    fn up(&mut self, list: &str, key: &str) {
        let of_list = |(_, (name, _)): &(usize, &(String, String))| name == list;
        let places: Vec<usize> =
            self.0.iter().enumerate().filter(of_list).map(|(place, _)| place).collect();
        let at = places.iter().position(|place| self.0[*place].1 == key);
        if let Some(at) = at.filter(|at| *at > 0) {
            self.0.swap(places[at - 1], places[at]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_rows(kinds: &[&str]) -> Form {
        let mut form = Form::default();
        for kind in kinds {
            let row = form.row("then");
            form.put(format!("{row}.is"), *kind);
        }
        form
    }

    fn kinds(form: &Form) -> Vec<&str> {
        let names: Vec<String> = form.rows("then").iter().map(|row| format!("{row}.is")).collect();
        let kind = |name: &String| form.0.iter().find(|(known, _)| known == name);
        names.iter().filter_map(kind).map(|(_, value)| value.as_str()).collect()
    }

    #[test]
    fn lines_end_as_they_were_typed() {
        let form = Form::of(vec![("text".into(), "Ara tenim tancat\r\n⏰".into())]);
        assert_eq!(form.get("text"), "Ara tenim tancat\n⏰");
    }

    #[test]
    fn a_form_that_no_page_sends_is_empty_and_a_row_is_there_once() {
        let field = |name: &str| (name.to_owned(), "0".to_owned());
        let of = |name: &str, times: usize| Form::of(vec![field(name); times]);
        assert_eq!(of("then", MOST_FIELDS).rows("then"), ["then.0"]);
        assert_eq!(of("then", MOST_FIELDS + 1), Form::default());
        assert_ne!(of(&".".repeat(MOST_DOTS), 1), Form::default());
        assert_eq!(of(&".".repeat(MOST_DOTS + 1), 1), Form::default());
    }

    #[test]
    fn rows_are_added_moved_and_taken_away_and_others_keep_their_fields() {
        let mut form = with_rows(&["a", "b", "c"]);
        form.put("then.kind", "d");
        for (command, expected) in [
            ("up then 2", &["a", "c", "b"][..]),
            ("up then 2", &["c", "a", "b"]),
            ("up then 2", &["c", "a", "b"]),
            ("remove then 0", &["c", "b"]),
            ("add then", &["c", "b", "d"]),
            ("up then 9", &["c", "b", "d"]),
            ("remove then 9", &["c", "b", "d"]),
        ] {
            assert!(form.edit(command), "{command}");
            assert_eq!(kinds(&form), expected, "{command}");
        }
        assert!(!form.edit("save") && !form.edit("") && !form.edit("up then"));
    }

    #[test]
    fn a_list_in_one_field_is_read_without_its_gaps() {
        let mut form = Form::default();
        form.put("words", " factura,, IVA \n cobro ,");
        assert_eq!(form.list("words"), ["factura", "IVA", "cobro"]);
        assert_eq!(form.list("nothing"), Vec::<String>::new());
    }
}
