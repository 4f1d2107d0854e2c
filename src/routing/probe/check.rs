//! What a test compares, read from its value, or what is wrong with it.

use regex::{Error, Regex, RegexBuilder};

use crate::routing::condition::{Operator, Test, Value};
use crate::routing::field::{Field, Kind};
use crate::routing::fold::{fold, fold_pattern};
use crate::routing::problem::{Mistake, Shape};
use crate::routing::trace::short;

/// The longest text that a fact may be compared with, in characters.
pub const LONGEST_VALUE: usize = 500;
/// The most texts of a list.
pub const MOST_VALUES: usize = 200;
/// The longest regular expression, in characters.
pub const LONGEST_PATTERN: usize = 500;
/// The most memory that a compiled regular expression may take, in bytes, and its cache as much
/// again. A search takes time in proportion to the text whatever the pattern, so nobody can make it
/// hang; this bounds the proportion. A class such as `\w` holds the letters of the whole world:
/// some twenty of them fit.
pub const LARGEST_PATTERN: usize = 1 << 20;

/// How a value is compared.
#[derive(Debug, Clone)]
pub(super) enum Check {
    /// Whether there is anything.
    Set,
    /// The whole of it, or one of the tags, is one of these.
    Among(Vec<String>),
    Contains(Vec<String>),
    StartsWith(Vec<String>),
    HasWord(Vec<String>),
    Matches(Regex),
    Below(i64),
    Above(i64),
    /// Both ends included; a range that ends before it begins goes over midnight.
    Within(i64, i64),
    Is(bool),
}

/// The check of `test`, whose texts are folded if it `folds`.
pub(super) fn read(test: &Test, folds: bool) -> Result<Check, Mistake> {
    let kind = test.field.kind();
    if test.field.name().is_some_and(|name| name.trim().is_empty()) {
        return Err(Mistake::Blank);
    }
    if !kind.operators().contains(&test.operator) {
        let (field, operator) = (test.field.clone(), test.operator);
        return Err(Mistake::WrongOperator { field, operator });
    }
    let texts = |wanted| texts(test, wanted, folds);
    match test.operator {
        Operator::IsSet | Operator::IsNotSet => match test.value {
            None => Ok(Check::Set),
            Some(_) => Err(Mistake::WrongValue { wanted: Shape::Nothing }),
        },
        Operator::Less | Operator::More if kind == Kind::Rank => rank(test, texts(Shape::Text)?),
        Operator::Less => number(test).map(Check::Below),
        Operator::More => number(test).map(Check::Above),
        Operator::Between => range(test),
        Operator::Equals | Operator::IsNot => match kind {
            Kind::Number | Kind::Hour => number(test).map(|number| Check::Within(number, number)),
            Kind::Truth => truth(test),
            _ => texts(Shape::Text).map(Check::Among),
        },
        Operator::AnyOf | Operator::NoneOf => texts(Shape::Texts).map(Check::Among),
        Operator::Contains | Operator::ContainsNone if kind == Kind::Tags => {
            texts(Shape::TextOrTexts).map(Check::Among)
        }
        Operator::Contains | Operator::ContainsNone => {
            texts(Shape::TextOrTexts).map(Check::Contains)
        }
        Operator::StartsWith => texts(Shape::TextOrTexts).map(Check::StartsWith),
        Operator::HasWord => texts(Shape::TextOrTexts).map(Check::HasWord),
        Operator::Matches => pattern(test),
    }
}

fn texts(test: &Test, wanted: Shape, folds: bool) -> Result<Vec<String>, Mistake> {
    let texts = match (&test.value, wanted) {
        (Some(value @ Value::Text(_)), Shape::Text | Shape::TextOrTexts)
        | (Some(value @ Value::Texts(_)), Shape::Texts | Shape::TextOrTexts) => value.texts(),
        _ => return Err(Mistake::WrongValue { wanted }),
    };
    match texts.len() {
        0 => Err(Mistake::Blank),
        1..=MOST_VALUES => texts.iter().map(|text| one_text(&test.field, text, folds)).collect(),
        _ => Err(Mistake::TooMany { most: MOST_VALUES }),
    }
}

fn one_text(field: &Field, text: &str, folds: bool) -> Result<String, Mistake> {
    if text.chars().count() > LONGEST_VALUE {
        return Err(Mistake::TooLong { most: LONGEST_VALUE });
    }
    let read = if folds { fold(text) } else { text.to_owned() };
    // Nothing would be found everywhere.
    if read.trim().is_empty() {
        return Err(Mistake::Blank);
    }
    if !is_known(field, text) {
        return Err(Mistake::UnknownWord { word: short(text) });
    }
    Ok(read)
}

/// Whether `field` could ever hold `text`, as far as this crate knows.
fn is_known(field: &Field, text: &str) -> bool {
    match field.kind() {
        Kind::Word | Kind::Rank => field.words().contains(&text),
        _ if *field == Field::ContactCountry => {
            text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_alphabetic())
        }
        _ => true,
    }
}

/// Less or more of a closed list is one of the words on that side.
fn rank(test: &Test, texts: Vec<String>) -> Result<Check, Mistake> {
    let words = test.field.words();
    let place = words.iter().position(|word| texts.iter().any(|text| text == word));
    let (below, above) = words.split_at(place.unwrap_or_default());
    let side = if test.operator == Operator::Less { below } else { above.get(1..).unwrap_or(&[]) };
    if side.is_empty() {
        return Err(Mistake::NeverHolds);
    }
    Ok(Check::Among(side.iter().map(|word| (*word).to_owned()).collect()))
}

fn number(test: &Test) -> Result<i64, Mistake> {
    match test.value {
        Some(Value::Number(number)) => fits(test, number),
        _ => Err(Mistake::WrongValue { wanted: Shape::Number }),
    }
}

fn range(test: &Test) -> Result<Check, Mistake> {
    let Some(Value::Range { from, to }) = test.value else {
        return Err(Mistake::WrongValue { wanted: Shape::Range });
    };
    if from > to && test.field.kind() != Kind::Hour {
        return Err(Mistake::Backwards);
    }
    Ok(Check::Within(fits(test, from)?, fits(test, to)?))
}

fn fits(test: &Test, number: i64) -> Result<i64, Mistake> {
    match test.field.kind() {
        Kind::Hour if !(0..24).contains(&number) => Err(Mistake::OutOfRange { least: 0, most: 23 }),
        _ => Ok(number),
    }
}

fn truth(test: &Test) -> Result<Check, Mistake> {
    match test.value {
        Some(Value::Truth(truth)) => Ok(Check::Is(truth)),
        _ => Err(Mistake::WrongValue { wanted: Shape::Truth }),
    }
}

fn pattern(test: &Test) -> Result<Check, Mistake> {
    let Some(Value::Text(pattern)) = &test.value else {
        return Err(Mistake::WrongValue { wanted: Shape::Text });
    };
    if pattern.is_empty() {
        return Err(Mistake::Blank);
    }
    if pattern.chars().count() > LONGEST_PATTERN {
        return Err(Mistake::TooLong { most: LONGEST_PATTERN });
    }
    let pattern = if test.exact { pattern.clone() } else { fold_pattern(pattern) };
    RegexBuilder::new(&pattern)
        .case_insensitive(!test.exact)
        .size_limit(LARGEST_PATTERN)
        .dfa_size_limit(LARGEST_PATTERN)
        .build()
        .map(Check::Matches)
        .map_err(|error| match error {
            Error::CompiledTooBig(_) => Mistake::PatternTooLarge,
            // The engine draws the place on several lines and says what is wrong on the last.
            error => Mistake::BadPattern {
                detail: short(error.to_string().lines().last().unwrap_or_default()),
            },
        })
}
