//! `bustia fsck`: checks every invariant of what is kept; exit status 1 and a list if one is broken.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use store::Location;

use super::arguments::PlaceFlags;
use super::carry_out;
use crate::control::{Reply, Request};

pub(super) async fn run(flags: PlaceFlags) -> Result<ExitCode> {
    match carry_out(&flags, Request::Check).await? {
        Reply::Checked { violations, .. } if !violations.is_empty() => {
            for violation in &violations {
                println!("{violation}");
            }
            eprintln!(
                "{} broken: restore a backup, or ask for help with this list.",
                violations.len()
            );
            Ok(ExitCode::FAILURE)
        }
        Reply::Checked { summary, .. } => {
            println!("{summary}");
            Ok(ExitCode::SUCCESS)
        }
        Reply::Refused { sentence } => bail!(sentence),
        Reply::Done { .. } | Reply::Key { .. } => {
            bail!("The server answered something else: update both sides.")
        }
    }
}

/// Checking makes nothing: what is not there is told.
pub(super) fn must_be_there(data: &Path, location: &Location) -> Result<()> {
    if !data.is_dir() {
        bail!("There is no folder {}: name a data folder with --data.", data.display());
    }
    if !location.is_there() {
        bail!("There is no database in {location}: name a data folder with --data.");
    }
    Ok(())
}
