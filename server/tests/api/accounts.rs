//! Who comes in, how they stay in, and who only pretends.

mod forms;
mod origins;
mod practice;
mod set_up;
mod sign_in;
mod ways_back;
