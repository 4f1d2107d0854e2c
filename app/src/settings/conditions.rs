//! What a rule asks: rows of tests, and of groups that hold rows again.

mod view;

use desk::routing::{Condition, Field, Kind, Operator, Test, Value};
use serde_json::{Value as Json, json};

pub(super) use view::view;

use super::form::Form;
use super::listed;
use crate::language::Language;

/// The outermost group.
const TOP: &str = "condition";
/// The groups, by their words in the rulebook.
const GROUPS: [&str; 3] = ["all", "any", "none"];

/// Every fact that can be asked for, by its word in the rulebook.
const FIELDS: [&str; 31] = [
    "message_text",
    "message_kind",
    "language",
    "first_contact",
    "first_to_number",
    "in_hours",
    "team",
    "owner",
    "status",
    "priority",
    "tags",
    "custom_field",
    "channel",
    "contact_name",
    "contact_country",
    "contact_attribute",
    "contact_tags",
    "customer_zone",
    "customer_hour",
    "started_by",
    "previous_value",
    "sla_state",
    "sla_clock",
    "sla_minutes_left",
    "window_minutes_left",
    "free_entry",
    "cost_class",
    "unanswered_count",
    "age_minutes",
    "rating",
    "automatic_messages",
];

pub(super) fn fill(form: &mut Form, condition: &Condition) {
    match condition {
        Condition::Always => form.put(format!("{TOP}.group"), "all"),
        Condition::Test(_) => {
            form.put(format!("{TOP}.group"), "all");
            inside(form, TOP, std::slice::from_ref(condition));
        }
        group => fill_group(form, TOP, group),
    }
}

fn fill_group(form: &mut Form, at: &str, condition: &Condition) {
    let (word, conditions) = match condition {
        Condition::All(conditions) => ("all", conditions),
        Condition::Any(conditions) => ("any", conditions),
        Condition::None(conditions) => ("none", conditions),
        Condition::Always | Condition::Test(_) => return,
    };
    form.put(format!("{at}.group"), word);
    inside(form, at, conditions);
}

fn inside(form: &mut Form, at: &str, conditions: &[Condition]) {
    for condition in conditions {
        let row = form.row(&format!("{at}.in"));
        match condition {
            Condition::Test(test) => fill_test(form, &row, test),
            group => {
                form.put(format!("{row}.is"), "group");
                fill_group(form, &row, group);
            }
        }
    }
}

fn fill_test(form: &mut Form, at: &str, test: &Test) {
    let (word, name) = named(&test.field);
    form.put(format!("{at}.is"), word);
    form.put(format!("{at}.name"), name);
    form.put(format!("{at}.operator"), operator_word(test.operator));
    form.tick(format!("{at}.exact"), test.exact);
    let value = format!("{at}.value");
    match &test.value {
        Some(Value::Texts(texts)) if chooses(&test.field) => {
            texts.iter().for_each(|text| form.put(&value, text));
        }
        Some(Value::Texts(texts)) => form.put(value, listed::write(texts)),
        Some(Value::Text(text)) if chooses(&test.field) || takes_one(test.operator) => {
            form.put(value, text);
        }
        Some(Value::Text(text)) => form.put(value, listed::write([text])),
        Some(Value::Number(number)) => form.put(value, number.to_string()),
        Some(Value::Range { from, to }) => form.put(value, format!("{from}-{to}")),
        Some(Value::Truth(truth)) => form.put(value, if *truth { "yes" } else { "no" }),
        None => {}
    }
}

pub(super) fn read(form: &Form, t: Language) -> Result<Condition, Vec<String>> {
    if form.rows(&format!("{TOP}.in")).is_empty() {
        return Ok(Condition::Always);
    }
    group(form, TOP, t)
}

fn group(form: &Form, at: &str, t: Language) -> Result<Condition, Vec<String>> {
    let rows = form.rows(&format!("{at}.in"));
    let conditions = rows.iter().map(|row| match form.get(&format!("{row}.is")) {
        "group" => group(form, row, t),
        word => test(form, row, word, t).map(Condition::Test),
    });
    let conditions = conditions.collect::<Result<_, _>>()?;
    Ok(match form.get(&format!("{at}.group")) {
        "any" => Condition::Any(conditions),
        "none" => Condition::None(conditions),
        _ => Condition::All(conditions),
    })
}

fn test(form: &Form, at: &str, word: &str, t: Language) -> Result<Test, Vec<String>> {
    let wrong = |what| vec![t.objection_at(t.fact(word), what)];
    let name = form.text(&format!("{at}.name"));
    let field = field(word, &name).ok_or_else(|| wrong(t.unknown_here()))?;
    let operator = form.text(&format!("{at}.operator"));
    let operator = serde_json::from_value(Json::from(operator)).or_else(|_| {
        let usual = field.kind().operators().first().copied();
        usual.ok_or_else(|| wrong(t.unknown_here()))
    })?;
    let value = value(form, at, &field, operator).ok_or_else(|| wrong(t.not_a_number()))?;
    Ok(Test { value, field, operator, exact: form.has(&format!("{at}.exact")) })
}

/// The value of a test; `None` if a number is wanted and none is there.
fn value(form: &Form, at: &str, field: &Field, operator: Operator) -> Option<Option<Value>> {
    let name = format!("{at}.value");
    let text = form.text(&name);
    let number = |text: &str| text.trim().parse::<i64>().ok();
    let counted = matches!(operator, Operator::Less | Operator::More | Operator::Between);
    let several = matches!(operator, Operator::AnyOf | Operator::NoneOf);
    Some(Some(match (field.kind(), operator) {
        (_, Operator::IsSet | Operator::IsNotSet) => return Some(None),
        (Kind::Truth, _) => Value::Truth(text != "no"),
        (Kind::Number | Kind::Hour, Operator::Between)
        | (Kind::TextOrNumber, Operator::Between) => {
            let (from, to) = text.split_once(['-', '–'])?;
            Value::Range { from: number(from)?, to: number(to)? }
        }
        (Kind::Number | Kind::Hour, _) => Value::Number(number(&text)?),
        (Kind::TextOrNumber, _) if counted => Value::Number(number(&text)?),
        _ if chooses(field) => {
            let chosen: Vec<String> = form.all(&name).map(str::to_owned).collect();
            match <[String; 1]>::try_from(chosen) {
                Ok([one]) if !several => Value::Text(one),
                Ok(one) => Value::Texts(one.to_vec()),
                Err(more) => Value::Texts(more),
            }
        }
        (_, operator) if takes_one(operator) => Value::Text(text),
        _ => match <[String; 1]>::try_from(form.list(&name)) {
            Ok([one]) if !several => Value::Text(one),
            Ok(one) => Value::Texts(one.to_vec()),
            Err(more) => Value::Texts(more),
        },
    }))
}

/// Whether it compares with one text, which may have commas in it.
fn takes_one(operator: Operator) -> bool {
    matches!(operator, Operator::Equals | Operator::IsNot | Operator::Matches)
}

/// Whether its values are ticked rather than typed.
fn chooses(field: &Field) -> bool {
    matches!(field, Field::Team | Field::Owner | Field::Channel) || !field.words().is_empty()
}

fn field(word: &str, name: &str) -> Option<Field> {
    let json = match word {
        "custom_field" | "contact_attribute" => json!({ word: name }),
        word => Json::from(word),
    };
    serde_json::from_value(json).ok()
}

/// The word of a field, and the name that the team gave it.
pub(crate) fn named(field: &Field) -> (String, String) {
    match serde_json::to_value(field).unwrap_or_default() {
        Json::Object(map) => {
            let (word, name) = map.into_iter().next().unwrap_or_default();
            (word, name.as_str().unwrap_or_default().to_owned())
        }
        json => (json.as_str().unwrap_or_default().to_owned(), String::new()),
    }
}

fn operator_word(operator: Operator) -> String {
    let json = serde_json::to_value(operator).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(condition: &Condition) -> Condition {
        let mut form = Form::default();
        fill(&mut form, condition);
        read(&form, Language::English).expect("it reads")
    }

    fn test(field: Field, operator: Operator, value: Option<Value>) -> Condition {
        Condition::Test(Test { field, operator, value, exact: false })
    }

    #[test]
    fn a_condition_comes_back_from_its_form_as_it_went_in() {
        use Operator::{AnyOf, Between, Equals, HasWord, IsNotSet, More};
        let text = |text: &str| Some(Value::Text(text.into()));
        let deep = Condition::All(vec![
            test(Field::Team, IsNotSet, None),
            Condition::Any(vec![
                test(Field::MessageText, HasWord, text("factura")),
                test(Field::MessageText, HasWord, Some(Value::Texts(vec!["a".into(), "b".into()]))),
                test(Field::MessageText, HasWord, text("no, gràcies")),
                Condition::None(vec![test(Field::FirstContact, Equals, Some(Value::Truth(true)))]),
            ]),
            test(Field::CustomerHour, Between, Some(Value::Range { from: 22, to: 7 })),
            test(Field::UnansweredCount, More, Some(Value::Number(3))),
            test(Field::Priority, AnyOf, Some(Value::Texts(vec!["high".into()]))),
            test(Field::Status, Equals, text("open")),
            test(Field::CustomField("Color, i mida".into()), Equals, text("vermell, L")),
        ]);
        for condition in [Condition::Always, deep] {
            assert_eq!(round(&condition), condition);
        }
        let alone = test(Field::InHours, Equals, Some(Value::Truth(false)));
        assert_eq!(round(&alone), Condition::All(vec![alone]));
    }

    #[test]
    fn every_fact_that_is_offered_is_one() {
        for word in FIELDS {
            let field = field(word, "x").unwrap_or_else(|| panic!("{word}"));
            assert_eq!(named(&field).0, word);
        }
    }
}
