//! Custom fields: what a team writes down about a ticket under names of its own.
//!
//! Names are exact but for spaces around them. An empty value clears the field. Which fields there
//! are, and what may stand in each, is not here.

use super::decide::when;
use super::{Change, Refusal, Ticket};

/// The longest name of a field, in characters.
pub const LONGEST_FIELD: usize = 40;
/// The longest value, in characters.
pub const LONGEST_VALUE: usize = 500;
/// The most fields that are filled in on one ticket.
pub const MOST_FIELDS: usize = 50;

impl Ticket {
    pub(super) fn set_field(
        &self,
        field: &str,
        value: Option<String>,
    ) -> Result<Vec<Change>, Refusal> {
        let (field, value) = checked_field(field, value.as_deref().unwrap_or_default())?;
        let known = self.fields.get(&field);
        if known.is_none() && value.is_some() && self.fields.len() >= MOST_FIELDS {
            return Err(Refusal::TooManyFields);
        }
        Ok(when(known != value.as_ref(), Change::FieldSet { field, value }))
    }

    pub(super) fn field_set(&mut self, field: &str, value: Option<&str>) {
        match value {
            Some(value) => _ = self.fields.insert(field.to_owned(), value.to_owned()),
            None => _ = self.fields.remove(field),
        }
    }
}

/// A name and what is to stand under it, without the spaces around them, if they have the lengths of a
/// field's; no value if it is empty.
pub(crate) fn checked_field(field: &str, value: &str) -> Result<(String, Option<String>), Refusal> {
    let (field, value) = (field.trim(), value.trim());
    if field.is_empty() || field.chars().count() > LONGEST_FIELD {
        return Err(Refusal::FieldNameLength);
    }
    if value.chars().count() > LONGEST_VALUE {
        return Err(Refusal::FieldTooLong);
    }
    Ok((field.to_owned(), Some(value.to_owned()).filter(|value| !value.is_empty())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::Command;
    use crate::ticket::tests::{opened, then};

    fn fill(field: &str, value: Option<&str>) -> Command {
        Command::SetField { field: field.to_owned(), value: value.map(str::to_owned) }
    }

    #[test]
    fn a_field_is_filled_in_changed_and_cleared() {
        let mut ticket = opened();
        for (value, expected) in
            [(Some(" B-12 "), Some("B-12")), (Some("B-13"), Some("B-13")), (None, None)]
        {
            then(&mut ticket, 1, fill(" order ", value));
            assert_eq!(ticket.fields.get("order").map(String::as_str), expected);
        }
    }

    #[test]
    fn nothing_but_spaces_clears_a_field_and_the_same_value_changes_nothing() {
        let mut ticket = opened();
        then(&mut ticket, 1, fill("order", Some("B-12")));
        assert_eq!(ticket.decide(fill("order", Some("B-12 "))), Ok(vec![]));
        then(&mut ticket, 2, fill("order", Some(" \n")));
        assert!(ticket.fields.is_empty());
        assert_eq!(ticket.decide(fill("order", None)), Ok(vec![]));
    }

    #[test]
    fn names_and_values_have_their_limits() {
        let long = |characters: usize| "é".repeat(characters);
        for (field, value, expected) in [
            (String::new(), long(1), Some(Refusal::FieldNameLength)),
            (long(40), long(500), None),
            (long(41), long(1), Some(Refusal::FieldNameLength)),
            (long(1), long(501), Some(Refusal::FieldTooLong)),
        ] {
            assert_eq!(opened().set_field(&field, Some(value)).err(), expected);
        }
    }

    #[test]
    fn a_full_ticket_takes_no_new_field_but_changes_and_clears_its_own() {
        let mut ticket = opened();
        for number in 0..MOST_FIELDS {
            then(&mut ticket, 1, fill(&format!("field {number}"), Some("x")));
        }
        assert_eq!(ticket.decide(fill("more", Some("x"))), Err(Refusal::TooManyFields));
        assert_eq!(ticket.decide(fill("more", None)), Ok(vec![]));
        assert!(ticket.decide(fill("field 7", Some("y"))).is_ok());
    }
}
