//! The editions of the rulebook that were in force, and what each of them changed (CAL-6).

use super::read::LARGEST_PAGE;
use super::{Desk, Error, allow};
use crate::permissions::{Actor, Permission};
use crate::ports::Page;
use crate::rulebook::{Difference, Edition, Imprint, Rulebook};

/// An edition, and what it made of the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    pub imprint: Imprint,
    pub differences: Vec<Difference>,
}

impl Desk {
    /// Every edition, the newest first.
    pub async fn editions(
        &self,
        actor: &Actor,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Imprint>, Error> {
        allow(actor, Permission::Configure)?;
        Ok(self.store.editions(limit.clamp(1, LARGEST_PAGE), cursor).await?)
    }

    /// The edition of that version, if there is one.
    pub async fn edition(&self, actor: &Actor, version: u32) -> Result<Option<Edition>, Error> {
        allow(actor, Permission::Configure)?;
        Ok(self.store.edition(version).await?)
    }

    /// Every edition with what it changed, the newest first.
    pub async fn history(
        &self,
        actor: &Actor,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Chapter>, Error> {
        let Page { items: imprints, next } = self.editions(actor, limit, cursor).await?;
        let before = match &next {
            Some(next) => self.store.editions(1, Some(next)).await?.items,
            None => vec![],
        };
        let mut books = vec![];
        for imprint in imprints.iter().chain(&before) {
            let edition = self.store.edition(imprint.version).await?;
            books.push(edition.map(|edition| edition.rulebook).unwrap_or_default());
        }
        // Before the first of all there was nothing.
        books.push(Rulebook::default());
        let differences = books.windows(2).map(|pair| pair[0].differences(&pair[1]));
        let chapters = imprints.into_iter().zip(differences);
        let items = chapters.map(|(imprint, differences)| Chapter { imprint, differences });
        Ok(Page { items: items.collect(), next })
    }
}
