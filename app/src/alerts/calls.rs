//! The server function of the alerts.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use super::pile::{Away, Pile};
use crate::problem::Problem;
use crate::wire::Wire;

/// The reader's alerts, after some were put away.
#[server(prefix = "/fn", endpoint = "alerts", input = Json, output = Wire)]
pub(crate) async fn read_alerts(away: Away) -> Result<Pile, Problem> {
    let door = crate::server::door()?;
    let put_away = |ticket| door.answer(door.desk.put_away(&door.actor, ticket));
    if away.all {
        put_away(None)?;
    }
    away.tickets.into_iter().try_for_each(|ticket| put_away(Some(ticket)))?;
    Ok(crate::server::pile(&door.desk, &door.actor, door.language))
}
