//! `import()` in the output: the stylesheets of a lazy chunk are there before it runs, and what it imports is fetched at the same time, as
//! Vite does (<https://vite.dev/guide/features#async-chunk-loading-optimization>).

use std::ops::Range;

/// Loads files, then calls `load`. A failure is announced as Vite announces it, so that apps can reload after a deployment.
const LOADER: &str = r#"(load,files)=>Promise.all(files.map(href=>{const style=href.endsWith(".css"),known=document.querySelector(`link[href="${href}"]`);if(known)return known.loading;const link=document.createElement("link");link.rel=style?"stylesheet":"modulepreload";link.crossOrigin="";const nonce=document.querySelector("meta[property=csp-nonce]");if(nonce)link.setAttribute("nonce",nonce.nonce||nonce.getAttribute("nonce"));link.href=href;if(style)link.loading=new Promise((ready,fail)=>{link.onload=()=>ready();link.onerror=()=>{link.remove();fail(new Error("Unable to preload CSS for "+href))}});document.head.append(link);return link.loading})).then(load).catch(error=>{const event=new Event("vite:preloadError",{cancelable:true});event.payload=error;dispatchEvent(event);if(!event.defaultPrevented)throw error})"#;

/// With addresses that count from the script, the same has to make them whole, and to compare them whole.
const FROM_HERE: [(&str, &str); 2] = [
    ("files.map(href=>{const ", "files.map(file=>{const href=new URL(file,import.meta.url).href,"),
    (r#"document.querySelector(`link[href="${href}"]`)"#, r#"[...document.querySelectorAll("link")].find(link=>link.href===href)"#),
];

/// What a chunk's text becomes.
pub(super) struct Rewrite {
    pub(super) edits: Vec<(Range<usize>, String)>,
    pub(super) prologue: String,
}

/// Finds the `import()`s of chunks that need files. `needs`: (file name of the chunk without folders, addresses of the files);
/// `from_here`: whether these count from the script.
pub(super) fn rewrite(code: &str, needs: &[(String, Vec<String>)], from_here: bool) -> Rewrite {
    let name = free_name(code);
    let mut edits = Vec::new();
    for (file, addresses) in needs.iter().filter(|(_, addresses)| !addresses.is_empty()) {
        let list = serde_json::to_string(addresses).expect("text always serialises");
        for quote in ['"', '\'', '`'] {
            let wanted = format!("import({quote}./{file}{quote})");
            for (at, found) in code.match_indices(&wanted) {
                edits.push((at..at + found.len(), format!("{name}(()=>{found},{list})")));
            }
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    let prologue = if edits.is_empty() { String::new() } else { format!("const {name}={};\n", loader(from_here)) };
    Rewrite { edits, prologue }
}

fn loader(from_here: bool) -> String {
    let parts = if from_here { FROM_HERE.as_slice() } else { &[] };
    parts.iter().fold(LOADER.to_string(), |text, (plain, whole)| text.replacen(plain, whole, 1))
}

fn free_name(code: &str) -> String {
    let mut name = "__lazy".to_string();
    while code.contains(&name) {
        name.push('_');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_imports_that_need_files_are_touched() {
        let code = "import(\"./a-1.js\");import(`./b-2.js`);const __lazy=1";
        let rewrite = rewrite(code, &[("a-1.js".into(), vec!["/assets/a.css".into()]), ("b-2.js".into(), vec![])], false);
        assert_eq!(rewrite.edits, [(0..18, "__lazy_(()=>import(\"./a-1.js\"),[\"/assets/a.css\"])".to_string())]);
        assert!(rewrite.prologue.starts_with("const __lazy_="));
    }

    #[test]
    fn addresses_from_the_script_are_made_whole() {
        let (fixed, anywhere) = (loader(false), loader(true));
        assert!(FROM_HERE.iter().all(|(plain, whole)| fixed.contains(plain) && anywhere.contains(whole)), "{anywhere}");
    }
}
