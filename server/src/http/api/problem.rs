//! An error as a program gets it: what happened and what to do, never a cause from inside.

use std::any::Any;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::ticket::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

/// The content type of every problem.
pub const KIND: &str = "application/problem+json";

/// RFC 9457, without a `type` page of its own.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// The HTTP status again.
    status: u16,
    /// The status in words.
    title: String,
    /// What happened and what to do.
    detail: String,
    /// To find the cause in the server's log.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

impl Problem {
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or("Error").to_owned();
        Self { status: status.as_u16(), title, detail: detail.into(), reference: None }
    }

    pub fn status(&self) -> u16 {
        self.status
    }

    pub fn no_key() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "A key is needed: make one with “bustia api-key add” and send it as a bearer token.",
        )
    }

    /// Of a request whose body never was here.
    pub fn of_body(status: StatusCode) -> Self {
        let detail = match status {
            StatusCode::REQUEST_TIMEOUT => "The body took too long to arrive. Send it again.",
            StatusCode::PAYLOAD_TOO_LARGE => "The body is too large for this address. Send less.",
            _ => "The body broke off or came in bad pieces. Send it again.",
        };
        Self::new(status, detail)
    }

    /// The answer after a panic, whose words are for the log only.
    pub fn of_panic(panic: Box<dyn Any + Send>) -> Response {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        Self::internal(text.unwrap_or("a panic without words")).into_response()
    }

    /// Logs the cause once, under the reference that the caller gets.
    pub fn internal(error: impl std::fmt::Display) -> Self {
        let reference = uuid::Uuid::new_v4().to_string();
        tracing::error!(%error, reference, "an API request failed");
        let detail = "The desk could not do it. Try again; if it stays so, look for the reference in the log.";
        let mut problem = Self::new(StatusCode::INTERNAL_SERVER_ERROR, detail);
        problem.reference = Some(reference);
        problem
    }
}

impl From<desk::Error> for Problem {
    fn from(error: desk::Error) -> Self {
        match error {
            desk::Error::Refused(refusal) => refusal.into(),
            desk::Error::Failed(cause) => Self::internal(cause),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        if let Refusal::Unsendable(why) = &refusal {
            return super::templates::refused(why);
        }
        let status = match refusal {
            Refusal::NotAllowed => StatusCode::FORBIDDEN,
            Refusal::NoSuchTicket | Refusal::NoSuchCustomer | Refusal::NoSuchMessage => {
                StatusCode::NOT_FOUND
            }
            Refusal::AlreadyResolved
            | Refusal::NotUnconfirmed
            | Refusal::NewerTicket
            | Refusal::WindowClosed
            | Refusal::Merged { .. }
            | Refusal::Taken { .. }
            | Refusal::BookChanged
            | Refusal::HoldsOthers => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let text = refusal.to_string();
        let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
        Self::new(status, format!("{}{rest}.", first.to_uppercase()))
    }
}

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        Self::new(rejection.status(), rejection.body_text())
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        Self::new(rejection.status(), rejection.body_text())
    }
}

impl From<PathRejection> for Problem {
    fn from(_: PathRejection) -> Self {
        // What is no number can't be a ticket's.
        Refusal::NoSuchTicket.into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(KIND));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::extract::Request;
    use axum::routing::get;
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    use super::*;

    async fn falls() -> StatusCode {
        panic!("over customer 34600000001")
    }

    #[tokio::test]
    async fn a_panic_is_a_problem_that_tells_nothing_from_inside() {
        let fragile: Router = Router::new().route("/", get(falls));
        let fragile = fragile.layer(CatchPanicLayer::custom(Problem::of_panic));
        let answer = fragile.oneshot(Request::new(Body::empty())).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], KIND);
        let body = to_bytes(answer.into_body(), 4096).await.expect("a body");
        let body = String::from_utf8_lossy(&body);
        assert!(body.contains("reference") && !body.contains("34600000001"), "{body}");
    }

    #[test]
    fn a_body_that_never_came_is_a_problem_of_its_own_status() {
        for status in [StatusCode::BAD_REQUEST, StatusCode::REQUEST_TIMEOUT] {
            let answer = Problem::of_body(status).into_response();
            assert_eq!(answer.status(), status);
            assert_eq!(answer.headers()[header::CONTENT_TYPE], KIND);
        }
    }
}
