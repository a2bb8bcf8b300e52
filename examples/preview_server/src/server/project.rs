//! The files of a request as an app. Whoever sends them may leave out what every app has: a document, an entry, a package.json.

use hotframe::ModuleId;
use serde_json::Value;

/// Where an app's own document or entry may be, when it is not at the root.
const FOLDERS: [&str; 4] = ["src/frontend/", "frontend/", "src/", "src/frontend/src/"];
const ENTRIES: [&str; 8] = ["main.tsx", "main.jsx", "main.ts", "main.js", "index.tsx", "index.jsx", "index.ts", "index.js"];
const ROOTS: [&str; 4] = ["App.tsx", "App.jsx", "app.tsx", "app.jsx"];
const OWN_ENTRY: &str = "hotframe.entry.jsx";

type Files = Vec<(String, Vec<u8>)>;

/// Adds what is missing. An app that has its own document is left as it is.
pub(super) fn complete(mut files: Files, manifest: Option<&Value>) -> Files {
    if let Some(manifest) = manifest.filter(|manifest| manifest.is_object())
        && !has(&files, "package.json")
    {
        files.push(("package.json".into(), format!("{manifest:#}\n").into_bytes()));
    }
    if !has(&files, "index.html")
        && let Some(entry) = entry(&mut files)
    {
        let page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"></head>\n\
             <body><div id=\"root\"></div><script type=\"module\" src=\"/{entry}\"></script></body>\n</html>\n"
        );
        files.push(("index.html".into(), page.into_bytes()));
    }
    files
}

/// The script that starts the app: its own, or one that mounts its root component. Not for apps that the library starts by itself.
fn entry(files: &mut Files) -> Option<String> {
    let found =
        |files: &Files, names: &[&str]| FOLDERS.iter().flat_map(|folder| names.iter().map(move |name| format!("{folder}{name}"))).find(|path| has(files, path));
    if let Some(entry) = found(files, &ENTRIES) {
        return Some(address(&entry));
    }
    let root = found(files, &ROOTS).or_else(|| ROOTS.iter().map(ToString::to_string).find(|path| has(files, path)))?;
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let style = ["index.css", "styles.css", "global.css"].iter().find(|name| has(files, &format!("{folder}/{name}")));
    let style = style.map_or(String::new(), |name| format!("import \"/{folder}/{name}\";\n"));
    // A path is checked before it stands in code; as a JSON text it can say nothing else.
    let specifier = Value::String(format!("/{}", ModuleId::new(&root).ok()?)).to_string();
    let code = format!(
        "{style}import {{ createRoot }} from \"react-dom/client\";\nimport App from {specifier};\ncreateRoot(document.getElementById(\"root\")).render(<App />);\n"
    );
    files.push((OWN_ENTRY.into(), code.into_bytes()));
    Some(OWN_ENTRY.into())
}

fn has(files: &Files, path: &str) -> bool {
    files.iter().any(|(name, _)| name.strip_prefix("./").unwrap_or(name) == path)
}

/// A path in an attribute.
fn address(path: &str) -> String {
    path.replace('&', "&amp;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::complete;
    use serde_json::json;

    fn names(list: &[&str]) -> Vec<String> {
        let files = list.iter().map(|name| (name.to_string(), Vec::new())).collect();
        complete(files, Some(&json!({"name": "app"}))).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn an_app_gets_what_it_lacks() {
        assert_eq!(names(&["index.html", "package.json"]), ["index.html", "package.json"]);
        assert_eq!(names(&["src/main.tsx"]), ["src/main.tsx", "package.json", "index.html"]);
        assert_eq!(names(&["src/frontend/App.tsx"]), ["src/frontend/App.tsx", "package.json", "hotframe.entry.jsx", "index.html"]);
        assert_eq!(names(&["backend/main.mo"]), ["backend/main.mo", "package.json"]);
    }
}
