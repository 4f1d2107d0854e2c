//! Whatever a program does wrong, it is told so in one shape, and nothing happens.

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::harness::{Answer, TestDesk, Wire, numbered, run};

async fn desk_with_a_ticket() -> (TestDesk, u64) {
    let desk = TestDesk::start().await;
    let ticket = desk.written(numbered(1, 1)).await;
    let number = ticket["number"].as_u64().expect("a number");
    (desk, number)
}

#[test]
fn without_a_good_key_nothing_is_told() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let key = desk.key.clone();
        let headers = [
            None,
            Some(String::new()),
            Some("Bearer".into()),
            Some("Bearer ".into()),
            Some("Bearer bustia_0000".into()),
            Some(format!("Basic {key}")),
            Some(format!("Bearer {key}0")),
            Some(format!("Bearer {}", &key[..key.len() - 1])),
            Some(format!("Bearer {}", key.to_uppercase())),
            Some(key.clone()),
            Some("Bearer ' OR 1=1 --".into()),
        ];
        for header in headers {
            for path in ["/tickets", &format!("/tickets/{number}"), "/tickets/999", "/nowhere"] {
                let mut request = desk.client.get(format!("{}/api/v1{path}", desk.base()));
                if let Some(header) = &header {
                    request = request.header("authorization", header);
                }
                let answer = Answer::of(request).await;
                answer.is_a_problem(401);
                assert_eq!(answer.header("www-authenticate"), "Bearer");
            }
        }
        let in_the_address = format!("{}/api/v1/tickets?key={key}&access_token={key}", desk.base());
        Answer::of(desk.client.get(in_the_address)).await.is_a_problem(401);
        desk.end().await;
    });
}

#[test]
fn somebody_who_signed_in_with_a_browser_is_no_program() {
    run(async || {
        let (desk, _) = desk_with_a_ticket().await;
        let browser = desk.signed_in("nuria@example.org").await;
        Answer::of(browser.request(Method::GET, "/api/v1/tickets")).await.is_a_problem(401);
        desk.end().await;
    });
}

#[test]
fn what_is_not_there_is_not_found() {
    run(async || {
        let (desk, _) = desk_with_a_ticket().await;
        let api = desk.api();
        let text = json!({"text": "Hello"});
        for number in ["999999", "0", "-1", "one", "1.0", "18446744073709551616", "%27", "1%00"] {
            let base = format!("/tickets/{number}");
            api.get(&base).await.is_a_problem(404);
            api.get(&format!("{base}/messages")).await.is_a_problem(404);
            api.post(&format!("{base}/messages"), text.clone()).await.is_a_problem(404);
            api.post(&format!("{base}/assignment"), json!({"agent": null})).await.is_a_problem(404);
            api.order(&format!("{base}/resolution")).await.is_a_problem(404);
            api.delete(&format!("{base}/resolution")).await.is_a_problem(404);
        }
        for path in
            ["", "/", "/ticket", "/tickets/1/message", "/tickets/1/messages/2", "/tickets/%2e%2e"]
        {
            api.get(path).await.is_a_problem(404);
        }
        desk.end().await;
    });
}

#[test]
fn a_method_that_an_address_does_not_take_is_refused() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let base = format!("/tickets/{number}");
        for (method, path) in [
            (Method::POST, "/tickets".to_owned()),
            (Method::DELETE, base.clone()),
            (Method::PUT, format!("{base}/messages")),
            (Method::GET, format!("{base}/assignment")),
            (Method::PATCH, format!("{base}/resolution")),
        ] {
            Answer::of(desk.api().request(method, &path)).await.is_a_problem(405);
        }
        for method in [Method::POST, Method::DELETE] {
            let address = format!("{}/api/v1/openapi.json", desk.base());
            Answer::of(desk.client.request(method, address)).await.is_a_problem(405);
        }
        desk.end().await;
    });
}

#[test]
fn a_question_that_makes_no_sense_is_a_bad_request() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        for query in [
            "status=closed",
            "status=OPEN",
            "limit=0",
            "limit=-1",
            "limit=abc",
            "limit=1&limit=2",
            "status=open&limit=1.5",
        ] {
            desk.api().get(&format!("/tickets?{query}")).await.is_a_problem(400);
        }
        for query in ["limit=0", "limit=-1", "limit=abc"] {
            desk.api().get(&format!("/tickets/{number}/messages?{query}")).await.is_a_problem(400);
        }
        desk.end().await;
    });
}

#[test]
fn what_is_empty_was_not_asked_and_what_is_unknown_is_passed_over() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let all = desk.api().get("/tickets").await.expect(200);
        for query in [
            "status=",
            "assignee=",
            "limit=",
            "cursor=",
            "status=&assignee=&limit=&cursor=",
            "limit=201",
            "limit=99999999999999999999",
            "colour=red",
            "status=open&page=1",
        ] {
            let listed = desk.api().get(&format!("/tickets?{query}")).await.expect(200);
            assert_eq!(listed, all, "{query}");
        }
        let path = format!("/tickets/{number}/messages");
        let all = desk.api().get(&path).await.expect(200);
        for query in ["limit=", "cursor=", "limit=201", "status=open", "before=1"] {
            let listed = desk.api().get(&format!("{path}?{query}")).await.expect(200);
            assert_eq!(listed, all, "{query}");
        }
        desk.end().await;
    });
}

#[test]
fn a_cursor_that_nobody_gave_out_breaks_nothing() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        for cursor in
            ["x", "0", "'%3BREMOVE%20TABLE%20ticket", "%00", &"9".repeat(4000), "2026-01-01"]
        {
            for path in ["/tickets".to_owned(), format!("/tickets/{number}/messages")] {
                let answer = desk.api().get(&format!("{path}?cursor={cursor}")).await;
                assert!(matches!(answer.status, 200 | 400), "{cursor}: {}", answer.body);
            }
        }
        assert_eq!(desk.api().tickets("").await.len(), 1);
        desk.end().await;
    });
}

#[test]
fn a_body_that_is_not_the_one_asked_for_is_refused_and_nothing_is_said() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let path = format!("/tickets/{number}/messages");
        let api = desk.api();
        let send = |kind: &'static str, body: String| {
            let request = api.request(Method::POST, &path).header(CONTENT_TYPE, kind).body(body);
            async { Answer::of(request).await.status }
        };
        assert_eq!(send("application/json", "{\"text\":".into()).await, 400);
        assert_eq!(send("application/json", String::new()).await, 400);
        assert_eq!(send("application/x-www-form-urlencoded", "text=Hello".into()).await, 415);
        assert_eq!(send("text/plain", "{\"text\":\"Hello\"}".into()).await, 415);
        let big = json!({"text": "x".repeat(3 << 20)}).to_string();
        assert_eq!(send("application/json", big).await, 413);
        let unprocessable = [
            json!({}),
            json!([]),
            json!({"text": null}),
            json!({"text": 7}),
            json!({"text": ["Hello"]}),
            json!({"body": "Hello"}),
            json!({"text": "Hello", "to": "+34600000009"}),
            json!({"text": ""}),
            json!({"text": " \n\t "}),
            json!({"text": "x".repeat(4097)}),
        ];
        for body in unprocessable {
            api.post(&path, body).await.is_a_problem(422);
        }
        let assignment = format!("/tickets/{number}/assignment");
        for body in
            [json!({}), json!({"agent": 7}), json!({"agent": null, "team": "x"}), Value::Null]
        {
            api.post(&assignment, body).await.is_a_problem(422);
        }
        assert_eq!(api.messages(number).await.len(), 1);
        assert_eq!(desk.graph.calls().len(), 0);
        desk.end().await;
    });
}

#[test]
fn a_body_in_bad_pieces_is_a_problem_for_programs_and_a_bare_status_elsewhere() {
    run(async || {
        let desk = TestDesk::start().await;
        let host = desk.address();
        for (path, kind) in
            [("/api/v1/tickets/1/messages", "application/problem+json"), ("/health", "")]
        {
            let head = format!("POST {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close");
            let mut wire = Wire::to(host).await;
            let request = format!("{head}\r\ntransfer-encoding: chunked\r\n\r\nno size\r\n");
            wire.write(request.as_bytes()).await;
            let answer = wire.read_all().await;
            assert_eq!(Wire::status(&answer), 400, "{path}: {answer}");
            let told = answer.lines().find_map(|line| line.strip_prefix("content-type: "));
            assert_eq!(told.unwrap_or_default(), kind, "{path}");
        }
        desk.end().await;
    });
}

#[test]
fn any_text_that_whatsapp_takes_is_kept_to_the_letter() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let texts = [
            "x".repeat(4096),
            "🙂".repeat(4096),
            "'; DELETE ticket; --".into(),
            "$text {{ }} \\u0041 \"quoted\" <script>alert(1)</script>".into(),
            "a\r\nb\tc\u{200b}\u{202e}d".into(),
        ];
        for text in &texts {
            assert_eq!(desk.api().reply(number, text).await["text"], **text);
        }
        let path = format!("/tickets/{number}/messages");
        let nul = desk.api().post(&path, json!({"text": "a\0b"})).await;
        assert!(nul.status < 500, "{}", nul.body);
        let said = desk.api().messages(number).await;
        let kept: Vec<_> =
            said[1..=texts.len()].iter().map(|message| message["text"].clone()).collect();
        assert_eq!(kept, texts);
        desk.end().await;
    });
}
