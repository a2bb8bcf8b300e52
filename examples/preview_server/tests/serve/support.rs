//! A preview to test: its folder, its process, and ways to talk to it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;
use tungstenite::client::IntoClientRequest;
use tungstenite::{Message, WebSocket, client};

/// Longer than anything takes on a busy machine; a test that waits for it has failed.
pub const PATIENCE: Duration = Duration::from_secs(60);

static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// A folder of its own, gone with the value.
pub struct TempFolder(pub PathBuf);

impl TempFolder {
    pub fn new() -> Self {
        let name = format!("hotframe-preview-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The binary under test.
pub fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hotframe-preview"));
    command.stdin(Stdio::null());
    // What the person who runs the tests has set is no part of them.
    for (key, _) in std::env::vars_os().filter(|(key, _)| key.to_string_lossy().starts_with("VITE_")) {
        command.env_remove(key);
    }
    command
}

/// A running preview, killed with the value.
pub struct Preview {
    pub process: Child,
    pub port: u16,
    pub ready: String,
    log: Receiver<String>,
}

pub fn serve(folder: &Path, more: &[&str]) -> Preview {
    let mut process = binary().arg("serve").arg(folder).args(["--port", "0", "-v"]).args(more).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (lines, log) = channel();
    let errors = BufReader::new(process.stderr.take().unwrap());
    std::thread::spawn(move || errors.lines().map_while(Result::ok).for_each(|line| drop(lines.send(line))));
    let mut ready = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut ready).unwrap();
    let port = ready.split("http://127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()).and_then(|port| port.parse().ok());
    let port = port.unwrap_or_else(|| panic!("no address in {ready:?}; log: {:?}", log.iter().collect::<Vec<_>>()));
    Preview { process, port, ready, log }
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.split_once(':').filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()))
    }
}

impl Preview {
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Sends a request as it is written: clients that tidy paths would hide what is tested.
    pub fn request(&self, line: &str, headers: &[(&str, &str)]) -> Answer {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut request = format!("{line} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request += &format!("Host: {}\r\n", self.host());
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        stream.write_all(format!("{request}\r\n").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let split = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").unwrap_or_else(|| panic!("no answer to {line}"));
        let head = String::from_utf8(answer[..split].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: answer[split + 4..].to_vec() }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.request(&format!("GET {path}"), &[])
    }

    /// As a browser asks when somebody follows a link.
    pub fn visit(&self, path: &str) -> Answer {
        self.request(&format!("GET {path}"), &[("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")])
    }

    /// Opens the WebSocket as a page of `origin` does.
    pub fn connect_from(&self, origin: Option<&str>) -> Result<Tab, u16> {
        let mut request = format!("ws://{}/@hotframe/socket", self.host()).into_client_request().unwrap();
        if let Some(origin) = origin {
            request.headers_mut().insert("Origin", origin.parse().unwrap());
        }
        let stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        match client(request, stream) {
            Ok((socket, _)) => Ok(Tab { socket }),
            Err(tungstenite::HandshakeError::Failure(tungstenite::Error::Http(answer))) => Err(answer.status().as_u16()),
            Err(other) => panic!("{other:?}"),
        }
    }

    /// A tab, greeted.
    pub fn open_tab(&self) -> (Tab, Value) {
        let mut tab = self.connect_from(Some(&format!("http://{}", self.host()))).unwrap();
        let connected = tab.next("connected");
        (tab, connected)
    }

    /// Waits for a line of the log.
    pub fn wait_for_log(&self, part: &str) -> String {
        let until = Instant::now() + PATIENCE;
        let mut seen = Vec::new();
        while let Ok(line) = self.log.recv_timeout(until.saturating_duration_since(Instant::now())) {
            if line.contains(part) {
                return line;
            }
            seen.push(line);
        }
        panic!("no {part:?} in {seen:#?}")
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub struct Tab {
    pub socket: WebSocket<TcpStream>,
}

impl Tab {
    /// The next message that is no greeting, which come at any time; or the next greeting.
    pub fn next(&mut self, kind: &str) -> Value {
        loop {
            let Message::Text(text) = self.socket.read().unwrap() else { continue };
            let message: Value = serde_json::from_str(&text).unwrap();
            if message["type"] == kind {
                return message;
            }
            assert_eq!(message["type"], "connected", "expected {kind}: {message:#}");
        }
    }

    pub fn say(&mut self, message: &Value) {
        self.socket.send(Message::text(message.to_string())).unwrap();
    }
}
