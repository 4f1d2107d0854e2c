//! `cargo xtask …`: builds, runs and tests Bústia with nothing but cargo, Node and the
//! distribution's packages. Each subcommand is a line in both lists here and a module;
//! this crate knows how the product is put together, never what it does.

mod checkout;
mod step;
mod wasm_target;
mod site;
mod product;
mod run;
mod dev;
mod e2e;
mod audit;
mod test;
mod bench;
mod deny;
mod dist;

use anyhow::Result;
use checkout::Checkout;
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs and tests Bústia")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and start the product, in practice mode unless told otherwise
    Run {
        /// What `bustia serve` gets, as in `-- --listen 127.0.0.1:8080`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        serve: Vec<OsString>,
    },
    /// The same in debug; builds again and restarts at each change
    Dev {
        /// What `bustia serve` gets
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        serve: Vec<OsString>,
    },
    /// Everything that a change must pass
    Test(test::Extent),
    /// The same, under the name that machines call it by
    Ci,
    /// The end-to-end suite in Chromium
    E2e {
        /// What `playwright test` gets, as in `inbox` or `--grep=reply`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        filter: Vec<OsString>,
    },
    /// What Lighthouse and scanners find in the release binary; takes long
    Audit {
        /// What `playwright test` gets, as in `lighthouse` or `scanners`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        filter: Vec<OsString>,
    },
    /// The figures of the release binary beside their targets: all of them, or one of `floor`,
    /// `ingest`, `list`, `assign`, `fanout`, `due`, `coldstart` and `size`
    Bench {
        /// Also `--quick`, `--json FILE`, and `--no-build` for the binary as it is
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        given: Vec<OsString>,
    },
    /// The release binary, and a tarball of it with its licences
    Dist,
    /// The site and the release binary
    Build,
    /// Only the site
    Site,
    /// Only the standard library for the browser's WASM, if it is missing
    WasmTarget,
}

fn main() -> ExitCode {
    match perform(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(command: Command) -> Result<ExitCode> {
    let checkout = Checkout::find()?;
    match command {
        Command::Run { serve } => run::run(&checkout, &serve)?,
        Command::Dev { serve } => dev::dev(&checkout, &serve)?,
        Command::Test(extent) => return Ok(test::test(&checkout, &extent)),
        Command::Ci => return Ok(test::test(&checkout, &test::Extent::default())),
        Command::E2e { filter } => e2e::e2e(&checkout, &filter).map(drop)?,
        Command::Audit { filter } => audit::audit(&checkout, &filter)?,
        Command::Bench { given } => bench::bench(&checkout, &given)?,
        Command::Dist => dist::dist(&checkout)?,
        Command::Build => product::release(&checkout).map(drop)?,
        Command::Site => site::build(&checkout, site::Make::Shipped)?,
        Command::WasmTarget => wasm_target::ensure(&checkout)?,
    }
    Ok(ExitCode::SUCCESS)
}
