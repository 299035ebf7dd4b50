//! Starting and stopping a sandbox.

use crate::certificate::CertificateError;
use crate::config::Config;
use crate::control::ControlGuard;
use crate::database::{Database, OpenError};
use crate::enrolment::create_code;
use crate::router::router;
use crate::state::App;
use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::RngCore;
use rand::rngs::OsRng;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// How long requests in flight may take to end.
const GRACE: Duration = Duration::from_secs(5);

/// A sandbox does not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// As configured.
        address: SocketAddr,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// No database.
    #[error(transparent)]
    Database(#[from] OpenError),
    /// The first rows cannot be written.
    #[error("cannot write the first rows")]
    Seed(#[source] sqlx::Error),
    /// The persons cannot be written.
    #[error("cannot write the persons")]
    Persons,
    /// A trust anchor cannot be read.
    #[error("a trust anchor cannot be read")]
    TrustAnchor(#[source] CertificateError),
    /// Not `http://host[:port]` or `https://host[:port]`.
    #[error("{origin} is not an origin")]
    Origin {
        /// As configured.
        origin: String,
    },
}

/// A sandbox that answers. Dropping it stops it without waiting.
#[derive(Debug)]
pub struct RunningSandbox {
    /// Origin, e.g. `http://127.0.0.1:7781`.
    pub address: String,
    /// One-time code for a first desk of the configured institution.
    pub enrolment_code: String,
    /// Value of the `X-Control-Key` header; `None` without control routes.
    pub control_key: Option<String>,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<std::io::Result<()>>,
    database: Database,
}

impl RunningSandbox {
    /// Lets requests in flight end, for at most five seconds, and closes the database.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            // The receiver is gone when the server has ended by itself.
            let _ = stop.send(());
        }
        if tokio::time::timeout(GRACE, &mut self.server).await.is_err() {
            self.server.abort();
        }
        self.database.close().await;
    }
}

impl Drop for RunningSandbox {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Starts a sandbox; it answers when this returns.
pub async fn start(config: Config) -> Result<RunningSandbox, StartError> {
    let allow_origins = config
        .allow_origins
        .iter()
        .map(|origin| read_origin(origin))
        .collect::<Result<Vec<_>, _>>()?;
    let listen_error = |source| StartError::Listen {
        address: config.listen,
        source,
    };
    let listener = TcpListener::bind(config.listen).await.map_err(listen_error)?;
    let bound = listener.local_addr().map_err(listen_error)?;
    let address = format!("http://{bound}");
    let origin = config.origin.unwrap_or_else(|| address.clone());
    read_origin(&origin)?;
    let database = Database::open(&config.database_url).await?;
    let app = App::new(
        database.clone(),
        config.clock.clone(),
        origin,
        config.accept_simulated,
        config.nation,
    )
    .map_err(StartError::TrustAnchor)?;
    app.bring_up_to_date().await.map_err(|refusal| {
        tracing::error!(code = refusal.code().code(), "the persons cannot be written");
        StartError::Persons
    })?;
    let code = create_code(&database, &config.institution, config.clock.now_ms())
        .await
        .map_err(StartError::Seed)?;
    let control_key = config.control.then(random_key);
    let guard = control_key.as_deref().map(|key| ControlGuard {
        host: bound.to_string(),
        key: Arc::from(key),
    });
    let service = router(app, allow_origins, guard).into_make_service_with_connect_info::<SocketAddr>();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(
        axum::serve(listener, service)
            .with_graceful_shutdown(async move {
                // An error means that the handle was dropped: stop as well.
                let _ = stopped.await;
            })
            .into_future(),
    );
    Ok(RunningSandbox {
        address,
        enrolment_code: code.expose().to_owned(),
        control_key,
        stop: Some(stop),
        server,
        database,
    })
}

fn random_key() -> String {
    let mut bytes = [0_u8; 24];
    OsRng.fill_bytes(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

fn read_origin(origin: &str) -> Result<HeaderValue, StartError> {
    let host = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    let plain = host.is_some_and(|host| {
        !host.is_empty()
            && !host.contains(|c: char| matches!(c, '/' | '?' | '#' | '@' | '*') || c.is_ascii_uppercase())
    });
    let not_one = || StartError::Origin {
        origin: origin.to_owned(),
    };
    if !plain {
        return Err(not_one());
    }
    HeaderValue::from_str(origin).map_err(|_| not_one())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        for good in [
            "http://127.0.0.1:7780",
            "https://desk.example.jp",
            "http://[::1]:7780",
        ] {
            assert!(read_origin(good).is_ok(), "{good}");
        }
        for bad in [
            "*",
            "null",
            "",
            "http://",
            "http://127.0.0.1:7780/",
            "http://*.example.jp",
            "127.0.0.1:7780",
            "http://a\n",
        ] {
            assert!(read_origin(bad).is_err(), "{bad}");
        }
    }
}
