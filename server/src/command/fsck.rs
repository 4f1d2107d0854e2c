//! `bustia fsck`: checks every invariant of what is kept, what the journal says to be kept, and the
//! journal's checksums; exit status 1 and a list if one is broken.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use store::Location;

use super::arguments::PlaceFlags;
use super::carry_out;
use super::settings::Place;
use crate::control::{Reply, Request};
use crate::journal;

pub(super) async fn run(flags: PlaceFlags) -> Result<ExitCode> {
    match carry_out(&flags, Request::Check).await? {
        Reply::Checked { mut violations, summary } => {
            let journal = Place::of(&flags)?.data.join("journal");
            let damage = journal::damage(&journal);
            let damage = damage.context("The journal can't be read")?;
            violations.extend(damage.iter().map(ToString::to_string));
            Ok(tell(&violations, &summary))
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

fn tell(violations: &[String], summary: &str) -> ExitCode {
    if violations.is_empty() {
        println!("{summary}");
        return ExitCode::SUCCESS;
    }
    for violation in violations {
        println!("{violation}");
    }
    eprintln!("{} broken: restore a backup, or ask for help with this list.", violations.len());
    ExitCode::FAILURE
}
