//! The example apps, for the benches.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use hotframe::{Compiler, Options};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files of an example app.
pub fn example(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = root().join("examples/apps").join(name);
    let mut found = Vec::new();
    collect(&folder, &folder, &mut found);
    found.sort();
    found
}

/// The file of [`generated`] that is edited.
const LEAF: &str = "src/Leaf0x0.tsx";

fn component(name: &str, children: &[String], body: &str) -> String {
    let imports: String = children.iter().map(|child| format!("import {{ {child} }} from \"./{child}\";\n")).collect();
    let shown: String = children.iter().map(|child| format!("<{child} />")).collect();
    format!("{imports}\nexport function {name}() {{\n  return <section className=\"p-{}\">{body}{shown}</section>;\n}}\n", name.len())
}

/// An app of about so many modules, as `browser/apps.mjs` makes it: a tree of components with Tailwind 3.
#[allow(dead_code, reason = "each bench has its own copy of this module")]
pub fn generated(modules: usize) -> Vec<(String, Vec<u8>)> {
    const LEAVES: usize = 9;
    let groups: Vec<String> = (0..((modules.saturating_sub(2)) / (LEAVES + 1)).max(1)).map(|group| format!("Group{group}")).collect();
    let main = "import { createRoot } from \"react-dom/client\";\nimport { App } from \"./App\";\nimport \"./index.css\";\ncreateRoot(document.body).render(<App />);\n";
    let mut files = vec![
        ("src/main.tsx".to_string(), main.to_string()),
        ("src/App.tsx".to_string(), component("App", &groups, "")),
        ("src/index.css".to_string(), "@tailwind base;\n@tailwind components;\n@tailwind utilities;\n".to_string()),
        ("tailwind.config.js".to_string(), "export default { content: [\"./src/**/*.tsx\"] };\n".to_string()),
    ];
    for (index, group) in groups.iter().enumerate() {
        let leaves: Vec<String> = (0..LEAVES).map(|leaf| format!("Leaf{index}x{leaf}")).collect();
        files.push((format!("src/{group}.tsx"), component(group, &leaves, "")));
        files.extend(leaves.iter().map(|leaf| (format!("src/{leaf}.tsx"), component(leaf, &[], "text"))));
    }
    files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
}

/// Another text in one component of [`generated`].
#[allow(dead_code, reason = "each bench has its own copy of this module")]
pub fn edited_leaf(round: usize) -> hotframe::Change {
    hotframe::Change::write(LEAF, component("Leaf0x0", &[], &format!("text {round}")))
}

/// A compiler that finds the packages of the example apps.
pub fn compiler() -> Arc<Compiler> {
    compiler_of("examples")
}

/// A compiler that finds the packages installed in a folder of this repository.
pub fn compiler_of(folder: &str) -> Arc<Compiler> {
    let options = Options { node_modules: Some(root().join(folder).join("node_modules")), ..Options::default() };
    Arc::new(Compiler::new(options).expect("`make setup` installs examples/node_modules"))
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
            found.push((name, std::fs::read(&path).expect("a file")));
        }
    }
}
