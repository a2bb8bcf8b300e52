//! What apps bring themselves: tsconfig, vite.config, .env, lists of files, queries.

use hotframe::{Change, PageOptions, Session, Severity};

use crate::support::{PAGE, compiler, compiler_with_packages, files, open};

/// All code of the app's script.
fn code(session: &Session) -> String {
    let errors: Vec<_> = session.diagnostics().into_iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let asset = session.asset(&format!("@hotframe/app/{}.js", session.revision().unwrap())).unwrap().unwrap();
    String::from_utf8(asset.body.to_vec()).unwrap()
}

#[test]
fn tsconfig_paths_follow_extends_and_references_with_comments() {
    let session = open(&[
        PAGE,
        ("tsconfig.json", "{ // a comment\n \"files\": [], \"references\": [{ \"path\": \"./tsconfig.app.json\" }, { \"path\": \"./tsconfig.node.json\" }], }"),
        (
            "tsconfig.app.json",
            "{ \"extends\": \"./tsconfig.base.json\", \"compilerOptions\": { \"baseUrl\": \".\", \"paths\": { \"~/*\": [\"./app/*\"], \"config\": [\"./app/config.ts\"] } } }",
        ),
        ("tsconfig.base.json", "{ \"extends\": \"./tsconfig.app.json\", \"compilerOptions\": { \"jsxImportSource\": \"preact\" } }"),
        ("app/a.ts", "export const a = 'from-a'"),
        ("app/config.ts", "export const c = 'from-config'"),
        ("src/main.ts", "import { a } from '~/a'; import { c } from 'config'; console.log(a, c)"),
    ]);
    let code = code(&session);
    assert!(code.contains("from-a") && code.contains("from-config"));
}

const SHADCN: &str = r##"{"style": "default", "tailwind": {"config": "tailwind.config.ts", "css": "client/src/index.css"},
    "aliases": {"components": "@/components", "utils": "~/lib/utils", "ui": "radix/ui"}}"##;

#[test]
fn components_json_says_where_components_are_when_nothing_else_does() {
    let main = "import { cn } from '@/lib/utils'; import { cn as other } from '~/lib/utils'; console.log(cn, other)";
    let app = [PAGE, ("components.json", SHADCN), ("client/src/lib/utils.ts", "export const cn = 'of the client'"), ("src/main.ts", main)];
    let session = open(&app);
    assert!(code(&session).contains("of the client"));
    let own = r#"{"compilerOptions": {"paths": {"@/*": ["./own/*"], "~/*": ["./own/*"]}}}"#;
    let files = [("tsconfig.json", own), ("own/lib/utils.ts", "export const cn = 'of its own'")];
    session.update(files.map(|(path, text)| Change::write(path, text)).to_vec()).unwrap().unwrap();
    assert!(code(&session).contains("of its own"), "what tsconfig.json says wins");
    session.update(vec![Change::write("components.json", "{")]).unwrap();
    let problems = session.diagnostics();
    assert_eq!((problems[0].severity, problems[0].file.as_str()), (Severity::Warning, "components.json"));
}

#[test]
fn vite_config_is_read_without_being_run() {
    let config = "import { defineConfig } from 'vite';\nimport path from 'path';\nimport react from '@vitejs/plugin-react-swc';\nimport { componentTagger as tagger } from 'lovable-tagger';\nconst version = '1.2';\nexport default defineConfig(({ mode }) => ({\n  server: { port: 8080 },\n  plugins: [react(), mode === 'development' && tagger()].filter(Boolean),\n  define: { __VERSION__: JSON.stringify(version), __FLAG__: true, __LATER__: compute() },\n  resolve: { alias: { '@': path.resolve(__dirname, './src'), '#lib': new URL('./lib', import.meta.url), dyn: compute() } },\n}));\n";
    let session = open(&[
        PAGE,
        ("vite.config.ts", config),
        ("lib/x.ts", "export const x = 'from-lib'"),
        ("src/y.ts", "export const y = 'from-src'"),
        (
            "src/main.ts",
            "import { x } from '#lib/x'; import { y } from '@/y'; declare const __VERSION__: string; console.log(x, y, __VERSION__, __FLAG__, typeof __VERSION__)",
        ),
    ]);
    let code = code(&session);
    assert!(code.contains("from-lib") && code.contains("from-src") && code.contains("\"1.2\", true"), "{code}");
    let warnings: Vec<_> = session.diagnostics().iter().map(|problem| (problem.file.clone(), problem.line)).collect();
    assert_eq!(warnings, [("vite.config.ts".to_string(), 9), ("vite.config.ts".to_string(), 10)], "what cannot be read is named with its line");
}

#[test]
fn env_files_have_vites_precedence_and_edits_reach_the_code() {
    let session = open(&[
        PAGE,
        (".env", "VITE_A=base\nVITE_B=base\nSECRET=no"),
        (".env.development", "VITE_B=dev\nVITE_C=\"$VITE_A-$SECRET\""),
        (".env.production", "VITE_B=prod"),
        ("src/main.ts", "console.log(import.meta.env.VITE_A, import.meta.env.VITE_B, import.meta.env.VITE_C, import.meta.env.SECRET)"),
    ]);
    assert!(
        code(&session).contains("\"base\", \"dev\", \"base-no\", undefined") || code(&session).contains("\"base\", \"dev\", \"base-no\", void 0"),
        "{}",
        code(&session)
    );
    let message = session.update(vec![Change::write(".env", "VITE_A=edited")]).unwrap().unwrap();
    assert!(message.to_json().contains("edited"));
}

#[test]
fn import_meta_glob_lists_files_and_follows_them() {
    let session = open(&[
        PAGE,
        (
            "src/main.ts",
            "const lazy = import.meta.glob('./pages/*.ts');\nconst all = import.meta.glob(['./pages/**/*.ts', '!**/b.ts'], { eager: true, import: 'default' });\nconst raw = import.meta.glob('/src/*.md', { query: '?raw', import: 'default' });\nconsole.log(lazy, all, raw)",
        ),
        ("src/pages/a.ts", "export default 'page-a'"),
        ("src/pages/b.ts", "export default 'page-b'"),
        ("src/pages/deep/c.ts", "export default 'page-c'"),
        ("src/note.md", "# note"),
    ]);
    let text = code(&session);
    for part in ["\"./pages/a.ts\"", "\"./pages/b.ts\"", "\"./pages/deep/c.ts\"", "\"/src/note.md\"", "page-c", "# note"] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    let message = session.update(vec![Change::write("src/pages/new.ts", "export default 'page-new'")]).unwrap().unwrap();
    let json = message.to_json();
    assert!(json.contains("./pages/new.ts") && json.contains("page-new"), "{json}");
    let gone = session.update(vec![Change::delete("src/pages/a.ts")]).unwrap().unwrap();
    assert_eq!(gone.kind(), "hmr_update", "a list is never left with a file that is gone: {gone:?}");
}

#[test]
fn a_template_in_import_becomes_a_look_up() {
    let session =
        open(&[PAGE, ("src/main.ts", "const load = (name: string) => import(`./pages/${name}.ts`); load('a')"), ("src/pages/a.ts", "export default 'page-a'")]);
    let code = code(&session);
    assert!(code.contains("__load") && code.contains("page-a"), "{code}");
}

#[test]
fn queries_make_text_addresses_and_inline_content() {
    let session = open(&[
        PAGE,
        (
            "src/main.ts",
            "import raw from './a.svg?raw'; import url from './a.ts?url'; import inline from './a.svg?inline'; import css from './a.css?inline'; import plain from './a.svg?v=1'; const at = new URL('./a.png', import.meta.url); console.log(raw, url, inline, css, plain, at)",
        ),
        ("src/a.svg", "<svg id=\"raw-text\"/>"),
        ("src/a.ts", "export const notCompiled: number = 1"),
        ("src/a.css", ".inlined { color: red }"),
        ("src/a.png", "png"),
    ]);
    let text = code(&session);
    assert!(text.contains("raw-text\\\"") && text.contains("data:image/svg+xml;base64,") && text.contains(".inlined"), "{text}");
    let address = text.split("\"/").filter_map(|rest| rest.split('"').next()).find(|address| address.contains("/a.ts")).unwrap();
    assert_eq!(&*session.asset(address).unwrap().unwrap().body, b"export const notCompiled: number = 1");
}

#[test]
fn workers_are_scripts_of_their_own() {
    let session = open(&[
        PAGE,
        ("src/main.ts", "import Counter from './count.worker?worker'; new Counter(); new Worker(new URL('./sum.ts', import.meta.url), { type: 'module' })"),
        ("src/count.worker.ts", "import { shared } from '@/shared'; self.onmessage = (event: MessageEvent<number>) => postMessage(event.data + shared)"),
        ("src/sum.ts", "import { shared } from './shared'; postMessage(shared)"),
        ("src/shared.ts", "export const shared: number = 40 + 2"),
    ]);
    let text = code(&session);
    let addresses: Vec<_> = text
        .split("\"/")
        .filter_map(|rest| rest.split('"').next())
        .filter(|address| address.starts_with("@hotframe/asset") && address.ends_with(".js"))
        .collect();
    assert_eq!(addresses.len(), 2, "{text}");
    for address in addresses {
        let script = session.asset(address).unwrap().unwrap();
        let script = (String::from_utf8(script.body.to_vec()).unwrap(), script.content_type);
        assert!(script.0.contains("42") || script.0.contains("40 + 2"), "{}", script.0);
        assert!(script.0.contains("postMessage") && !script.0.contains(": number") && script.1.starts_with("text/javascript"), "{script:?}");
    }
    let message = session.update(vec![Change::write("src/shared.ts", "export const shared = 7")]).unwrap().unwrap();
    assert!(message.to_json().contains("sum.ts"), "an edit of what a worker imports reaches who starts it");
}

#[test]
fn a_worker_reads_no_file_of_the_host() {
    for source in
        ["import '/etc/hostname'", "import '../../../../etc/hostname'", "import 'file:///etc/hostname'", "import x from '../package.json'; postMessage(x)"]
    {
        let session = open(&[PAGE, ("src/main.ts", "new Worker(new URL('./w.ts', import.meta.url))"), ("src/w.ts", source)]);
        let problems = session.diagnostics();
        assert!(problems.first().is_some_and(|problem| problem.code == "worker"), "{source}: {problems:?}");
    }
}

#[test]
fn classic_jsx_and_legacy_decorators_follow_tsconfig() {
    let session = open(&[
        PAGE,
        (
            "tsconfig.json",
            "{ \"compilerOptions\": { \"jsx\": \"react\", \"jsxFactory\": \"h\", \"jsxFragmentFactory\": \"F\", \"experimentalDecorators\": true, \"useDefineForClassFields\": false } }",
        ),
        ("src/h.ts", "export const h = 1, F = 2"),
        (
            "src/view.tsx",
            "import { h, F } from './h';\nfunction d(t: any, k: string) {}\nexport class A { @d x = 1; y?: string }\nexport const v = () => <><b/></>;",
        ),
        ("src/main.ts", "import { v } from './view'; console.log(v)"),
    ]);
    let code = code(&session);
    assert!(code.contains("h(F") && code.contains("h(\"b\"") && !code.contains("jsx-runtime"), "{code}");
}

#[test]
fn documents_start_inline_scripts_and_styles_and_know_the_environment() {
    let page = "<!doctype html><html><head><title>%VITE_NAME%</title><link rel=\"stylesheet\" href=\"/src/a.css\"></head><body><script type=\"module\">import { x } from './src/x'; console.log('inline', x)</script></body></html>";
    let session = open(&[("index.html", page), (".env", "VITE_NAME=Shop & Co"), ("src/a.css", ".linked{}"), ("src/x.ts", "export const x = 'x-ran'")]);
    let text = code(&session);
    assert!(text.contains("x-ran") && text.contains("inline") && text.contains(".linked"), "{text}");
    let html = session.page(&PageOptions::default()).unwrap();
    assert!(html.contains("<title>Shop &amp; Co</title>") && !html.contains("console.log('inline'"), "{html}");
}

#[test]
fn an_app_without_a_document_gets_one() {
    let session = Session::new("a", files(&[("src/main.tsx", "document.title = 'x'")]), compiler()).unwrap();
    assert!(session.page(&PageOptions::default()).unwrap().contains("<div id=\"root\">"));
    assert!(code(&session).contains("document.title"));
}

/// What is said about the configuration: line and message.
fn warnings(session: &Session) -> Vec<(u32, String)> {
    let problems = session.diagnostics().into_iter();
    problems.filter(|problem| problem.code == "config").map(|problem| (problem.line, problem.message)).collect()
}

const MAIN: (&str, &str) = (
    "src/main.ts",
    "import { a } from '@/a'; import { b } from 'lib/b'; import { c } from '~/c'; import { d } from '#d/d'; console.log(a, b, c, d, __V__, __KEY__, __ON__, __NAME__, process.env.API)",
);
const PARTS: [(&str, &str); 4] = [
    ("src/a.ts", "export const a = 'is-a'"),
    ("src/lib/b.ts", "export const b = 'is-b'"),
    ("app/c.ts", "export const c = 'is-c'"),
    ("src/d/d.ts", "export const d = 'is-d'"),
];

#[test]
fn functions_conditions_and_imports_of_a_configuration_are_followed() {
    let config = r##"import { defineConfig, loadEnv, mergeConfig } from "vite";
import * as nodePath from "node:path";
import { fileURLToPath, URL } from "node:url";
import react from "@vitejs/plugin-react";
import { componentTagger } from "lovable-tagger";
import pkg from "./package.json" with { type: "json" };
import { shared } from "./config/shared";
const src = nodePath.resolve(import.meta.dirname, "src");
const base = { define: { __ON__: false } };
export default defineConfig(async ({ mode, command }) => {
  const env = loadEnv(mode, process.cwd(), "");
  const isDev = mode === "development";
  if (command === "build") {
    return { define: { __V__: JSON.stringify("wrong") } };
  }
  return mergeConfig(base, {
    ...shared,
    server: { host: "::", port: 8080 },
    plugins: [react(), isDev && componentTagger(), !isDev && unknown()].filter(Boolean),
    define: {
      __V__: JSON.stringify(`v${pkg.version}`),
      __KEY__: JSON.stringify(env.API_KEY),
      __ON__: isDev ? true : unknown(),
      __NAME__: JSON.stringify(env.NOTHING ?? "none"),
      "process.env.API": JSON.stringify(env.NOTHING),
    },
    resolve: {
      dedupe: ["react"],
      alias: [
        { find: "@", replacement: src },
        { find: /^lib\//, replacement: `${src}/lib/` },
        { find: /^~\/(.*)$/, replacement: fileURLToPath(new URL("./app/$1", import.meta.url)) },
        { find: "#d", replacement: new URL("./src/d", import.meta.url).pathname },
      ],
    },
  });
});
"##;
    let mut list = vec![PAGE, MAIN, ("vite.config.ts", config), (".env", "API_KEY=secret-of-the-app"), ("package.json", "{ \"version\": \"3.1\" }")];
    list.push(("config/shared.ts", "export const shared = { base: '/' }"));
    list.extend(PARTS);
    let session = open(&list);
    let code = code(&session);
    for part in ["is-a", "is-b", "is-c", "is-d", "\"v3.1\"", "\"secret-of-the-app\", true, \"none\", undefined"] {
        assert!(code.contains(part), "{part} is missing in {code}");
    }
    assert_eq!(warnings(&session), []);
}

#[test]
fn what_is_defined_is_set_on_the_page_too_as_packages_read_it_there() {
    let config =
        |value: &str| format!("export default {{ define: {{ global: 'globalThis', 'process.env': {{ KEY: '{value}' }}, 'import.meta.env.VITE_X': '1' }} }}");
    let session = open(&[PAGE, ("vite.config.ts", &config("one")), ("src/main.ts", "console.log(process.env.NODE_ENV, process.env.KEY)")]);
    let text = code(&session);
    assert!(text.contains("console.log(\"development\", "), "{text}");
    assert!(text.contains("[\"global\",()=>(globalThis") && text.contains("[\"process.env\",()=>({") && !text.contains("[\"import.meta"), "{text}");
    // The page sets them once: with others it is loaded anew, whatever the app's own code has of them.
    let message = session.update(vec![Change::write("vite.config.ts", config("two"))]).unwrap().unwrap();
    assert_eq!(message.kind(), "preview_refreshed");
    let plain = open(&[PAGE, ("src/main.ts", "console.log(1)")]);
    assert!(!code(&plain).contains("globalThis"));
}

#[test]
fn what_is_asked_of_a_list_of_files_and_does_not_exist_is_named() {
    let session = open(&[PAGE, ("src/main.ts", "\nconsole.log(import.meta.glob('./*.txt', { eager: true, lazy: 1 }), import.meta.glob(somewhere))")]);
    let said: Vec<_> = session.diagnostics().into_iter().map(|problem| (problem.line, problem.severity, problem.message)).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().all(|(line, severity, _)| (*line, *severity) == (2, Severity::Warning)), "{said:?}");
    assert!(said[0].2.contains("no option \"lazy\"") && said[1].2.contains("takes strings only"), "{said:?}");
}

#[test]
fn what_a_configuration_does_not_say_is_named_with_its_line() {
    let config = "import legacy from 'vite-plugin-odd';\nimport { execSync } from 'child_process';\nexport default {\n  plugins: [legacy(), { name: 'version', apply: 'build', closeBundle() {} }],\n  define: {\n    __V__: JSON.stringify(execSync('git rev-parse HEAD').toString()),\n  },\n  resolve: { alias: [{ find: /(a|b)$/, replacement: 'x' }] },\n};\n";
    let session = open(&[PAGE, ("vite.config.js", config), ("src/main.ts", "console.log(typeof __V__, __V__)")]);
    let lines: Vec<u32> = warnings(&session).iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [4, 6, 8], "{:?}", warnings(&session));
    assert!(code(&session).contains("undefined"), "a name that stays would be a crash");
}

#[test]
fn postcss_plugins_that_are_not_run_are_named() {
    for (path, config, expected) in [
        (
            "postcss.config.js",
            "export default {\n  plugins: {\n    tailwindcss: {},\n    autoprefixer: {},\n    'postcss-pxtorem': { x: 1 },\n  },\n}",
            Some(5),
        ),
        (
            "postcss.config.cjs",
            "module.exports = {\n  plugins: [\n    require('tailwindcss'),\n    require('autoprefixer')(),\n    require('postcss-odd')({}),\n  ],\n}",
            Some(5),
        ),
        (
            "postcss.config.mjs",
            "import tailwind from '@tailwindcss/postcss';\nexport default { plugins: [tailwind, process.env.NODE_ENV === 'production' && odd()] }",
            None,
        ),
        (".postcssrc", "{\n \"plugins\": {\n  \"postcss-odd\": {} } }", Some(3)),
        ("package.json", "{\n \"postcss\": { \"plugins\": {\n  \"autoprefixer\": {},\n  \"postcss-odd\": {} } } }", Some(4)),
    ] {
        let session = open(&[PAGE, (path, config), ("src/main.ts", "")]);
        let lines: Vec<u32> = warnings(&session).iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, Vec::from_iter(expected), "{path}: {:?}", warnings(&session));
    }
}

#[test]
fn env_files_may_stand_in_another_folder() {
    let config = ("vite.config.ts", "export default { envDir: './env', envPrefix: ['VITE_', 'APP_'] }");
    let session = open(&[PAGE, config, ("env/.env", "APP_A=from-env-dir"), (".env", "APP_A=wrong"), ("src/main.ts", "console.log(import.meta.env.APP_A)")]);
    assert!(code(&session).contains("from-env-dir"));
}

#[test]
fn css_modules_follow_the_convention_for_names() {
    let session = open(&[
        PAGE,
        ("vite.config.ts", "export default { css: { modules: { localsConvention: 'camelCaseOnly' } } }"),
        ("src/main.ts", "import styles from './a.module.css'; console.log(styles.bigCard)"),
        ("src/a.module.css", ".big-card { color: red }"),
    ]);
    let code = code(&session);
    assert!(code.contains("\"bigCard\":") && !code.contains("\"big-card\":"), "{code}");
}

#[test]
fn the_react_plugin_may_name_another_jsx_runtime() {
    let config = (
        "vite.config.ts",
        "import react from '@vitejs/plugin-react';\nexport default { plugins: [react({ jsxImportSource: './jsx', babel: { plugins: ['@emotion/babel-plugin'] } })] }",
    );
    let session = open(&[PAGE, config, ("src/main.ts", "import './view'"), ("src/view.tsx", "console.log(<b/>)")]);
    assert!(session.diagnostics().iter().any(|problem| problem.message.contains("jsx/jsx-")), "{:?}", session.diagnostics());
    assert_eq!(warnings(&session).len(), 1);
}

#[test]
fn vites_root_is_where_the_document_its_addresses_and_public_files_stand() {
    let session = open(&[
        (
            "vite.config.ts",
            "import path from 'path'; export default { root: path.resolve(import.meta.dirname, 'client'), resolve: { alias: { '@': path.resolve(import.meta.dirname, 'client', 'src'), '@shared': path.resolve(import.meta.dirname, 'shared') } } }",
        ),
        (
            "client/index.html",
            "<link rel='icon' href='/icon.png'><link rel='stylesheet' href='/src/linked.css'><script type='module'>import './src/inline'</script><script type='module' src='/src/main.ts'></script>",
        ),
        ("client/.env", "VITE_PLACE=from-client"),
        ("client/public/icon.png", "icon"),
        ("client/src/linked.css", ".linked { color: red }"),
        ("client/src/inline.ts", "console.log('from-inline')"),
        (
            "client/src/main.ts",
            "import { own } from '@/own'; import { shared } from '@shared/x'; import { rooted } from '/src/rooted'; console.log(own, shared, rooted, import.meta.env.VITE_PLACE, import.meta.glob('/src/pages/*.ts'))",
        ),
        ("client/src/own.ts", "export const own = 'from-own'"),
        ("client/src/rooted.ts", "export const rooted = 'from-rooted'"),
        ("client/src/pages/one.ts", "export const page = 'from-page'"),
        ("shared/x.ts", "export const shared = 'from-shared'"),
        ("index.html", "<script type='module' src='/nothing.ts'></script>"),
    ]);
    let code = code(&session);
    for text in ["from-inline", "from-own", "from-shared", "from-rooted", "from-client", "from-page", ".linked", "\"/src/pages/one.ts\""] {
        assert!(code.contains(text), "{text} is missing: {code}");
    }
    assert_eq!(session.asset("icon.png").unwrap().unwrap().body.to_vec(), b"icon");
    let page = session.page(&PageOptions::default()).unwrap();
    assert!(page.contains("href='/icon.png'") || page.contains("href=\"/icon.png\""), "{page}");
    let message = session.update(vec![Change::write("client/index.html", "<script type='module' src='/src/own.ts'></script>")]).unwrap().unwrap();
    assert_eq!(message.kind(), "preview_refreshed");
}

#[test]
fn the_apps_own_extensions_are_tried_in_their_order() {
    let session = open(&[
        PAGE,
        ("vite.config.js", "export default { resolve: { extensions: ['.web.ts', '.ts', '.js'] } }"),
        ("src/main.ts", "import { which } from './which'; import { page } from './pages'; console.log(which, page)"),
        ("src/which.js", "export const which = 'from-js'"),
        ("src/which.ts", "export const which = 'from-ts'"),
        ("src/which.web.ts", "export const which = 'from-web'"),
        ("src/pages/index.web.ts", "export const page = 'from-index'"),
    ]);
    let code = code(&session);
    assert!(code.contains("from-web") && code.contains("from-index") && !code.contains("from-ts"), "{code}");
    let missing = open(&[PAGE, ("vite.config.js", "export default { resolve: { extensions: ['.ts'] } }"), ("src/main.ts", "import './a'"), ("src/a.jsx", "")]);
    assert_eq!(missing.diagnostics()[0].code, "unresolved-import");
}

#[test]
fn modules_that_plugins_make_up_are_what_they_are_in_development() {
    let main = "import { registerSW } from 'virtual:pwa-register';\nimport { useRegisterSW } from 'virtual:pwa-register/react';\nimport { pwaInfo } from 'virtual:pwa-info';\nimport storyboards from 'tempo-routes';\nregisterSW({ immediate: true })();\nconsole.log(useRegisterSW, pwaInfo, storyboards);\n";
    let config = "import { VitePWA } from 'vite-plugin-pwa';\nimport { tempo } from 'tempo-devtools/dist/vite';\nimport base44 from '@base44/vite-plugin';\nexport default { plugins: [VitePWA({ registerType: 'autoUpdate' }), tempo(), base44({ legacySDKImports: process.env.OLD === 'true' })] };\n";
    let session = Session::new("app", files(&[PAGE, ("src/main.ts", main), ("vite.config.ts", config)]), compiler_with_packages()).unwrap();
    assert_eq!(warnings(&session), []);
    let code = code(&session);
    assert!(code.contains("needRefresh") && code.contains("pwaInfo"), "{code}");
}

#[test]
fn colours_of_a_theme_come_with_the_document() {
    let config =
        ("vite.config.ts", "import themePlugin from '@replit/vite-plugin-shadcn-theme-json';\nexport default { plugins: [themePlugin()], root: 'client' };");
    let theme = |radius: &str| format!(r#"{{"variant": "professional", "primary": "hsl(222.2 47.4% 11.2%)", "appearance": "light", "radius": {radius}}}"#);
    let page =
        ("client/index.html", "<!doctype html><html><head><title>x</title></head><body><script type=\"module\" src=\"/src/main.ts\"></script></body></html>");
    let session = open(&[page, ("client/src/main.ts", "console.log(1)"), config, ("theme.json", &theme("0.5"))]);
    assert_eq!(warnings(&session), []);
    let text = session.page(&PageOptions::default()).unwrap();
    assert!(text.find("--primary: 222 47% 11%;").unwrap() < text.find("<title>").unwrap(), "{text}");
    let message = session.update(vec![Change::write("theme.json", theme("0.75"))]).unwrap().unwrap();
    assert_eq!(message.kind(), "preview_refreshed");
    assert!(session.page(&PageOptions::default()).unwrap().contains("--radius: 0.75rem;"));
    // Without the plugin it is a file like any other.
    let plain = open(&[PAGE, ("src/main.ts", "console.log(1)"), ("theme.json", &theme("0.5"))]);
    assert!(!plain.page(&PageOptions::default()).unwrap().contains("--primary"));
}

#[test]
fn an_app_whose_pages_a_server_makes_is_told_so() {
    let manifest = "{ \"dependencies\": { \"@tanstack/react-start\": \"1\", \"react\": \"19\" } }";
    let session = open(&[("package.json", manifest), ("src/router.tsx", "export const getRouter = () => null")]);
    let problem = session.diagnostics().into_iter().find(|problem| problem.code == "no-entry").unwrap();
    assert!(problem.hint.as_deref().is_some_and(|hint| hint.contains("TanStack Start")), "{problem:?}");
}

#[test]
fn the_hosts_environment_is_empty_for_a_configuration_that_hands_it_on() {
    let config = "export default { define: { 'process.env': process.env, __ALL__: { ...process.env } } }";
    let session = open(&[PAGE, ("src/main.ts", "console.log(process.env.HOME, __ALL__)"), ("vite.config.js", config)]);
    assert_eq!(warnings(&session), []);
    let code = code(&session);
    let given = "{\n                \"NODE_ENV\": \"development\"\n            }";
    assert!(code.contains(&format!("console.log({given}.HOME, {given})")), "{code}");
}
