//! The committed OpenAPI document is the one the program gives.

use crate::support::{World, send};
use axum::body::Body;
use axum::http::Request;
use serde_json::Value;

#[tokio::test]
async fn the_committed_document_is_current() {
    let path = "../../docs/openapi/sandbox.json";
    let committed = std::fs::read_to_string(path).unwrap();
    let printed = madoguchi_sandbox::openapi::document().unwrap();
    assert_eq!(
        committed.trim_end(),
        printed.trim_end(),
        "write it anew with `cargo xtask openapi`"
    );
    let world = World::new().await;
    let request = Request::get("/openapi.json").body(Body::empty()).unwrap();
    let served: Value = send(&world.router, request).await.answer();
    assert_eq!(served, serde_json::from_str::<Value>(&printed).unwrap());
}

#[test]
fn the_document_names_every_route() {
    let document: Value = serde_json::from_str(&madoguchi_sandbox::openapi::document().unwrap()).unwrap();
    let mut paths: Vec<_> = document["paths"].as_object().unwrap().keys().cloned().collect();
    paths.sort();
    let mut expected: Vec<_> = madoguchi_shared::backend::Operation::ALL
        .map(|operation| operation.path().to_owned())
        .to_vec();
    expected.push(madoguchi_shared::backend::ENROLMENT_PATH.to_owned());
    expected.sort();
    assert_eq!(paths, expected);
}
