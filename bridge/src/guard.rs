//! Who may talk to the bridge: every request, also for a file or for nothing at all, passes here first
//! (`bridge.md` §5 rows 2–6). In this order: Host, form of the address, Fetch Metadata, Origin, route and
//! method, content type, pairing token, role.

pub mod fetch;
pub mod headers;
pub mod host;
pub mod origin;
pub mod route;

use crate::desk::pairing::Caller;
use crate::problem::Failure;
use crate::state::Bridge;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::routes::{Access, EVENTS, Route, Sends};
use route::Target;
use std::sync::Arc;
use std::time::Duration;

/// Longest body of JSON, bytes.
pub const BODY_LIMIT: usize = 256 * 1024;

/// Longest time a body may take to arrive.
pub const BODY_TIME: Duration = Duration::from_secs(10);

/// What the guard decided.
enum Verdict {
    /// Serve it; the caller is known on routes that need a role.
    Serve(Option<Caller>),
    /// A page asked for under another name of this machine: go to the one canonical address.
    Redirect(HeaderValue),
}

/// Lets a request pass, sends a page to its canonical address, or refuses.
pub async fn guard(State(bridge): State<Arc<Bridge>>, request: Request, next: Next) -> Response {
    let (mut head, body) = request.into_parts();
    match judge(&bridge, &head).await {
        Ok(Verdict::Serve(caller)) => {
            if let Some(caller) = caller {
                head.extensions.insert(caller);
            }
            next.run(Request::from_parts(head, body)).await
        }
        Ok(Verdict::Redirect(location)) => {
            (StatusCode::PERMANENT_REDIRECT, [(LOCATION, location)]).into_response()
        }
        Err(failure) => failure.into_response(),
    }
}

async fn judge(bridge: &Bridge, head: &Parts) -> Result<Verdict, Failure> {
    let (method, headers, path) = (&head.method, &head.headers, head.uri.path());
    let settings = &bridge.settings;
    let name = host::check(&head.uri, headers, settings.port)?;
    let target = route::lookup(method, path, bridge.has_training());
    let is_page = matches!(target, Ok(Target::Page));
    fetch::check(method, headers, is_page)?;
    origin::check(method, headers, &settings.origin, path == EVENTS)?;
    match target? {
        Target::Page if name != host::Name::Canonical => redirect(bridge, path),
        Target::Page | Target::File | Target::Document => Ok(Verdict::Serve(None)),
        Target::Api(route) => {
            if method == Method::POST {
                content_type(headers, route.sends)?;
            }
            Ok(Verdict::Serve(admit(bridge, route, headers).await?))
        }
    }
}

async fn admit(bridge: &Bridge, route: &Route, headers: &HeaderMap) -> Result<Option<Caller>, Failure> {
    let Access::Roles(roles) = route.access else {
        return Ok(None);
    };
    let token = only(headers, &AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .ok_or(ErrorCode::NotPaired)?;
    let caller = bridge.pairing.check(token).await?;
    if roles.contains(&caller.role) {
        Ok(Some(caller))
    } else {
        Err(ErrorCode::RoleNotAllowed.into())
    }
}

/// What the route takes, once: `application/json`, alone or with `charset=utf-8`, or `image/jpeg` alone.
fn content_type(headers: &HeaderMap, sends: Sends) -> Result<(), Failure> {
    let value = only(headers, &CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let (media, parameter) = match value.map(|value| value.split_once(';')) {
        Some(Some((media, parameter))) => (media.trim(), Some(parameter.trim().to_ascii_lowercase())),
        Some(None) => (value.unwrap_or_default(), None),
        None => ("", None),
    };
    let fits = match sends {
        Sends::Json => {
            let charset = matches!(
                parameter.as_deref(),
                None | Some("" | "charset=utf-8" | "charset=\"utf-8\"")
            );
            media.eq_ignore_ascii_case("application/json") && charset
        }
        Sends::Jpeg => media.eq_ignore_ascii_case("image/jpeg") && parameter.is_none(),
    };
    match (fits, sends) {
        (true, _) => Ok(()),
        (false, Sends::Json) => Err(ErrorCode::ContentTypeNotJson.into()),
        (false, Sends::Jpeg) => Err(ErrorCode::ContentTypeNotJpeg.into()),
    }
}

fn redirect(bridge: &Bridge, path: &str) -> Result<Verdict, Failure> {
    let to = format!("{}{}", bridge.settings.origin, path);
    HeaderValue::from_str(&to)
        .map(Verdict::Redirect)
        .map_err(Failure::internal)
}

/// The value of a header that is there exactly once.
pub(crate) fn only<'a>(headers: &'a HeaderMap, name: &axum::http::HeaderName) -> Option<&'a HeaderValue> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    values.next().is_none().then_some(first)
}
