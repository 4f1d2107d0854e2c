//! wasm-bindgen's script as a browser needs it: without the comments for whoever writes TypeScript,
//! and without indentation. A tenth of it, compressed.

/// Takes whole lines only: a comment behind code may be part of a text. No text of wasm-bindgen's
/// reaches over several lines.
pub fn lean(script: &str) -> String {
    let mut lean = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/**");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            lean.push_str(line);
            lean.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    lean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_code_stays() {
        let script = "/**\n * @param {number} one\n */\nexport function add(one) {\n    // twice\n    \
                      return one + one; // as told\n}\n\n/** short */\nlet path = '/** no comment';\n";
        let expected = "export function add(one) {\nreturn one + one; // as told\n}\n\
                        let path = '/** no comment';\n";
        assert_eq!(lean(script), expected);
    }
}
