//! What Meta answers about a number and its account, read.

use desk::number::{
    Command, Limit, NameStatus, Openers, Profile, Quality, Standing, Throughput, Verification,
    Vertical,
};

use super::*;

#[test]
fn a_number_is_read_as_far_as_its_words_are_known() {
    let answer = json!({
        "verified_name": "Bicis Ferrer", "code_verification_status": "VERIFIED",
        "display_phone_number": "+34 972 000 111", "quality_rating": "GREEN",
        "name_status": "APPROVED", "status": "CONNECTED", "throughput": {"level": "STANDARD"},
        "is_pin_enabled": true, "whatsapp_business_manager_messaging_limit": "TIER_2K",
        "id": "106540352242922",
    });
    let about = read::about(&answer).expect("a number");
    assert_eq!(about.display, "+34 972 000 111");
    let expected = [
        News::Quality(Quality::Green),
        News::Limit(Limit::To(2_000)),
        News::Throughput(Throughput::Standard),
        News::Name("Bicis Ferrer".into()),
        News::NameStatus(NameStatus::Approved),
        News::Verification(Verification::Verified),
        News::Standing(Standing::Connected),
        News::HasPin(true),
    ];
    assert_eq!(about.news, expected);
    let strange = json!({"display_phone_number": "+1", "status": "SLEEPING", "throughput": 7});
    assert_eq!(read::about(&strange).expect("a number").news, []);
    assert_eq!(read::about(&json!({"id": "1"})), None);
}

#[test]
fn a_refusal_shows_the_words_that_say_most() {
    for (error, words) in [
        (json!({"code": 100, "message": "(#100) No", "error_data": {"details": "Why"}}), "Why"),
        (json!({"code": 100, "message": "(#100) No", "error_user_msg": "Wait"}), "Wait"),
        (json!({"code": 100, "message": "(#100) No", "error_data": "odd"}), "(#100) No"),
        (json!({"code": 100}), ""),
    ] {
        let expected = Trouble::Refused { code: 100, words: words.into() };
        assert_eq!(read::refusal(&json!({"error": error})), Some(expected));
    }
    assert_eq!(read::refusal(&json!({"success": true})), None);
}

#[test]
fn whoever_is_subscribed_is_found_by_the_apps_id() {
    let app = |id: Value| json!({"whatsapp_business_api_data": {"id": id, "name": "Desk"}});
    let answer = json!({"data": [app(json!("77")), app(json!(78))]});
    for (asked, expected) in
        [(Some("77"), true), (Some("78"), true), (Some("7"), false), (None, true)]
    {
        assert_eq!(read::is_subscribed(&answer, asked), expected, "{asked:?}");
    }
    assert!(!read::is_subscribed(&json!({"data": []}), None));
}

#[test]
fn a_token_says_whose_it_is_and_what_it_may_do() {
    let data = json!({"app_id": "77", "is_valid": true, "scopes": [PERMISSIONS[0], 7]});
    let expected =
        Token { is_valid: true, app: "77".into(), permissions: vec![PERMISSIONS[0].into()] };
    assert_eq!(read::token(&data), expected);
    assert!(!read::token(&Value::Null).is_valid);
}

#[test]
fn a_page_leads_to_the_next_while_there_is_one() {
    let page = json!({
        "data": [{"id": "1"}, {"id": "2"}], "paging": {"cursors": {"after": "x"}, "next": "https://…"},
    });
    assert_eq!(
        (read::ids(&page), read::next(&page)),
        (vec!["1".into(), "2".into()], Some("x".into()))
    );
    let last = json!({"data": [], "paging": {"cursors": {"after": "x"}}});
    assert_eq!(read::next(&last), None);
}

#[test]
fn a_profile_is_read_as_far_as_it_is_set() {
    let data = json!({
        "about": "Bicis", "websites": ["https://bicis.example"], "vertical": "RETAIL",
        "profile_picture_url": "https://pps.whatsapp.net/v/1.jpg", "messaging_product": "whatsapp",
    });
    let profile = face::profile(&json!({"data": [data]}));
    let expected = Profile {
        about: "Bicis".into(),
        websites: vec!["https://bicis.example".into()],
        vertical: Some(Vertical::Retail),
        picture: Some("https://pps.whatsapp.net/v/1.jpg".into()),
        ..Profile::default()
    };
    assert_eq!(profile, expected);
    for strange in [
        json!({"data": [{"vertical": "UNDEFINED", "profile_picture_url": "javascript:alert(1)"}]}),
        json!({"data": []}),
    ] {
        assert_eq!(face::profile(&strange), Profile::default());
    }
}

#[test]
fn only_what_changes_of_a_profile_is_sent() {
    let before =
        Profile { about: "Bicis".into(), email: "a@b.example".into(), ..Profile::default() };
    let after = Profile {
        email: String::new(),
        vertical: Some(Vertical::Auto),
        websites: vec!["https://bicis.example".into()],
        ..before.clone()
    };
    let changes = Value::from(face::changes(&before, &after));
    let expected = json!({"email": "", "vertical": "AUTO", "websites": ["https://bicis.example"]});
    assert_eq!(changes, expected);
    assert!(face::changes(&before, &before).is_empty());
}

#[test]
fn what_a_number_offers_is_read_in_both_shapes() {
    let plain = json!({
        "prompts": ["Quan obriu?"], "enable_welcome_message": true,
        "commands": [{"command_name": "hores", "command_description": "Quan obrim"}],
    });
    let command = Command { name: "hores".into(), hint: "Quan obrim".into() };
    let expected = Openers { prompts: vec!["Quan obriu?".into()], commands: vec![command] };
    assert_eq!(face::openers(&plain), expected);
    let inside = json!({"conversational_automation": plain, "id": "106"});
    assert_eq!(face::openers(&inside), expected);
    assert_eq!(face::openers(&json!({"id": "106"})), Openers::default());
}
