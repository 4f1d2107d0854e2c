//! The form: filled in with what is noted, and read back as what it changes.
//!
//! Each field goes along with what it showed, under its name and `.was`. An attribute is a row, whose
//! name can't be changed; `new` is the blank one.

use desk::contact::Noted;
use desk::desk::Note;
use desk::ticket::Refusal;
use desk::zone::Zone;

use super::Complaint;
use crate::language::Language;
use crate::settings::{Form, listed};

/// The list of rows.
pub(super) const ATTRIBUTE: &str = "attribute";
pub(super) const NEW_NAME: &str = "new.name";
pub(super) const NEW_VALUE: &str = "new.value";

/// An attribute as the form changes it.
struct Row {
    /// The field that its value was typed in.
    place: String,
    name: String,
    value: String,
}

pub(super) fn fill(noted: &Noted) -> Form {
    let mut form = Form::default();
    put(&mut form, "zone", noted.zone.as_ref().map_or("", Zone::name));
    put(&mut form, "language", noted.language.as_deref().unwrap_or_default());
    put(&mut form, "tags", &listed::write(&noted.tags));
    form.tick("opted_out", noted.opted_out);
    form.tick(was("opted_out"), noted.opted_out);
    for (name, value) in &noted.attributes {
        let row = form.row(ATTRIBUTE);
        form.put(format!("{row}.name"), name);
        put(&mut form, &format!("{row}.value"), value);
    }
    form
}

/// What the form changes.
pub(super) fn note(form: &Form) -> Note {
    let (showed, typed) = (form.list(&was("tags")), form.list("tags"));
    let opted_out = form.has("opted_out");
    Note {
        zone: changed(form, "zone"),
        language: changed(form, "language"),
        opted_out: (opted_out != form.has(&was("opted_out"))).then_some(opted_out),
        tags: None,
        tagged: without(&typed, &showed),
        untagged: without(&showed, &typed),
        attributes: rows(form).into_iter().map(|row| (row.name, row.value)).collect(),
    }
}

/// What keeps the form from being noted over what is `known`, field by field.
pub(super) fn complaints(form: &Form, known: &Noted, t: Language) -> Vec<Complaint> {
    let note = note(form);
    let mut gone = note.attributes;
    gone.retain(|_, value| value.is_empty());
    let tags = Note { tagged: note.tagged, untagged: note.untagged, ..Note::default() };
    let mut parts = vec![
        ("zone".to_owned(), Note { zone: note.zone, ..Note::default() }),
        ("language".to_owned(), Note { language: note.language, ..Note::default() }),
        ("tags".to_owned(), tags),
    ];
    for row in rows(form) {
        // There is room for it once those that are taken away are gone.
        let mut attributes = gone.clone();
        attributes.insert(row.name, row.value);
        parts.push((row.place, Note { attributes, ..Note::default() }));
    }
    let refused = parts.into_iter().filter_map(|(place, part)| {
        let refusal = part.over(known).err()?;
        Some(complaint(form, &place, &refusal, t))
    });
    refused.chain(unfinished(form, t)).collect()
}

/// A new attribute of which nothing but the name was typed.
fn unfinished(form: &Form, t: Language) -> Option<Complaint> {
    let is_unfinished = !form.text(NEW_NAME).is_empty() && form.text(NEW_VALUE).is_empty();
    is_unfinished.then(|| Complaint {
        place: NEW_VALUE.to_owned(),
        text: t.objection_at(t.value(), t.nothing_written()),
    })
}

/// What the desk says no to, beside the field that it is about.
fn complaint(form: &Form, place: &str, refusal: &Refusal, t: Language) -> Complaint {
    let of_name = matches!(refusal, Refusal::FieldNameLength | Refusal::TooManyFields);
    let place = if place == NEW_VALUE && of_name { NEW_NAME } else { place };
    let label = match place {
        "zone" => t.zone(),
        "language" => t.language_label(),
        "tags" => t.tags(),
        NEW_NAME => t.name(),
        NEW_VALUE => t.value(),
        row => form.get(&name_of(row)),
    };
    let text = t.objection_at(label, t.customer_refusal(refusal));
    Complaint { place: place.to_owned(), text }
}

/// The attributes that the form changes, and the new one.
fn rows(form: &Form) -> Vec<Row> {
    let known = form.rows(ATTRIBUTE).into_iter().filter_map(|row| {
        let place = format!("{row}.value");
        let value = changed(form, &place)?;
        Some(Row { name: form.get(&name_of(&place)).to_owned(), value, place })
    });
    let new =
        Row { place: NEW_VALUE.to_owned(), name: form.text(NEW_NAME), value: form.text(NEW_VALUE) };
    let is_blank = new.name.is_empty() && new.value.is_empty();
    known.chain((!is_blank).then_some(new)).collect()
}

/// The field that holds the name of the attribute whose value is in `place`.
fn name_of(place: &str) -> String {
    format!("{}.name", place.trim_end_matches(".value"))
}

/// The field that holds what `field` showed.
pub(super) fn was(field: &str) -> String {
    format!("{field}.was")
}

fn put(form: &mut Form, field: &str, value: &str) {
    form.put(field, value);
    form.put(was(field), value);
}

/// What a field holds, if that is something else than it showed. A browser takes the line ends out of
/// one line of text, which changes nothing.
fn changed(form: &Form, field: &str) -> Option<String> {
    let one_line = |text: &str| text.replace(['\r', '\n'], "").trim().to_owned();
    let (typed, showed) = (one_line(form.get(field)), one_line(form.get(&was(field))));
    (typed != showed).then_some(typed)
}

fn without(all: &[String], these: &[String]) -> Vec<String> {
    all.iter().filter(|one| !these.contains(one)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [&str; 8] = [
        "zone",
        "language",
        "tags",
        "opted_out",
        "attribute.0.value",
        "attribute.1.value",
        NEW_NAME,
        NEW_VALUE,
    ];

    fn noted() -> Noted {
        Noted {
            zone: Zone::named("America/New_York"),
            language: Some("pt-BR".into()),
            attributes: [("crm".into(), "17".into()), ("plan".into(), "a\nb".into())].into(),
            tags: ["vip".into(), "no, gràcies".into()].into(),
            opted_out: true,
        }
    }

    /// The form of what is noted, once somebody typed this.
    fn sent(typed: &[(&str, &str)]) -> Form {
        let (showed, mut form) = (fill(&noted()), Form::default());
        for row in showed.rows(ATTRIBUTE) {
            form.put(ATTRIBUTE, row.trim_start_matches("attribute."));
            form.put(format!("{row}.name"), showed.get(&format!("{row}.name")));
        }
        for field in FIELDS {
            let typed = typed.iter().find(|(name, _)| *name == field);
            form.put(field, typed.map_or(showed.get(field), |(_, value)| *value));
            form.put(was(field), showed.get(&was(field)));
        }
        form
    }

    fn attributes<const N: usize>(all: [(&str, &str); N]) -> Note {
        let attributes = all.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Note { attributes: attributes.into(), ..Note::default() }
    }

    #[test]
    fn a_form_notes_what_was_changed_in_it_and_nothing_else() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        for (typed, expected) in [
            (&[("zone", " America/New_York ")][..], Note::default()),
            (&[], Note::default()),
            (&[("tags", "vip, \"no, gràcies\",, vip")], Note::default()),
            // As a browser sends what has a line end in it.
            (&[("attribute.1.value", "ab")], Note::default()),
            (&[("zone", "")], Note { zone: Some(String::new()), ..Note::default() }),
            (&[("language", "ca")], Note { language: Some("ca".into()), ..Note::default() }),
            (&[("opted_out", "")], Note { opted_out: Some(false), ..Note::default() }),
            (
                &[("tags", "vip, north")],
                Note {
                    tagged: words(&["north"]),
                    untagged: words(&["no, gràcies"]),
                    ..Note::default()
                },
            ),
            (&[("attribute.0.value", " ")], attributes([("crm", "")])),
            (&[("attribute.0.value", "18 ")], attributes([("crm", "18")])),
            (&[(NEW_NAME, " shop "), (NEW_VALUE, "Vic")], attributes([("shop", "Vic")])),
        ] {
            let form = sent(typed);
            assert_eq!(note(&form), expected, "{typed:?}");
            assert!(complaints(&form, &noted(), Language::English).is_empty(), "{typed:?}");
        }
    }

    #[test]
    fn every_mistake_is_told_beside_its_field() {
        let long = |length: usize| "é".repeat(length);
        let (tag, name, value) = (long(41), long(41), long(501));
        for (typed, expected) in [
            (&[("zone", "Europe/Vic"), ("language", "Catalan")][..], &["zone", "language"][..]),
            (&[("tags", &tag)], &["tags"]),
            (
                &[("attribute.1.value", &value), (NEW_VALUE, "Vic")],
                &["attribute.1.value", NEW_NAME],
            ),
            (&[(NEW_NAME, &name), (NEW_VALUE, "Vic")], &[NEW_NAME]),
            (&[(NEW_NAME, "shop"), (NEW_VALUE, &value)], &[NEW_VALUE]),
            (&[(NEW_NAME, "shop")], &[NEW_VALUE]),
        ] {
            let complaints = complaints(&sent(typed), &noted(), Language::English);
            let places: Vec<&str> = complaints.iter().map(|one| one.place.as_str()).collect();
            assert_eq!(places, expected, "{complaints:?}");
        }
    }

    #[test]
    fn where_all_attributes_are_taken_a_new_one_fits_in_the_place_of_one_that_goes() {
        let mut full = noted();
        let more = (2..50).map(|number| (format!("field {number}"), "x".to_owned()));
        full.attributes.extend(more);
        let new = [(NEW_NAME, "shop"), (NEW_VALUE, "Vic")];
        let refused = complaints(&sent(&new), &full, Language::English);
        assert_eq!(refused.iter().map(|one| &*one.place).collect::<Vec<_>>(), [NEW_NAME]);
        let instead = [&new[..], &[("attribute.0.value", "")]].concat();
        assert!(complaints(&sent(&instead), &full, Language::English).is_empty());
    }
}
