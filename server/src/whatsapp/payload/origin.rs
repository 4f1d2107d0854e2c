//! How a message came to be written: its `context` beside what it answers, and its `referral` (Cloud API
//! reference, webhooks/messages).

use desk::message::{Ad, Forwarded, Origin, Product};
use serde_json::Value;

use super::json::text;

/// What is told of it, if anything is.
pub(super) fn read(message: &Value) -> Option<Box<Origin>> {
    let (context, referral) = (&message["context"], &message["referral"]);
    let is = |mark: &str| context[mark].as_bool().unwrap_or(false);
    let often = is("frequently_forwarded").then_some(Forwarded::Often);
    let forwarded = often.or(is("forwarded").then_some(Forwarded::Once));
    let product = &context["referred_product"];
    let catalog = text(&product["catalog_id"]);
    let product = text(&product["product_retailer_id"]).map(|id| Product { id, catalog });
    Origin { forwarded, product, ad: referral.is_object().then(|| ad(referral)) }.told()
}

/// Meta's id of the message that is answered. With a product it is that of a message which there never was.
pub(super) fn answered(message: &Value) -> Option<String> {
    let context = &message["context"];
    text(&context["id"]).filter(|_| !context["referred_product"].is_object())
}

fn ad(referral: &Value) -> Ad {
    let field = |key: &str| text(&referral[key]);
    Ad {
        headline: field("headline"),
        body: field("body"),
        url: field("source_url"),
        is_post: referral["source_type"] == "post",
        id: field("source_id"),
        greeting: text(&referral["welcome_message"]["text"]),
    }
}
