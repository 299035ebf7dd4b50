//! What there is, and which role may call it: as tables (`bridge.md` §5 rows 4 and 7).

use crate::support::Desk;
use axum::http::StatusCode;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::routes::{Access, EVENTS, HEALTH, ROUTES, Sends};
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
                // A WebSocket cannot be opened without Origin, which a GET from `call` has not.
                (Access::Open, _) if route.path == EVENTS => Some("ORIGIN_NOT_ALLOWED"),
                (Access::Open, _) => None,
                (Access::Roles(_), None) => Some("NOT_PAIRED"),
                (Access::Roles(roles), Some(role)) if roles.contains(role) => None,
                (Access::Roles(_), Some(_)) => Some("ROLE_NOT_ALLOWED"),
            };
            let what = format!("{} {} as {role:?}", route.method, route.path);
            if let Some(code) = expected {
                assert_eq!(answer.code(), code, "{what}");
                continue;
            }
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

#[test]
fn the_surface_is_this_and_no_more() {
    let routes: Vec<String> = ROUTES
        .iter()
        .map(|route| {
            let sends = match route.sends {
                Sends::Json => String::new(),
                other @ Sends::Jpeg => format!(" {other:?}"),
            };
            format!("{} {} {:?}{sends}", route.method, route.path, route.access)
        })
        .collect();
    let golden = include_str!("routes.txt");
    assert_eq!(
        routes.join("\n"),
        golden.trim_end(),
        "the list of routes has changed"
    );
}
