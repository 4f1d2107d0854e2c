//! Who may lay down a rulebook, and what becomes of one with mistakes.

use desk::permissions::Role;
use serde_json::json;

use super::{administrator, book, id_of, lay_down, under_the_book};
use crate::harness::{TestDesk, run};

#[test]
fn what_was_laid_down_is_read_back_also_after_a_restart() {
    run(async || {
        let (mut desk, api) = under_the_book().await;
        let laid = api.get("/rulebook").await.expect(200);
        assert_eq!(laid["version"], 1);
        assert_eq!(laid["rulebook"]["teams"][0]["name"], "Billing");
        desk.restart().await;
        let api = desk.api_with(&desk.key_of("again", Role::Administrator).await);
        assert_eq!(api.get("/rulebook").await.expect(200), laid);
        desk.end().await;
    });
}

#[test]
fn only_an_administrator_reads_or_lays_down_a_rulebook() {
    run(async || {
        let desk = TestDesk::start().await;
        for role in [Role::Supervisor, Role::Agent, Role::Guest] {
            let api = desk.api_with(&desk.key_of(role.word(), role).await);
            api.get("/rulebook").await.is_a_problem(403);
            lay_down(&api, 0, json!({})).await.is_a_problem(403);
        }
        desk.end().await;
    });
}

#[test]
fn whoever_comes_second_is_told_and_overwrites_nothing() {
    run(async || {
        let (desk, api) = under_the_book().await;
        lay_down(&api, 0, json!({})).await.is_a_problem(409);
        assert_eq!(api.get("/rulebook").await.expect(200)["version"], 1);
        lay_down(&api, 1, json!({})).await.expect(200);
        desk.end().await;
    });
}

#[test]
fn a_rulebook_with_mistakes_is_refused_with_every_one_of_them() {
    run(async || {
        let desk = TestDesk::start().await;
        let api = administrator(&desk).await;
        let mut bad = book("nobody");
        bad["rules"]["rules"][0]["condition"]["test"]["operator"] = "matches".into();
        bad["rules"]["rules"][0]["condition"]["test"]["value"] = "fact(ura".into();
        bad["policies"][0]["name"] = "".into();
        let refused = lay_down(&api, 0, bad).await;
        refused.is_a_problem(422);
        let objections = refused.body["objections"].as_array().expect("objections");
        assert_eq!(objections.len(), 3, "{objections:?}");
        assert!(refused.body.to_string().contains("condition"), "the place is named");
        lay_down(&api, 0, json!({"teams": "billing"})).await.is_a_problem(422);
        assert_eq!(api.get("/rulebook").await.expect(200)["version"], 0);
        let ana = id_of(&api, "ana@example.org").await;
        lay_down(&api, 0, book(&ana)).await.expect(200);
        desk.end().await;
    });
}
