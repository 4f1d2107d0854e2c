//! What others published of Meta's answers, where it lies beside the project: ours have the same shape.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use simulator::Limits;

use crate::business::{Business, TOKEN, business, business_within};

const SKIPPED: &str = "skipped: there is no ../shared/whatsapp/corpus beside the project";
/// What the protocol adds to the samples: see Meta's "Business-scoped user IDs" and "Templates".
const ALSO: [&str; 2] = [".contacts[].user_id", ".messages[].message_status"];
/// Kinds whose published requests name nothing that has to be there already.
const PLAIN: [&str; 3] = ["text", "location", "contacts"];

/// The samples of every folder of `send` whose name begins so.
fn samples(beginning: &str) -> Option<Vec<Value>> {
    let send = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/whatsapp/corpus/send");
    let folders = std::fs::read_dir(send).ok()?.flatten();
    let wanted = folders
        .filter(|folder| folder.file_name().to_string_lossy().starts_with(beginning))
        .filter_map(|folder| std::fs::read_dir(folder.path()).ok());
    let mut paths: Vec<_> = wanted.flatten().flatten().map(|file| file.path()).collect();
    paths.sort();
    let read = |path| serde_json::from_slice(&std::fs::read(path).ok()?).ok();
    let samples: Vec<Value> = paths.into_iter().filter_map(read).collect();
    Some(samples).filter(|samples| !samples.is_empty())
}

/// What was asked and what was answered: bodies, without the headers of recorded ones.
fn bodies(sample: &Value) -> (&Value, &Value) {
    let inner = |name: &str| match &sample[name] {
        whole if whole.get("headers").is_some() => &whole["body"],
        bare => bare,
    };
    (inner("request"), inner("response"))
}

/// The paths of every key within.
fn paths(value: &Value, so_far: &str, all: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let path = format!("{so_far}.{key}");
                paths(value, &path, all);
                all.insert(path);
            }
        }
        Value::Array(items) => {
            items.iter().for_each(|item| paths(item, &format!("{so_far}[]"), all));
        }
        _ => {}
    }
}

fn shape(value: &Value) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    paths(value, "", &mut all);
    all
}

fn shapes<'a>(values: impl Iterator<Item = &'a Value>) -> BTreeSet<String> {
    values.flat_map(shape).collect()
}

async fn roomy() -> Business {
    let refill = Duration::from_millis(1);
    let limits =
        Limits { throughput: 10_000, pair_burst: 10_000, pair_refill: refill, ..Limits::default() };
    let mut business = business_within(false, limits).await;
    business.greeted().await;
    business
}

#[tokio::test]
async fn every_published_request_is_answered_in_the_published_shape() {
    let (Some(published), Some(recorded)) =
        (samples("api_phone_number_id_messages"), samples("recorded_messages"))
    else {
        println!("{SKIPPED}");
        return;
    };
    let errors =
        shapes(samples("").iter().flatten().map(|one| bodies(one).1).filter(|b| is_error(b)));
    let all = || published.iter().chain(&recorded).map(bodies);
    let mut known = shapes(all().map(|(_, answer)| answer).filter(|answer| !is_error(answer)));
    known.extend(ALSO.map(str::to_owned));
    let business = roomy().await;
    let (mut accepted, mut asked) = (0, 0);
    for (request, _) in all() {
        let Some(kind) = request["type"].as_str().filter(|_| request["to"] != Value::Null) else {
            continue;
        };
        let mut body = request.clone();
        body["to"] = json!("+34600555001");
        let (status, answer) = business.send(&body).await;
        asked += 1;
        let ours = shape(&answer);
        if status == 200 {
            accepted += 1;
            assert!(ours.is_subset(&known), "{kind}: {answer}");
            assert!(
                answer["messages"][0]["id"].as_str().is_some_and(|id| id.starts_with("wamid."))
            );
            assert_eq!(answer["contacts"][0]["wa_id"], "34600555001", "{kind}");
        } else {
            assert!(!PLAIN.contains(&kind), "{kind}: {answer}");
            assert!(ours.is_subset(&errors), "{kind}: {answer}");
        }
    }
    assert!(asked > 40 && accepted * 2 > asked, "{accepted} of {asked}");
}

fn is_error(body: &Value) -> bool {
    body["error"].is_object()
}

#[tokio::test]
async fn what_meta_said_of_objects_that_are_not_there_the_simulator_says_word_for_word() {
    let Some(recorded) = samples("recorded_") else {
        println!("{SKIPPED}");
        return;
    };
    let business = business(false).await;
    let mut compared = 0;
    for sample in &recorded {
        let (request, answer) = bodies(sample);
        let meant = &sample["request"];
        let error = &answer["error"];
        if error["error_subcode"] != 33 {
            continue;
        }
        let uri = meant["uri"].as_str().expect("where it went");
        let path = uri.strip_prefix("https://graph.facebook.com").expect("to Meta");
        let url = format!("{}{path}", business.simulator.graph_url());
        let call = match meant["method"].as_str() {
            Some("GET") => business.client.get(url),
            Some("POST") => business.client.post(url).json(request),
            _ => continue,
        };
        let ours = call.bearer_auth(TOKEN).send().await.expect("an answer");
        assert_eq!(ours.status().as_u16(), sample["response"]["status"], "{uri}");
        let ours: Value = ours.json().await.expect("JSON");
        for key in ["message", "type", "code", "error_subcode"] {
            assert_eq!(ours["error"][key], error[key], "{uri}: {key}");
        }
        assert_eq!(shape(&ours), shape(answer), "{uri}");
        compared += 1;
    }
    assert!(compared >= 5, "{compared}");
}

#[tokio::test]
async fn every_refusal_of_the_simulator_has_keys_that_meta_uses() {
    let Some(published) = samples("") else {
        println!("{SKIPPED}");
        return;
    };
    let known = shapes(published.iter().map(|one| bodies(one).1).filter(|body| is_error(body)));
    let business = roomy().await;
    let wrong = [
        json!([]),
        json!({"messaging_product": "whatsapp"}),
        json!({"messaging_product": "whatsapp", "to": "+34930555000", "text": {"body": "a"}}),
        json!({"messaging_product": "whatsapp", "to": "+34600555001", "type": "image", "image": {}}),
        json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.X"}),
    ];
    for body in wrong {
        let (status, answer) = business.send(&body).await;
        assert!(status >= 400 && shape(&answer).is_subset(&known), "{answer}");
        for key in ["message", "type", "code", "fbtrace_id"] {
            assert!(!answer["error"][key].is_null(), "{key}: {answer}");
        }
    }
}
