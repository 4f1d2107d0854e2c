//! A field with, beside it, why what it holds can't be taken; and what gaps are called.

use desk::template::{Flaw, Gap, Kind, Place, Template};
use leptos::prelude::*;

use crate::language::Language;

/// What a gap of `template` is called.
pub(super) fn label(template: &Template, gap: &Gap, t: Language) -> String {
    let braced = format!("{{{{{}}}}}", gap.name);
    match (gap.kind, gap.place) {
        (Kind::Text | Kind::Named, Place::Header) => t.gap_of_header(braced),
        (Kind::Text | Kind::Named, _) => t.gap_of_body(braced),
        (Kind::Image, _) => t.gap_image().to_owned(),
        (Kind::Video, _) => t.gap_video().to_owned(),
        (Kind::Document, _) => t.gap_document().to_owned(),
        (Kind::FileName, _) => t.gap_file_name().to_owned(),
        (Kind::Latitude, _) => t.gap_latitude().to_owned(),
        (Kind::Longitude, _) => t.gap_longitude().to_owned(),
        (Kind::PlaceName, _) => t.gap_place_name().to_owned(),
        (Kind::Address, _) => t.gap_address().to_owned(),
        (Kind::Suffix, Place::Button(place)) => {
            let button = template.buttons.get(usize::from(place));
            t.gap_suffix(button.map(|button| button.title()).unwrap_or_default())
        }
        (Kind::Suffix, _) => t.gap_suffix(""),
        (Kind::Code, _) => t.gap_code().to_owned(),
    }
}

/// One line, or several, of text.
pub(super) struct Field<'a> {
    /// What it is called in the form …
    pub name: &'a str,
    /// … and in a flaw.
    pub place: &'a str,
    pub label: String,
    pub value: &'a str,
    pub hint: String,
    pub long: bool,
    /// The id of the list of what may stand there.
    pub offered: Option<&'static str>,
}

impl Field<'_> {
    pub(super) fn view(self, flaws: &[Flaw], t: Language) -> AnyView {
        let flaw = flaws.iter().find(|flaw| flaw.at == self.place);
        let wrong = flaw.is_some();
        let first = flaws.first().is_some_and(|flaw| flaw.at == self.place);
        let complaint = flaw
            .map(|flaw| view! { <small class="trouble">{t.flaw(&self.label, &flaw.why)}</small> });
        let hint =
            (!self.hint.is_empty()).then(|| view! { <small class="hint">{self.hint}</small> });
        let (name, value) = (self.name.to_owned(), self.value.to_owned());
        let invalid = wrong.then_some("true");
        let field = match self.long {
            true => view! {
                <textarea name=name rows="5" aria-invalid=invalid autofocus=first>{value}</textarea>
            }
            .into_any(),
            false => view! {
                <input
                    type="text"
                    name=name
                    value=value
                    list=self.offered
                    autocomplete="off"
                    aria-invalid=invalid
                    autofocus=first
                />
            }
            .into_any(),
        };
        view! {
            <label class="field">
                <span>{self.label}</span>
                {field}
                {hint}
                {complaint}
            </label>
        }
        .into_any()
    }
}
