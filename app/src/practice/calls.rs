//! The phone's server functions. No sign-in: customers have none, and there is only practice.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use super::phone::{Bubble, Customer};
use crate::problem::Problem;
use crate::wire::Wire;

#[server(prefix = "/fn", endpoint = "practice/customers", input = Json, output = Wire)]
pub(super) async fn customers() -> Result<Vec<Customer>, Problem> {
    let phone = crate::server::phone()?;
    Ok(phone.customers().await)
}

/// One customer's thread; looking at it reads it.
#[server(prefix = "/fn", endpoint = "practice/thread", input = Json, output = Wire)]
pub(super) async fn thread(customer: String) -> Result<Vec<Bubble>, Problem> {
    let phone = crate::server::phone()?;
    phone.open(&customer).await;
    Ok(phone.thread(&customer).await)
}

#[server(prefix = "/fn", endpoint = "practice/write", input = Json, output = Wire)]
pub(super) async fn write(customer: String, text: String, by_ad: bool) -> Result<(), Problem> {
    let phone = crate::server::phone()?;
    let unsent = |()| Problem::Failed { reference: String::from("-") };
    phone.write(&customer, &text, by_ad).await.map_err(unsent)
}

/// Sends a picture, or a voice note.
#[server(prefix = "/fn", endpoint = "practice/send_file", input = Json, output = Wire)]
pub(super) async fn send_file(customer: String, voice: bool) -> Result<(), Problem> {
    let phone = crate::server::phone()?;
    let unsent = |()| Problem::Failed { reference: String::from("-") };
    phone.send_file(&customer, voice).await.map_err(unsent)
}

/// Taps what the business offered by that id.
#[server(prefix = "/fn", endpoint = "practice/tap", input = Json, output = Wire)]
pub(super) async fn tap(customer: String, choice: String) -> Result<(), Problem> {
    let phone = crate::server::phone()?;
    let unsent = |()| Problem::Failed { reference: String::from("-") };
    phone.tap(&customer, &choice).await.map_err(unsent)
}
