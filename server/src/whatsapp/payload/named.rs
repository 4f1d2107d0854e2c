//! Of whom a body speaks, before anything that it says is believed.

use std::collections::BTreeSet;

use super::json::{array, object, repaired, text, value};
use super::number;

/// Meta's ids of the accounts and the numbers in `body`, wherever its readers look for one.
pub(in crate::whatsapp) fn named(body: &[u8]) -> BTreeSet<String> {
    let whole = repaired(body);
    let mut ids = BTreeSet::new();
    let Some(envelope) = object(&whole) else { return ids };
    let entries = envelope.get("entry").and_then(|entries| array(entries)).unwrap_or_default();
    for entry in entries {
        let Some(entry) = object(entry.get()) else { continue };
        ids.extend(entry.get("id").and_then(|id| text(&value(id.get())?)));
        let changes = entry.get("changes").and_then(|changes| array(changes)).unwrap_or_default();
        for change in changes {
            let change = object(change.get()).unwrap_or_default();
            let inner = change.get("value").and_then(|inner| object(inner.get()));
            ids.extend(inner.and_then(|inner| number(&inner)).map(|number| number.0));
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_account_and_number_is_found_beside_whatever_can_not_be_read() {
        let body = br#"{"entry":[null,{"id":"10","changes":[7,
            {"field":"messages","value":{"metadata":{"phone_number_id":"1"}}},
            {"value":{"metadata":{"phone_number_id":2}}}]},
            {"id":20,"changes":"none"},{"changes":[{"value":{"metadata":[]}}]}]}"#;
        assert_eq!(named(body), ["1", "10", "2", "20"].map(str::to_owned).into());
        for nobody in ["", "7", "{}", r#"{"entry":{}}"#, r#"{"entry":[{"id":""}]}"#] {
            assert_eq!(named(nobody.as_bytes()), BTreeSet::new(), "{nobody}");
        }
    }
}
