//! One compiled stylesheet of an app, kept up to date.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::census::Census;
use super::engine::{Call, Engine, Reads};
use super::scan::{Pattern, Scan, Wanted};
use super::{Files, Problem, Version, candidates, words};

/// The stylesheet to compile.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Below the app's root.
    pub(crate) path: String,
    pub(crate) text: String,
    /// v3: the config's path below the root, if it is not one of the usual `tailwind.config.*`. `@config` in the text comes before it.
    pub(crate) config: Option<String>,
}

/// A compiled stylesheet. It weighs about 5 MB (v4) or 12 MB (v3) with its engine; see [`Engine::weight`].
pub(crate) struct Sheet {
    engine: Arc<Engine>,
    id: u32,
    entry: Entry,
    reads: Reads,
    plan: Plan,
    /// The app's files as they were looked at.
    seen: HashMap<String, Seen>,
    gitignores: Vec<(String, String)>,
    census: Census,
    css: Option<Arc<str>>,
    failed: Option<Problem>,
}

struct Seen {
    content: Arc<[u8]>,
    /// Whether its words were handed over.
    counted: bool,
}

/// What the glue says about a stylesheet.
#[derive(Debug, serde::Deserialize)]
struct Plan {
    /// Whether anything in it is Tailwind's.
    active: bool,
    /// Whether it has utilities, so that files must be looked at.
    scan: bool,
    /// v3: whether the config has its own extractors.
    #[serde(default)]
    whole: bool,
    /// v3: whether the candidates of simple text can be found here.
    #[serde(default)]
    plain: bool,
    #[serde(default)]
    sources: Vec<Pattern>,
    #[serde(default)]
    content: Vec<Pattern>,
}

impl Sheet {
    /// Reads and compiles a stylesheet with all that it imports. Nothing is generated yet.
    pub(crate) fn compile(engine: &Arc<Engine>, entry: Entry, files: &dyn Files) -> Result<Self, Problem> {
        let id = engine.new_id();
        let mut reads = Reads::default();
        let plan = load(engine, id, &entry, files, &mut reads)?;
        Ok(Self {
            engine: engine.clone(),
            id,
            entry,
            reads,
            plan,
            seen: HashMap::new(),
            gitignores: Vec::new(),
            census: Census::default(),
            css: None,
            failed: None,
        })
    }

    /// Whether the stylesheet has anything for Tailwind to do. If not, its text is its CSS.
    #[cfg(test)]
    pub(crate) fn is_active(&self) -> bool {
        self.plan.active
    }

    /// The CSS for the files as they are. The same `Arc` as before when nothing was added. After a failure it fails in the same way until it is compiled
    /// again, so that a hostile config costs its limits once.
    pub(crate) fn update(&mut self, files: &dyn Files) -> Result<Arc<str>, Problem> {
        if let Some(problem) = &self.failed {
            return Err(problem.clone());
        }
        let result = self.build(files);
        if let Err(problem) = &result {
            self.failed = Some(problem.clone());
        }
        result
    }

    /// Compiles again from nothing, so that rules of classes that are gone go, too.
    pub(crate) fn settle(&mut self, files: &dyn Files) -> Result<Arc<str>, Problem> {
        *self = Self::compile(&self.engine, self.entry.clone(), files)?;
        self.update(files)
    }

    /// How many words were handed to Tailwind that the app no longer has. 0: the CSS is what a new compile would give.
    pub(crate) fn leftover(&self) -> usize {
        self.census.leftover()
    }

    /// Whether the CSS may hold what a new compile would not give: rules of words that the app no longer has. Says yes rather than no.
    pub(crate) fn is_stale(&self) -> bool {
        let Some(css) = self.css.as_ref().filter(|_| self.census.leftover() > 0) else { return false };
        let css = css.replace('\\', "");
        let has_rule = |word: &str| match word.as_bytes() {
            // A digit in front of a class is written as its code.
            [digit @ b'0'..=b'9', ..] => css.contains(&format!(".3{} {}", char::from(*digit), &word[1..])),
            // The name of a variable brings the variable.
            [b'-', b'-', ..] => css.contains(word),
            // In the sheet it has a backslash more, and here none has any.
            _ if word.contains('\\') => css.contains(&format!(".{}", word.replace('\\', ""))),
            _ => css.contains(&format!(".{word}")),
        };
        let mut found = Vec::new();
        self.census.gone().any(|word| match self.engine.version() {
            Version::V4 => has_rule(word),
            Version::V3 => {
                found.clear();
                !self.plan.plain || !words(word, &mut found) || found.iter().any(|word| has_rule(word))
            }
        })
    }

    /// Whether a change of this file asks for a new compile: the stylesheet itself, what it imports, its config, plugins and what those require.
    pub(crate) fn depends_on(&self, path: &str) -> bool {
        path == self.entry.path || self.reads.concern(path)
    }

    /// The files that it was made of, besides the entry.
    #[cfg(test)]
    pub(crate) fn dependencies(&self) -> impl Iterator<Item = &str> {
        self.reads.found()
    }

    fn build(&mut self, files: &dyn Files) -> Result<Arc<str>, Problem> {
        if !self.plan.active {
            return Ok(self.css.get_or_insert_with(|| self.entry.text.as_str().into()).clone());
        }
        let (words, extensions) = if self.plan.scan { self.look(files) } else { Default::default() };
        if let Some(css) = self.css.as_ref().filter(|_| words.is_empty()) {
            return Ok(css.clone());
        }
        let call = Call::Build { id: self.id, words, extensions };
        let reads = std::cell::RefCell::new(&mut self.reads);
        let built = self.engine.call(call, &|kind, specifier, base| reads.borrow_mut().read(files, kind, specifier, base))?;
        match (built, &self.css) {
            (Some(text), Some(css)) if **css == *text => {}
            (Some(text), _) => self.css = Some(text.into()),
            // Only words that mean nothing.
            (None, _) => {}
        }
        self.css.clone().ok_or_else(|| Problem::new("Tailwind gave no CSS"))
    }

    /// What is new since the last time: words and, for v3, the extension of each.
    fn look(&mut self, files: &dyn Files) -> (Vec<String>, Vec<String>) {
        let mut changed: Vec<(String, Arc<[u8]>)> = Vec::new();
        let mut all = Vec::new();
        let mut gitignores = Vec::new();
        let mut known = 0;
        files.sources(&mut |path, content| {
            if path == ".gitignore" || path.ends_with("/.gitignore") {
                let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("/{folder}"));
                gitignores.push((folder, String::from_utf8_lossy(content).into_owned()));
            }
            let seen = self.seen.get(path);
            known += usize::from(seen.is_some());
            if seen.is_none_or(|seen| !Arc::ptr_eq(&seen.content, content) && *seen.content != **content) {
                changed.push((path.to_string(), content.clone()));
            }
        });
        gitignores.sort();
        let rules_changed = self.gitignores != gitignores;
        if changed.is_empty() && known == self.seen.len() && !rules_changed && self.css.is_some() {
            return Default::default();
        }
        files.sources(&mut |path, content| all.push((path.to_string(), content.clone())));
        if known < self.seen.len() {
            let present: HashSet<&str> = all.iter().map(|(path, _)| path.as_str()).collect();
            let gone: Vec<String> = self.seen.keys().filter(|path| !present.contains(path.as_str())).cloned().collect();
            gone.iter().for_each(|path| self.uncount(path));
        }
        let folders: HashSet<&str> = all.iter().flat_map(|(path, _)| path.match_indices('/').map(|(at, _)| &path[..at])).collect();
        let is_folder = |path: &str| {
            let path = path.trim_start_matches('/');
            // Of packages we cannot know; a name with a dot is a file.
            folders.contains(path) || (path.starts_with("node_modules/") && !path.rsplit('/').next().is_some_and(|name| name.contains('.')))
        };
        let wanted = match self.engine.version() {
            Version::V3 => Wanted::Content(self.plan.content.clone()),
            Version::V4 => Wanted::Sources(self.plan.sources.clone()),
        };
        let scan = Scan::new(&wanted, is_folder, &gitignores);
        if self.css.is_none() {
            for folder in scan.package_folders() {
                files.package_sources(folder.trim_start_matches('/'), &mut |path, content| changed.push((path.to_string(), content.clone())));
            }
        }
        drop(folders);
        self.gitignores = gitignores;
        self.take(if rules_changed && self.css.is_some() { all } else { changed }, &scan)
    }

    fn take(&mut self, changed: Vec<(String, Arc<[u8]>)>, scan: &Scan) -> (Vec<String>, Vec<String>) {
        let version = self.engine.version();
        let (mut words, mut extensions) = (Vec::new(), Vec::new());
        let mut plain = BTreeSet::new();
        for (path, content) in changed {
            self.uncount(&path);
            let extension = extension(&path);
            // What is not text has no classes.
            let text = std::str::from_utf8(&content).ok().filter(|_| scan.includes(&format!("/{path}")));
            let new = self.census.add(text.into_iter().flat_map(|text| split(version, self.plan.whole, text, extension)));
            match version {
                Version::V4 => words.extend(new.into_iter().map(String::from)),
                Version::V3 => {
                    let mut found = Vec::new();
                    let mut rest = Vec::new();
                    for piece in new {
                        // Of Svelte's `class:name` the glue has to take a part away.
                        if !self.plan.plain || extension == "svelte" || !self::words(piece, &mut found) {
                            rest.push(piece);
                        }
                    }
                    plain.extend(found.into_iter().filter(|word| !word.is_empty() && *word != "!*").map(String::from));
                    if !rest.is_empty() {
                        words.push(rest.join("\n"));
                        extensions.push(extension.to_string());
                    }
                }
            }
            if !path.starts_with("node_modules/") {
                let counted = text.is_some();
                self.seen.insert(path, Seen { content, counted });
            }
        }
        if !plain.is_empty() {
            words.push(plain.into_iter().collect::<Vec<_>>().join(" "));
            extensions.push(WORDS.to_string());
        }
        (words, extensions)
    }

    /// The file is gone, or about to be counted again.
    fn uncount(&mut self, path: &str) {
        let Some(old) = self.seen.remove(path).filter(|old| old.counted) else { return };
        if let Ok(text) = std::str::from_utf8(&old.content) {
            self.census.remove(split(self.engine.version(), self.plan.whole, text, extension(path)));
        }
    }
}

fn extension(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension)
}

impl Drop for Sheet {
    fn drop(&mut self) {
        self.engine.forget(self.id);
    }
}

impl std::fmt::Debug for Sheet {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Sheet({})", self.entry.path)
    }
}

/// What v3's glue takes for words that were found here.
const WORDS: &str = "hotframe:words";

/// What is counted: candidates (v4), or pieces between white space, which is what v3's extractor looks at one by one.
fn split<'a>(version: Version, whole: bool, text: &'a str, extension: &str) -> Vec<&'a str> {
    match version {
        Version::V4 => candidates(text, extension),
        Version::V3 if whole => vec![text],
        Version::V3 => text.split_ascii_whitespace().collect(),
    }
}

fn load(engine: &Engine, id: u32, entry: &Entry, files: &dyn Files, reads: &mut Reads) -> Result<Plan, Problem> {
    let call = Call::Compile { id, entry: format!("/{}", entry.path), css: entry.text.clone(), config: entry.config.as_ref().map(|path| format!("/{path}")) };
    let reads = std::cell::RefCell::new(reads);
    let plan = engine.call(call, &|kind, specifier, base| reads.borrow_mut().read(files, kind, specifier, base))?;
    plan.and_then(|plan| serde_json::from_str(&plan).ok()).ok_or_else(|| Problem::new("Tailwind answered in a way that is not understood"))
}
