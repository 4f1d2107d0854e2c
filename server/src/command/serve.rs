//! `bustia serve`: settings, log, product, and a clean stop.

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::arguments::ServeFlags;
use crate::config::{Config, Layered};
use crate::product::Product;

pub(super) async fn run(flags: ServeFlags) -> Result<ExitCode> {
    let layers = layers(&flags)?;
    let config = Config::from_layers(&layers)?;
    if flags.print_config {
        println!("{}", layers.describe());
        return Ok(ExitCode::SUCCESS);
    }
    start_log();
    let product = Product::start(config).await?;
    // Before the address is told, so that whoever reads it can also end the product in order.
    let mut end = signal(SignalKind::terminate()).context("signals can't be watched")?;
    println!("{}", product.welcome());
    tokio::select! {
        _ = end.recv() => {}
        result = tokio::signal::ctrl_c() => result.context("signals can't be watched")?,
    }
    tracing::info!("stopping");
    product.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// The log goes to stderr; `BUSTIA_LOG` says how much, as in `info,server=debug`.
fn start_log() {
    let filter = EnvFilter::try_from_env("BUSTIA_LOG");
    let usual = || EnvFilter::new(format!("info,{}", store::QUIET_LOG));
    let filter = filter.unwrap_or_else(|_| usual());
    let colour = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colour);
    log.with_writer(std::io::stderr).init();
}

/// Flags, variables, and the file of the working directory or else of the data folder.
fn layers(flags: &ServeFlags) -> Result<Layered> {
    let variable = |name: &str| std::env::var(name).ok();
    let here = read(Path::new("bustia.toml"))?;
    if let Some(file) = here {
        return Layered::of(flags.given(), variable, &file);
    }
    let without = Layered::of(flags.given(), variable, "")?;
    match read(&Path::new(without.value("data")).join("bustia.toml"))? {
        Some(file) => Layered::of(flags.given(), variable, &file),
        None => Ok(without),
    }
}

fn read(path: &Path) -> Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(_) => anyhow::bail!("{} can't be read: check its permissions.", path.display()),
    }
}
