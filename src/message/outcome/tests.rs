//! The table of Meta's codes, row by row, and the pauses.

use super::Outcome::{Fail, Stop, Unknown, Wait as Later};
use super::*;

#[test]
fn every_code_of_metas_table_is_in_its_class() {
    let classes: &[(Outcome, &[i64])] = &[
        (Stop(Trouble::Token), &[0, 104, 190]),
        (Stop(Trouble::Access), &[3, 10, 200, 250, 299, 803, 131_005]),
        (Stop(Trouble::Restricted), &[368, 131_031, 131_064]),
        (Stop(Trouble::Quality), &[131_048]),
        (Stop(Trouble::Payment), &[131_042]),
        (Stop(Trouble::SetUp), &[33, 131_037, 131_045, 133_000, 133_006, 133_010, 133_016]),
        (Later(Wait::Account), &[4, 17, 613, 80_007]),
        (Later(Wait::Number), &[130_429]),
        (Later(Wait::Customer), &[131_056]),
        (Later(Wait::Minutes(5)), &[133_015]),
        (Later(Wait::Minutes(10)), &[134_101]),
        (Unknown, &[1, 2, 131_000, 131_016, 131_057, 133_004, 2_494_100]),
        (Fail(Reason::WindowClosed), &[470, 131_047]),
        (Fail(Reason::Unreachable), &[130_472, 131_026, 131_060]),
        (Fail(Reason::OptedOut), &[131_050]),
        (Fail(Reason::Saturated), &[131_049]),
        (Fail(Reason::Blocked), &[130_403]),
        (Fail(Reason::NotListed), &[131_030]),
        (Fail(Reason::Country), &[130_497]),
        (
            Fail(Reason::Template),
            &[
                131_055, 131_063, 132_000, 132_001, 132_005, 132_007, 132_012, 132_015, 132_016,
                132_018, 132_068, 132_069, 134_100, 134_102,
            ],
        ),
        (
            Fail(Reason::Content),
            &[100, 131_008, 131_009, 131_021, 131_051, 131_052, 131_053, 131_062, 135_000],
        ),
        (Fail(Reason::Other), &[133_005, 133_008, 136_024, 139_100, 999_999, -1]),
    ];
    for (outcome, codes) in classes {
        for code in *codes {
            assert_eq!(Outcome::of(400, Some(*code), None), *outcome, "{code}");
        }
    }
}

#[test]
fn a_server_error_is_ambiguous_unless_the_code_is_sure() {
    for (status, code, outcome) in [
        (500, Some(190), Unknown),
        (503, Some(100), Unknown),
        (500, Some(130_429), Later(Wait::Number)),
        (500, Some(131_056), Later(Wait::Customer)),
        (500, Some(131_045), Stop(Trouble::SetUp)),
        (500, Some(3), Stop(Trouble::Access)),
        (500, None, Unknown),
        (502, None, Unknown),
    ] {
        assert_eq!(Outcome::of(status, code, None), outcome, "{status} {code:?}");
    }
}

#[test]
fn without_a_code_the_status_decides() {
    for (status, outcome) in [
        (200, Unknown),
        (302, Unknown),
        (400, Fail(Reason::Other)),
        (401, Stop(Trouble::Token)),
        (403, Stop(Trouble::Access)),
        (404, Stop(Trouble::Access)),
        (408, Unknown),
        (413, Fail(Reason::Other)),
        (429, Later(Wait::Number)),
    ] {
        assert_eq!(Outcome::of(status, None, None), outcome, "{status}");
    }
}

#[test]
fn a_number_that_the_token_does_not_reach_stops_and_a_bad_parameter_does_not() {
    assert_eq!(Outcome::of(400, Some(100), Some(33)), Stop(Trouble::Access));
    assert_eq!(Outcome::of(400, Some(100), Some(1)), Fail(Reason::Content));
}

#[test]
fn pauses_grow_to_their_end() {
    let seconds = |wait: Wait| [0, 1, 2, 3, 9, u32::MAX].map(|n| wait.pause(n).as_secs());
    assert_eq!(seconds(Wait::Customer), [1, 4, 16, 64, 256, 256]);
    assert_eq!(seconds(Wait::Number), [1, 2, 4, 8, 60, 60]);
    assert_eq!(seconds(Wait::Account), [60, 120, 240, 480, 900, 900]);
    assert_eq!(seconds(Wait::Minutes(10)), [600; 6]);
}

#[test]
fn a_failure_is_explained_by_its_code_and_words_are_as_they_are_stored() {
    assert_eq!(Outcome::reason(131_047), Reason::WindowClosed);
    assert_eq!(Outcome::reason(131_042), Reason::Number(Trouble::Payment));
    assert_eq!(Outcome::reason(131_000), Reason::Other);
    for trouble in Trouble::ALL {
        let json = serde_json::to_string(&trouble).expect("it writes");
        assert_eq!(json, format!("\"{}\"", trouble.word()));
    }
}
