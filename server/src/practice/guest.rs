//! What the guest of the practice team is shown: a guest sees nothing but what somebody shares with them.

use anyhow::Result;
use desk::Desk;
use desk::ports::Filter;
use simulator::seed::Member;

use super::team::{Team, actor};

/// Of these customers the supervisor shares every ticket.
const SHOWN: [&str; 3] = ["Grace Adeyemi", "Núria Soler", "Pilar Navarro"];

/// More than are made up.
const ALL: usize = 200;

pub(super) async fn is_shown(desk: &Desk, team: &Team) -> Result<()> {
    let supervisor = actor(team.member(Member::Supervisor)?);
    let guest = &team.guest()?.id;
    let all = desk.tickets(&supervisor, &Filter::default(), ALL, None).await?.items;
    let tickets = all.into_iter().map(|card| card.ticket);
    for ticket in tickets.filter(|ticket| SHOWN.contains(&ticket.customer.as_str())) {
        desk.share(&supervisor, ticket.number, guest.clone(), None).await?;
    }
    Ok(())
}
