//! The board's server function.

use desk::person::Person;
use desk::ports::Counts;
use desk::ticket::Ticket;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::wire::Wire;

/// How many cards a column holds at most, and how many of the resolved.
pub(crate) const FULL: usize = 200;
pub(crate) const RESOLVED: usize = 20;

/// What the board shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sheet {
    pub(crate) tickets: Vec<Ticket>,
    pub(crate) counts: Counts,
    pub(crate) team: Vec<Person>,
}

/// The board as it stands.
#[server(prefix = "/fn", endpoint = "board", input = Json, output = Wire)]
pub(super) async fn read_board() -> Result<Sheet, Problem> {
    let door = crate::server::door()?;
    door.sheet().await
}
