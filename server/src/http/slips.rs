//! What is shown to somebody once and never again: links, keys, codes; and forms of theirs that came back. In
//! memory only, by whose it is.

use app::settings::Returned;

use super::drafts::Drafts;

#[derive(Default)]
pub struct Slips {
    /// The link of an invitation, with the name of who was invited.
    pub links: Drafts<(), (String, String)>,
    /// A key of a program, with its name.
    pub keys: Drafts<(), (String, String)>,
    /// Recovery codes.
    pub codes: Drafts<(), Vec<String>>,
    /// What a telephone is to make codes from, until it showed one.
    pub secrets: Drafts<(), String>,
    pub invitation_forms: Drafts<(), Returned>,
    pub key_forms: Drafts<(), Returned>,
}
