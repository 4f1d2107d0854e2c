//! Who comes in, how they stay in, and who only pretends.

mod forms;
mod invitations;
mod keys;
mod oidc;
mod practice;
mod proving;
mod second_step;
mod sessions;
mod set_up;
mod sign_in;
mod ways_back;
