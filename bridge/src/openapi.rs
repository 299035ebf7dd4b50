//! The contract as an OpenAPI document, made from the types and the list of routes in `shared` (D17).

mod bodies;

use axum::Json;
use bodies::{Bodies, bodies};
use madoguchi_shared::Problem;
use madoguchi_shared::bridge::face::FACE_REQUEST_HEADER;
use madoguchi_shared::bridge::routes::{Access, EVENTS, ROUTES, Route, Sends};
use serde_json::json;
use utoipa::ToSchema;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::Type;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, ObjectBuilder, OpenApi, OpenApiBuilder, PathItem,
    PathsBuilder, Ref, RefOr, Required, ResponseBuilder, Schema, ServerBuilder,
};

/// Name of the security scheme.
const PAIRING: &str = "pairing";

/// The document.
pub fn document() -> OpenApi {
    let mut schemas: Vec<(String, RefOr<Schema>)> = Vec::new();
    named::<Problem>(&mut schemas);
    // What the wrapper of personal data refers to.
    named::<String>(&mut schemas);
    let mut paths = PathsBuilder::new();
    for route in ROUTES {
        let mut bodies = bodies(route);
        schemas.append(&mut bodies.schemas);
        let method = match route.method {
            "POST" => HttpMethod::Post,
            _ => HttpMethod::Get,
        };
        let operation = operation(route, bodies).build();
        paths = paths.path(route.path, PathItem::new(method, operation));
    }
    schemas.sort_by(|a, b| a.0.cmp(&b.0));
    schemas.dedup_by(|a, b| a.0 == b.0);
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let components = ComponentsBuilder::new()
        .schemas_from_iter(schemas)
        .security_scheme(PAIRING, bearer)
        .build();
    let info = InfoBuilder::new()
        .title("Madoguchi bridge")
        .description(Some(
            "Contract between the app and the bridge on the same machine.",
        ))
        .version(env!("CARGO_PKG_VERSION"))
        .build();
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([ServerBuilder::new().url("http://127.0.0.1:7780").build()]))
        .paths(paths)
        .components(Some(components))
        .build()
}

/// `GET /openapi.json`
pub(crate) async fn serve() -> Json<OpenApi> {
    Json(document())
}

/// Adds a type and the types it is made of.
fn named<T: ToSchema>(schemas: &mut Vec<(String, RefOr<Schema>)>) {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
}

fn operation(route: &Route, bodies: Bodies) -> OperationBuilder {
    let answer = match bodies.output {
        Some(name) => ResponseBuilder::new()
            .description("The answer.")
            .content("application/json", content(&name)),
        None if route.path == EVENTS => ResponseBuilder::new()
            .description("Switches to a WebSocket. Sub-protocols: `madoguchi.v1` and `ticket.<ticket>`."),
        None if bodies.picture => ResponseBuilder::new()
            .description("The picture.")
            .content("image/png", picture()),
        None => ResponseBuilder::new()
            .description("Done: `{}`.")
            .content("application/json", ContentBuilder::new().build()),
    };
    let status = if route.path == EVENTS { "101" } else { "200" };
    let problem = ResponseBuilder::new()
        .description("It was not done.")
        .content("application/json", content("Problem"));
    let mut operation = OperationBuilder::new()
        .operation_id(Some(operation_id(route)))
        .description(Some(description(route)))
        .response(status, answer)
        .response("default", problem);
    let sent = match (route.sends, bodies.input) {
        (Sends::Jpeg, _) => Some(("image/jpeg", picture())),
        (Sends::Json, input) => input.map(|name| ("application/json", content(&name))),
    };
    if let Some((media, content)) = sent {
        let body = RequestBodyBuilder::new()
            .content(media, content)
            .required(Some(Required::True));
        operation = operation.request_body(Some(body.build()));
    }
    if route.sends == Sends::Jpeg {
        let header = ParameterBuilder::new()
            .name(FACE_REQUEST_HEADER)
            .parameter_in(ParameterIn::Header)
            .description(Some("The face request that the picture is for."))
            .required(Required::True)
            .schema(Some(text()));
        operation = operation.parameter(header);
    }
    match route.access {
        Access::Open => operation,
        Access::Roles(_) => operation.security(SecurityRequirement::new(PAIRING, Vec::<String>::new())),
    }
}

fn content(schema: &str) -> utoipa::openapi::Content {
    ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(schema)))
        .build()
}

/// The bytes of a picture: OpenAPI 3.1 says nothing more of them than their media type.
fn picture() -> utoipa::openapi::Content {
    ContentBuilder::new().build()
}

fn text() -> Schema {
    Schema::Object(ObjectBuilder::new().schema_type(Type::String).build())
}

/// `/api/v1/receptions/openings` → `receptions-openings`
fn operation_id(route: &Route) -> String {
    let path = route.path.trim_start_matches("/api/v1").trim_matches('/');
    path.replace('/', "-")
}

fn description(route: &Route) -> String {
    let access = match route.access {
        Access::Open => "Anyone on this machine.".to_owned(),
        Access::Roles(roles) => format!("Roles: {}.", json!(roles)),
    };
    if route.simulator_only {
        format!("{access} Only where the simulator is built in and the reader is software.")
    } else {
        access
    }
}
