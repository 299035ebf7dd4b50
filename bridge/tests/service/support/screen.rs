//! A screen's end of a WebSocket.

use futures_util::StreamExt as _;
use madoguchi_shared::bridge::event::{Event, Message};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A screen that checks the sequence of what it hears. As a browser does, it answers pings at any time.
pub(crate) struct Screen {
    heard: mpsc::UnboundedReceiver<String>,
    ears: JoinHandle<()>,
    next: u64,
}

impl Screen {
    pub(super) fn new(mut socket: Socket) -> Self {
        let (tell, heard) = mpsc::unbounded_channel();
        let ears = tokio::spawn(async move {
            while let Some(Ok(frame)) = socket.next().await {
                if frame.is_close() || (frame.is_text() && tell.send(frame.to_string()).is_err()) {
                    return;
                }
            }
        });
        Self { heard, ears, next: 0 }
    }

    /// The next event within 10 s. `None`: the socket was closed.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        let text = tokio::time::timeout(Duration::from_secs(10), self.heard.recv()).await;
        let text = text.expect("an event or the end within 10 s")?;
        let message: Message = serde_json::from_str(&text).unwrap();
        assert_eq!(message.sequence, self.next);
        self.next += 1;
        Some(message.event)
    }

    /// Waits for an event, past others.
    pub(crate) async fn until(&mut self, wanted: impl Fn(&Event) -> bool) -> Event {
        loop {
            let event = self.next().await.expect("the socket was closed");
            if wanted(&event) {
                return event;
            }
        }
    }

    /// Whether nothing comes within 150 ms, and the socket stays open.
    pub(crate) async fn is_quiet(&mut self) -> bool {
        let heard = tokio::time::timeout(Duration::from_millis(150), self.heard.recv()).await;
        heard.is_err()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.ears.abort();
    }
}
