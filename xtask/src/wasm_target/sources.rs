//! Reads apt's own source lists, in both of their formats (sources.list(5)), to learn which
//! mirrors this machine already trusts. Only what a new source needs is kept.

use std::path::Path;

/// A mirror of the main archive: its address and the keyring that vouches for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirror {
    pub uri: String,
    /// Absolute path of the keyring, where the list names one.
    pub keyring: Option<String>,
}

/// The mirrors in `/etc/apt`, in apt's order, each once.
pub fn mirrors(etc_apt: &Path) -> Vec<Mirror> {
    let mut lists = vec![etc_apt.join("sources.list")];
    let parts = etc_apt.join("sources.list.d").read_dir().into_iter().flatten().flatten();
    let mut parts: Vec<_> = parts.map(|part| part.path()).collect();
    parts.sort();
    lists.append(&mut parts);
    let mut found = Vec::new();
    for list in lists {
        let text = std::fs::read_to_string(&list).unwrap_or_default();
        let named = match list.extension().and_then(|ending| ending.to_str()) {
            Some("list") => one_line(&text),
            Some("sources") => deb822(&text),
            _ => Vec::new(),
        };
        for mirror in named {
            if !found.contains(&mirror) {
                found.push(mirror);
            }
        }
    }
    found
}

/// `deb [signed-by=/a/keyring.gpg] URI suite main`
fn one_line(text: &str) -> Vec<Mirror> {
    text.lines().filter_map(|line| one_source(line.split('#').next().unwrap_or_default())).collect()
}

fn one_source(line: &str) -> Option<Mirror> {
    let rest = line.trim().strip_prefix("deb")?.strip_prefix([' ', '\t'])?.trim_start();
    let (options, rest) = match rest.strip_prefix('[') {
        Some(bracketed) => bracketed.split_once(']')?,
        None => ("", rest),
    };
    let mut words = rest.split_whitespace();
    let (uri, suite) = (words.next()?, words.next()?);
    let keyring = options.split_whitespace().find_map(|option| option.strip_prefix("signed-by="));
    archive(uri, &[suite], &words.collect::<Vec<_>>(), keyring)
}

/// Stanzas of `Field: value` lines; a line that begins with a blank goes on with the last field.
fn deb822(text: &str) -> Vec<Mirror> {
    let text: String = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| format!("{line}\n"))
        .collect();
    text.split("\n\n").flat_map(stanza).collect()
}

fn stanza(text: &str) -> Vec<Mirror> {
    let unfolded = text.replace("\n ", " ").replace("\n\t", " ");
    let field = |name: &str| {
        unfolded.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    let words = |name: &str| {
        field(name).unwrap_or_default().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let off = field("Enabled")
        .is_some_and(|word| ["no", "false", "0"].contains(&word.to_lowercase().as_str()));
    if off || !words("Types").contains(&"deb".to_owned()) {
        return Vec::new();
    }
    let (suites, components, keyring) = (words("Suites"), words("Components"), field("Signed-By"));
    words("URIs")
        .iter()
        .filter_map(|uri| archive(uri, &suites, &components, keyring.as_deref()))
        .collect()
}

/// A mirror of the main archive, or nothing: not a third party's, not the security one.
fn archive<S: AsRef<str>>(
    uri: &str,
    suites: &[S],
    components: &[S],
    keyring: Option<&str>,
) -> Option<Mirror> {
    let main = components.iter().any(|component| component.as_ref() == "main");
    let security = suites.iter().all(|suite| suite.as_ref().contains("-security"));
    let keyring = keyring.filter(|path| path.starts_with('/')).map(str::to_owned);
    (main && !security).then(|| Mirror { uri: uri.to_owned(), keyring })
}

#[cfg(test)]
mod tests;
