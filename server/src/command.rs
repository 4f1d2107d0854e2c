//! The command line. Every error is one plain sentence on stderr and a non-zero exit.

mod arguments;
mod fsck;
mod secrets;
mod serve;
mod settings;
mod team;

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Parser;
use store::Location;

use crate::control::{self, Reply, Request};
use crate::folder;
use arguments::{Arguments, Command, KeyCommand, NumberCommand, PlaceFlags, UserCommand};
use settings::Place;

/// SurrealDB's statements recurse; its authors ask for stacks of this size.
const STACK_BYTES: usize = 10 * 1024 * 1024;

/// Runs one command from the process's arguments.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if !error.use_stderr() => {
            print!("{error}");
            return ExitCode::SUCCESS;
        }
        Err(error) => return fail(&arguments::sentence(&error)),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK_BYTES)
        .build();
    match runtime {
        Ok(runtime) => match runtime.block_on(run(arguments.command)) {
            Ok(code) => code,
            Err(error) => fail(&format!("{error}")),
        },
        Err(error) => fail(&format!("The program can't start its threads: {error}.")),
    }
}

async fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve(flags) => serve::run(flags).await,
        Command::User(UserCommand::Add(flags)) => team::add_user(flags).await,
        Command::User(UserCommand::Unlink(flags)) => team::unlink_user(flags).await,
        Command::Number(NumberCommand::Add(flags)) => team::add_number(flags).await,
        Command::ApiKey(KeyCommand::Add(flags)) => team::add_key(flags).await,
        Command::Fsck(flags) => fsck::run(flags).await,
    }
}

/// Asks the server that runs on the data folder, or does it here if none runs.
async fn carry_out(flags: &PlaceFlags, request: Request) -> Result<Reply> {
    let Place { data, database, secret_key } = Place::of(flags)?;
    if let Some(reply) = control::ask(&data, &request).await? {
        return Ok(reply);
    }
    let location = control::location(&data, database.as_deref());
    let _held = match &location {
        // Others may write there too: it needs nothing of the folder.
        Location::Remote(_) => None,
        Location::Memory => bail!(
            "The database is only in the memory of a server, and none runs on {}: start it first.",
            data.display()
        ),
        Location::Folder(_) => {
            if matches!(request, Request::Check) {
                fsck::must_be_there(&data, &location)?;
            }
            Some(folder::hold(&data)?)
        }
    };
    let store = control::open(&data, database.as_deref(), secret_key.as_ref()).await?;
    let reply = control::carry_out(&data, &store, request).await;
    store.shutdown().await?;
    Ok(reply)
}

fn fail(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::FAILURE
}
