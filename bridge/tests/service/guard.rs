//! Roles, Origin, Fetch Metadata, content type, headers: as tables (`bridge.md` §5 rows 3, 4, 6, 7).

use crate::support::Desk;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use madoguchi_bridge::guard::{BODY_LIMIT, origin};
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::routes::{Access, EVENTS, HEALTH, PAIRING, ROUTES};
use proptest::prelude::*;
use serde_json::json;

#[tokio::test]
async fn every_role_on_every_route() {
    let desk = Desk::start().await;
    let mut screens = vec![(None, None)];
    for role in Role::ALL {
        screens.push((Some(role), Some(desk.pair(role).await)));
    }
    for route in ROUTES {
        for (role, token) in &screens {
            let answer = desk
                .call(route.method, route.path, token.as_deref(), &json!({}))
                .await;
            let expected = match (route.access, role) {
                (Access::Open, _) if route.path == EVENTS => Some("TICKET_INVALID"),
                (Access::Open, _) => None,
                (Access::Roles(_), None) => Some("NOT_PAIRED"),
                (Access::Roles(roles), Some(role)) if roles.contains(role) => None,
                (Access::Roles(_), Some(_)) => Some("ROLE_NOT_ALLOWED"),
            };
            let what = format!("{} {} as {role:?}", route.method, route.path);
            match expected {
                // A WebSocket cannot be opened without Origin, which a GET from `call` has not.
                Some("TICKET_INVALID") => assert_eq!(answer.code(), "ORIGIN_NOT_ALLOWED", "{what}"),
                Some(code) => assert_eq!(answer.code(), code, "{what}"),
                None => {
                    let refused = [
                        "NOT_PAIRED",
                        "ROLE_NOT_ALLOWED",
                        "NOT_FOUND",
                        "METHOD_NOT_ALLOWED",
                    ];
                    assert!(!refused.contains(&answer.code()), "{what}: {}", answer.body);
                    assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{what}");
                }
            }
        }
    }
}

#[tokio::test]
async fn every_route_has_one_method() {
    let desk = Desk::start().await;
    let token = desk.pair(Role::Counter).await;
    for route in ROUTES {
        for method in ["GET", "POST", "PUT", "DELETE", "PATCH"] {
            if method != route.method && !(method == "GET" && route.path == EVENTS) {
                let answer = desk.call(method, route.path, Some(&token), &json!({})).await;
                assert_eq!(answer.code(), "METHOD_NOT_ALLOWED", "{method} {}", route.path);
            }
        }
    }
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let desk = Desk::start().await;
    for path in [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/receptions/",
        "/api/v1/RECEPTIONS",
        "/api/v2/receptions",
        "/nothing.js",
        "/../bridge.sqlite",
        "/%2e%2e/bridge.sqlite",
        "/..%2fdesk-key.p8",
        "/index.html/",
        "//health",
    ] {
        let answer = desk.call("GET", path, None, &json!({})).await;
        assert_eq!(answer.code(), "NOT_FOUND", "{path}");
    }
}

#[tokio::test]
async fn without_the_drawer_there_are_no_training_routes() {
    let desk = Desk::start_bare().await;
    let token = desk.pair(Role::Counter).await;
    for route in ROUTES.iter().filter(|route| route.simulator_only) {
        let answer = desk
            .call(route.method, route.path, Some(&token), &json!({}))
            .await;
        assert_eq!(answer.code(), "NOT_FOUND", "{}", route.path);
    }
}

#[tokio::test]
async fn anyone_learns_version_and_protocol_only() {
    let desk = Desk::start().await;
    desk.put_card("tandoku-valid").await;
    let answer = desk.call("GET", HEALTH, None, &json!({})).await;
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(answer.body, json!({ "version": version, "protocol": 1 }));
}

/// What it is, its headers beside Host, and the code it is answered with.
type Forgery = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
);

const FORGERIES: &[Forgery] = &[
    (
        "no origin",
        &[("content-type", "application/json")],
        "ORIGIN_NOT_ALLOWED",
    ),
    (
        "null",
        &[("origin", "null"), ("content-type", "application/json")],
        "ORIGIN_NOT_ALLOWED",
    ),
    (
        "other port",
        &[
            ("origin", "http://127.0.0.1:1"),
            ("content-type", "application/json"),
        ],
        "ORIGIN_NOT_ALLOWED",
    ),
    (
        "localhost",
        &[
            ("origin", "http://localhost:PORT"),
            ("content-type", "application/json"),
        ],
        "ORIGIN_NOT_ALLOWED",
    ),
    (
        "two origins",
        &[
            ("origin", "OWN"),
            ("origin", "OWN"),
            ("content-type", "application/json"),
        ],
        "ORIGIN_NOT_ALLOWED",
    ),
    (
        "list",
        &[
            ("origin", "OWN http://evil.test"),
            ("content-type", "application/json"),
        ],
        "ORIGIN_NOT_ALLOWED",
    ),
    ("no type", &[("origin", "OWN")], "CONTENT_TYPE_NOT_JSON"),
    (
        "text",
        &[("origin", "OWN"), ("content-type", "text/plain")],
        "CONTENT_TYPE_NOT_JSON",
    ),
    (
        "form",
        &[
            ("origin", "OWN"),
            ("content-type", "application/x-www-form-urlencoded"),
        ],
        "CONTENT_TYPE_NOT_JSON",
    ),
    (
        "multipart",
        &[("origin", "OWN"), ("content-type", "multipart/form-data")],
        "CONTENT_TYPE_NOT_JSON",
    ),
    (
        "json in text",
        &[
            ("origin", "OWN"),
            ("content-type", "text/plain; application/json"),
        ],
        "CONTENT_TYPE_NOT_JSON",
    ),
    (
        "json5",
        &[("origin", "OWN"), ("content-type", "application/json5")],
        "CONTENT_TYPE_NOT_JSON",
    ),
    (
        "two types",
        &[
            ("origin", "OWN"),
            ("content-type", "application/json"),
            ("content-type", "text/plain"),
        ],
        "CONTENT_TYPE_NOT_JSON",
    ),
    (
        "charset",
        &[
            ("origin", "OWN"),
            ("content-type", "application/json; charset=shift_jis"),
        ],
        "CONTENT_TYPE_NOT_JSON",
    ),
    (
        "cross-site",
        &[
            ("origin", "OWN"),
            ("content-type", "application/json"),
            ("sec-fetch-site", "cross-site"),
        ],
        "CROSS_SITE_REQUEST",
    ),
    (
        "same-site",
        &[
            ("origin", "OWN"),
            ("content-type", "application/json"),
            ("sec-fetch-site", "same-site"),
        ],
        "CROSS_SITE_REQUEST",
    ),
    (
        "none",
        &[
            ("origin", "OWN"),
            ("content-type", "application/json"),
            ("sec-fetch-site", "none"),
        ],
        "CROSS_SITE_REQUEST",
    ),
    (
        "two sites",
        &[
            ("origin", "OWN"),
            ("content-type", "application/json"),
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "same-origin"),
        ],
        "CROSS_SITE_REQUEST",
    ),
    (
        "ours",
        &[("origin", "OWN"), ("content-type", "application/json")],
        "PAIRING_CODE_INVALID",
    ),
    (
        "ours, charset",
        &[
            ("origin", "OWN"),
            ("content-type", "Application/JSON; charset=UTF-8"),
        ],
        "PAIRING_CODE_INVALID",
    ),
    (
        "ours, metadata",
        &[
            ("origin", "OWN"),
            ("content-type", "application/json"),
            ("sec-fetch-site", "same-origin"),
        ],
        "PAIRING_CODE_INVALID",
    ),
];

#[tokio::test]
async fn forged_posts_are_refused() {
    let desk = Desk::start().await;
    for (what, headers, code) in FORGERIES {
        let mut request = Request::post(PAIRING).header("host", format!("127.0.0.1:{}", desk.port));
        for (name, value) in *headers {
            let value = value.replace("OWN", &desk.origin);
            request = request.header(*name, value.replace("PORT", &desk.port.to_string()));
        }
        let answer = desk
            .send(request.body(Body::from(r#"{"code":"x"}"#)).unwrap())
            .await;
        assert_eq!(answer.code(), *code, "{what}");
        assert!(
            answer
                .headers
                .keys()
                .all(|name| !name.as_str().starts_with("access-control"))
        );
    }
}

#[tokio::test]
async fn pages_open_from_the_address_bar_and_nothing_is_embedded() {
    let desk = Desk::start().await;
    for (path, site, mode, status) in [
        ("/", "none", "navigate", 200),
        ("/patient", "none", "navigate", 200),
        ("/records", "same-origin", "navigate", 200),
        ("/openapi.json", "none", "navigate", 200),
        ("/", "cross-site", "navigate", 403),
        ("/", "same-site", "navigate", 403),
        ("/app-0123456789abcdef.js", "same-origin", "cors", 200),
        ("/app-0123456789abcdef.js", "cross-site", "no-cors", 403),
        ("/app-0123456789abcdef.js", "none", "no-cors", 403),
        ("/health", "same-site", "no-cors", 403),
    ] {
        let request = Request::get(path)
            .header("host", format!("127.0.0.1:{}", desk.port))
            .header("sec-fetch-site", site)
            .header("sec-fetch-mode", mode);
        let answer = desk.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status.as_u16(), status, "{path} {site} {mode}");
    }
}

#[tokio::test]
async fn the_same_headers_on_every_answer() {
    let desk = Desk::start().await;
    let token = desk.pair(Role::Counter).await;
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self' ws://127.0.0.1:{} http://127.0.0.1:1; manifest-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        desk.port
    );
    let routes = ROUTES.iter().map(|route| (route.method, route.path, "no-store"));
    let others = [
        ("GET", "/", "no-store"),
        ("GET", "/patient", "no-store"),
        ("GET", "/index.html", "no-store"),
        ("GET", "/patient.html", "no-store"),
        ("GET", "/openapi.json", "no-store"),
        ("GET", "/nothing-0123456789abcdef.js", "no-store"),
        ("GET", "/manifest.json", "no-cache"),
        (
            "GET",
            "/app-0123456789abcdef.js",
            "public, max-age=31536000, immutable",
        ),
    ];
    for (method, path, cache) in routes.chain(others) {
        for token in [None, Some(token.as_str())] {
            let headers = desk.call(method, path, token, &json!({})).await.headers;
            let expected = [
                ("content-security-policy", policy.as_str()),
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "no-referrer"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
                ("cache-control", cache),
            ];
            for (name, value) in expected {
                assert_eq!(headers[name], value, "{name} of {path}");
            }
            assert!(headers.contains_key("permissions-policy"), "{path}");
        }
    }
}

#[tokio::test]
async fn a_body_has_a_limit() {
    let desk = Desk::start().await;
    for (length, code) in [
        (BODY_LIMIT + 1, "BODY_TOO_LARGE"),
        (BODY_LIMIT, "PAIRING_CODE_INVALID"),
    ] {
        let frame = r#"{"code":""}"#.len();
        let body = format!(r#"{{"code":"{}"}}"#, "x".repeat(length - frame));
        // Once announced, once in chunks of unknown total.
        for announced in [true, false] {
            let mut request = Request::post(PAIRING)
                .header("host", format!("127.0.0.1:{}", desk.port))
                .header("origin", &desk.origin)
                .header("content-type", "application/json");
            if announced {
                request = request.header("content-length", length);
            }
            let answer = desk.send(request.body(Body::from(body.clone())).unwrap()).await;
            assert_eq!(answer.code(), code, "{length} {announced}");
        }
    }
}

#[tokio::test]
async fn a_bad_body_is_not_quoted() {
    let desk = Desk::start().await;
    let token = desk.pair(Role::Patient).await;
    for body in [json!({ "pinRequest": 1 }), json!([]), json!("7413")] {
        let answer = desk
            .call("POST", "/api/v1/patient/pin", Some(&token), &body)
            .await;
        assert_eq!(answer.code(), "BODY_INVALID");
        assert!(!answer.body.to_string().contains("7413"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn only_the_very_origin_is_ours(at in 0_usize..23, change in 0_u8..5, byte in 0x20_u8..=0xff) {
        const OWN: &str = "http://127.0.0.1:7780";
        let mut value = OWN.as_bytes().to_vec();
        let at = at.min(value.len());
        match change {
            0 => value.insert(at, byte),
            1 if at < value.len() => { value.remove(at); }
            2 if at < value.len() => value[at] = byte,
            3 => value.truncate(at),
            _ => value.extend_from_slice(&[byte, b'a']),
        }
        let mut headers = HeaderMap::new();
        if let Ok(header) = HeaderValue::from_bytes(&value) {
            headers.insert("origin", header);
            let accepted = origin::check(&Method::POST, &headers, OWN, false).is_ok();
            prop_assert_eq!(accepted, value == OWN.as_bytes());
        }
    }
}

#[test]
fn the_surface_is_this_and_no_more() {
    let routes: Vec<String> = ROUTES
        .iter()
        .map(|route| format!("{} {} {:?}", route.method, route.path, route.access))
        .collect();
    let golden = include_str!("routes.txt");
    assert_eq!(
        routes.join("\n"),
        golden.trim_end(),
        "the list of routes has changed"
    );
}
