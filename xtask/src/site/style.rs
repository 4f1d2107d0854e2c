//! The style sheets as three, each bundled and minified: `main.css` imports what every page loads,
//! `elsewhere.css` what pages load besides that are not the team's, `enclosing.css` is loaded with the
//! tools that send files. The syntax stays as written
//! (nesting, layers): the browsers we serve know it.

use super::piece::Piece;
use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use std::path::Path;

/// What is made of which sheet.
const SHEETS: [(&str, &str); 3] = [
    ("main.css", "app.css"),
    ("elsewhere.css", "elsewhere.css"),
    ("enclosing.css", "enclosing.css"),
];

/// `app.css` and the others, of those sheets that there are.
pub fn bundle(folder: &Path) -> Result<Vec<Piece>> {
    let sheets = SHEETS.into_iter().filter(|(from, _)| folder.join(from).exists());
    sheets.map(|(from, name)| one(&folder.join(from), name)).collect()
}

fn one(sheet: &Path, name: &str) -> Result<Piece> {
    let files = FileProvider::new();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(sheet)
        .map_err(|error| anyhow!("{error}"))?;
    sheet.minify(MinifyOptions::default()).map_err(|error| anyhow!("{error}"))?;
    let css = sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() })?.code;
    Ok(Piece { name: name.into(), bytes: css.into_bytes(), at_root: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn sheet(main: &str) -> Result<Vec<Piece>> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("main.css"), main)?;
        fs::write(folder.path().join("button.css"), ".button { & :hover { color: red } }")?;
        bundle(folder.path())
    }

    #[test]
    fn imports_become_one_small_sheet_and_nesting_stays() {
        let mut pieces =
            sheet("@layer parts;\n@import \"button.css\" layer(parts);\nbody { margin: 0px }")
                .unwrap();
        let css = String::from_utf8(pieces.remove(0).bytes).unwrap();
        assert_eq!(css, "@layer parts{.button{& :hover{color:red}}}body{margin:0}");
    }

    #[test]
    fn an_import_that_is_missing_is_told_by_name() {
        let error = sheet("@import \"absent.css\";").err().unwrap().to_string();
        assert!(error.contains("absent.css") || error.contains("No such file"), "{error}");
    }

    #[test]
    fn no_main_sheet_is_no_piece() {
        assert!(bundle(Path::new("/nowhere")).unwrap().is_empty());
    }

    #[test]
    fn what_only_some_pages_load_is_a_sheet_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["main.css", "elsewhere.css"] {
            fs::write(folder.path().join(name), "body { margin: 0px }").unwrap();
        }
        let names: Vec<_> =
            bundle(folder.path()).unwrap().into_iter().map(|piece| piece.name).collect();
        assert_eq!(names, ["app.css", "elsewhere.css"]);
    }
}
