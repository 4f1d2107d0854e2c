//! `bustia serve`: settings, log, product, and a clean stop.

use std::io::IsTerminal;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::arguments::ServeFlags;
use super::settings;
use crate::config::Config;
use crate::product::Product;

pub(super) async fn run(flags: ServeFlags) -> Result<ExitCode> {
    let layers = settings::layers(flags.given())?;
    let config = Config::from_layers(&layers)?;
    let filter = filter(layers.value("log"))?;
    if flags.print_config {
        println!("{}", layers.describe());
        return Ok(ExitCode::SUCCESS);
    }
    start_log(filter);
    for variable in settings::unread() {
        tracing::warn!(%variable, "nothing reads this variable: see bustia serve --print-config");
    }
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

/// What goes into the log, which is on stderr. The engine's own noise is left out unless the setting
/// names it.
fn filter(setting: &str) -> Result<EnvFilter> {
    let Ok(filter) = EnvFilter::try_new(format!("{},{setting}", store::QUIET_LOG)) else {
        bail!("log can't be “{setting}”: write it like info, or info,server=debug.");
    };
    Ok(filter)
}

fn start_log(filter: EnvFilter) {
    let colour = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colour);
    log.with_writer(std::io::stderr).init();
}
