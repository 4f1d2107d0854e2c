//! Pages as the server renders them: status, safety, what they show, and staying whole when readers
//! hang up.

mod answers;
mod functions;
mod safety;
mod stress;
