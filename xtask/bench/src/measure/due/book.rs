//! A rulebook with a policy and rules that wait, for tickets of customers of one name. It leaves all
//! others as they are.

use std::time::Duration;

use anyhow::{Result, ensure};
use http::{StatusCode, header};
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::http::{Connection, put, with};
use crate::server::Server;

/// What the names of those customers begin with.
pub const NAME: &str = "Punctual";
/// The shortest target that there is, and the wait of a rule.
pub const WAIT: Duration = Duration::from_secs(60);
/// Percents of the target at which people are warned, and one that only a rule waits for.
pub const WARNINGS: [u64; 3] = [50, 80, 95];
pub const SHARE: u64 = 63;
/// From a customer's message to the first warning.
pub const FIRST_MARK: Duration = part(WARNINGS[0]);
/// Of each ticket: the warnings and the breach.
pub const MARKS: u64 = WARNINGS.len() as u64 + 1;
/// Of each ticket: the share, and that nobody answered.
pub const MOMENTS: u64 = 2;

/// How much of the target so many percent are, in whole seconds.
pub const fn part(percent: u64) -> Duration {
    Duration::from_secs((WAIT.as_secs() * percent).div_ceil(100))
}

/// Lays it down, as somebody who may.
pub async fn lay_down(desk: &Desk, server: &Server) -> Result<()> {
    let key = ["api-key", "add", "--name", "keeper", "--role", "administrator"];
    let key = desk.run(&key).await?;
    let draft = json!({ "replaces": 0, "rulebook": rulebook() });
    let call = put("/api/v1/rulebook", draft.to_string());
    let call = with(call, header::CONTENT_TYPE, "application/json");
    let call = with(call, header::AUTHORIZATION, &format!("Bearer {key}"));
    let answer = Connection::open(server.address).await?.send(call).await?;
    let excerpt = answer.excerpt();
    ensure!(answer.status == StatusCode::OK, "the rulebook was answered {excerpt}");
    Ok(())
}

fn rulebook() -> Value {
    let minutes = WAIT.as_secs() / 60;
    let target = json!({ "first_response": { "minutes": minutes, "counts": "calendar" } });
    let policy = json!({
        "id": "soon", "name": "Soon", "version": 1, "condition": { "tags": ["punctual"] },
        "targets": { "normal": target }, "warnings": WARNINGS
    });
    let named = json!({ "field": "contact_name", "operator": "starts_with", "value": NAME });
    let tag = |tag: &str| json!({ "kind": "add_tag", "tag": tag });
    let rules = [
        rule(
            "punctual",
            json!({ "kind": "ticket_opened" }),
            json!({ "test": named }),
            tag("punctual"),
        ),
        rule(
            "share",
            json!({ "kind": "sla_warning", "percent": SHARE }),
            json!("always"),
            json!({ "kind": "note", "text": "Most of the time has passed." }),
        ),
        rule(
            "waits",
            json!({ "kind": "unanswered", "working_minutes": minutes }),
            json!("always"),
            tag("waits"),
        ),
    ];
    json!({ "policies": [policy], "rules": { "rules": rules } })
}

fn rule(id: &str, when: Value, condition: Value, then: Value) -> Value {
    json!({
        "id": id, "name": id, "version": 1, "on": true,
        "when": [when], "condition": condition, "then": [then]
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ::desk::rulebook::Rulebook;

    use super::*;

    #[test]
    fn the_desk_takes_the_rulebook() {
        let book: Rulebook = serde_json::from_value(rulebook()).unwrap();
        assert_eq!(book.objections(&BTreeSet::new()), []);
        assert_eq!((book.policies.len(), book.rules.rules.len()), (1, 3));
    }

    #[test]
    fn a_part_of_the_target_is_rounded_up_to_seconds() {
        let seconds = [50, 63, 80, 95, 100].map(|percent| part(percent).as_secs());
        assert_eq!(seconds, [30, 38, 48, 57, 60]);
    }
}
