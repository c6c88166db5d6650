//! What can go wrong between a request and its answer, and how it is told.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use mengfu::library::{LibraryError, RegisterError};
use thiserror::Error;

/// Why a request gets no answer. A page tells it in the reader's language, the interface for programs
/// as problem details (RFC 9457); both by [`Failure::code`].
#[derive(Clone, Debug, Error)]
pub enum Failure {
    /// There is nothing at this address, or nothing called that.
    #[error("nothing here is called {0}")]
    NotFound(String),
    /// The request cannot be understood.
    #[error("{field}: {value}")]
    BadRequest {
        /// Which part of it.
        field: &'static str,
        /// What it said.
        value: String,
    },
    /// Nobody is signed in, and somebody must be.
    #[error("nobody is signed in")]
    SignInFirst,
    /// The token that was shown opens nothing.
    #[error("the token is not known")]
    BadToken,
    /// Who is signed in may not do that.
    #[error("not allowed")]
    NotAllowed,
    /// The request came from a page of another site.
    #[error("the request came from another site")]
    OtherSite,
    /// The request was meant for another host.
    #[error("the request was meant for another host")]
    OtherHost,
    /// The browser would lose its session: others can listen.
    #[error("signing in needs HTTPS")]
    NeedsTls,
    /// Too many attempts.
    #[error("too many attempts")]
    TooMany {
        /// After so many seconds one may try again.
        seconds: u64,
    },
    /// More bytes than are taken.
    #[error("more bytes than are taken")]
    TooLarge,
    /// Nothing can be done so at this address.
    #[error("nothing can be done so at this address")]
    WrongMethod,
    /// The body of the request is of another type than expected.
    #[error("{0}")]
    WrongType(String),
    /// The body of the request is of the expected type and not of the expected form.
    #[error("{0}")]
    Unprocessable(String),
    /// Somebody else writes to the register just now.
    #[error("the register is busy")]
    Busy,
    /// More ask than can be answered.
    #[error("more ask than can be answered")]
    Overloaded,
    /// The register may only be read.
    #[error("the register may only be read")]
    ReadOnly,
    /// The register or the program is at fault.
    #[error("{0}")]
    Fault(String),
    /// The work was broken off.
    #[error("the work was broken off")]
    Interrupted,
}

impl Failure {
    /// Every sort of failure with the status of its answer.
    pub const KINDS: [(&str, u16); 18] = [
        ("not-found", 404),
        ("bad-request", 400),
        ("sign-in-first", 401),
        ("bad-token", 401),
        ("not-allowed", 403),
        ("other-site", 403),
        ("other-host", 421),
        ("needs-tls", 403),
        ("too-many", 429),
        ("too-large", 413),
        ("wrong-method", 405),
        ("wrong-type", 415),
        ("unprocessable", 422),
        ("busy", 503),
        ("overloaded", 503),
        ("read-only", 403),
        ("fault", 500),
        ("interrupted", 503),
    ];

    /// The code of the failure: the key of its words, and the end of its problem type.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "not-found",
            Self::BadRequest { .. } => "bad-request",
            Self::SignInFirst => "sign-in-first",
            Self::BadToken => "bad-token",
            Self::NotAllowed => "not-allowed",
            Self::OtherSite => "other-site",
            Self::OtherHost => "other-host",
            Self::NeedsTls => "needs-tls",
            Self::TooMany { .. } => "too-many",
            Self::TooLarge => "too-large",
            Self::WrongMethod => "wrong-method",
            Self::WrongType(_) => "wrong-type",
            Self::Unprocessable(_) => "unprocessable",
            Self::Busy => "busy",
            Self::Overloaded => "overloaded",
            Self::ReadOnly => "read-only",
            Self::Fault(_) => "fault",
            Self::Interrupted => "interrupted",
        }
    }

    /// What is at fault this time, where the words for the sort do not say it all: a name, a value, or what
    /// a program said, which is in English.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::NotFound(name) => Some(name.clone()),
            Self::BadRequest { .. }
            | Self::WrongType(_)
            | Self::Unprocessable(_)
            | Self::Fault(_) => Some(self.to_string()),
            _ => None,
        }
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::BadRequest { .. } => StatusCode::BAD_REQUEST,
            Self::SignInFirst | Self::BadToken => StatusCode::UNAUTHORIZED,
            Self::NotAllowed | Self::OtherSite | Self::ReadOnly | Self::NeedsTls => {
                StatusCode::FORBIDDEN
            }
            Self::OtherHost => StatusCode::MISDIRECTED_REQUEST,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::WrongType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unprocessable(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Busy | Self::Overloaded | Self::Interrupted => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<LibraryError> for Failure {
    fn from(error: LibraryError) -> Self {
        match error {
            LibraryError::NoInstrument(name) | LibraryError::NoAct(name) => Self::NotFound(name),
            LibraryError::NoEntry(number) => Self::NotFound(number.to_string()),
            LibraryError::SeveralInstruments { .. } => {
                Self::BadRequest { field: "statement", value: error.to_string() }
            }
            LibraryError::Read(_) | LibraryError::Register(RegisterError::TooMany) => {
                Self::TooLarge
            }
            LibraryError::Register(RegisterError::Busy) => Self::Busy,
            LibraryError::Register(RegisterError::ReadOnly) => Self::ReadOnly,
            other => Self::Fault(other.to_string()),
        }
    }
}

/// The failure travels with the answer; the frame around all pages knows who asks and words it.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
