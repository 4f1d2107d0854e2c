//! All figures of a run, as a table for people and as JSON for programs.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::figure::{Figure, Verdict};
use crate::machine::Machine;

pub struct Report {
    pub machine: Machine,
    pub figures: Vec<Figure>,
    /// What a reader of the figures must know.
    pub remarks: Vec<String>,
}

impl Report {
    pub fn new(machine: Machine) -> Self {
        Self { machine, figures: vec![], remarks: vec![] }
    }

    /// Takes the figure in, and shows it at once: a whole run is long.
    pub fn add(&mut self, figure: Figure) {
        eprintln!("    {}: {} {}", figure.name, shown(&figure), figure.note);
        self.figures.push(figure);
    }

    pub fn remark(&mut self, remark: String) {
        eprintln!("    {remark}");
        self.remarks.push(remark);
    }

    /// A Markdown table, which reads well on a terminal too.
    pub fn table(&self) -> String {
        let head =
            ["figure", "value", "must", "bold", "reached", "× floor", "note"].map(str::to_owned);
        let rows: Vec<_> = [head].into_iter().chain(self.figures.iter().map(row)).collect();
        let width =
            |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: [usize; 7] = std::array::from_fn(width);
        let line = |row: &[String; 7]| {
            let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let rule = widths.map(|width| "-".repeat(width));
        let mut lines = vec![line(&rows[0]), line(&rule)];
        lines.extend(rows[1..].iter().map(line));
        let remarks = self.remarks.iter().map(|remark| format!("\n- {remark}"));
        format!("{}\n\n{}\n{}\n", self.machine, lines.join("\n"), remarks.collect::<String>())
    }

    pub fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(&self.json()?)? + "\n";
        fs::write(path, text).with_context(|| format!("{} can't be written", path.display()))
    }

    fn json(&self) -> Result<Value> {
        let figure = |figure: &Figure| -> Result<Value> {
            let mut value = serde_json::to_value(figure)?;
            value["reached"] = json!(figure.verdict());
            value["times_floor"] = json!(figure.ratio());
            Ok(value)
        };
        let figures = self.figures.iter().map(figure).collect::<Result<Vec<_>>>()?;
        Ok(json!({ "machine": self.machine, "figures": figures, "remarks": self.remarks }))
    }

    /// How many figures miss what they must reach, of how many that have a target.
    pub fn missed(&self) -> (usize, usize) {
        let verdicts: Vec<Verdict> = self.figures.iter().filter_map(Figure::verdict).collect();
        (verdicts.iter().filter(|verdict| **verdict == Verdict::Missed).count(), verdicts.len())
    }
}

fn row(figure: &Figure) -> [String; 7] {
    let target = |target: Option<f64>| target.map_or(String::new(), short);
    let reached = match figure.verdict() {
        Some(Verdict::Bold) => "bold",
        Some(Verdict::Must) => "must",
        Some(Verdict::Missed) => "MISSED",
        None => "",
    };
    [
        figure.name.clone(),
        shown(figure),
        target(figure.must),
        target(figure.bold),
        reached.to_owned(),
        figure.ratio().map_or(String::new(), short),
        figure.note.clone(),
    ]
}

/// The value with its unit, and how far the runs lie apart.
fn shown(figure: &Figure) -> String {
    let range = figure
        .range
        .map_or(String::new(), |(least, most)| format!(" ({}–{})", short(least), short(most)));
    format!("{} {}{range}", short(figure.value), figure.unit)
}

/// Three digits that count, and thousands apart: `0.318`, `12.5`, `25 900`.
pub fn short(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let decimals = match value.abs() {
        0.0 => 0,
        size if size < 1.0 => 3,
        size if size < 10.0 => 2,
        size if size < 100.0 => 1,
        _ => 0,
    };
    let text = format!("{value:.decimals$}");
    let digits = text.len() - text.find('.').map_or(0, |point| text.len() - point);
    if digits <= 4 {
        return text;
    }
    let (thousands, rest) = text.split_at(digits - 3);
    format!("{thousands} {rest}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rounds::Rounds;

    fn report() -> Report {
        let mut report = Report::new(Machine::describe());
        let several = Rounds::of(&[900.0, 950.0, 800.0], |figure| *figure);
        report.add(Figure::less("ack", 2.0, "ms").target(3.0, 1.0).floor(Some(0.5)).note("c=1"));
        report.add(Figure::more("ingest", several, "/s").target(1_500.0, 4_000.0));
        report.remark("on a busy machine".into());
        report
    }

    #[test]
    fn the_table_has_a_row_for_each_figure() {
        let table = report().table();
        let cells = |start: &str| -> Vec<String> {
            let line = table.lines().find(|line| line.starts_with(start)).unwrap();
            line.split('|')
                .map(|cell| cell.trim().to_owned())
                .filter(|cell| !cell.is_empty())
                .collect()
        };
        assert_eq!(cells("| ack"), ["ack", "2.00 ms", "3.00", "1.00", "must", "4.00", "c=1"]);
        assert_eq!(cells("| ingest"), ["ingest", "900 /s (800–950)", "1500", "4000", "MISSED"]);
        assert!(table.contains("\n- on a busy machine\n"));
        assert_eq!(report().missed(), (1, 2));
    }

    #[test]
    fn the_json_says_what_the_table_says() {
        let json = report().json().unwrap();
        assert_eq!(json["figures"][0]["reached"], "must");
        assert_eq!(json["figures"][0]["times_floor"], 4.0);
        assert_eq!(json["figures"][1]["reached"], "missed");
        assert!(json["machine"]["cores"].as_u64().unwrap() > 0);
    }

    #[test]
    fn numbers_are_short() {
        let shorts = [0.31841, 2.0, 12.54, 900.4, 4_000.0, 25_900.0, 0.0].map(short);
        assert_eq!(shorts, ["0.318", "2.00", "12.5", "900", "4000", "25 900", "0"]);
        assert_eq!(short(f64::NAN), "–");
    }
}
