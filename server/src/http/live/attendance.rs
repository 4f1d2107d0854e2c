//! A page that watches is a sign that somebody is there: tickets are given to them.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use desk::Desk;
use desk::ids::PersonId;
use desk::presence::Happening;
use tower_sessions::session::Id;

/// Somebody's page while it is open. Several pages of one sign-in are one device.
pub struct Attendance {
    desk: Arc<Desk>,
    person: PersonId,
    device: String,
}

impl Attendance {
    pub fn begin(desk: Arc<Desk>, person: PersonId, session: Option<Id>) -> Self {
        // The session's own name is a secret: what signs in is known here by a mark of it.
        let mut mark = DefaultHasher::new();
        session.map(|id| id.0).hash(&mut mark);
        let device = format!("{:016x}", mark.finish());
        let attendance = Self { desk, person, device };
        attendance.tell(|device| Happening::Joined { device });
        attendance
    }

    /// The page gave a sign of life.
    pub fn beat(&self) {
        self.tell(|device| Happening::Beat { device });
    }

    /// The sign-in ended: gone at once, without a grace.
    pub fn signed_out(&self) {
        self.tell(|device| Happening::SignedOut { device });
    }

    fn tell(&self, what: impl FnOnce(String) -> Happening) {
        self.desk.hear(&self.person, &what(self.device.clone()));
    }
}

impl Drop for Attendance {
    fn drop(&mut self) {
        self.tell(|device| Happening::Left { device });
    }
}
