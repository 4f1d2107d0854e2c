//! `bustia fsck`: checks every invariant of what is kept, what the journal says to be kept, the
//! journal's checksums and, if told, those of files; exit status 1 and a list if one is broken.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use store::Location;

use super::arguments::FsckFlags;
use super::carry_out;
use super::settings::Place;
use crate::control::{Reply, Request};
use crate::journal;
use crate::media::Files;

pub(super) async fn run(flags: FsckFlags) -> Result<ExitCode> {
    let FsckFlags { place, files } = flags;
    match carry_out(&place, Request::Check).await? {
        Reply::Checked { mut violations, summary } => {
            let data = Place::of(&place)?.data;
            let damage = journal::damage(&data.join("journal"));
            let damage = damage.context("The journal can't be read")?;
            violations.extend(damage.iter().map(ToString::to_string));
            if files {
                let damaged = Files::of(&data).damage().context("The files can't be read")?;
                violations.extend(damaged.iter().map(|hash| {
                    format!("The file {hash} holds something else than when it was saved.")
                }));
            }
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
