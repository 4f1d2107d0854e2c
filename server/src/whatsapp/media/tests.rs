//! Who is asked for a file, and who gets the token.

use async_trait::async_trait;
use desk::ids::NumberId;
use desk::ports::Cause;

use super::*;
use crate::whatsapp::secrets::Signer;

struct NoSecrets;

#[async_trait]
impl Secrets for NoSecrets {
    async fn access_token(&self, _: &NumberId) -> Result<Option<String>, Cause> {
        Ok(None)
    }
    async fn signers(&self) -> Result<Vec<Signer>, Cause> {
        Ok(vec![])
    }
    async fn verify_tokens(&self) -> Result<Vec<String>, Cause> {
        Ok(vec![])
    }
}

#[test]
fn the_cloud_api_is_asked_wherever_it_is_and_others_in_public_and_in_secret() {
    let client = MediaClient::new("http://127.0.0.1:4000", Arc::new(NoSecrets)).expect("a client");
    for (url, is_asked, gets_token) in [
        ("http://127.0.0.1:4000/files/1", true, true),
        ("http://127.0.0.1:4001/files/1", false, false),
        ("https://127.0.0.1:4000/files/1", false, false),
        ("http://localhost:4000/files/1", false, false),
        ("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", true, true),
        ("http://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", false, false),
        ("https://lookaside.fbsbx.com.example.org/", true, false),
        ("https://cdn.example.org/1", true, false),
        ("https://10.0.0.1/1", false, false),
        ("https://169.254.169.254/latest/meta-data", false, false),
        ("https://[::1]/1", false, false),
        ("file:///etc/passwd", false, false),
        ("ftp://example.org/1", false, false),
    ] {
        let parsed = Url::parse(url).expect("an address");
        assert_eq!(client.client(&parsed).is_ok(), is_asked, "{url}");
        assert_eq!(client.is_metas(&parsed), gets_token, "{url}");
    }
}

#[test]
fn an_address_that_ran_out_is_gone_and_another_trouble_may_pass() {
    for (status, why) in [
        (404, Unfetched::Gone),
        (410, Unfetched::Gone),
        (401, Unfetched::Refused),
        (403, Unfetched::Refused),
        (429, Unfetched::NoAnswer),
        (500, Unfetched::NoAnswer),
    ] {
        let status = StatusCode::from_u16(status).expect("a status");
        assert_eq!(refusal(status), why, "{status}");
    }
}
