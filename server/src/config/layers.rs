//! The four layers a setting may come from, and which one won.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context, Result, bail};

use super::{SECRETS, SETTINGS};

/// Where a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Flag,
    Variable,
    File,
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Origin::Flag => "flag",
            Origin::Variable => "environment",
            Origin::File => "bustia.toml",
            Origin::Default => "default",
        })
    }
}

/// Every setting's value and origin.
pub struct Layered {
    values: BTreeMap<&'static str, (String, Origin)>,
}

impl Layered {
    /// Merges the layers. `variable` looks up an environment variable; `file` is the text of
    /// `bustia.toml`, empty if there is none.
    pub fn of(
        flags: BTreeMap<&str, String>,
        variable: impl Fn(&str) -> Option<String>,
        file: &str,
    ) -> Result<Self> {
        let file = parse(file)?;
        let mut values = BTreeMap::new();
        for setting in SETTINGS {
            let name = setting.name;
            let from_variable = variable(&format!("BUSTIA_{}", name.to_uppercase()));
            let value = None
                .or(flags.get(name).cloned().map(|text| (text, Origin::Flag)))
                .or(from_variable.map(|text| (text, Origin::Variable)))
                .or(file.get(name).cloned().map(|text| (text, Origin::File)))
                .unwrap_or_else(|| (setting.default.to_owned(), Origin::Default));
            values.insert(name, value);
        }
        Ok(Self { values })
    }

    /// Fills what nothing above has set from the data folder's own file. Not `data`: that is how the
    /// file was found.
    pub fn with_folder(mut self, file: &str) -> Result<Self> {
        for (name, text) in parse(file)? {
            if let Some(value) = self.values.get_mut(name.as_str())
                && value.1 == Origin::Default
                && name != "data"
            {
                *value = (text, Origin::File);
            }
        }
        Ok(self)
    }

    /// The value that won. Empty for a name that is no setting.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", |(text, _)| text)
    }

    /// All settings with their meaning and origin, secrets without their value, as a `bustia.toml`
    /// that could be saved.
    pub fn describe(&self) -> String {
        let mut text = String::new();
        for setting in SETTINGS {
            let Some((value, origin)) = self.values.get(setting.name) else { continue };
            if let Some(shown) = without_secret(setting.name, value) {
                let (meaning, name) = (setting.meaning, setting.name);
                text += &format!("# {meaning} (from: {origin})\n# {name} = {shown}\n\n");
                continue;
            }
            let value = match setting.default {
                "true" | "false" => value.clone(),
                _ => toml::Value::String(value.clone()).to_string(),
            };
            text +=
                &format!("# {} (from: {origin})\n{} = {value}\n\n", setting.meaning, setting.name);
        }
        text.trim_end().to_owned()
    }
}

/// What is shown of a setting whose value is or holds a secret.
fn without_secret(name: &str, value: &str) -> Option<String> {
    if SECRETS.contains(&name) {
        return Some("…".to_owned());
    }
    let (scheme, rest) = value.split_once("://")?;
    let (_, place) = rest.rsplit_once('@')?;
    Some(format!("\"{scheme}://…@{place}\""))
}

/// The file's settings as text; an unknown one is an error that names it.
fn parse(file: &str) -> Result<BTreeMap<String, String>> {
    let table: toml::Table = file.parse().context("bustia.toml can't be read: it is not TOML.")?;
    let mut values = BTreeMap::new();
    for (name, value) in table {
        if !SETTINGS.iter().any(|setting| setting.name == name) {
            bail!("bustia.toml has an unknown setting, “{name}”: see bustia serve --print-config.");
        }
        let text = match value {
            toml::Value::String(text) => text,
            toml::Value::Boolean(value) => value.to_string(),
            _ => bail!("bustia.toml: {name} should be a text in quotes, or true or false."),
        };
        values.insert(name, text);
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layered(flag: Option<&str>, variable: Option<&str>, file: &str) -> Layered {
        let flags = flag.map(|text| ("listen", text.to_owned())).into_iter().collect();
        let variable =
            |name: &str| (name == "BUSTIA_LISTEN").then_some(variable)?.map(str::to_owned);
        Layered::of(flags, variable, file).expect("layers merge")
    }

    #[test]
    fn a_flag_wins_over_a_variable_over_the_file_over_the_default() {
        let file = "listen = \"127.0.0.1:3\"";
        assert_eq!(
            layered(Some("127.0.0.1:1"), Some("127.0.0.1:2"), file).value("listen"),
            "127.0.0.1:1"
        );
        assert_eq!(layered(None, Some("127.0.0.1:2"), file).value("listen"), "127.0.0.1:2");
        assert_eq!(layered(None, None, file).value("listen"), "127.0.0.1:3");
        assert_eq!(layered(None, None, "").value("listen"), "127.0.0.1:3000");
    }

    #[test]
    fn the_data_folders_own_file_fills_gaps_and_can_not_name_another_folder() {
        let file = "data = \"/elsewhere\"\nlisten = \"127.0.0.1:3\"\npractice = true";
        let layers = layered(Some("127.0.0.1:1"), None, "").with_folder(file).expect("it merges");
        assert_eq!(layers.value("data"), "bustia-data");
        assert_eq!(layers.value("listen"), "127.0.0.1:1");
        assert_eq!(layers.value("practice"), "true");
        assert!(layers.describe().contains("(from: bustia.toml)\npractice = true"));
    }

    #[test]
    fn an_unknown_setting_in_the_file_is_named() {
        let error = Layered::of(BTreeMap::new(), |_| None, "lisen = \"x\"").err().expect("refused");
        assert!(error.to_string().contains("lisen"));
    }

    #[test]
    fn the_description_tells_every_setting_with_its_origin_and_is_itself_toml() {
        let text = layered(None, Some("127.0.0.1:2"), "practice = true").describe();
        assert!(text.contains("(from: environment)\nlisten = \"127.0.0.1:2\""));
        assert!(text.contains("(from: bustia.toml)\npractice = true"));
        for setting in SETTINGS {
            assert!(
                text.contains(&format!("\n{} = ", setting.name)) || text.contains(setting.meaning)
            );
        }
        assert!(text.parse::<toml::Table>().is_ok());
    }

    #[test]
    fn of_an_address_with_a_password_the_place_alone_is_told() {
        let address = "database = \"wss://ana:s3c:r@t@db.example:8000/inbox\"";
        let text = layered(None, None, address).describe();
        assert!(text.contains("\n# database = \"wss://…@db.example:8000/inbox\""), "{text}");
        assert!(!text.contains("s3c") && text.parse::<toml::Table>().is_ok(), "{text}");
    }

    #[test]
    fn of_a_secret_only_the_origin_is_told() {
        let variable = |name: &str| (name == "BUSTIA_CALLS_SECRET").then(|| "sesame".to_owned());
        let layers = Layered::of(BTreeMap::new(), variable, "").expect("layers merge");
        assert_eq!(layers.value("calls_secret"), "sesame");
        let text = layers.describe();
        assert!(!text.contains("sesame"), "{text}");
        assert!(text.contains("(from: environment)\n# calls_secret = …"), "{text}");
        let text = layered(None, None, "calls_secret = \"sesame\"").describe();
        assert!(text.contains("(from: bustia.toml)\n# calls_secret = …"), "{text}");
    }
}
