//! Brings the data to the schema that this version knows, one numbered step at a time.
//!
//! There is no way back: data of a newer schema is refused. An applied step whose text has changed
//! since is refused too, since nobody could say what the data looks like then.
//!
//! An index over changed rows is a step of its own: within one transaction the engine fills it with
//! what the rows were before (3.3.5).

use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::engine::Engine;
use crate::error::OpenError;

/// Every step, the first at number 1.
const STEPS: &[&str] = &[
    include_str!("../schema/0001_desk.surql"),
    include_str!("../schema/0002_reopening.surql"),
    include_str!("../schema/0003_calls.surql"),
    include_str!("../schema/0004_media.surql"),
    include_str!("../schema/0005_numbers.surql"),
    include_str!("../schema/0006_secrets.surql"),
    include_str!("../schema/0007_identity.surql"),
    include_str!("../schema/0008_gestures.surql"),
    include_str!("../schema/0009_templates.surql"),
    include_str!("../schema/0010_access.surql"),
    include_str!("../schema/0011_identities.surql"),
    include_str!("../schema/0012_lanes.surql"),
    include_str!("../schema/0013_lane_index.surql"),
];

const TABLE: &str = "\
    DEFINE TABLE IF NOT EXISTS migration SCHEMAFULL;
    DEFINE FIELD IF NOT EXISTS hash ON migration TYPE string;
    DEFINE FIELD IF NOT EXISTS at ON migration TYPE datetime;";

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Applied {
    number: u32,
    hash: String,
}

pub(crate) async fn migrate(engine: &Engine) -> Result<(), OpenError> {
    apply(engine, STEPS).await
}

/// Applies those of `steps` that are not applied yet, each in one transaction.
async fn apply(engine: &Engine, steps: &[&str]) -> Result<(), OpenError> {
    engine.run(TABLE, Variables::new()).await?;
    let text = "SELECT record::id(id) AS number, hash FROM migration ORDER BY number";
    let applied: Vec<Applied> = engine.run(text, Variables::new()).await?.rows(0)?;
    let known = steps.len() as u32;
    if let Some(newest) = applied.last().filter(|newest| newest.number > known) {
        return Err(OpenError::Newer { found: newest.number, known });
    }
    for (number, step) in (1..).zip(steps) {
        match applied.iter().find(|applied| applied.number == number) {
            Some(applied) if applied.hash != hash(step) => {
                return Err(OpenError::Altered { number });
            }
            Some(_) => {}
            None => take(engine, number, step).await?,
        }
    }
    Ok(())
}

async fn take(engine: &Engine, number: u32, step: &str) -> Result<(), OpenError> {
    let mut bound = Variables::new();
    bound.insert("id", RecordId::new("migration", i64::from(number)));
    bound.insert("hash", hash(step));
    let note = "CREATE $id SET hash = $hash, at = time::now();";
    engine.run(&format!("BEGIN;\n{step}\n{note}\nCOMMIT;"), bound).await?;
    tracing::info!(step = number, "schema step applied");
    Ok(())
}

/// FNV-1a of the step's words, so that spaces and line ends may change. It guards against accidents.
fn hash(step: &str) -> String {
    let words = step.split_whitespace().flat_map(|word| word.bytes().chain([b' ']));
    let start = 0xcbf2_9ce4_8422_2325_u64;
    let hash =
        words.fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::Location;

    const FIRST: &str = "DEFINE TABLE a SCHEMAFULL;";
    const SECOND: &str = "DEFINE TABLE b SCHEMAFULL;";

    async fn engine() -> Engine {
        Engine::open(&Location::Memory).await.expect("memory opens")
    }

    #[tokio::test]
    async fn steps_are_applied_once_and_later_ones_join() {
        let engine = engine().await;
        for steps in [&[FIRST][..], &[FIRST], &[FIRST, SECOND], &[FIRST, SECOND]] {
            apply(&engine, steps).await.expect("steps apply");
        }
        let text = "SELECT VALUE record::id(id) FROM migration";
        let applied: Vec<u32> =
            engine.run(text, Variables::new()).await.and_then(|mut r| r.rows(0)).expect("rows");
        assert_eq!(applied, [1, 2]);
    }

    #[tokio::test]
    async fn data_of_a_newer_schema_is_refused() {
        let engine = engine().await;
        apply(&engine, &[FIRST, SECOND]).await.expect("steps apply");
        let refused = apply(&engine, &[FIRST]).await;
        assert!(matches!(refused, Err(OpenError::Newer { found: 2, known: 1 })), "{refused:?}");
    }

    #[tokio::test]
    async fn an_altered_step_is_refused_and_an_indented_one_is_not() {
        let engine = engine().await;
        apply(&engine, &[FIRST]).await.expect("step applies");
        apply(&engine, &["  DEFINE TABLE a\n SCHEMAFULL;"]).await.expect("the same words");
        let refused = apply(&engine, &[SECOND]).await;
        assert!(matches!(refused, Err(OpenError::Altered { number: 1 })), "{refused:?}");
    }

    /// Step 2: until then a number said itself what a message after the resolution does.
    #[tokio::test]
    async fn a_number_of_before_the_rulebook_is_kept_without_its_reopening() {
        let engine = engine().await;
        apply(&engine, &STEPS[..1]).await.expect("the first step applies");
        let old = "CREATE number:n1 SET account = 'w', display = '+34 600', access_token = 't',
            app_secret = 's', verify_token = 'v', reopening = '{\"kind\":\"new_after\",\"days\":7}'";
        engine.run(old, Variables::new()).await.expect("a number of then");
        migrate(&engine).await.expect("the others apply");
        let text = "SELECT VALUE object::keys($this) FROM number";
        let keys: Vec<Vec<String>> =
            engine.run(text, Variables::new()).await.and_then(|mut r| r.rows(0)).expect("rows");
        let kept = ["access_token", "account", "app_secret", "display", "id", "verify_token"];
        assert_eq!(keys, [kept.map(str::to_owned)]);
        let again = "UPDATE number SET display = '+34 601'";
        engine.run(again, Variables::new()).await.expect("it can be written");
    }

    /// Step 4: until then files were named and never fetched.
    #[tokio::test]
    async fn a_file_of_before_anybody_fetched_is_given_up_and_other_messages_stay() {
        let engine = engine().await;
        apply(&engine, &STEPS[..3]).await.expect("the first steps apply");
        let old = r#"CREATE message:m1 SET content = '{"media":{"media_kind":"image","media":"7"}}';
            CREATE message:m2 SET content = '{"text":{"body":"a \"media\": 7"}}'"#;
        engine.run(old, Variables::new()).await.expect("messages of then");
        migrate(&engine).await.expect("the others apply");
        let text = "SELECT VALUE fetched FROM message ORDER BY id";
        let rows: Vec<Option<String>> =
            engine.run(text, Variables::new()).await.and_then(|mut r| r.rows(0)).expect("rows");
        assert_eq!(rows, [Some(r#"{"never":"gone"}"#.to_owned()), None]);
    }

    /// Step 8: until then nothing led from a message to what was put on it.
    #[tokio::test]
    async fn what_is_about_a_message_is_found_from_before_it_was_looked_for() {
        let engine = engine().await;
        apply(&engine, &STEPS[..7]).await.expect("the first steps apply");
        let old = r#"CREATE message:m1 SET content = '{"reaction":{"to":"wamid.A=","emoji":"👍"}}';
            CREATE message:m2 SET content = '{"edit":{"original":"wamid.A=","text":"\"wamid.B\""}}';
            CREATE message:m3 SET content = '{"revoke":{"original":"wamid.B"}}';
            CREATE message:m4 SET content = '{"text":{"body":"{\"edit\":{\"original\":\"wamid.B"}}'"#;
        engine.run(old, Variables::new()).await.expect("messages of then");
        migrate(&engine).await.expect("the others apply");
        let text = "SELECT VALUE messages.map(|$one| record::id($one)) FROM gesture ORDER BY id";
        let rows: Vec<Vec<String>> =
            engine.run(text, Variables::new()).await.and_then(|mut r| r.rows(0)).expect("rows");
        assert_eq!(rows, [vec!["m1", "m2"], vec!["m3"]]);
    }

    #[tokio::test]
    async fn a_step_that_fails_leaves_nothing_behind() {
        let engine = engine().await;
        let broken = "DEFINE TABLE a SCHEMAFULL; THROW 'no';";
        assert!(apply(&engine, &[broken]).await.is_err());
        apply(&engine, &[FIRST]).await.expect("the table is not there yet");
    }
}
