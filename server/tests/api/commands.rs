//! The program's command line, as operators and scripts use it.

mod adding;
mod checking;
mod practising;
mod secrets;
mod settings;
