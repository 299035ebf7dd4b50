//! Origin, content type, Fetch Metadata, bodies, headers: as tables (`bridge.md` §5 rows 3, 4, 6).

use crate::support::Desk;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Request};
use madoguchi_bridge::guard::{BODY_LIMIT, origin};
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::routes::{PAIRING, ROUTES};
use proptest::prelude::*;
use serde_json::json;

/// Stands for the desk's own origin, as `PORT` for its port.
const OWN: &str = "OWN";

const JSON: &str = "application/json";

/// What it is; its `Origin`, `Content-Type` and `Sec-Fetch-Site` headers; the code it is answered with.
type Forgery = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
    &'static str,
);

#[rustfmt::skip]
const FORGERIES: &[Forgery] = &[
    ("no origin", &[], &[JSON], &[], "ORIGIN_NOT_ALLOWED"),
    ("null", &["null"], &[JSON], &[], "ORIGIN_NOT_ALLOWED"),
    ("other port", &["http://127.0.0.1:1"], &[JSON], &[], "ORIGIN_NOT_ALLOWED"),
    ("localhost", &["http://localhost:PORT"], &[JSON], &[], "ORIGIN_NOT_ALLOWED"),
    ("two origins", &[OWN, OWN], &[JSON], &[], "ORIGIN_NOT_ALLOWED"),
    ("list", &["OWN http://evil.test"], &[JSON], &[], "ORIGIN_NOT_ALLOWED"),
    ("no type", &[OWN], &[], &[], "CONTENT_TYPE_NOT_JSON"),
    ("text", &[OWN], &["text/plain"], &[], "CONTENT_TYPE_NOT_JSON"),
    ("form", &[OWN], &["application/x-www-form-urlencoded"], &[], "CONTENT_TYPE_NOT_JSON"),
    ("multipart", &[OWN], &["multipart/form-data"], &[], "CONTENT_TYPE_NOT_JSON"),
    ("json in text", &[OWN], &["text/plain; application/json"], &[], "CONTENT_TYPE_NOT_JSON"),
    ("json5", &[OWN], &["application/json5"], &[], "CONTENT_TYPE_NOT_JSON"),
    ("two types", &[OWN], &[JSON, "text/plain"], &[], "CONTENT_TYPE_NOT_JSON"),
    ("charset", &[OWN], &["application/json; charset=shift_jis"], &[], "CONTENT_TYPE_NOT_JSON"),
    ("cross-site", &[OWN], &[JSON], &["cross-site"], "CROSS_SITE_REQUEST"),
    ("same-site", &[OWN], &[JSON], &["same-site"], "CROSS_SITE_REQUEST"),
    ("none", &[OWN], &[JSON], &["none"], "CROSS_SITE_REQUEST"),
    ("two sites", &[OWN], &[JSON], &["same-origin", "same-origin"], "CROSS_SITE_REQUEST"),
    ("ours", &[OWN], &[JSON], &[], "PAIRING_CODE_INVALID"),
    ("ours, charset", &[OWN], &["Application/JSON; charset=UTF-8"], &[], "PAIRING_CODE_INVALID"),
    ("ours, metadata", &[OWN], &[JSON], &["same-origin"], "PAIRING_CODE_INVALID"),
];

#[tokio::test]
async fn forged_posts_are_refused() {
    let desk = Desk::start().await;
    for (what, origins, types, sites, code) in FORGERIES {
        let mut request = Request::post(PAIRING).header("host", format!("127.0.0.1:{}", desk.port));
        for (name, values) in [
            ("origin", origins),
            ("content-type", types),
            ("sec-fetch-site", sites),
        ] {
            for value in *values {
                let value = value.replace(OWN, &desk.origin);
                request = request.header(name, value.replace("PORT", &desk.port.to_string()));
            }
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
async fn pages_open_from_the_address_bar_and_from_links_and_nothing_is_embedded() {
    let desk = Desk::start().await;
    for (path, site, mode, dest, status) in [
        ("/", "none", "navigate", "document", 200),
        ("/patient", "none", "navigate", "document", 200),
        ("/records", "same-origin", "navigate", "document", 200),
        ("/openapi.json", "none", "navigate", "document", 200),
        ("/", "cross-site", "navigate", "document", 200),
        ("/", "same-site", "navigate", "document", 200),
        ("/", "cross-site", "navigate", "iframe", 403),
        ("/", "cross-site", "navigate", "object", 403),
        ("/", "cross-site", "no-cors", "document", 403),
        ("/", "cross-site", "no-cors", "empty", 403),
        ("/", "elsewhere", "navigate", "document", 403),
        ("/openapi.json", "cross-site", "navigate", "document", 403),
        ("/health", "cross-site", "navigate", "document", 403),
        ("/api/v1/receptions", "cross-site", "navigate", "document", 403),
        ("/app-0123456789abcdef.js", "same-origin", "cors", "script", 200),
        ("/app-0123456789abcdef.js", "cross-site", "no-cors", "script", 403),
        (
            "/app-0123456789abcdef.js",
            "cross-site",
            "navigate",
            "document",
            403,
        ),
        ("/app-0123456789abcdef.js", "none", "no-cors", "script", 403),
        ("/health", "same-site", "no-cors", "image", 403),
    ] {
        let request = Request::get(path)
            .header("host", format!("127.0.0.1:{}", desk.port))
            .header("sec-fetch-site", site)
            .header("sec-fetch-mode", mode)
            .header("sec-fetch-dest", dest);
        let answer = desk.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status.as_u16(), status, "{path} {site} {mode} {dest}");
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
        let mut answer = desk
            .call("POST", "/api/v1/patient/pin", Some(&token), &body)
            .await;
        assert_eq!(answer.code(), "BODY_INVALID");
        // A random number, which may have the same digits.
        answer.body["requestId"].take();
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
