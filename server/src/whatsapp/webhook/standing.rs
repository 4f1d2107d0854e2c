//! Whether the app that signed a body may speak of whom it speaks of: several apps may share one address,
//! and whoever knows the secret of one tells nothing of the others' numbers.

use std::collections::BTreeSet;

use axum::http::HeaderMap;

use super::super::secrets::Signer;
use super::super::{payload, signature};

/// Whether `body`, which one of `signers` signed, is signed by one of each account that it is about. Of
/// whom nobody knows, anybody may speak: it is kept aside.
pub(super) fn is_right(headers: &HeaderMap, body: &[u8], signers: &[Signer]) -> bool {
    let all_are_one = signers.windows(2).all(|pair| pair[0].secret == pair[1].secret);
    if all_are_one {
        return true;
    }
    let named = payload::named(body);
    let is_meant =
        |signer: &&Signer| named.contains(&signer.account) || named.contains(&signer.number.0);
    let accounts: BTreeSet<&str> =
        signers.iter().filter(is_meant).map(|signer| signer.account.as_str()).collect();
    accounts.into_iter().all(|account| {
        let of_account = signers.iter().filter(|signer| signer.account == account);
        let secrets: Vec<&str> = of_account.map(|signer| signer.secret.as_str()).collect();
        signature::is_right(headers, body, &secrets)
    })
}
