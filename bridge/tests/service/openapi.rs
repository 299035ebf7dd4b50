//! The committed document is the one the program gives (D17).

use crate::support::Desk;
use madoguchi_shared::bridge::routes::{EVENTS, ROUTES};
use serde_json::{Value, json};

const COMMITTED: &str = include_str!("../../../docs/openapi/bridge.json");

#[tokio::test]
async fn committed_and_served() {
    let document = madoguchi_bridge::openapi::document();
    let text = serde_json::to_string_pretty(&document).unwrap();
    assert!(
        text.trim() == COMMITTED.trim(),
        "docs/openapi/bridge.json is not current: run `cargo xtask openapi`"
    );
    let desk = Desk::start().await;
    let served = desk.call("GET", "/openapi.json", None, &json!({})).await.body;
    assert_eq!(served, serde_json::from_str::<Value>(COMMITTED).unwrap());
}

#[test]
fn every_route_with_its_types_and_no_loose_end() {
    let document: Value = serde_json::from_str(COMMITTED).unwrap();
    for route in ROUTES {
        let operation = &document["paths"][route.path][route.method.to_lowercase()];
        assert!(operation.is_object(), "{}", route.path);
        assert_eq!(
            operation["requestBody"].is_object(),
            route.method == "POST",
            "{}",
            route.path
        );
        let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
        let gives_a_type = route.method == "GET" && route.path != EVENTS;
        assert!(schema.is_object() || !gives_a_type, "{}", route.path);
    }
    let mut texts = vec![&document];
    while let Some(value) = texts.pop() {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(reference)) = map.get("$ref") {
                    let pointer = reference.trim_start_matches('#');
                    assert!(document.pointer(pointer).is_some(), "{reference}");
                }
                texts.extend(map.values());
            }
            Value::Array(list) => texts.extend(list),
            _ => {}
        }
    }
}
