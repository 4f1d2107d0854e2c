//! The style sheets as one: `main.css` imports the rest; bundled and minified. The
//! syntax stays as written (nesting, layers): the browsers we serve know it.

use super::piece::Piece;
use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use std::path::Path;

/// `app.css`, or nothing where there is no `main.css`.
pub fn bundle(folder: &Path) -> Result<Option<Piece>> {
    let main = folder.join("main.css");
    if !main.exists() {
        return Ok(None);
    }
    let files = FileProvider::new();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(&main)
        .map_err(|error| anyhow!("{error}"))?;
    sheet.minify(MinifyOptions::default()).map_err(|error| anyhow!("{error}"))?;
    let css = sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() })?.code;
    Ok(Some(Piece { name: "app.css".into(), bytes: css.into_bytes(), at_root: false }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn sheet(main: &str) -> Result<Option<Piece>> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("main.css"), main)?;
        fs::write(folder.path().join("button.css"), ".button { & :hover { color: red } }")?;
        bundle(folder.path())
    }

    #[test]
    fn imports_become_one_small_sheet_and_nesting_stays() {
        let piece =
            sheet("@layer parts;\n@import \"button.css\" layer(parts);\nbody { margin: 0px }")
                .unwrap()
                .unwrap();
        let css = String::from_utf8(piece.bytes).unwrap();
        assert_eq!(css, "@layer parts{.button{& :hover{color:red}}}body{margin:0}");
    }

    #[test]
    fn an_import_that_is_missing_is_told_by_name() {
        let error = sheet("@import \"absent.css\";").err().unwrap().to_string();
        assert!(error.contains("absent.css") || error.contains("No such file"), "{error}");
    }

    #[test]
    fn no_main_sheet_is_no_piece() {
        assert!(bundle(Path::new("/nowhere")).unwrap().is_none());
    }
}
