//! The record itself: small, and readable by the next version.

use super::*;

fn busy() -> Story {
    Story::opened()
        .answers(10)
        .gets(10, Progress::Delivered, 11)
        .asks(20)
        .answers(25)
        .gets(25, Progress::Read, 30)
        .asks(60)
}

#[test]
fn a_record_tells_who_waits_and_since_when() {
    let waits = |story: Story| {
        let record = story.record();
        record.unanswered().map(|(id, at)| (id.to_string(), minute(at)))
    };
    let some = |name: &str, minute| Some((name.to_owned(), minute));
    assert_eq!(waits(Story::opened()), some("In0", 0));
    assert_eq!(waits(Story::opened().answers(10)), None);
    assert_eq!(waits(Story::opened().answers(10).asks(20).asks(25)), some("In20", 20));
    assert_eq!(waits(Story::opened().answers(10).fails(10, 15)), some("In0", 0));
    assert_eq!(waits(busy()), some("In60", 60));
    assert_eq!(waits(busy().asks(65)), some("In60", 60));
    assert_eq!(waits(Story::opened().answers(10).asks(20).asks_late(15, 25)), some("In15", 15));
    assert_eq!(waits(busy().asks_late(50, 61)), some("In50", 50));
    assert_eq!(waits(busy().resolves(70)), None);
    let record = busy().resolves(70).record();
    assert!(!serde_json::to_string(&record).expect("a record serialises").contains("In60"));
    assert_eq!(record.created_at().map(minute), Some(0));
    assert_eq!(record.first_answer_at().map(minute), Some(10));
    assert_eq!(record.first_resolved_at().map(minute), Some(70));
}

#[test]
fn a_record_stays_small_inside_every_ticket() {
    assert!(size_of::<Record>() <= 320, "{} bytes", size_of::<Record>());
    let mut record = busy().record();
    record.applied(&policy([60, 30, 240, 480]).applied(Priority::Normal), at(0));
    let json = serde_json::to_string(&record).expect("a record serialises");
    assert!(json.contains("In60"), "the question that is open");
    assert!(json.len() <= 1100, "{} bytes: {json}", json.len());
}

#[test]
fn answers_that_never_arrive_do_not_pile_up() {
    let story = (1..=100).fold(Story::opened(), Story::answers);
    let json = serde_json::to_value(story.record()).expect("a record serialises");
    assert_eq!(json["talk"]["open"].as_array().map(Vec::len), Some(32));
    let found = stands(&story, &policy([60, 0, 0, 0]), ClockKind::FirstResponse, 200);
    assert_eq!(found, Shown::Met(1, 1));
}

#[test]
fn a_ticket_saved_before_there_were_clocks_has_an_empty_record() {
    let record: Record = serde_json::from_str("{}").expect("an empty record");
    assert_eq!(record, Record::default());
    let policy = policy([60, 30, 240, 480]);
    assert_eq!(clocks(&record, &policy, Priority::Normal, &Always, at(0)), Clocks::default());
    assert_eq!(next_deadline(&record, &policy, Priority::Normal, &Always), None);
}

#[test]
fn a_breach_has_the_name_that_its_version_of_the_policy_had() {
    let mut record = Story::opened().record();
    let old = policy([60, 0, 0, 0]);
    let new = Policy { name: "Nobody".into(), version: 2, ..old.clone() };
    for policy in [&old, &new] {
        record.applied(&policy.applied(Priority::Normal), at(0));
    }
    for (version, start) in [(1, 0), (2, 1), (3, 2)] {
        let (clock, policy) = (ClockKind::NextResponse, old.id.clone());
        record.breached(&Breached { clock, due: at(90), started: at(start), policy, version });
    }
    let names: Vec<_> = record.breaches().iter().map(|breach| &*breach.name).collect();
    assert_eq!(names, ["Everyone", "Nobody", "p"]);
}

#[test]
fn what_fires_survives_the_way_to_the_store_and_back() {
    let record = Story::opened().record();
    let fired = fired(&record, &policy([60, 0, 0, 0]), Priority::Normal, &Always, at(70));
    assert_eq!(fired.len(), 4);
    for each in fired {
        let json = serde_json::to_string(&each).expect("it serialises");
        assert_eq!(serde_json::from_str::<Fired>(&json).expect("and parses"), each);
    }
    let clocks = clocks(&record, &policy([60, 0, 90, 0]), Priority::Normal, &Always, at(70));
    let json = serde_json::to_string(&clocks).expect("clocks serialise");
    assert_eq!(serde_json::from_str::<Clocks>(&json).expect("and parse"), clocks);
}
