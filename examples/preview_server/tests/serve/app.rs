//! The app that is previewed: no npm packages, one of everything else.

use crate::support::TempFolder;

pub fn app() -> TempFolder {
    let folder = TempFolder::new();
    folder.write("index.html", r#"<!doctype html><title>Test</title><div id="root"></div><script type="module" src="/src/main.ts"></script>"#);
    folder.write("src/main.ts", "import './main.css'; import { text } from './text'; document.body.append(text, import.meta.env.VITE_NAME)");
    folder.write("src/main.css", "body { color: red }");
    folder.write("src/text.ts", "export const text: string = 'hello'");
    folder.write("public/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    folder.write("public/bytes.bin", [0u8, 159, 146, 150]);
    folder.write(".env", "VITE_NAME=first\nSECRET=hidden");
    folder.write("node_modules/left/index.js", "not for browsers");
    folder
}
