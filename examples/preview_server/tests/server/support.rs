//! A server to test, and ways to talk to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tungstenite::client::IntoClientRequest;
use tungstenite::{Message, WebSocket, client};

/// Longer than anything takes on a busy machine; a test that waits for it has failed.
pub const PATIENCE: Duration = Duration::from_secs(60);

static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// A folder of its own, gone with the value.
pub struct TempFolder(pub PathBuf);

impl TempFolder {
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("hotframe-server-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed)));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn text(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A process that is killed with the value.
pub struct Process(pub Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub struct Server {
    pub process: Process,
    pub port: u16,
}

pub fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hotframe-preview"));
    command.arg("server").stdin(Stdio::null());
    for (key, _) in std::env::vars_os().filter(|(key, _)| key.to_string_lossy().starts_with("HOTFRAME_")) {
        command.env_remove(key);
    }
    command
}

pub fn start(arguments: &[&str]) -> Server {
    let mut process = binary().args(["--port", "0"]).args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut ready = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut ready).unwrap();
    let process = Process(process);
    let port = ready.trim().rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or_else(|| panic!("no address in {ready:?}"));
    Server { process, port }
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.split_once(':').filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()))
    }
}

impl Server {
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends a request as it is written.
    pub fn request(&self, line: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = self.connect();
        let mut request = format!("{line} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request += &format!("Host: {}\r\n", self.host());
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        if !body.is_empty() {
            request += &format!("Content-Length: {}\r\n", body.len());
        }
        // A server that refuses early closes before it has read everything.
        let _ = stream.write_all(format!("{request}\r\n{body}").as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer to {line}"));
        Answer { status: head.split(' ').nth(1).unwrap().parse().unwrap(), head: head.to_string(), body: body.to_string() }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.request(&format!("GET {path}"), &[("Accept", "text/html,*/*")], "")
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.request(&format!("POST {path}"), &[("Content-Type", "application/json")], &body.to_string())
    }

    pub fn create(&self, body: &Value) -> Value {
        let answer = self.post("/kontext/preview", body);
        assert!(matches!(answer.status, 200 | 201), "{answer:?}");
        answer.json()
    }

    pub fn update(&self, id: &str, name: &str, content: &str) -> Value {
        let answer = self.post(&format!("/kontext/preview/{id}/update"), &json!({ "files": [{ "name": name, "content": content }] }));
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    /// Opens a WebSocket by its address; the status of the refusal otherwise.
    pub fn tab(&self, url: &str, origin: Option<&str>) -> Result<Tab, u16> {
        let mut request = url.into_client_request().unwrap();
        if let Some(origin) = origin {
            request.headers_mut().insert("Origin", origin.parse().unwrap());
        }
        match client(request, self.connect()) {
            Ok((socket, _)) => Ok(Tab { socket }),
            Err(tungstenite::HandshakeError::Failure(tungstenite::Error::Http(answer))) => Err(answer.status().as_u16()),
            Err(other) => panic!("{other:?}"),
        }
    }
}

pub struct Tab {
    pub socket: WebSocket<TcpStream>,
}

impl Tab {
    /// The next message of this type; others are passed over.
    pub fn next(&mut self, kind: &str) -> Value {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            let Message::Text(text) = self.socket.read().unwrap() else { continue };
            let message: Value = serde_json::from_str(&text).unwrap();
            if message["type"] == kind {
                return message;
            }
        }
        panic!("no {kind}")
    }

    pub fn say(&mut self, message: &Value) {
        self.socket.send(Message::text(message.to_string())).unwrap();
    }
}

/// A Redis of our own, on a free port, that keeps nothing on disk.
pub struct Redis {
    pub process: Process,
    pub port: u16,
}

pub fn redis(port: Option<u16>) -> Redis {
    let port = port.unwrap_or_else(|| TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port());
    let mut command = Command::new("redis-server");
    command.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
    let process = Process(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("redis-server: run `make setup`"));
    let until = Instant::now() + PATIENCE;
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < until, "Redis does not start");
        std::thread::yield_now();
    }
    Redis { process, port }
}

impl Redis {
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/0", self.port)
    }
}

/// An app without packages.
pub fn app(text: &str) -> Value {
    json!([
        { "name": "index.html", "content": "<div id=\"root\"></div><script type=\"module\" src=\"/src/main.ts\"></script>" },
        { "name": "src/main.ts", "content": format!("document.body.append({text:?})") },
        { "name": "src/app.css", "content": "body { color: red }" },
    ])
}
