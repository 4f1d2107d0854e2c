//! A customer's page: what the team knows of whoever a ticket is of, and noting it. Plain HTML that is
//! never brought to life.
//!
//! A form tells beside each field what it showed there, and notes only what differs: of two people who
//! note different things neither undoes the other's. A form that can't be taken comes back as it was sent
//! ([`Returned`]). What may be noted is the desk's to say; it is worded here.

mod form;
mod kin;
mod page;
pub mod saying;
mod sharing;
mod zones;

use desk::contact::Noted;
use desk::desk::{Acquaintance, Note};
use desk::ids::TicketNumber;

pub(crate) use kin::KinPage;
pub use kin::{Kinship, Said};
pub(crate) use page::CustomerPage;
pub use sharing::{Sharing, Wish, path as sharing_path};

use crate::language::Language;
use crate::settings::Form;

/// All that the page shows. Given by the server for one request.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The ticket by which the customer was found.
    pub number: TicketNumber,
    pub known: Acquaintance,
    /// Whether the reader may note anything.
    pub may_note: bool,
    /// Whether they just did.
    pub noted: bool,
    /// A form of this page that came back.
    pub returned: Option<Returned>,
    pub kin: Kinship,
    /// With whom the ticket is shared, for somebody who may share it.
    pub sharing: Option<Sharing>,
}

/// A form that was sent and not taken, to go on with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Returned {
    pub form: Form,
    pub complaints: Vec<Complaint>,
}

/// Why a form was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The field that it stands beside; nothing if it is about all of them.
    place: String,
    text: String,
}

/// The address of the page of whoever that ticket is of.
pub fn path(number: TicketNumber) -> String {
    format!("/customers/{number}")
}

/// What a form says is to be noted, if it can be laid over what is `known`.
pub fn take(known: &Noted, form: Form, t: Language) -> Result<Note, Returned> {
    let complaints = form::complaints(&form, known, t);
    match complaints.is_empty() {
        true => Ok(form::note(&form)),
        false => Err(Returned { form, complaints }),
    }
}

/// A form that fitted until somebody else noted something.
pub fn overtaken(form: Form, t: Language) -> Returned {
    let text = t.customer_changed_meanwhile().to_owned();
    Returned { form, complaints: vec![Complaint { place: String::new(), text }] }
}

impl Returned {
    /// What stands beside a field.
    fn complaint(&self, place: &str) -> Option<String> {
        let complaint = self.complaints.iter().find(|complaint| complaint.place == place);
        complaint.map(|complaint| complaint.text.clone())
    }
}
