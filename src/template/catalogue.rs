//! The templates of all our numbers. Numbers of one account have the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Template;
use crate::ids::NumberId;

/// Every template that is known, by the number that may send it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalogue(BTreeMap<NumberId, Arc<[Template]>>);

impl Catalogue {
    /// What is known while nothing is.
    pub const EMPTY: &'static Catalogue = &Catalogue(BTreeMap::new());

    /// Those that `number` may send, by name and language.
    pub fn of(&self, number: &NumberId) -> &[Template] {
        self.0.get(number).map(Arc::as_ref).unwrap_or_default()
    }

    pub fn find(&self, number: &NumberId, name: &str, language: &str) -> Option<&Template> {
        self.of(number).iter().find(|one| one.is(name, language))
    }

    /// The ones of that name and language, whichever number sends them.
    pub fn called<'a>(
        &'a self,
        name: &'a str,
        language: &'a str,
    ) -> impl Iterator<Item = &'a Template> {
        self.0.values().flat_map(|all| all.iter()).filter(move |one| one.is(name, language))
    }
}

impl FromIterator<(NumberId, Arc<[Template]>)> for Catalogue {
    fn from_iter<All: IntoIterator<Item = (NumberId, Arc<[Template]>)>>(all: All) -> Self {
        Self(all.into_iter().collect())
    }
}
