//! Rules as they are stored and exported: readable, and the same tomorrow.

use serde_json::{from_str, to_string};

use super::*;

#[test]
fn a_rule_is_stored_in_plain_words() {
    let json = r#"{"id":"late","name":"Late invoices","version":4,"on":true,"#.to_owned()
        + r#""when":[{"kind":"message_in"},{"kind":"sla_warning","percent":80},"#
        + r#"{"kind":"unanswered","working_minutes":30}],"#
        + r#""condition":{"all":[{"test":{"field":"message_text","operator":"has_word","#
        + r#""value":["factura","rebut"]}},{"any":[{"test":{"field":{"contact_attribute":"plan"},"#
        + r#""operator":"equals","value":"Or","exact":true}},{"none":[{"test":{"field":"owner","#
        + r#""operator":"is_set"}},{"test":{"field":"customer_hour","operator":"between","#
        + r#""value":{"from":22,"to":7}}}]}]}]},"#
        + r#""then":[{"kind":"assign_team","team":"billing"},{"kind":"assign_by","strategy":"#
        + r#""least_loaded"},{"kind":"notify","who":{"kind":"team"},"text":"{number}"},"#
        + r#"{"kind":"stop"}],"otherwise":[{"kind":"set_priority","priority":"low"}],"stop":false}"#;
    let rule: Rule = from_str(&json).expect("a rule");
    assert!(Compiled::new(&rule).is_ok());
    assert_eq!(to_string(&rule).expect("written"), json);
}

#[test]
fn a_rule_of_an_older_version_is_read() {
    let json = r#"{"id":"a","name":"A","version":1,"when":[{"kind":"sla_warning"}]}"#;
    let rule: Rule = from_str(json).expect("a rule");
    assert!(!rule.on, "a rule that doesn't say is off");
    assert_eq!(rule.condition, Condition::Always);
    let rules: Rules = from_str(r#"{"rules":[]}"#).expect("rules");
    assert_eq!(rules.mode, Mode::All);
}

#[test]
fn an_outcome_is_stored_in_plain_words() {
    let outcome = run(&[rule("a", says("factura"))], Mode::All, &message("La factura"));
    let json = r#"{"effects":[{"by":{"id":"a","name":"Rule a","version":3},"#.to_owned()
        + r#""action":{"kind":"add_tag","tag":"a"}}],"trace":{"lines":[{"rule":{"id":"a","#
        + r#""name":"Rule a","version":3},"verdict":{"kind":"ran","tests":[{"asked":{"place":"condition","#
        + r#""field":"message_text","operator":"contains","expected":"factura"},"#
        + r#""actual":{"text":"La factura"},"held":true}]}}]}}"#;
    assert_eq!(to_string(&outcome).expect("written"), json);
    assert_eq!(from_str::<Outcome>(&json).expect("read"), outcome);
}

#[test]
fn a_problem_is_stored_with_its_place() {
    let problem = Problem { place: "condition.all[1]".into(), mistake: Mistake::EmptyGroup };
    let json = r#"{"place":"condition.all[1]","kind":"empty_group"}"#;
    assert_eq!(to_string(&problem).expect("written"), json);
    assert_eq!(from_str::<Problem>(json).expect("read"), problem);
}
