//! Short names for what a module asks of its script. wasm-bindgen calls each of some two hundred
//! functions after what it does and a hash, in both files, and no compression shortens a hash.

use std::collections::BTreeMap;
use walrus::Module;

/// The length of wasm-bindgen's hashes, in hexadecimal digits.
const HASH: usize = 16;

/// Gives each import whose name ends in a hash a short name, in the module and in what comes back,
/// the script that belongs to it.
pub fn shorten(module: &mut Module, script: &str) -> String {
    let mut short = BTreeMap::new();
    for import in module.imports.iter_mut().filter(|import| ends_in_hash(&import.name)) {
        let place = short.len();
        let name: &mut String =
            short.entry(import.name.clone()).or_insert_with(|| format!("_{place:x}"));
        import.name = name.clone();
    }
    let is_end = |letter: char| !letter.is_ascii_alphanumeric() && letter != '_';
    let words = script.split_inclusive(is_end).map(|piece| {
        let word = piece.trim_end_matches(is_end);
        let name = short.get(word).map_or(word, String::as_str);
        format!("{name}{}", &piece[word.len()..])
    });
    words.collect()
}

fn ends_in_hash(name: &str) -> bool {
    let hash = name.rsplit('_').next().unwrap_or_default();
    hash.len() == HASH && hash.bytes().all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashed_import_is_called_the_same_and_short_in_module_and_script() {
        let mut module = Module::default();
        let ty = module.types.add(&[], &[]);
        for name in ["__wbg_add_0123456789abcdef", "plain", "__wbg_add_0123456789abcde0"] {
            module.add_import_func("./area_bg.js", name, ty);
        }
        let script = "const imports = {\n__wbg_add_0123456789abcdef: function() { plain(); },\n\
                      __wbg_add_0123456789abcde0: 1,\nnot__wbg_add_0123456789abcdef: 2 };";
        let expected = "const imports = {\n_0: function() { plain(); },\n_1: 1,\n\
                        not__wbg_add_0123456789abcdef: 2 };";
        assert_eq!(shorten(&mut module, script), expected);
        let names: Vec<&str> = module.imports.iter().map(|import| import.name.as_str()).collect();
        assert_eq!(names, ["_0", "plain", "_1"]);
    }
}
