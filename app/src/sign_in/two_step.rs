//! One's second step: setting it up with a telephone, its recovery codes, switching it off.

use leptos::prelude::*;

use super::parts::outcome;
use super::{ACCOUNT, SetUp, TWO_STEP, TwoStep};
use crate::language::Language;

pub(super) fn view(step: &TwoStep, t: Language) -> AnyView {
    let must = step.required && step.is.is_err();
    let inside = match &step.is {
        Ok(left) => on(*left, step, t),
        Err(set_up) => setting_up(set_up, t),
    };
    view! {
        <a class="back" href=ACCOUNT>{t.account()}</a>
        <h1>{t.two_step()}</h1>
        <p class="hint">{t.two_step_hint()}</p>
        {must.then(|| view! { <p role="status">{t.two_step_required()}</p> })}
        {outcome(t)}
        {inside}
    }
    .into_any()
}

fn setting_up(set_up: &SetUp, t: Language) -> AnyView {
    // Four squares of nothing around it, or no telephone finds it (ISO/IEC 18004).
    let view_box = format!("-4 -4 {0} {0}", set_up.width + 8);
    view! {
        <p>{t.two_step_scan()}</p>
        <svg class="qr" viewBox=view_box role="img" aria-label=t.qr_label() shape-rendering="crispEdges">
            <path d=set_up.dark.clone()/>
        </svg>
        <form class="sheet" method="post" action=TWO_STEP>
            <label class="field">
                <span>{t.two_step_by_hand()}</span>
                <input type="text" readonly=true value=set_up.secret.clone()/>
            </label>
            <label class="field">
                <span>{t.code_label()}</span>
                <input type="text" name="code" inputmode="numeric" autocomplete="one-time-code" required=true/>
            </label>
            <div class="sheet-end">
                <button class="button primary" name="do" value="on">{t.two_step_switch_on()}</button>
            </div>
        </form>
    }
    .into_any()
}

fn on(left: u64, step: &TwoStep, t: Language) -> AnyView {
    let codes = step.codes.iter().map(|code| view! { <li><code>{code.clone()}</code></li> });
    let codes = (!step.codes.is_empty()).then(|| {
        view! {
            <p role="status">{t.recovery_codes_hint()}</p>
            <ul class="codes">{codes.collect_view()}</ul>
        }
    });
    let off = match step.required {
        true => view! { <p class="hint">{t.two_step_not_off()}</p> }.into_any(),
        false => view! {
            <button class="button danger" name="do" value="off">{t.two_step_switch_off()}</button>
        }
        .into_any(),
    };
    view! {
        <p>{t.two_step_on()}</p>
        <h2>{t.recovery_codes()}</h2>
        {codes}
        <p>{t.recovery_codes_left(left)}</p>
        <form class="sheet" method="post" action=TWO_STEP>
            <div class="sheet-end">
                <button class="button" name="do" value="codes">{t.recovery_codes_renew()}</button>
                {off}
            </div>
        </form>
    }
    .into_any()
}
