//! A folder without `node_modules`: its packages come from a registry, over HTTP.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use crate::app;
use crate::support::{TempFolder, binary};

/// An app that nobody installed packages for.
fn app() -> TempFolder {
    let folder = app::app();
    std::fs::remove_dir_all(folder.at("node_modules")).unwrap();
    folder
}

/// A registry with one package, which wants to see a token.
struct Registry {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

const TOKEN: &str = "s3cret-token";

impl Registry {
    fn start(bodies: BTreeMap<String, Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/npm", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = asked.clone();
        std::thread::spawn(move || listener.incoming().flatten().for_each(|stream| answer(stream, &bodies, &log)));
        Self { address, asked }
    }
}

fn answer(stream: TcpStream, bodies: &BTreeMap<String, Vec<u8>>, log: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let Some(path) = lines.next().and_then(|line| line.split(' ').nth(1).map(ToString::to_string)) else { return };
    let known = lines.take_while(|line| !line.is_empty()).any(|line| line.eq_ignore_ascii_case(&format!("authorization: Bearer {TOKEN}")));
    log.lock().unwrap().push(path.clone());
    let (status, body) = match bodies.get(&path).filter(|_| known) {
        Some(body) => ("200 OK", body.as_slice()),
        None if known => ("404 Not Found", &b"{}"[..]),
        None => ("401 Unauthorized", &b"{}"[..]),
    };
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    let mut stream = &stream;
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

/// `greeting`, version 1.2.3, as the registry has it: a tarball that Python's or npm's tools would make, byte for byte.
fn published() -> BTreeMap<String, Vec<u8>> {
    let mut archive = tar::Builder::new(flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast()));
    for (path, text) in
        [("package/package.json", r#"{"name":"greeting","version":"1.2.3","main":"index.js"}"#), ("package/index.js", "exports.text = 'from the registry'")]
    {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, path, text.as_bytes()).unwrap();
    }
    let tarball = archive.into_inner().unwrap().finish().unwrap();
    use sha1::Digest;
    let sha1: String = sha1::Sha1::digest(&tarball).iter().map(|byte| format!("{byte:02x}")).collect();
    let list = format!(r#"{{"dist-tags":{{"latest":"1.2.3"}},"versions":{{"1.2.3":{{"dist":{{"shasum":"{sha1}"}}}}}}}}"#);
    BTreeMap::from([("/npm/greeting".to_string(), list.into_bytes()), ("/npm/greeting/-/greeting-1.2.3.tgz".to_string(), tarball)])
}

fn check(folder: &TempFolder, token: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let done = binary().arg("check").arg(&folder.0).args(more).env("NPM_TOKEN", token).output().unwrap();
    (done.status.code(), String::from_utf8_lossy(&done.stdout).into_owned(), String::from_utf8_lossy(&done.stderr).into_owned())
}

#[test]
fn packages_are_fetched_once_and_then_there_offline() {
    let registry = Registry::start(published());
    let (folder, store) = (app(), TempFolder::new());
    folder.write("package.json", r#"{ "dependencies": { "greeting": "^1.0.0" } }"#);
    folder.write("src/text.ts", "import { text } from 'greeting'; export { text };");
    let store = store.0.to_str().unwrap();
    let (code, said, log) = check(&folder, TOKEN, &["--registry", &registry.address, "--store", store]);
    assert_eq!((code, said.as_str()), (Some(0), "0 errors, 0 warnings\n"), "{log}");
    assert!(log.contains("no lockfile") && log.contains("1 (1 fetched)") && !log.contains(TOKEN), "{log}");
    assert_eq!(*registry.asked.lock().unwrap(), ["/npm/greeting", "/npm/greeting/-/greeting-1.2.3.tgz"]);
    assert_eq!(check(&folder, TOKEN, &["--offline", "--store", store]).0, Some(0));
    assert_eq!(registry.asked.lock().unwrap().len(), 2);
}

#[test]
fn a_registry_that_refuses_is_a_sentence_and_the_app_still_opens() {
    let registry = Registry::start(published());
    let (folder, store) = (app(), TempFolder::new());
    folder.write("package.json", r#"{ "dependencies": { "greeting": "^1.0.0" } }"#);
    folder.write("src/text.ts", "import { text } from 'greeting'; export { text };");
    let (code, said, log) = check(&folder, "wrong-token", &["--registry", &registry.address, "--store", store.0.to_str().unwrap()]);
    assert_eq!(code, Some(1), "{said}");
    assert!(log.contains("the registry refuses it (401); a token is taken from NPM_TOKEN") && !log.contains("wrong-token"), "{log}");
    assert!(said.contains("greeting"), "{said}");
}

#[test]
fn a_build_fetches_them_too() {
    let registry = Registry::start(published());
    let (folder, store, out) = (app(), TempFolder::new(), TempFolder::new());
    folder.write("package.json", r#"{ "dependencies": { "greeting": "^1.0.0" } }"#);
    folder.write("src/text.ts", "import { text } from 'greeting'; export { text };");
    let mut command = binary();
    command.args(["build", folder.0.to_str().unwrap(), "--out", out.at("dist").to_str().unwrap()]).env("NPM_TOKEN", TOKEN);
    let built = command.args(["--registry", &registry.address, "--store", store.0.to_str().unwrap()]).output().unwrap();
    assert!(built.status.success(), "{}{}", String::from_utf8_lossy(&built.stdout), String::from_utf8_lossy(&built.stderr));
    assert!(out.at("dist/index.html").is_file());
}
