//! Starting and stopping.

use crate::app::app;
use crate::support::{TempFolder, binary, serve};

fn failure(arguments: &[&str]) -> String {
    let done = binary().args(arguments).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    String::from_utf8(done.stderr).unwrap()
}

#[cfg(unix)]
#[test]
fn a_signal_stops_it_in_order() {
    use std::process::Command;

    for signal in ["-TERM", "-INT"] {
        let folder = app();
        let mut preview = serve(&folder.0, &[]);
        let (mut tab, _) = preview.open_tab();
        assert!(Command::new("kill").args([signal, &preview.process.id().to_string()]).status().unwrap().success());
        let goodbye = loop {
            if let tungstenite::Message::Close(Some(frame)) = tab.socket.read().unwrap() {
                break frame;
            }
        };
        assert_eq!(goodbye.code, tungstenite::protocol::frame::coding::CloseCode::Away);
        let _ = tab.socket.flush();
        assert_eq!(preview.process.wait().unwrap().code(), Some(0), "{signal}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = TempFolder::new();
    let missing = folder.at("missing").display().to_string();
    assert_eq!(failure(&["serve", &missing]), format!("error: there is no folder {missing}\n"));
    folder.write("file", "");
    let file = folder.at("file").display().to_string();
    assert_eq!(failure(&["check", &file]), format!("error: {file} is not a folder\n"));
    let here = folder.0.display().to_string();
    assert!(failure(&["serve", &here, "--port", "0", "--node-modules", &missing]).contains("--node-modules: there is no folder"));
}

#[test]
fn a_port_that_is_in_use_is_named() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let port = preview.port.to_string();
    let said = failure(&["serve", &folder.0.display().to_string(), "--port", &port]);
    assert!(said.contains(&format!("port {port} is in use")) && said.contains("--port 0"), "{said}");
}
