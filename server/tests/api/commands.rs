//! The program's command line, as operators and scripts use it.

mod adding;
mod checking;
mod places;
mod practising;
mod secrets;
mod settings;
