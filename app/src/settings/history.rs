//! Every edition of the rulebook, with what it changed, and the way back to an earlier one (CAL-6).

use desk::desk::Chapter;
use leptos::prelude::*;

use super::form::Form;
use super::office::Office;
use super::sheet::complaints;
use super::trial::{self, ANYWAY};
use crate::language::Language;
use crate::time::clock;

/// What goes back to an edition.
const AGAIN: &str = "again";

/// The edition that whoever sent `form` goes back to.
pub(super) fn wanted(form: &Form) -> Option<u32> {
    let command = form.text("do");
    let (word, version) = command.split_once(' ')?;
    version.parse().ok().filter(|_| [AGAIN, ANYWAY].contains(&word))
}

pub(super) fn view(office: &Office, t: Language) -> AnyView {
    let empty =
        office.history.is_empty().then(|| view! { <p class="hint">{t.nothing_laid_down()}</p> });
    let editions = office.history.iter().map(|chapter| edition(chapter, office, t));
    let is_late = office.history.first().is_some_and(|one| one.imprint.version != office.version);
    let latest = is_late.then(|| view! { <a href=office.page.path()>{t.latest_editions()}</a> });
    let earlier = office.earlier.as_ref().map(|before| {
        let path = format!("{}?before={before}", office.page.path());
        view! { <a href=path>{t.earlier_editions()}</a> }
    });
    view! {
        <h1>{t.settings_history()}</h1>
        <p class="hint">{t.history_hint()}</p>
        {complaints(office)}
        <form method="post" action=office.page.path()>
            <input type="hidden" name="version" value=office.version.to_string()/>
            {empty}
            <ol class="things">{editions.collect_view()}</ol>
        </form>
        <p>{latest} " " {earlier}</p>
        {trial::view(office, t)}
    }
    .into_any()
}

fn edition(chapter: &Chapter, office: &Office, t: Language) -> AnyView {
    let (version, at) = (chapter.imprint.version, chapter.imprint.at);
    let (clock, who) = (clock(), t.keeper(office, &chapter.imprint.by));
    let is_newest = version == office.version;
    let in_force = is_newest.then(|| view! { <small class="hint">{t.in_force()}</small> });
    let nothing = chapter
        .differences
        .is_empty()
        .then(|| view! { <li class="hint">{t.edition_changes_nothing()}</li> });
    let differences = chapter.differences.iter().map(|difference| {
        let said = t.difference(office, difference);
        view! { <li dir="auto">{said}</li> }
    });
    view! {
        <li class="edition form-row" data-version=version.to_string()>
            <h2>{t.edition(version)} " " {in_force}</h2>
            <p class="hint">
                {move || t.laid_down(t.moment(clock.local(at)), &who)}
            </p>
            <ul>{nothing} {differences.collect_view()}</ul>
            {(!is_newest).then(|| way_back(version, office, t))}
        </li>
    }
    .into_any()
}

fn way_back(version: u32, office: &Office, t: Language) -> AnyView {
    let doubted = office.returned.as_ref().filter(|returned| returned.tryout.is_some());
    let is_doubted = doubted.is_some_and(|returned| wanted(&returned.form) == Some(version));
    let anyway = is_doubted.then(|| {
        let value = format!("{ANYWAY} {version}");
        view! { <button class="button small danger" name="do" value=value>{t.go_back_anyway()}</button> }
    });
    let value = format!("{AGAIN} {version}");
    view! {
        <p>
            <button class="button small" name="do" value=value aria-label=t.go_back_to(version)>{t.go_back()}</button>
            " "
            {anyway}
        </p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_button_of_an_edition_leads_back_to_it() {
        for (command, expected) in [
            ("again 3", Some(3)),
            ("anyway 12", Some(12)),
            ("again", None),
            ("again x", None),
            ("again -1", None),
            ("up 3", None),
            ("", None),
        ] {
            let mut form = Form::default();
            form.put("do", command);
            assert_eq!(wanted(&form), expected, "{command}");
        }
    }
}
