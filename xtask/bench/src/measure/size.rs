//! What people download: the one file, and what a browser loads first.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::figure::Figure;
use crate::report::Report;

/// What the team's pages load, by the beginning and the ending of its name.
const FIRST: [(&str, &str); 3] = [("desk", ".js"), ("desk", ".wasm"), ("app", ".css")];

/// What of the site's manifest counts here.
#[derive(Deserialize)]
struct Manifest {
    files: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    file: String,
    encodings: Vec<String>,
}

impl File {
    /// Script, WASM or style of the team's pages; pictures come later and are few.
    fn is_first(&self) -> bool {
        FIRST
            .iter()
            .any(|(name, ending)| self.file.starts_with(name) && self.file.ends_with(ending))
    }
}

pub fn measure(binary: &Path, site: &Path, report: &mut Report) -> Result<()> {
    let mib =
        fs::metadata(binary).context("the binary is missing")?.len() as f64 / (1024.0 * 1024.0);
    report.add(Figure::less("install: the one file", mib, "MiB").target(120.0, 60.0));
    let text = fs::read_to_string(site.join("manifest.json"))
        .context("the site is missing: build it first")?;
    let manifest: Manifest =
        serde_json::from_str(&text).context("the site's manifest has another shape")?;
    let first: Vec<&File> = manifest.files.iter().filter(|file| file.is_first()).collect();
    ensure!(!first.is_empty(), "the site has no script");
    let sizes = first.iter().map(|file| brotli(site, file)).collect::<Result<Vec<f64>>>()?;
    let note = format!("{} files of script, WASM and style", sizes.len());
    report.add(
        Figure::less("first load, brotli", sizes.iter().sum::<f64>(), "KiB")
            .target(350.0, 250.0)
            .note(note),
    );
    Ok(())
}

/// Its size in KiB as browsers get it.
fn brotli(site: &Path, file: &File) -> Result<f64> {
    let ending = if file.encodings.iter().any(|encoding| encoding == "br") { ".br" } else { "" };
    let path = site.join(format!("{}{ending}", file.file));
    let size = fs::metadata(&path).with_context(|| format!("{} is missing", path.display()))?.len();
    Ok(size as f64 / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::Machine;

    #[test]
    fn the_first_load_is_what_a_browser_gets_of_script_and_style() {
        let folder = tempfile::tempdir().unwrap();
        let put =
            |name: &str, size: usize| fs::write(folder.path().join(name), vec![0; size]).unwrap();
        put("bustia", 2 * 1024 * 1024);
        put("desk-1.js", 9_000);
        put("desk-1.js.br", 2_048);
        put("app-2.css", 1_024);
        put("practice-3.js", 50_000);
        let manifest = r#"{"files":[
            {"name":"desk.js","file":"desk-1.js","content_type":"text/javascript","etag":"1","encodings":["br"],"at_root":false},
            {"name":"app.css","file":"app-2.css","content_type":"text/css","etag":"1","encodings":[],"at_root":false},
            {"name":"practice.js","file":"practice-3.js","content_type":"text/javascript","etag":"1","encodings":[],"at_root":false}]}"#;
        fs::write(folder.path().join("manifest.json"), manifest).unwrap();
        let mut report = Report::new(Machine::describe());
        measure(&folder.path().join("bustia"), folder.path(), &mut report).unwrap();
        let values: Vec<f64> = report.figures.iter().map(|figure| figure.value).collect();
        assert_eq!(values, [2.0, 3.0]);
    }
}
