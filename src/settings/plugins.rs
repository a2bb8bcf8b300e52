//! The `plugins` of `vite.config.*`: nothing of them is run. What a known one means for a preview is read from its options.

use crate::diagnostic::Diagnostic;
use crate::options::{JsxRuntime, Mode};
use crate::transform::Literal;

use super::{Settings, warning};

/// What these do is done here too, or is nothing that a preview needs.
const KNOWN: [&str; 39] = [
    "@vitejs/plugin-react",
    "@vitejs/plugin-react-swc",
    "@vitejs/plugin-react-oxc",
    "@tailwindcss/vite",
    "vite-tsconfig-paths",
    "vite-jsconfig-paths",
    "vite-plugin-svgr",
    "lovable-tagger",
    "@lovable.dev/vite-plugin-tagger",
    "@lovable.dev/mcp-js/stacks/supabase/vite",
    "@base44/vite-plugin",
    "@builder.io/vite-plugin-jsx-loc",
    "@dyad-sh/react-vite-component-tagger",
    "@metagptx/vite-plugin-source-locator",
    "vite-plugin-manus-runtime",
    "tempo-devtools/dist/vite",
    "code-inspector-plugin",
    "vite-plugin-pwa",
    "vite-plugin-checker",
    "vite-plugin-eslint",
    "vite-plugin-eslint2",
    "vite-plugin-stylelint",
    "vite-plugin-compression",
    "vite-plugin-compression2",
    "vite-plugin-inspect",
    "vite-plugin-mkcert",
    "vite-plugin-dts",
    "vite-plugin-sitemap",
    "vite-plugin-image-optimizer",
    "vite-plugin-node-polyfills",
    "vite-bundle-analyzer",
    "rollup-plugin-visualizer",
    "@vitejs/plugin-basic-ssl",
    "@vitejs/plugin-legacy",
    "@replit/vite-plugin-cartographer",
    "@replit/vite-plugin-runtime-error-modal",
    "@replit/vite-plugin-shadcn-theme-json",
    "@sentry/vite-plugin",
    "vite-plugin-source-identifier",
];

/// Babel plugins without which an app looks and works the same.
const BABEL: [&str; 5] =
    ["babel-plugin-react-compiler", "babel-plugin-styled-components", "react-refresh/babel", "babel-plugin-transform-remove-console", "styled-components"];

pub(super) fn read(path: &str, source: &str, list: &Literal, settings: &mut Settings) {
    let mut items: Vec<&Literal> = vec![list];
    let warn = |settings: &mut Settings, offset: usize, message: String| {
        settings.warnings.push(warning(Diagnostic::at("config", path, source, offset, 1, message)));
    };
    while let Some(item) = items.pop() {
        match item {
            Literal::Array(inner) => items.extend(inner.iter().rev()),
            Literal::Made { package, at, .. } if !KNOWN.contains(&package.as_str()) => {
                warn(settings, *at, format!("the plugin {package:?} is not run: what it changes is missing here"));
            }
            Literal::Made { package, arguments, .. } if package.starts_with("@vitejs/plugin-react") => {
                if let Some(options) = arguments.first() {
                    react(options, settings, &warn, source);
                }
            }
            Literal::Made { package, at, .. } if package == "vite-plugin-pwa" => {
                let is_build = settings.options.mode == Mode::Production;
                if is_build {
                    warn(settings, *at, "the plugin \"vite-plugin-pwa\" is not run: the build has no service worker and no web manifest of it".into());
                }
            }
            // Imports of the platform's first years, which it leads into its own package.
            Literal::Made { package, arguments, at } if package == "@base44/vite-plugin" => {
                let has_old_imports = arguments.first().and_then(|options| options.get("legacySDKImports")) == Some(&Literal::Bool(true));
                if has_old_imports {
                    warn(
                        settings,
                        *at,
                        "legacySDKImports is not known here: import from \"@base44/sdk\" instead of entities, functions and integrations".into(),
                    );
                }
            }
            Literal::Made { package, arguments, .. } if package == "vite-plugin-svgr" => svgr(arguments.first(), settings),
            Literal::Unknown(at) => warn(settings, *at, "this plugin is not run: what it changes is missing here".into()),
            // What is for builds alone is missing in no preview.
            Literal::Object(fields) if fields.iter().any(|(name, value)| name == "apply" && value.as_str() == Some("build")) => {}
            Literal::Object(fields) => {
                let name = fields.iter().find(|(name, _)| name == "name").and_then(|(_, value)| value.as_str()).unwrap_or("of the app's own");
                let at = source.find(name).unwrap_or(0);
                warn(settings, at, format!("the plugin {name:?} is not run: what it changes is missing here"));
            }
            _ => {}
        }
    }
}

/// Which images are components: those with `?react`, which always are, or all of them.
fn svgr(options: Option<&Literal>, settings: &mut Settings) {
    let Some(options) = options else { return };
    let said = |name: &str| options.get("svgrOptions").and_then(|inner| inner.get(name)).or(options.get(name));
    let all = match options.get("include") {
        Some(Literal::Text(pattern)) => pattern.ends_with(".svg"),
        Some(Literal::Array(patterns)) => patterns.iter().filter_map(Literal::as_str).any(|pattern| pattern.ends_with(".svg")),
        _ => false,
    };
    settings.options.svg_components = all || options.get("exportAsDefault") == Some(&Literal::Bool(true));
    settings.options.svg_icon = matches!(said("icon"), Some(Literal::Bool(true)));
}

fn react(options: &Literal, settings: &mut Settings, warn: &dyn Fn(&mut Settings, usize, String), source: &str) {
    if let Some(package) = options.get("jsxImportSource").and_then(Literal::as_str) {
        settings.options.jsx_import_source = package.to_string();
    }
    if options.get("jsxRuntime").and_then(Literal::as_str) == Some("classic") {
        settings.options.jsx = JsxRuntime::Classic;
    }
    if options.get("tsDecorators") == Some(&Literal::Bool(true)) {
        settings.options.legacy_decorators = true;
    }
    let babel = options.get("babel").and_then(|babel| babel.get("plugins"));
    let Some(Literal::Array(plugins)) = babel.or_else(|| options.get("plugins")) else { return };
    for plugin in plugins {
        let first = if let Literal::Array(pair) = plugin { pair.first() } else { Some(plugin) };
        match first {
            Some(Literal::Text(name)) if BABEL.iter().any(|known| name.contains(known)) => {}
            Some(Literal::Text(name)) => {
                let at = source.find(name.as_str()).unwrap_or(0);
                warn(settings, at, format!("the compiler plugin {name:?} is not run: what it changes is missing here"));
            }
            Some(Literal::Unknown(at) | Literal::Made { at, .. }) => {
                warn(settings, *at, "this compiler plugin is not run: what it changes is missing here".into())
            }
            _ => {}
        }
    }
}
