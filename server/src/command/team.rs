//! `bustia user add` and `unlink`, `bustia number add`, `bustia api-key add`.

use std::process::ExitCode;

use anyhow::{Result, bail};
use desk::permissions::Role;

use super::arguments::{KeyFlags, NumberFlags, UnlinkFlags, UserFlags};
use super::{carry_out, secrets};
use crate::control::{Reply, Request};

pub(super) async fn add_user(flags: UserFlags) -> Result<ExitCode> {
    let role = role(&flags.role)?;
    let password = secrets::read("BUSTIA_PASSWORD", "The password")?;
    let request = Request::AddPerson { email: flags.email, name: flags.name, role, password };
    report(carry_out(&flags.place, request).await?)
}

pub(super) async fn unlink_user(flags: UnlinkFlags) -> Result<ExitCode> {
    report(carry_out(&flags.place, Request::Unlink { email: flags.email }).await?)
}

pub(super) async fn add_number(flags: NumberFlags) -> Result<ExitCode> {
    let request = Request::AddNumber {
        phone_number_id: flags.phone_number_id,
        account: flags.waba_id,
        display: flags.display_number,
        access_token: secrets::read("BUSTIA_ACCESS_TOKEN", "The access token")?,
        app_secret: secrets::read("BUSTIA_APP_SECRET", "The app secret")?,
        verify_token: secrets::read("BUSTIA_VERIFY_TOKEN", "The verify token")?,
        rate: flags.rate,
    };
    report(carry_out(&flags.place, request).await?)
}

pub(super) async fn add_key(flags: KeyFlags) -> Result<ExitCode> {
    let request = Request::AddKey { name: flags.name, role: role(&flags.role)? };
    report(carry_out(&flags.place, request).await?)
}

fn role(word: &str) -> Result<Role> {
    match Role::named(word) {
        Some(role) => Ok(role),
        None => {
            bail!("There is no role “{word}”: choose administrator, supervisor, agent or guest.")
        }
    }
}

/// Prints what came of it: a key alone on stdout, a sentence on stderr.
fn report(reply: Reply) -> Result<ExitCode> {
    match reply {
        Reply::Done { sentence } => eprintln!("{sentence}"),
        Reply::Key { key } => println!("{key}"),
        Reply::Refused { sentence } => bail!(sentence),
        Reply::Checked { .. } => bail!("The server answered something else: update both sides."),
    }
    Ok(ExitCode::SUCCESS)
}
