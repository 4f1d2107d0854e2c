//! Secrets come from the environment or the terminal, never from the command line, where every
//! program on the machine could read them.

use std::io::IsTerminal;

use anyhow::{Context, Result, bail};

/// Those that any command reads.
pub(super) const VARIABLES: &[&str] =
    &["BUSTIA_PASSWORD", "BUSTIA_ACCESS_TOKEN", "BUSTIA_APP_SECRET", "BUSTIA_VERIFY_TOKEN"];

/// The secret of that environment variable, or asked for at the terminal as `question`.
pub(super) fn read(variable: &str, question: &str) -> Result<String> {
    let secret = match std::env::var(variable) {
        Ok(secret) => secret,
        Err(_) if std::io::stdin().is_terminal() => {
            rpassword::prompt_password(format!("{question}: "))
                .context("The terminal can't be read.")?
        }
        Err(_) => bail!("{question} is missing: set {variable}, or run this at a terminal."),
    };
    let secret = secret.trim_end_matches(['\r', '\n']).to_owned();
    if secret.is_empty() {
        bail!("{question} is empty: set {variable}, or run this at a terminal.");
    }
    Ok(secret)
}
