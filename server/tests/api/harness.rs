//! What the API tests stand on: the whole product in this process or as a program of its own, a
//! Cloud API that does what a test says, and everyone who calls: Meta, programs, browsers.

mod api;
mod binary;
mod browser;
mod desk;
mod eventually;
mod folder;
mod graph;
mod issuer;
mod meta;
mod program;
mod runtime;
mod socket;
mod watch;
mod wire;

pub use api::{Answer, Api};
pub use binary::{Binary, Server, bustia};
pub use browser::{Browser, Page};
pub use desk::TestDesk;
pub use eventually::{eventually, eventually_some};
pub use folder::{
    APP_SECRET, DISPLAY, Folder, NUMBER, PASSWORD, PEOPLE, TOKEN, VERIFY_TOKEN, WABA,
};
pub use graph::{Call, Giving, Graph, Reaction, Upload};
pub use issuer::{CLIENT_SECRET, Issuer, Kind, Signed, Token};
pub use meta::{Meta, envelope, failed_status, numbered, sign, status, text_message};
pub use program::{Program, Told};
pub use runtime::{run, run_within};
pub use socket::{Joining, Socket};
pub use watch::log_of_this_test;
pub use wire::Wire;
