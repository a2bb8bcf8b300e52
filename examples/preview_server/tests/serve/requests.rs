//! What a browser is answered.

use crate::app::app;
use crate::support::{Preview, serve};

fn script_of(preview: &Preview, page: &str, folder: &str) -> String {
    let name = format!("/@hotframe/{folder}/");
    let start = page.find(&name).unwrap_or_else(|| panic!("no {folder} in {page}"));
    let path = page[start..].split('"').next().unwrap();
    let answer = preview.get(path);
    assert_eq!(answer.status, 200, "{path}");
    assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"));
    answer.text()
}

#[test]
fn the_page_runs_the_app() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let page = preview.visit("/");
    assert_eq!((page.status, page.header("content-type"), page.header("cache-control")), (200, Some("text/html; charset=utf-8"), Some("no-store")));
    let html = page.text();
    assert!(html.contains("<title>Test</title>") && html.contains(&format!("ws://{}/@hotframe/socket", preview.host())), "{html}");
    script_of(&preview, &html, "client");
    let code = script_of(&preview, &html, "app");
    assert!(code.contains("hello") && code.contains("first") && !code.contains("hidden"));
    assert!(preview.ready.starts_with("ready in ") && preview.ready.contains(" ms  http://127.0.0.1:"), "{}", preview.ready);
}

#[test]
fn every_page_has_a_nonce_of_its_own() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let nonces = [(); 2].map(|()| {
        let page = preview.visit("/");
        let policy = page.header("content-security-policy").unwrap().to_string();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_string();
        assert!(page.text().contains(&format!("nonce=\"{nonce}\"")));
        nonce
    });
    assert_ne!(nonces[0], nonces[1]);
}

#[test]
fn routes_are_the_app_and_missing_files_are_missing() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    for route in ["/products/42", "/products/42?sort=price", "/index.html", "/caf%C3%A9"] {
        assert!(preview.visit(route).text().contains("<title>Test</title>"), "{route}");
    }
    for missing in ["/missing.png", "/src/missing.ts", "/@hotframe/app/none.js", "/@hotframe/none"] {
        assert_eq!(preview.visit(missing).status, 404, "{missing}");
    }
    assert_eq!(preview.get("/products/42").status, 404, "a script that asks for data gets no page");
    assert_eq!(preview.request("POST /", &[("Content-Length", "0")]).status, 405);
    let script = ("Sec-Fetch-Dest", "empty");
    let fetched = preview.request("GET /api/users.json", &[script, ("Accept", "*/*")]);
    assert!(fetched.text().contains("<title>Test</title>"), "as Vite answers a fetch of a backend that is not here");
    for missing in ["GET /@hotframe/none", "POST /api/users"] {
        assert_eq!(preview.request(missing, &[script, ("Accept", "*/*"), ("Content-Length", "0")]).status, 404, "{missing}");
    }
}

#[test]
fn public_files_are_sent_once() {
    let folder = app();
    let preview = serve(&folder.0, &[]);
    let logo = preview.get("/logo.svg");
    assert_eq!((logo.status, logo.header("content-type"), logo.header("cache-control")), (200, Some("image/svg+xml"), Some("no-cache")));
    let tag = logo.header("etag").unwrap();
    let again = preview.request("GET /logo.svg", &[("If-None-Match", tag)]);
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, Some(tag)));
    assert_eq!(preview.get("/bytes.bin").body, [0, 159, 146, 150]);
    let head = preview.request("HEAD /bytes.bin", &[]);
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, Some("4"), 0));
    folder.write("public/logo.svg", "<svg/>");
    preview.wait_for_log("saved");
    assert_eq!(preview.request("GET /logo.svg", &[("If-None-Match", tag)]).text(), "<svg/>");
}

#[test]
fn an_app_may_live_below_a_path() {
    let folder = app();
    let preview = serve(&folder.0, &["--base", "shop"]);
    assert!(preview.ready.trim_end().ends_with("/shop/"));
    assert_eq!(preview.get("/shop").header("location"), Some("/shop/"));
    assert_eq!(preview.visit("/").status, 404);
    let html = preview.visit("/shop/cart").text();
    assert!(html.contains("/shop/@hotframe/socket"), "{html}");
    let script = format!("/shop{}", html.split("/shop").find(|part| part.starts_with("/@hotframe/app/")).unwrap().split('"').next().unwrap());
    assert_eq!(preview.get(&script).status, 200);
    assert_eq!(preview.get("/shop/logo.svg").status, 200);
}
