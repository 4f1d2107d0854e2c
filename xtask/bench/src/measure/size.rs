//! What people download: the one file, and what a browser loads first.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::figure::Figure;
use crate::report::Report;

/// What of the site's manifest counts here.
#[derive(Deserialize)]
struct Manifest {
    files: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    file: String,
    content_type: String,
    encodings: Vec<String>,
}

impl File {
    /// Script, WASM or style; pictures come later and are few.
    fn is_first(&self) -> bool {
        ["javascript", "wasm", "css"].iter().any(|kind| self.content_type.contains(kind))
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
        Figure::less("first load, brotli", sizes.iter().sum(), "KiB")
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
        put("a.js", 9_000);
        put("a.js.br", 2_048);
        put("b.css", 1_024);
        put("c.svg", 50_000);
        let manifest = r#"{"files":[
            {"name":"a.js","file":"a.js","content_type":"text/javascript","etag":"1","encodings":["br"],"at_root":false},
            {"name":"b.css","file":"b.css","content_type":"text/css","etag":"1","encodings":[],"at_root":false},
            {"name":"c.svg","file":"c.svg","content_type":"image/svg+xml","etag":"1","encodings":[],"at_root":true}]}"#;
        fs::write(folder.path().join("manifest.json"), manifest).unwrap();
        let mut report = Report::new(Machine::describe());
        measure(&folder.path().join("bustia"), folder.path(), &mut report).unwrap();
        let values: Vec<f64> = report.figures.iter().map(|figure| figure.value).collect();
        assert_eq!(values, [2.0, 3.0]);
    }
}
