//! Answers in Meta's shape: the error body, and the headers around everything (Graph API, "Handling
//! errors"; recorded exchanges).

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::call::Call;

pub(super) type Answer = Result<Value, Problem>;

/// A refusal.
pub(super) struct Problem {
    status: StatusCode,
    kind: &'static str,
    code: u32,
    subcode: Option<u32>,
    message: String,
    details: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, code: u32, message: String) -> Self {
        Self { status, kind: "OAuthException", code, subcode: None, message, details: None }
    }

    pub(super) fn no_token() -> Self {
        let message = "An access token is required to request this resource.";
        Self::new(StatusCode::UNAUTHORIZED, 104, message.into())
    }

    pub(super) fn bad_token() -> Self {
        let message = "Invalid OAuth access token - Cannot parse access token";
        Self::new(StatusCode::UNAUTHORIZED, 190, message.into())
    }

    /// As it is said of a token that was good once.
    pub(super) fn expired_token() -> Self {
        let message = "Error validating access token: Session has expired.";
        Self { subcode: Some(463), ..Self::new(StatusCode::UNAUTHORIZED, 190, message.into()) }
    }

    pub(super) fn unknown_object(method: &Method, object: &str) -> Self {
        let message = format!(
            "Unsupported {} request. Object with ID '{object}' does not exist, cannot be loaded \
             due to missing permissions, or does not support this operation. Please read the Graph \
             API documentation at https://developers.facebook.com/docs/graph-api",
            method.as_str().to_lowercase()
        );
        let problem = Self::new(StatusCode::BAD_REQUEST, 100, message);
        Self { kind: "GraphMethodException", subcode: Some(33), ..problem }
    }

    /// What an app calls in its own name with, if that is wrong.
    pub(super) fn bad_app() -> Self {
        let message = "Invalid OAuth access token signature.";
        Self::new(StatusCode::UNAUTHORIZED, 190, message.into())
    }

    /// The token may not do that.
    pub(super) fn not_permitted(permission: &str) -> Self {
        let message = format!("(#200) You do not have the permission {permission} to do this.");
        Self::new(StatusCode::FORBIDDEN, 200, message)
    }

    pub(super) fn wrong_pin() -> Self {
        let details = "The two step verification PIN is incorrect.";
        let title = "Two step verification PIN mismatch";
        Self::titled(StatusCode::BAD_REQUEST, 133_005, title, details)
    }

    pub(super) fn pin_guessed_too_fast() -> Self {
        let details = "Too many PIN guesses. Please try again later.";
        let title = "Two step verification PIN guessed too fast";
        Self::titled(StatusCode::BAD_REQUEST, 133_009, title, details)
    }

    pub(super) fn wrong_code() -> Self {
        let message = "(#136025) Verify code error".into();
        Self { subcode: Some(2_388_093), ..Self::new(StatusCode::BAD_REQUEST, 136_025, message) }
    }

    pub(super) fn not_verified() -> Self {
        let details = "The phone number must be verified before it is registered.";
        Self::titled(StatusCode::BAD_REQUEST, 133_006, "Phone number needs to be verified", details)
    }

    /// Ten times in 72 hours are enough.
    pub(super) fn registered_too_often() -> Self {
        let title = "There were too many registration attempts for this phone number in a short \
                     period of time";
        let details = "Account register deregister rate limit exceeded.";
        Self::titled(StatusCode::BAD_REQUEST, 133_016, title, details)
    }

    pub(super) fn not_registered() -> Self {
        let details = "The account is not registered.";
        Self::titled(StatusCode::BAD_REQUEST, 133_010, "Account not registered", details)
    }

    /// A test number writes to five people only.
    pub(super) fn not_allowed() -> Self {
        let title = "Recipient phone number not in allowed list";
        let details =
            "Recipient phone number not in allowed list: add it to the list and try again.";
        let problem = Self::titled(StatusCode::BAD_REQUEST, 131_030, title, details);
        Self { subcode: Some(2_655_007), ..problem }
    }

    /// A parameter that is missing or misspelled, without details.
    pub(super) fn invalid(message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, 100, format!("(#100) {message}"))
    }

    pub(super) fn detailed(details: &str) -> Self {
        Self::titled(StatusCode::BAD_REQUEST, 100, "Invalid parameter", details)
    }

    pub(super) fn outgoing(id: &str) -> Self {
        Self::detailed(&format!(
            "Message supplied to mark message as read API with message ID: {id} is outgoing. \
             Please use an incoming message ID."
        ))
    }

    pub(super) fn missing(details: &str) -> Self {
        Self::titled(StatusCode::BAD_REQUEST, 131_008, "Required parameter is missing", details)
    }

    pub(super) fn bad_value(details: &str) -> Self {
        Self::titled(StatusCode::BAD_REQUEST, 131_009, "Parameter value is not valid", details)
    }

    pub(super) fn template_exists() -> Self {
        let details = "There is already content of that name in this language.";
        let problem = Self::titled(StatusCode::BAD_REQUEST, 100, "Invalid parameter", details);
        Self { subcode: Some(2_388_024), ..problem }
    }

    pub(super) fn no_template(name: &Value, language: &Value) -> Self {
        let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let details =
            format!("template name ({}) does not exist in {}", words(name), words(language));
        let title = "Template name does not exist in the translation";
        Self::titled(StatusCode::NOT_FOUND, 132_001, title, &details)
    }

    pub(super) fn wrong_count(part: &str, given: usize, expected: usize) -> Self {
        let details = format!(
            "{part}: number of localizable_params ({given}) does not match the expected number of \
             params ({expected})"
        );
        let title = "Number of parameters does not match the expected number of params";
        Self::titled(StatusCode::BAD_REQUEST, 132_000, title, &details)
    }

    pub(super) fn wrong_format(part: &str, expected: &str) -> Self {
        let details = format!("{part}: Format mismatch, expected {expected}, received UNKNOWN");
        let title = "Parameter format does not match format in the created template";
        Self::titled(StatusCode::BAD_REQUEST, 132_012, title, &details)
    }

    pub(super) fn template_paused() -> Self {
        let details = "Template is paused due to low quality so it cannot be sent.";
        Self::titled(StatusCode::BAD_REQUEST, 132_015, "Template is paused", details)
    }

    pub(super) fn template_disabled() -> Self {
        let details = "Template has been paused too many times and is permanently disabled.";
        Self::titled(StatusCode::BAD_REQUEST, 132_016, "Template is disabled", details)
    }

    pub(super) fn bad_gap() -> Self {
        let details = "Param text cannot have new-line/tab characters or more than 4 consecutive \
                       spaces";
        Self::titled(StatusCode::BAD_REQUEST, 132_018, "Template validation error", details)
    }

    pub(super) fn to_oneself() -> Self {
        let details = "Sender and recipient phone number is the same.";
        Self::titled(StatusCode::BAD_REQUEST, 131_021, "Recipient cannot be sender", details)
    }

    pub(super) fn throughput() -> Self {
        let details = "Cloud API message throughput has been reached.";
        Self::titled(StatusCode::BAD_REQUEST, 130_429, "Rate limit hit", details)
    }

    pub(super) fn pair() -> Self {
        let title = "(Business Account, Consumer Account) pair rate limit hit";
        let details = "Message failed to send because there were too many messages sent from this \
                       phone number to the same phone number in a short period of time.";
        Self::titled(StatusCode::BAD_REQUEST, 131_056, title, details)
    }

    pub(super) fn unknown() -> Self {
        let details = "Message failed to send due to an unknown error.";
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self::titled(status, 131_000, "Something went wrong", details)
    }

    fn titled(status: StatusCode, code: u32, title: &str, details: &str) -> Self {
        let problem = Self::new(status, code, format!("(#{code}) {title}"));
        Self { details: Some(details.to_owned()), ..problem }
    }

    fn body(&self, trace: &str) -> Value {
        let mut error = json!({"message": self.message, "type": self.kind, "code": self.code});
        if let Some(details) = &self.details {
            error["error_data"] = json!({"messaging_product": "whatsapp", "details": details});
        }
        if let Some(subcode) = self.subcode {
            error["error_subcode"] = json!(subcode);
        }
        error["fbtrace_id"] = json!(trace);
        json!({"error": error})
    }
}

/// The answer with Meta's headers; slashes are escaped.
pub(super) fn dress(answer: Answer, call: &Call, waba_id: &str) -> Response {
    let trace = format!("A{}", hex::encode(rand::random::<[u8; 11]>()));
    let (status, body) = match &answer {
        Ok(body) => (StatusCode::OK, body.clone()),
        Err(problem) => (problem.status, problem.body(&trace)),
    };
    let mut response = Response::new(Body::from(body.to_string().replace('/', "\\/")));
    *response.status_mut() = status;
    let usage = format!(
        "{{\"{waba_id}\":[{{\"type\":\"whatsapp\",\"call_count\":1,\"total_cputime\":1,\
         \"total_time\":1,\"estimated_time_to_regain_access\":0}}]}}"
    );
    let mut headers = vec![
        ("content-type", "application/json; charset=UTF-8".to_owned()),
        ("vary", "Origin".to_owned()),
        ("cache-control", "private, no-cache, no-store, must-revalidate".to_owned()),
        ("facebook-api-version", call.version()),
        ("x-business-use-case-usage", usage),
        ("x-app-usage", r#"{"call_count":0,"total_cputime":0,"total_time":0}"#.to_owned()),
        ("x-fb-request-id", trace.clone()),
        ("x-fb-trace-id", hex::encode(rand::random::<[u8; 6]>())),
        ("x-fb-rev", "1030000000".to_owned()),
    ];
    headers.extend(call.warning().map(|warning| ("x-ad-api-version-warning", warning)));
    if let Err(Problem {
        status: StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED,
        message,
        ..
    }) = &answer
    {
        let value = format!("OAuth \"Facebook Platform\" \"invalid_request\" \"{message}\"");
        headers.push(("www-authenticate", value));
    }
    for (name, value) in headers {
        // A value that no header can carry, such as an odd object id, is left out.
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}
