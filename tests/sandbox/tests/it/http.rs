//! What holds for every route: types, sizes, methods, headers, CORS.

use crate::support::{PAGE, World, post, send};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::{ENROLMENT_PATH, Operation};

#[tokio::test]
async fn bodies_are_json_of_bounded_size() {
    let world = World::new().await;
    for path in [
        ENROLMENT_PATH,
        Operation::Nonce.path(),
        Operation::CardQuery.path(),
    ] {
        for content_type in [
            None,
            Some("text/plain"),
            Some("application/jsonx"),
            Some("multipart/form-data"),
        ] {
            let mut request = Request::post(path);
            if let Some(content_type) = content_type {
                request = request.header(header::CONTENT_TYPE, content_type);
            }
            let reply = send(&world.router, request.body(Body::from("{}")).unwrap()).await;
            assert_eq!(
                reply.code(),
                Some(ErrorCode::ContentTypeNotJson),
                "{path} {content_type:?}"
            );
        }
        let large = post(&world.router, path, None, vec![b' '; 64 * 1024 + 1]).await;
        assert_eq!(large.code(), Some(ErrorCode::BodyTooLarge), "{path}");
    }
    let whole = vec![b' '; 64 * 1024];
    let reply = post(&world.router, ENROLMENT_PATH, None, whole).await;
    assert_eq!(reply.code(), Some(ErrorCode::BodyInvalid));
}

#[tokio::test]
async fn a_body_of_the_wrong_shape_is_refused_after_the_token() {
    let world = World::new().await;
    for operation in Operation::ALL {
        for body in [
            "",
            "{}",
            "[]",
            r#"{"institutionCode":"1311111111"}"#,
            "\u{feff}{}",
        ] {
            let bytes = body.as_bytes().to_vec();
            let token = world.desk.token(operation, &bytes, world.now());
            let reply = world.send(operation, Some(&token), bytes).await;
            assert_eq!(reply.code(), Some(ErrorCode::BodyInvalid), "{operation:?} {body}");
        }
    }
}

#[tokio::test]
async fn unknown_routes_and_methods() {
    let world = World::new().await;
    for (method, path, code) in [
        (Method::GET, "/", ErrorCode::NotFound),
        (Method::GET, "/v1/nonces/", ErrorCode::NotFound),
        (Method::GET, "/control/records", ErrorCode::NotFound),
        (Method::GET, "/v1/nonces", ErrorCode::MethodNotAllowed),
        (
            Method::PUT,
            "/v1/qualifications/card",
            ErrorCode::MethodNotAllowed,
        ),
    ] {
        let request = Request::builder()
            .method(&method)
            .uri(path)
            .body(Body::empty())
            .unwrap();
        let reply = send(&world.router, request).await;
        assert_eq!(reply.code(), Some(code), "{method} {path}");
    }
}

#[tokio::test]
async fn every_answer_forbids_storing_and_names_the_request() {
    let world = World::new().await;
    let refused = post(&world.router, Operation::Nonce.path(), None, b"{}".to_vec()).await;
    let request = Request::get("/openapi.json").body(Body::empty()).unwrap();
    let answered = send(&world.router, request).await;
    assert_eq!(
        (refused.status, answered.status),
        (StatusCode::UNAUTHORIZED, StatusCode::OK)
    );
    for reply in [&refused, &answered] {
        assert_eq!(reply.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(
            reply.headers[header::CONTENT_SECURITY_POLICY],
            "default-src 'none'; frame-ancestors 'none'"
        );
        assert_eq!(reply.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    }
    let problem: madoguchi_shared::Problem = serde_json::from_slice(&refused.body).unwrap();
    assert_eq!(refused.headers["x-request-id"], problem.request_id.as_str());
}

#[tokio::test]
async fn only_the_named_origin_may_read() {
    let world = World::new().await;
    for (origin, allowed) in [
        (PAGE, true),
        ("http://localhost:7780", false),
        ("http://127.0.0.1:7781", false),
        ("https://127.0.0.1:7780", false),
        ("null", false),
    ] {
        let preflight = Request::builder()
            .method(Method::OPTIONS)
            .uri(Operation::CardQuery.path())
            .header(header::ORIGIN, origin)
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .header(
                header::ACCESS_CONTROL_REQUEST_HEADERS,
                "authorization,content-type",
            )
            .body(Body::empty())
            .unwrap();
        let request = Request::post(Operation::CardQuery.path())
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from("{}"))
            .unwrap();
        for request in [preflight, request] {
            let headers = send(&world.router, request).await.headers;
            let told = headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
            assert_eq!(
                told.map(|value| value == origin),
                allowed.then_some(true),
                "{origin}"
            );
            assert!(headers.get(header::ACCESS_CONTROL_ALLOW_CREDENTIALS).is_none());
        }
    }
}
