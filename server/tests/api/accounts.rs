//! Who comes in, how they stay in, and who only pretends.

mod forms;
mod practice;
mod set_up;
mod sign_in;
mod ways_back;
