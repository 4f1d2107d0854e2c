//! Anything at all, at every address: whatever it is, it is a mistake of whoever sends it, and never one
//! of ours. `BUSTIA_ODD_REQUESTS` asks for another number of them.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use tokio::runtime::Handle;

use super::{ADMINISTRATOR, map};
use crate::harness::{Browser, TestDesk, log_of_this_test, run_within};

const START: std::time::Duration = std::time::Duration::from_secs(120);

fn requests() -> u32 {
    let asked = std::env::var("BUSTIA_ODD_REQUESTS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(300)
}

/// A request that no page and no program would send.
#[derive(Debug, Clone)]
struct Odd {
    method: &'static str,
    /// Which address of the map.
    address: prop::sample::Index,
    /// In the address's query, if anything.
    query: Option<Vec<u8>>,
    header: Vec<u8>,
    kind: &'static str,
    body: Vec<u8>,
}

/// Bytes that mean nothing, nearly something, or something to somebody else.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let text = |text: &'static str| Just(text.as_bytes().to_vec());
    prop_oneof![
        4 => prop::collection::vec(any::<u8>(), 0..300),
        2 => "[a-z.0-9]{0,9}=[^&]{0,40}(&[a-z.0-9]{0,9}=[^&]{0,40}){0,9}".prop_map(String::into_bytes),
        2 => "\\{\"(number|text|id|view|of|until)\":(-?[0-9]{1,25}|null|\"[^\"\\\\]{0,30}\"|\\[\\])\\}"
            .prop_map(String::into_bytes),
        1 => text("{\"number\":1e999}"),
        1 => text("{\"number\":1,\"until\":\"-262144-01-01T00:00:00Z\"}"),
        1 => text("{\"number\":1,\"until\":\"+262142-12-31T23:59:59Z\"}"),
        1 => text("minutes=4294967295&customer=%00&email=%ff&password=%"),
        1 => text("do=up+then+9999999999&then=%F0%9F%98%80&version=-1"),
        1 => text("do=add+condition.in&condition.in=&condition.group=%00"),
        1 => text("--x\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\n\0\r\n--x--\r\n"),
    ]
}

fn odd() -> impl Strategy<Value = Odd> {
    let method = prop::sample::select(vec!["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "ODD"]);
    let kind = prop::sample::select(vec![
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "",
    ]);
    let query = prop::option::of(prop::collection::vec(any::<u8>(), 0..40));
    let header = prop::collection::vec(any::<u8>(), 0..60);
    let parts = (method, any::<prop::sample::Index>(), query, header, kind, bytes());
    parts.prop_map(|(method, address, query, header, kind, body)| Odd {
        method,
        address,
        query,
        header,
        kind,
        body,
    })
}

fn percent(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |all, byte| all + &format!("%{byte:02X}"))
}

/// The status of the answer.
async fn send(desk: &TestDesk, browser: &Browser, address: &str, odd: &Odd) -> u16 {
    let query = odd.query.as_ref().map_or(String::new(), |query| format!("?{}", percent(query)));
    let method = Method::from_bytes(odd.method.as_bytes()).expect("a method");
    let request = browser.request(method, &format!("{address}{query}"));
    let mut request = request.header("origin", desk.base()).header(CONTENT_TYPE, odd.kind);
    if address.starts_with("/api/") {
        request = request.header(AUTHORIZATION, format!("Bearer {}", desk.key));
    }
    for name in ["range", "if-none-match", "accept-language", "idempotency-key", "accept-encoding"]
    {
        // Some bytes stand in no header.
        if let Ok(value) = HeaderValue::from_bytes(&odd.header) {
            request = request.header(name, value);
        }
    }
    let response = request.body(odd.body.clone()).send().await.expect("an answer");
    let status = response.status().as_u16();
    response.bytes().await.expect("a whole answer");
    status
}

#[test]
fn nothing_that_anybody_sends_is_an_error_of_ours() {
    let bound = START + std::time::Duration::from_millis(500) * requests();
    run_within(bound, async || {
        let (desk, message) = super::desk().await;
        let browser = desk.signed_in(ADMINISTRATOR).await;
        let api = map::operations(&desk, &message).await;
        let api = api.into_iter().map(|(_, path, _)| format!("/api/v1{path}"));
        let all = map::read(&message).into_iter().chain(map::written(&message)).chain(api);
        // Whoever is out is asked less.
        let mut all: Vec<String> = all.filter(|path| path != "/sign-out").collect();
        all.push("/webhooks/whatsapp".to_owned());
        let config = Config {
            cases: requests(),
            failure_persistence: None,
            max_shrink_iters: 100,
            ..Config::default()
        };
        let outcome = tokio::task::block_in_place(|| {
            TestRunner::new(config)
                .run(&odd(), |odd| {
                    let address = odd.address.get(&all);
                    let status = Handle::current().block_on(send(&desk, &browser, address, &odd));
                    match status < 500 {
                        true => Ok(()),
                        false => {
                            Err(TestCaseError::fail(format!("{} {address}: {status}", odd.method)))
                        }
                    }
                })
                // Boxed: what it was shown stands in it.
                .map_err(Box::new)
        });
        match outcome.map_err(|error| *error) {
            Ok(()) => {}
            Err(TestError::Fail(why, odd)) => panic!("{why}: {odd:?}"),
            Err(TestError::Abort(why)) => panic!("{why}"),
        }
        let log = log_of_this_test();
        // The engine calls it an error that the folder was made ready and shut before.
        let of_ours = |line: &&str| line.contains("ERROR") && !line.contains("is shutting down");
        let errors: Vec<&str> = log.lines().filter(of_ours).collect();
        assert_eq!(errors, Vec::<&str>::new(), "the log tells of errors");
        desk.end().await;
    });
}
