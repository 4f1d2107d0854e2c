//! Rightly signed bodies of any size and shape: taken, and kept when they fit nowhere.

use serde_json::{Value, json};

use crate::harness::{APP_SECRET, TestDesk, envelope, log_of_this_test, numbered, run, sign};

const LIMIT: usize = 4 << 20;

/// A body with one message of customer 1, made `size` bytes long with spaces.
fn padded(n: usize, size: usize) -> String {
    let body = envelope(vec![numbered(1, n)], vec![]).to_string();
    let spaces = " ".repeat(size - body.len());
    format!("{body}{spaces}")
}

#[test]
fn a_body_may_be_four_mebibytes_and_not_a_byte_more() {
    run(async || {
        let desk = TestDesk::start().await;
        assert_eq!(desk.meta().post(padded(1, LIMIT)).await, 200);
        assert_eq!(desk.meta().post(padded(2, LIMIT + 1)).await, 413);
        assert_eq!(desk.meta().post(padded(3, 2 * LIMIT)).await, 413);
        desk.settled().await;
        let tickets = desk.api().tickets("").await;
        assert_eq!((tickets.len(), &tickets[0]["unread"]), (1, &json!(1)));
        desk.end().await;
    });
}

#[test]
fn the_largest_body_that_fits_nowhere_is_kept_whole() {
    run(async || {
        let desk = TestDesk::start().await;
        let start = r#"{"object":"another","pad":""#;
        let body = format!("{start}{}\"}}", "x".repeat(LIMIT - start.len() - 2));
        assert_eq!((body.len(), desk.meta().post(body).await.as_u16()), (LIMIT, 200));
        assert_eq!(desk.kept().await, 1);
        desk.end().await;
    });
}

#[test]
fn what_is_not_json_is_a_bad_request_and_leaves_nothing() {
    run(async || {
        let desk = TestDesk::start().await;
        for body in
            ["", " ", "hello", "{", "{\"a\":1,}", "[1 2]", "{}{}", "{'a':1}", "\u{feff}{", "NaN"]
        {
            assert_eq!(desk.meta().post(body).await, 400, "{body:?}");
        }
        assert_eq!(desk.kept().await, 0);
        desk.end().await;
    });
}

#[test]
fn json_of_any_shape_is_taken_and_kept() {
    run(async || {
        let desk = TestDesk::start().await;
        let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        let shapes: Vec<String> = [
            json!(null),
            json!(true),
            json!(7),
            json!("text"),
            json!([]),
            json!({}),
            json!([{}]),
            json!({"object": "page", "entry": []}),
            json!({"object": "whatsapp_business_account"}),
            json!({"object": "whatsapp_business_account", "entry": {}}),
            json!({"object": "whatsapp_business_account", "entry": [null, 1, []]}),
            json!({"object": "whatsapp_business_account", "entry": [{"changes": "x"}]}),
            json!({"object": "whatsapp_business_account", "entry": [{"changes": [["another"]]}]}),
            envelope(vec![json!("odd")], vec![]),
            envelope(vec![json!({"type": "text"})], vec![json!([])]),
        ]
        .iter()
        .map(Value::to_string)
        .chain([deep(100), deep(500), "1e999".into(), r#"{"a":1,"a":2}"#.into()])
        .collect();
        for (number, shape) in shapes.iter().enumerate() {
            assert_eq!(desk.meta().post(shape.clone()).await, 200, "{shape:.80}");
            assert!(desk.kept().await > number as u64, "no trace of {shape:.80}");
        }
        let kept = desk.kept().await;
        for shape in &shapes {
            assert_eq!(desk.meta().post(shape.clone()).await, 200);
        }
        assert_eq!(desk.kept().await, kept, "the same again changes nothing");
        desk.end().await;
    });
}

#[test]
fn text_that_no_rust_string_can_hold_costs_nobody_their_message() {
    run(async || {
        let desk = TestDesk::start().await;
        let odd = [r"\ud83d", r"\udc00 \ud800", r"a\u0000b", r"\u202e\u200b", r"\\\/\b\f"];
        for (n, odd) in odd.into_iter().enumerate() {
            let mark = format!("message {n}.1");
            let body = envelope(vec![numbered(n, 1)], vec![]).to_string();
            assert_eq!(desk.meta().post(body.replace(&mark, odd)).await, 200, "{odd}");
        }
        desk.settled().await;
        let tickets = desk.api().tickets("").await;
        assert_eq!(tickets.len(), 5);
        for ticket in tickets {
            let messages = desk.api().messages(ticket["number"].as_u64().expect("a number")).await;
            assert_eq!((messages.len(), &messages[0]["type"]), (1, &json!("text")));
        }
        desk.end().await;
    });
}

#[test]
fn bytes_that_are_no_text_never_hurt() {
    run(async || {
        let desk = TestDesk::start().await;
        let body = envelope(vec![numbered(1, 1)], vec![]).to_string().into_bytes();
        let at = body.windows(7).position(|part| part == b"message").expect("the text");
        let mut broken = body.clone();
        broken[at] = 0xff;
        let answer = desk.meta().post(broken).await;
        assert!(answer == 200 || answer == 400, "{answer}");
        let packed =
            [("x-hub-signature-256", sign(APP_SECRET, &body)), ("content-encoding", "gzip".into())];
        let packed: Vec<_> = packed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = desk.meta().send(body, &packed).await.expect("an answer");
        assert!(answer.as_u16() < 500, "{answer}");
        desk.end().await;
    });
}

#[test]
fn a_message_for_a_number_that_is_not_ours_is_kept_and_reported() {
    run(async || {
        let desk = TestDesk::start().await;
        let body = envelope(vec![numbered(1, 1), numbered(2, 1)], vec![]).to_string();
        let body = body.replace(crate::harness::NUMBER, "999999999999999");
        for _ in 0..2 {
            assert_eq!(desk.meta().post(body.clone()).await, 200);
        }
        assert_eq!(desk.kept().await, 2);
        assert_eq!(desk.api().tickets("").await.len(), 0);
        let log = log_of_this_test();
        let told = log.lines().filter(|line| line.contains("999999999999999")).count();
        assert_eq!(told, 1, "the operator hears of it once: {log}");
        desk.end().await;
    });
}
