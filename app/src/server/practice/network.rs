//! What the simulated network does: each fault with a switch and what it is for, and customers who come by
//! themselves.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{FAILURES, FAULTS, IDENTITIES, NETWORK, Network, SCENE, SWITCHES, Workshop};
use crate::language::Language;
use crate::routes::NotFound;
use crate::server::Parts;
use crate::start::language;

#[component]
pub(in crate::server) fn NetworkPage() -> impl IntoView {
    match use_context::<Parts>().and_then(|parts| parts.workshop).as_deref() {
        Some(Workshop::Network(network)) => page(network, language()),
        _ => view! { <NotFound/> }.into_any(),
    }
}

fn page(network: &Network, t: Language) -> AnyView {
    let saved = network.saved.then(|| view! { <p role="status">{t.network_set()}</p> });
    view! {
        <Title text=t.practice_network()/>
        <main class="workshop">
            <header>
                <h1>{t.practice_network()}</h1>
                <p class="hint">{t.network_hint()}</p>
                <p><a href="/practice">{t.back_to_the_phone()}</a></p>
            </header>
            {saved}
            {scenes(network, t)}
            <form class="sheet" method="post" action=NETWORK>
                {choice("fault", t.fault(), t.fault_hint(), &FAULTS, network, t)}
                {choice("fails", t.fails(), t.fails_hint(), &FAILURES, network, t)}
                {SWITCHES.map(|word| switch(word, network, t)).collect_view()}
                {choice("identity", t.identity(), t.identity_hint(), &IDENTITIES, network, t)}
                <p class="deeds">
                    <button class="button primary" name="do" value="set">{t.save()}</button>
                    " "
                    <button class="button" name="do" value="mend">{t.network_mend()}</button>
                </p>
            </form>
        </main>
    }
    .into_any()
}

fn switch(word: &'static str, network: &Network, t: Language) -> AnyView {
    let (name, hint) = t.switch(word);
    let checked = network.on.contains(word);
    view! {
        <label class="switch">
            <input type="checkbox" name=word value="on" checked=checked/>
            <span>{name} <small class="hint">{hint}</small></span>
        </label>
    }
    .into_any()
}

fn choice(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    words: &[&'static str],
    network: &Network,
    t: Language,
) -> AnyView {
    // Whoever has to be named somehow has no empty choice.
    let none =
        (name != "identity").then(|| view! { <option value="">{t.nothing_wrong()}</option> });
    let options = words.iter().map(|word| {
        let (value, selected) = (*word, network.on.contains(*word));
        view! { <option value=value selected=selected>{t.choice_of_network(value)}</option> }
    });
    view! {
        <label class="field">
            <span>{label}</span>
            <select name=name>{none} {options.collect_view()}</select>
            <small class="hint">{hint}</small>
        </label>
    }
    .into_any()
}

fn scenes(network: &Network, t: Language) -> AnyView {
    let now = network.scene.as_ref().map(|(scene, left)| {
        view! { <p role="status">{t.scene_goes_on(t.scene(scene), left)}</p> }
    });
    let begin = ["calm", "busy"].map(|word| {
        view! { <button class="button" name="scene" value=word>{t.scene(word)}</button> " " }
    });
    let end = network.scene.is_some().then(|| {
        view! { <button class="button" name="scene" value="">{t.scene_ends()}</button> }
    });
    view! {
        <section class="sheet">
            <h2>{t.scenes()}</h2>
            <p class="hint">{t.scenes_hint()}</p>
            {now}
            <form method="post" action=SCENE>{begin.collect_view()} {end}</form>
        </section>
    }
    .into_any()
}
