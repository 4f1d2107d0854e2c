//! What is filled in to connect a number, read.

use super::*;

fn draft() -> Draft {
    let text = |text: &str| text.to_owned();
    Draft {
        number: text("106"),
        account: text("102"),
        app: text("77"),
        app_secret: text("a secret"),
        token: text("a token"),
    }
}

fn token(permissions: &[&str]) -> Token {
    let permissions = permissions.iter().map(|one| (*one).to_owned()).collect();
    Token { is_valid: true, app: "77".into(), permissions }
}

#[test]
fn what_is_missing_or_no_id_is_told_for_each_field_at_once() {
    let objections = look(&Draft::default()).expect_err("all is missing");
    let fields: Vec<Field> = objections.iter().map(|objection| objection.field).collect();
    let all = [Field::Number, Field::Account, Field::App, Field::AppSecret, Field::Token];
    assert_eq!(fields, all);
    assert!(objections.iter().all(|objection| objection.why == Why::Missing));
    for id in ["+34 972 000 111", "106/messages", "1 6", "é", &"1".repeat(33)] {
        let objections = look(&Draft { number: id.to_owned(), ..draft() }).expect_err(id);
        assert_eq!(objections, [Objection { field: Field::Number, why: Why::NotDigits }], "{id}");
    }
    assert_eq!(look(&draft()), Ok(()));
}

#[test]
fn each_permission_that_a_token_lacks_is_named() {
    let lacking = |one: &str| Objection { field: Field::Token, why: Why::NoPermission(one.into()) };
    let [messaging, management] = PERMISSIONS;
    for (has, lacks) in [
        (&[][..], vec![lacking(messaging), lacking(management)]),
        (&[messaging], vec![lacking(management)]),
        (&[management, "email"], vec![lacking(messaging)]),
    ] {
        assert_eq!(look_at_token(&draft(), &token(has)), Err(lacks), "{has:?}");
    }
    assert_eq!(look_at_token(&draft(), &token(&PERMISSIONS)), Ok(()));
}

#[test]
fn a_token_that_ended_or_is_another_apps_is_told() {
    let ended = Token { is_valid: false, ..token(&PERMISSIONS) };
    let other = Token { app: "78".into(), ..token(&PERMISSIONS) };
    for (token, why) in [(ended, Why::BadToken), (other, Why::AnotherAppsToken)] {
        let expected = Objection { field: Field::Token, why };
        assert_eq!(look_at_token(&draft(), &token), Err(vec![expected]));
    }
}
