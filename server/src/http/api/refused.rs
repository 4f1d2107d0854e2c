//! What operations may answer instead of what was asked for, in families, so that the description is
//! whole and each handler names only what it shares. What one alone answers stands beside it.

use std::collections::BTreeMap;

use utoipa::IntoResponses;
use utoipa::openapi::{Content, Ref, RefOr, Response, ResponseBuilder};

use super::problem::KIND;

type Responses = BTreeMap<String, RefOr<Response>>;

/// Whatever is asked.
pub struct Always;

/// Of a question that is told more precisely in the address.
pub struct Asked;

/// Of one ticket.
pub struct OfTicket;

/// Of one customer.
pub struct OfContact;

/// Of what only some may see.
pub struct Overseen;

/// Of what changes something.
pub struct Changing;

/// Of what somebody else may have changed before.
pub struct Contested;

/// Of what is told in a body.
pub struct Written;

impl IntoResponses for Always {
    fn responses() -> Responses {
        problems(&[
            (401, "The key is missing, or not one of ours."),
            (500, "The desk could not do it; the log has the cause under the reference."),
        ])
    }
}

impl IntoResponses for Asked {
    fn responses() -> Responses {
        problems(&[(400, "A parameter makes no sense.")])
    }
}

impl IntoResponses for OfTicket {
    fn responses() -> Responses {
        problems(&[(404, "There is no such ticket.")])
    }
}

impl IntoResponses for OfContact {
    fn responses() -> Responses {
        problems(&[(404, "There is no such customer.")])
    }
}

impl IntoResponses for Overseen {
    fn responses() -> Responses {
        problems(&[(403, "The key's role does not allow it.")])
    }
}

impl IntoResponses for Changing {
    fn responses() -> Responses {
        problems(&[
            (400, "The body or a header can't be read."),
            (403, "The key's role does not allow it."),
            (408, "The body took too long to arrive."),
        ])
    }
}

impl IntoResponses for Contested {
    fn responses() -> Responses {
        problems(&[(409, "It can't be done as things stand now.")])
    }
}

impl IntoResponses for Written {
    fn responses() -> Responses {
        problems(&[
            (413, "The body is too large."),
            (415, "The body is not said to be JSON."),
            (422, "The body can be read, but what it asks for can't be done."),
        ])
    }
}

fn problems(reasons: &[(u16, &str)]) -> Responses {
    let problem = |(status, reason): &(u16, &str)| {
        let content = Content::new(Some(Ref::from_schema_name("Problem")));
        let response = ResponseBuilder::new().description(*reason).content(KIND, content);
        (status.to_string(), RefOr::T(response.build()))
    };
    reasons.iter().map(problem).collect()
}
