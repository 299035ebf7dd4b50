//! The two loopback addresses, and no other (`bridge.md` §5 row 1).

use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use tokio::net::TcpListener;

/// How often another free port is tried when a chosen one is free on one address only.
const TRIES: u32 = 20;

/// The bridge cannot listen. The text is stable: set-up scripts read it.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// Another program has the port.
    #[error("PORT_IN_USE {address}")]
    InUse {
        /// Where.
        address: SocketAddr,
    },
    /// Anything else.
    #[error("CANNOT_LISTEN {address}: {source}")]
    Other {
        /// Where.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
}

/// Both listeners, on one port.
#[derive(Debug)]
pub struct Listeners {
    /// The port.
    pub port: u16,
    /// `127.0.0.1`.
    pub v4: TcpListener,
    /// `::1`. `None` on a machine without IPv6, where nobody else can listen there either.
    pub v6: Option<TcpListener>,
}

impl Listeners {
    /// Listens on `127.0.0.1` and `::1`, or fails as a whole. Port 0: a free one, the same on both.
    pub async fn bind(port: u16) -> Result<Self, ListenError> {
        let mut tries = if port == 0 { TRIES } else { 1 };
        loop {
            tries -= 1;
            match Self::bind_once(port).await {
                Err(ListenError::InUse { .. }) if tries > 0 => {}
                outcome => return outcome,
            }
        }
    }

    async fn bind_once(port: u16) -> Result<Self, ListenError> {
        let v4 = listen(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
        let port = v4.local_addr().map_or(port, |address| address.port());
        let v6 = match listen(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await {
            Ok(v6) => Some(v6),
            Err(ListenError::Other { source, .. }) if has_no_ipv6(&source) => {
                tracing::warn!("this machine has no IPv6 loopback");
                None
            }
            Err(error) => return Err(error),
        };
        Ok(Self { port, v4, v6 })
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener, ListenError> {
    TcpListener::bind(address).await.map_err(|source| {
        if source.kind() == ErrorKind::AddrInUse {
            ListenError::InUse { address }
        } else {
            ListenError::Other { address, source }
        }
    })
}

/// `EADDRNOTAVAIL` or `EAFNOSUPPORT`.
fn has_no_ipv6(error: &std::io::Error) -> bool {
    const EAFNOSUPPORT: i32 = 97;
    error.kind() == ErrorKind::AddrNotAvailable || error.raw_os_error() == Some(EAFNOSUPPORT)
}
