//! Every rulebook that was ever laid down stays readable (CAL-6).

use desk::permissions::Role;
use serde_json::{Value, json};

use super::{administrator, book, id_of, lay_down, under_the_book};
use crate::harness::{TestDesk, run};

/// Hours of the office, in that version.
fn hours(version: u32, until: u32) -> Value {
    let day = json!([{"start": 540, "minutes": until - 540}]);
    json!({"calendars": [{
        "id": "office", "name": "Office", "version": version, "zone": "Europe/Madrid",
        "week": {"monday": day},
    }]})
}

#[test]
fn hours_that_were_changed_are_read_as_they_were_also_after_a_restart() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let api = administrator(&desk).await;
        lay_down(&api, 0, hours(1, 1080)).await.expect(200);
        lay_down(&api, 1, hours(2, 1140)).await.expect(200);
        desk.restart().await;
        let api = desk.api_with(&desk.key_of("again", Role::Administrator).await);
        let was = api.get("/rulebook/editions/1").await.expect(200);
        assert_eq!(was["rulebook"]["calendars"][0]["week"]["monday"][0]["minutes"], 540);
        let is = api.get("/rulebook/editions/2").await.expect(200);
        assert_eq!(is["rulebook"], api.get("/rulebook").await.expect(200)["rulebook"]);
        assert_eq!(is["rulebook"]["calendars"][0]["version"], 2);
        desk.end().await;
    });
}

#[test]
fn editions_are_listed_newest_first_with_whoever_laid_them_down() {
    run(async || {
        let (desk, api) = under_the_book().await;
        let mut browser = desk.signed_in("nuria@example.org").await;
        let team = [("name", "Workshop"), ("strategy", "least_loaded"), ("offers_queue", "yes")];
        let form: Vec<_> = [("version", "1")].into_iter().chain(team).collect();
        assert_eq!(browser.post("/settings/teams/new", &form).await.status, 303);
        let list = api.get("/rulebook/editions").await.expect(200);
        assert_eq!(list["next_cursor"], Value::Null);
        let [second, first] = &list["editions"].as_array().expect("a list")[..] else {
            panic!("two editions: {list}")
        };
        assert_eq!((&first["version"], &second["version"]), (&json!(1), &json!(2)));
        assert_eq!(first["by"], json!({"kind": "key", "name": "settings"}));
        assert_eq!(second["by"], json!({"kind": "person", "name": "nuria@example.org"}));
        assert!(second["at"].as_str() > first["at"].as_str(), "{list}");
        assert_eq!(first.get("rulebook"), None, "only one at a time is read whole");
        let one = api.get("/rulebook/editions/1").await.expect(200);
        assert_eq!((&one["at"], &one["by"]), (&first["at"], &first["by"]));
        desk.end().await;
    });
}

#[test]
fn a_long_history_is_read_in_stretches() {
    run(async || {
        let desk = TestDesk::start().await;
        let api = administrator(&desk).await;
        for version in 1..=5 {
            lay_down(&api, version - 1, hours(version, 1080 + version)).await.expect(200);
        }
        let stretches = api.stretches("/rulebook/editions?limit=2", "editions").await;
        let versions = |stretch: &Vec<Value>| {
            let versions = stretch.iter().map(|one| one["version"].as_u64().expect("a version"));
            versions.collect::<Vec<_>>()
        };
        let versions: Vec<_> = stretches.iter().map(versions).collect();
        assert_eq!(versions, [vec![5, 4], vec![3, 2], vec![1]]);
        api.get("/rulebook/editions?limit=0").await.is_a_problem(400);
        desk.end().await;
    });
}

#[test]
fn what_was_is_read_by_an_administrator_alone_and_what_never_was_by_nobody() {
    run(async || {
        let (desk, api) = under_the_book().await;
        for role in [Role::Supervisor, Role::Agent, Role::Guest] {
            let api = desk.api_with(&desk.key_of(role.word(), role).await);
            api.get("/rulebook/editions").await.is_a_problem(403);
            api.get("/rulebook/editions/1").await.is_a_problem(403);
        }
        for version in ["0", "2", "4294967296", "-1", "newest"] {
            api.get(&format!("/rulebook/editions/{version}")).await.is_a_problem(404);
        }
        let ana = id_of(&api, "ana@example.org").await;
        let read = api.get("/rulebook/editions/1").await.expect(200);
        let laid = book(&ana);
        assert_eq!(read["rulebook"]["policies"][0]["id"], laid["policies"][0]["id"]);
        desk.end().await;
    });
}
