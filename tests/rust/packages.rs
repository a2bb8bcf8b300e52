//! npm packages: one script for all, shared by apps that use the same.

use hotframe::{Change, PageOptions, Session};

use crate::support::{compiler_with_packages, example, files};

const PAGE: (&str, &str) = ("index.html", r#"<script type="module" src="/src/main.tsx"></script>"#);

fn vendor_address(session: &Session) -> String {
    let page = session.page(&PageOptions::default()).unwrap();
    let start = page.find("@hotframe/vendor/").expect("the page loads packages");
    page[start..].split('"').next().unwrap().to_string()
}

#[test]
fn packages_are_provided_under_their_specifiers() {
    let session = Session::new("shop", example("shop"), compiler_with_packages()).unwrap();
    assert!(session.diagnostics().is_empty(), "{:#?}", session.diagnostics());
    let script = session.asset(&vendor_address(&session)).unwrap().unwrap();
    let text = String::from_utf8(script.body.to_vec()).unwrap();
    for specifier in ["react", "react/jsx-runtime", "react-dom/client", "react-router-dom", "zustand"] {
        assert!(text.contains(&format!("npm:\" + \"{specifier}\"")) || text.contains(&format!("npm:{specifier}")), "{specifier} is not provided");
    }
    assert!(!text.contains("process.env.NODE_ENV"), "the mode is known when packages are built");
}

#[test]
fn two_apps_with_the_same_packages_share_one_script() {
    let app = |text: &str| Session::new("a", files(&[PAGE, ("src/main.tsx", text)]), compiler_with_packages()).unwrap();
    let first = app("import { createRoot } from 'react-dom/client'; createRoot(document.body).render(<b>1</b>)");
    let second = app("import { createRoot } from 'react-dom/client'; createRoot(document.body).render(<i>2</i>)");
    assert_eq!(vendor_address(&first), vendor_address(&second));
}

#[test]
fn a_new_package_is_a_reload_with_its_name() {
    let session = Session::new("a", files(&[PAGE, ("src/main.tsx", "export default <b/>")]), compiler_with_packages()).unwrap();
    let message = session.update(vec![Change::write("src/main.tsx", "import { create } from 'zustand'; export default create(() => ({}))")]).unwrap().unwrap();
    assert_eq!(message.kind(), "preview_refreshed");
    assert!(message.to_json().contains("zustand"));
}

#[test]
fn a_package_that_is_not_installed_or_has_no_such_file_is_a_diagnostic() {
    let session = Session::new(
        "a",
        files(&[PAGE, ("src/main.tsx", "import 'left-pad'; import 'react/nothing'; import '@scope'; import 'react/../../x'")]),
        compiler_with_packages(),
    )
    .unwrap();
    let said: Vec<_> = session.diagnostics().into_iter().map(|problem| problem.message).collect();
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said[0].contains("not installed") && said[1].contains("has no \"react/nothing\""), "{said:?}");
}
