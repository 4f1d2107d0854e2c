//! What customers see of a number: its profile, and what it offers to begin with. Two forms, shown again
//! as they were filled in if Meta would not take them. What fits is the desk's to say.

use desk::number::{Command, Flaw, Number, Opener, Openers, Profile, ProfilePart, Vertical};
use leptos::prelude::*;

use super::page::message;
use super::{Said, path};
use crate::language::Language;
use crate::settings::fields::{choice, line, lines};
use crate::settings::{Form, trouble};

/// One of these forms.
#[derive(Debug, Clone)]
pub struct Filled<Part> {
    pub number: Number,
    /// None while Meta can't be asked what there is.
    pub form: Option<Form>,
    pub wrong: Vec<(Part, Flaw)>,
    pub said: Option<Said>,
}

impl<Part> Filled<Part> {
    /// Nothing is filled in yet.
    pub fn of(number: &Number) -> Self {
        Self { number: number.clone(), form: None, wrong: vec![], said: None }
    }
}

/// The profile as a form.
pub fn fill_profile(profile: &Profile) -> Form {
    let mut form = Form::default();
    form.put("about", &profile.about);
    form.put("address", &profile.address);
    form.put("description", &profile.description);
    form.put("email", &profile.email);
    form.put("websites", profile.websites.join("\n"));
    form.put("vertical", profile.vertical.map_or("", Vertical::word));
    form.put("picture", profile.picture.as_deref().unwrap_or_default());
    form
}

/// What is filled in; the picture is no field.
pub fn read_profile(form: &Form) -> Profile {
    Profile {
        about: form.text("about"),
        address: form.text("address"),
        description: form.text("description"),
        email: form.text("email"),
        websites: form.lines("websites").map(str::to_owned).collect(),
        vertical: Vertical::named(&form.text("vertical")),
        picture: None,
    }
}

/// What a number offers, as a form: a command on each line, and what it is for after a colon.
pub fn fill_openers(openers: &Openers) -> Form {
    let commands = openers.commands.iter();
    let commands = commands.map(|Command { name, hint }| format!("{name}: {hint}"));
    let mut form = Form::default();
    form.put("prompts", openers.prompts.join("\n"));
    form.put("commands", commands.collect::<Vec<_>>().join("\n"));
    form
}

pub fn read_openers(form: &Form) -> Openers {
    let command = |line: &str| {
        let (name, hint) = line.split_once(':').unwrap_or((line, ""));
        let name = name.trim().trim_start_matches('/');
        Command { name: name.to_owned(), hint: hint.trim().to_owned() }
    };
    Openers {
        prompts: form.lines("prompts").map(str::to_owned).collect(),
        commands: form.lines("commands").map(command).collect(),
    }
}

pub(super) fn profile(filled: &Filled<ProfilePart>, t: Language) -> AnyView {
    let wrong = filled.wrong.iter();
    let wrong = wrong.map(|(part, flaw)| t.objection_at(t.profile_part(*part), t.face_flaw(*flaw)));
    let fields = filled.form.as_ref().map(|form| {
        let part = |part| t.profile_part(part);
        let picture = form.text("picture");
        let picture = (!picture.is_empty()).then(|| {
            view! {
                <p><a href=picture target="_blank" rel="noopener noreferrer">{t.see_the_picture()}</a></p>
            }
        });
        view! {
            {line(form, "about", part(ProfilePart::About), t.about_hint())}
            {lines(form, "description", part(ProfilePart::Description), t.description_hint())}
            {line(form, "address", part(ProfilePart::Address), "")}
            {line(form, "email", part(ProfilePart::Email), "")}
            {lines(form, "websites", part(ProfilePart::Websites), t.websites_hint())}
            {choice(form, "vertical", part(ProfilePart::Vertical), &verticals(form, t))}
            {picture}
            <small class="hint">{t.picture_hint()}</small>
        }
        .into_any()
    });
    sheet(filled, t.profile_title(), t.profile_hint(), wrong.collect(), fields, t)
}

/// Meta does not let go of what was once chosen.
fn verticals(form: &Form, t: Language) -> Vec<(String, String)> {
    let none = form.text("vertical").is_empty();
    let none = none.then(|| (String::new(), t.no_vertical().to_owned()));
    let all = Vertical::ALL.iter();
    let all = all.map(|one| (one.word().to_owned(), t.vertical(*one).to_owned()));
    none.into_iter().chain(all).collect()
}

pub(super) fn openers(filled: &Filled<Opener>, t: Language) -> AnyView {
    let wrong = filled.wrong.iter();
    let wrong = wrong.map(|(opener, flaw)| t.objection_at(t.opener(*opener), t.face_flaw(*flaw)));
    let fields = filled.form.as_ref().map(|form| {
        view! {
            {lines(form, "prompts", t.prompts(), t.prompts_hint())}
            {lines(form, "commands", t.commands(), t.commands_hint())}
        }
        .into_any()
    });
    sheet(filled, t.openers_title(), t.openers_hint(), wrong.collect(), fields, t)
}

fn sheet<Part>(
    filled: &Filled<Part>,
    title: &'static str,
    hint: &'static str,
    wrong: Vec<String>,
    fields: Option<AnyView>,
    t: Language,
) -> AnyView {
    let form = fields.map(|fields| {
        view! {
            <form class="sheet" method="post">
                {fields}
                <div class="sheet-end">
                    <button class="button primary">{t.save()}</button>
                </div>
            </form>
        }
    });
    view! {
        <a class="back" href=path(&filled.number.id)>{filled.number.display.clone()}</a>
        <h1>{title}</h1>
        <p class="hint">{hint}</p>
        {filled.said.as_ref().map(|said| message(said, t))}
        {trouble(wrong)}
        {form}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_meta_has_is_read_back_from_its_own_form() {
        let profile = Profile {
            about: "Bicis".into(),
            email: "a@b.example".into(),
            websites: vec!["https://a.example".into(), "https://b.example".into()],
            vertical: Some(Vertical::Retail),
            ..Profile::default()
        };
        assert_eq!(read_profile(&fill_profile(&profile)), profile);
        let command = Command { name: "hores".into(), hint: "Quan obrim: cada dia".into() };
        let openers = Openers { prompts: vec!["Quan obriu?".into()], commands: vec![command] };
        assert_eq!(read_openers(&fill_openers(&openers)), openers);
    }

    #[test]
    fn a_command_is_a_word_and_what_it_is_for_however_it_is_typed() {
        let form = |text: &str| Form::of(vec![("commands".into(), text.into())]);
        let read = read_openers(&form(" /hores :  Quan obrim \r\n\r\nsola"));
        let command = |name: &str, hint: &str| Command { name: name.into(), hint: hint.into() };
        assert_eq!(read.commands, [command("hores", "Quan obrim"), command("sola", "")]);
    }
}
