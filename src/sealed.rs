//! A part of an event that no screen shows: kept as the JSON it was written in.
//!
//! Traces, candidates and terms are for the desk, and for whoever asks why. Sealed, they cost neither
//! a browser the code to read them nor a thread the time; and one that can no longer be read
//! spoils nothing but itself. Nor does a copy cost anything: who was looked at for a ticket is written
//! down in several kilobytes, and an event is copied on its way.

use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A `T`, written down.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed<T> {
    json: Arc<str>,
    #[serde(skip)]
    content: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> Sealed<T> {
    /// What can't be written down, which none of ours is, is sealed empty.
    pub fn new(content: &T) -> Self {
        Self {
            json: serde_json::to_string(content).unwrap_or_default().into(),
            content: PhantomData,
        }
    }

    /// `None` if it was cleared, or written by a version that kept something else.
    pub fn open(&self) -> Option<T> {
        serde_json::from_str(&self.json).ok()
    }
}

impl<T> Sealed<T> {
    /// A part of the content: what `P` names of it, and no more is read of the rest than it takes to
    /// pass it over.
    pub(crate) fn part<P: DeserializeOwned>(&self) -> Option<P> {
        serde_json::from_str(&self.json).ok()
    }

    /// Takes the content out: there is something, but not to be read here.
    pub fn clear(&mut self) {
        self.json = Arc::default();
    }
}

// By hand, for none of these asks anything of `T`.
impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Self {
        Self { json: self.json.clone(), content: PhantomData }
    }
}

impl<T> std::fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({})", self.json)
    }
}

impl<T> PartialEq for Sealed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

impl<T> Eq for Sealed<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_is_a_text_to_everybody_else() {
        let sealed = Sealed::new(&vec![1, 2]);
        let json = serde_json::to_string(&sealed).expect("it serialises");
        assert_eq!(json, r#""[1,2]""#);
        let read: Sealed<Vec<u32>> = serde_json::from_str(&json).expect("and parses");
        assert_eq!((read.open(), &read), (Some(vec![1, 2]), &sealed));
    }

    #[test]
    fn what_is_cleared_or_of_another_version_opens_to_nothing() {
        let mut sealed = Sealed::new(&vec![1, 2]);
        let other: Sealed<String> = serde_json::from_str(r#""[1,2]""#).expect("it parses");
        assert_eq!(other.open(), None);
        sealed.clear();
        assert_eq!(sealed.open(), None);
    }
}
