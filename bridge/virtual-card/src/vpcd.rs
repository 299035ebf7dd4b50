//! Putting a card into pcscd: vpcd, the virtual reader driver of vsmartcard, listens and the card is its TCP client
//! (`bridge.md §6b`). Every message is a 16-bit big-endian length and that many bytes; the driver speaks first.

use std::{
    io::{self, Read, Write},
    net::{Shutdown, SocketAddr, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use crate::shared_card::{CardReply, SharedCard};

/// Where the first slot of vpcd listens; the second one has the next port.
pub const DEFAULT_ADDRESS: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 35_963);

/// How long [`VpcdCard::insert`] tries to reach the reader.
const CONNECT_DEADLINE: Duration = Duration::from_secs(5);
/// Pause between two tries to reach a reader that is not there.
const RETRY_PAUSE: Duration = Duration::from_millis(50);

/// A card and the virtual reader it can be put on. Dropping it takes the card away.
pub struct VpcdCard {
    card: SharedCard,
    address: SocketAddr,
    link: Option<Link>,
}

struct Link {
    /// The connection in use; `None` once the card is to stay away.
    socket: Arc<Mutex<Option<TcpStream>>>,
    thread: JoinHandle<()>,
}

/// What one message from the driver asks for.
enum Message {
    PowerOff,
    PowerOn,
    Reset,
    GetAtr,
    Apdu(Vec<u8>),
}

impl VpcdCard {
    /// A card that is still away from the reader at `address`.
    pub fn new(card: SharedCard, address: SocketAddr) -> Self {
        Self {
            card,
            address,
            link: None,
        }
    }

    /// The card itself.
    pub fn card(&self) -> &SharedCard {
        &self.card
    }

    /// Puts the card on the reader and waits until it is connected, at most 5 s. pcscd sees it 0.5 s later at most.
    ///
    /// A card that lies there is taken away first. When pcscd goes away the card stays where it is and connects again
    /// as soon as pcscd is back.
    pub fn insert(&mut self) -> io::Result<()> {
        self.remove();
        let stream = connect(self.address, Instant::now() + CONNECT_DEADLINE)?;
        self.card.insert();
        let socket = Arc::new(Mutex::new(Some(stream.try_clone()?)));
        let (card, address, shared) = (self.card.clone(), self.address, Arc::clone(&socket));
        let thread = thread::Builder::new()
            .name("virtual-card".into())
            .spawn(move || keep_serving(&card, address, stream, &shared))?;
        self.link = Some(Link { socket, thread });
        Ok(())
    }

    /// Takes the card away. pcscd sees it 0.5 s later at most.
    pub fn remove(&mut self) {
        self.card.remove();
        if let Some(link) = self.link.take() {
            if let Some(stream) = link.socket.lock().unwrap_or_else(PoisonError::into_inner).take() {
                // Fails only if the other side was faster.
                let _ = stream.shutdown(Shutdown::Both);
            }
            let _ = link.thread.join();
        }
    }
}

impl Drop for VpcdCard {
    fn drop(&mut self) {
        self.remove();
    }
}

/// Serves one connection until the driver closes it (`Ok`), the card is gone (`Ok`), or it fails.
pub fn serve(card: &SharedCard, stream: &TcpStream) -> io::Result<()> {
    while card.is_present() {
        let Some(message) = receive(stream)? else {
            break;
        };
        match message {
            Message::PowerOff => card.power_off(),
            Message::PowerOn => card.power_on(),
            Message::Reset => card.reset(),
            Message::GetAtr => send(stream, &card.atr())?,
            Message::Apdu(command) => match card.transmit(&command) {
                CardReply::Answer(answer) => send(stream, &answer)?,
                CardReply::Mute => {}
                CardReply::Removed => break,
            },
        }
    }
    stream.shutdown(Shutdown::Both)
}

/// Serves, and connects again when pcscd was restarted while the card lay there.
fn keep_serving(
    card: &SharedCard,
    address: SocketAddr,
    first: TcpStream,
    current: &Mutex<Option<TcpStream>>,
) {
    let mut stream = first;
    loop {
        // A broken connection and a closed one mean the same: the reader is gone, or the card.
        let _ = serve(card, &stream);
        card.power_off();
        stream = loop {
            if !card.is_present() {
                return;
            }
            if let Ok(stream) = connect(address, Instant::now()) {
                break stream;
            }
            thread::sleep(RETRY_PAUSE);
        };
        let mut current = current.lock().unwrap_or_else(PoisonError::into_inner);
        match (current.is_some(), stream.try_clone()) {
            (true, Ok(clone)) => *current = Some(clone),
            _ => return,
        }
    }
}

fn connect(address: SocketAddr, deadline: Instant) -> io::Result<TcpStream> {
    loop {
        match TcpStream::connect_timeout(&address, CONNECT_DEADLINE) {
            Ok(stream) => {
                stream.set_nodelay(true)?;
                return Ok(stream);
            }
            Err(error) if Instant::now() >= deadline => return Err(error),
            Err(_) => thread::sleep(RETRY_PAUSE),
        }
    }
}

/// `None`: the driver has closed the connection.
fn receive(stream: &TcpStream) -> io::Result<Option<Message>> {
    let mut length = [0; 2];
    match read(stream, &mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let mut body = vec![0; usize::from(u16::from_be_bytes(length))];
    read(stream, &mut body)?;
    Ok(Some(match body.as_slice() {
        [0] => Message::PowerOff,
        [1] => Message::PowerOn,
        [2] => Message::Reset,
        [4] => Message::GetAtr,
        _ => Message::Apdu(body),
    }))
}

// The driver in Debian 12 sends length and body as two segments and waits for the first to be acknowledged. The kernel
// falls back to delayed acknowledgement by itself, so quick ones are asked for before every read: 0.05 ms instead of 45.
fn read(mut stream: &TcpStream, buffer: &mut [u8]) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::net::sockopt::set_tcp_quickack(stream, true)?;
    stream.read_exact(buffer)
}

fn send(mut stream: &TcpStream, body: &[u8]) -> io::Result<()> {
    let length = u16::try_from(body.len()).map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
    let mut message = Vec::with_capacity(2 + body.len());
    message.extend_from_slice(&length.to_be_bytes());
    message.extend_from_slice(body);
    stream.write_all(&message)
}
