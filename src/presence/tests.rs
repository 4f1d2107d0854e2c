//! Devices that come and go, what people say, and the grace between.

use proptest::prelude::*;

use super::*;

const GRACE: i64 = 180;

fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

fn joined(device: &str) -> Happening {
    Happening::Joined { device: device.into() }
}

fn beat(device: &str) -> Happening {
    Happening::Beat { device: device.into() }
}

fn left(device: &str) -> Happening {
    Happening::Left { device: device.into() }
}

fn signed_out(device: &str) -> Happening {
    Happening::SignedOut { device: device.into() }
}

fn said(said: Said) -> Happening {
    Happening::Said { said }
}

#[test]
fn whoever_is_there_when_the_clock_is_put_forward_still_is() {
    let mut presence = after([(0, joined("laptop"))]);
    presence.put_forward(TimeDelta::hours(5));
    let seconds = 5 * 3600;
    assert_eq!(presence.at(moment(seconds + GRACE - 1)), State::Online);
    assert_eq!(presence.at(moment(seconds + GRACE)), State::Offline);
}

fn after<const N: usize>(happenings: [(i64, Happening); N]) -> Presence {
    let mut presence = Presence::new(TimeDelta::seconds(GRACE), Said::Available);
    for (at, happening) in happenings {
        presence.fold(&happening, moment(at));
    }
    presence
}

#[test]
fn somebody_is_gone_only_when_a_grace_has_passed() {
    // ASG-7: each row tells what happened, and the second at which the person is offline.
    let table = [
        ("a page was closed", after([(0, joined("laptop")), (60, left("laptop"))]), 240),
        ("a laptop fell asleep", after([(0, joined("laptop")), (30, beat("laptop"))]), 210),
        (
            "the phone still counts",
            after([(0, joined("laptop")), (5, joined("phone")), (60, left("laptop"))]),
            240,
        ),
        (
            "one of two tabs was closed",
            after([(0, joined("laptop")), (60, left("laptop")), (90, beat("laptop"))]),
            270,
        ),
        (
            "the laptop was signed out, the phone was not",
            after([(0, joined("phone")), (9, joined("laptop")), (170, signed_out("laptop"))]),
            180,
        ),
        (
            "somebody came back within the grace",
            after([(0, joined("laptop")), (60, left("laptop")), (200, joined("laptop"))]),
            380,
        ),
        (
            "somebody signed in again",
            after([(0, joined("laptop")), (60, signed_out("laptop")), (61, joined("laptop"))]),
            241,
        ),
        ("a beat woke a laptop that was gone", after([(0, joined("l")), (900, beat("l"))]), 1080),
    ];
    for (case, presence, gone) in table {
        let now = moment(gone - 1);
        assert_eq!(presence.at(now), State::Online, "{case}");
        assert_eq!(presence.next_change(now), Some(moment(gone)), "{case}");
        assert_eq!(presence.at(moment(gone)), State::Offline, "{case}");
        assert_eq!(presence.next_change(moment(gone)), None, "{case}");
    }
}

#[test]
fn signing_out_takes_effect_at_once() {
    let table = [
        ("the only device", after([(0, joined("laptop")), (9, signed_out("laptop"))])),
        (
            "a beat that was under way",
            after([(0, joined("laptop")), (9, signed_out("laptop")), (9, beat("laptop"))]),
        ),
        (
            "the socket closes after it",
            after([(0, joined("laptop")), (9, signed_out("laptop")), (10, left("laptop"))]),
        ),
        (
            "the socket closed before it",
            after([(0, joined("laptop")), (8, left("laptop")), (9, signed_out("laptop"))]),
        ),
        (
            "an opening told late",
            after([(9, signed_out("laptop")), (8, joined("laptop")), (9, left("laptop"))]),
        ),
    ];
    for (case, presence) in table {
        assert_eq!(presence.at(moment(10)), State::Offline, "{case}");
        assert_eq!(presence.next_change(moment(10)), None, "{case}");
    }
}

#[test]
fn a_sign_out_told_late_does_not_end_a_newer_sign_in() {
    let presence = after([(9, joined("laptop")), (8, signed_out("laptop"))]);
    assert_eq!(presence.at(moment(10)), State::Online);
}

#[test]
fn what_somebody_said_is_apart_from_being_connected() {
    let table = [
        (Said::Available, State::Online),
        (Said::Away, State::Away),
        (Said::OnABreak, State::OnABreak),
    ];
    for (word, state) in table {
        let mut presence = after([(0, said(word))]);
        assert_eq!(presence.at(moment(0)), State::Offline, "saying is no sign of life");
        presence.fold(&joined("laptop"), moment(1));
        assert_eq!(presence.at(moment(1)), state);
        presence.fold(&left("laptop"), moment(2));
        assert_eq!(presence.at(moment(181)), state, "within the grace");
        assert_eq!(presence.at(moment(182)), State::Offline);
        presence.fold(&joined("phone"), moment(9_000));
        assert_eq!((presence.at(moment(9_000)), presence.said()), (state, word), "it stays");
    }
}

#[test]
fn devices_that_are_gone_are_forgotten() {
    let mut presence = after([]);
    for number in 0..1000 {
        presence.fold(&joined(&format!("sign-in {number}")), moment(number * GRACE));
    }
    assert_eq!(presence.devices.len(), 1);
}

#[test]
fn what_happens_keeps_its_words() {
    let table = [
        (joined("d"), r#"{"kind":"joined","device":"d"}"#),
        (signed_out("d"), r#"{"kind":"signed_out","device":"d"}"#),
        (said(Said::OnABreak), r#"{"kind":"said","said":"on_a_break"}"#),
    ];
    for (happening, json) in table {
        assert_eq!(serde_json::to_string(&happening).expect("it serialises"), json);
        assert_eq!(serde_json::from_str::<Happening>(json).expect("and parses"), happening);
    }
}

/// Signs of life of three devices, none of them signed out.
fn life() -> impl Strategy<Value = Vec<(i64, Happening)>> {
    let device = prop_oneof![Just("laptop"), Just("phone"), Just("tablet")];
    let one = (0i64..600, 0usize..3, device).prop_map(|(at, kind, device)| {
        let happening = [joined, beat, left][kind](device);
        (at, happening)
    });
    proptest::collection::vec(one, 1..20)
}

fn folded<'a>(happenings: impl IntoIterator<Item = &'a (i64, Happening)>) -> Presence {
    let mut presence = after([]);
    for (at, happening) in happenings {
        presence.fold(happening, moment(*at));
    }
    presence
}

proptest! {
    #[test]
    fn in_any_order_of_joining_and_leaving_a_presence_ends_the_same(
        (told, shuffled) in life().prop_flat_map(|life| {
            (Just(life.clone()), Just(life).prop_shuffle())
        }),
        later in 0i64..400,
    ) {
        let last = told.iter().map(|(at, _)| *at).max().unwrap_or_default();
        let (one, other) = (folded(&told), folded(&shuffled));
        prop_assert_eq!(one.at(moment(last + later)), other.at(moment(last + later)));
        prop_assert_eq!(one.next_change(moment(last)), other.next_change(moment(last)));
    }

    #[test]
    fn the_grace_is_never_shorter_or_longer_than_set(mut told in life()) {
        told.sort_by_key(|(at, _)| *at);
        for known in 1..=told.len() {
            let presence = folded(&told[..known]);
            let (last, _) = told[known - 1];
            prop_assert_eq!(presence.at(moment(last + GRACE - 1)), State::Online);
            prop_assert_eq!(presence.at(moment(last + GRACE)), State::Offline);
        }
    }

    #[test]
    fn nothing_changes_before_the_next_change(
        told in life(), out in 0i64..600, now in 0i64..900, between in 0i64..300,
    ) {
        let mut presence = folded(&told);
        presence.fold(&signed_out("phone"), moment(out));
        let state = presence.at(moment(now));
        match presence.next_change(moment(now)) {
            Some(change) => {
                prop_assert_ne!(presence.at(change), state);
                let before = change.min(moment(now + between));
                prop_assert!(before == change || presence.at(before) == state);
            }
            None => prop_assert_eq!(presence.at(moment(now + between)), state),
        }
    }
}
