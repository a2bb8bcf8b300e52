//! What a session knows, and how an edit moves it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use crate::compiler::{Compiler, Project};
use crate::diagnostic::{Diagnostic, Severity};
use crate::digest::Digest;
use crate::error::Error;
use crate::graph::{Built, Former, Graph, Inputs, Made, PackageSet, Refused, build, plan};
use crate::id::ModuleId;
use crate::message::{Body, Message, VERSION, WireModule, WireUpdate};
use crate::preview::{addition, addition_key, module_script, vendor};
use crate::route::{Policy, Routing, Side, route};
use crate::settings;
use crate::source::{Change, Snapshot};
use crate::style::Styles;
use crate::transform::{Module, RESERVED};

use super::serve::module_of;

/// Revisions whose scripts are still served, for pages that load while edits go on.
const HISTORY: usize = 8;

pub(super) struct State {
    pub(super) snapshot: Snapshot,
    pub(super) project: Arc<Project>,
    pub(super) styles: Styles,
    /// Revisions without errors, the newest first: that one is what browsers should run.
    pub(super) shipped: VecDeque<Shipped>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether errors keep the files as they are now from browsers.
    held: bool,
    /// What the last build found out, good or not.
    former: Option<Former>,
}

/// A revision and what it was built from.
pub(super) struct Shipped {
    pub(super) graph: Arc<Graph>,
    pub(super) snapshot: Snapshot,
    pub(super) project: Arc<Project>,
    pub(super) made: Made,
    /// Of its modules, those that stand for what cannot run.
    pub(super) refused: Refused,
}

/// What a build gave that browsers can run.
struct Good {
    graph: Arc<Graph>,
    made: Made,
    refused: Refused,
}

impl State {
    pub(super) fn open(snapshot: Snapshot, compiler: &Arc<Compiler>) -> Result<Self, Error> {
        let project = Arc::new(compiler.project(&snapshot));
        let mut state = Self { snapshot, project, styles: Styles::default(), shipped: VecDeque::new(), diagnostics: Vec::new(), held: false, former: None };
        let (good, diagnostics) = state.build(compiler)?;
        state.diagnostics = diagnostics;
        state.held = good.is_none();
        if let Some(good) = good {
            state.ship(good);
        }
        Ok(state)
    }

    /// What of the current files can run, and what is wrong with them.
    fn build(&mut self, compiler: &Arc<Compiler>) -> Result<(Option<Good>, Vec<Diagnostic>), Error> {
        let Self { snapshot, project, styles, former, .. } = &*self;
        let inputs = Inputs { snapshot, compiler, project, styles, former: former.as_ref() };
        let mut built = build(&inputs)?;
        let runnable = self.runnable(&mut built, &inputs);
        let Built { graph, mut diagnostics, made, former, .. } = built;
        self.former = Some(former);
        let Some(refused) = runnable else { return Ok((None, diagnostics)) };
        if let Some(set) = &graph.packages
            && let Some(failure) = self.packages_failure(set, compiler)
        {
            diagnostics.push(Diagnostic {
                frame: failure,
                ..Diagnostic::file_error("packages", "package.json", "the app's npm packages cannot be built for the browser")
            });
            return Ok((None, diagnostics));
        }
        Ok((Some(Good { graph, made, refused }), diagnostics))
    }

    /// Whether a build can be shipped, if need be without parts that nobody has ever seen run: these are left out of its graph.
    fn runnable(&self, built: &mut Built, inputs: &Inputs<'_>) -> Option<Refused> {
        let errors = || built.diagnostics.iter().filter(|problem| problem.is_error());
        if errors().next().is_none() {
            return Some(Refused::new());
        }
        // What ran goes on running until it is fixed, and whoever made a new mistake is told.
        let shipped = self.shipped.front();
        if shipped.is_some() && !errors().all(|problem| self.diagnostics.contains(problem)) {
            return None;
        }
        let (graph, refused) = built.partial(inputs)?;
        if shipped.is_some_and(|shipped| refused.keys().any(|id| !shipped.refused.contains_key(id))) {
            return None;
        }
        built.graph = graph;
        Some(refused)
    }

    /// Why packages cannot be built, if they cannot. What open pages lack is built first, and the rest while they already have it.
    fn packages_failure(&self, set: &PackageSet, compiler: &Arc<Compiler>) -> Option<String> {
        if set.imports.is_some() {
            return None;
        }
        let had = self.good().and_then(|graph| graph.packages.as_ref());
        if let Some(had) = had
            && had.key != set.key
            && had.goes_with(set)
            && (set.specifiers.is_subset(&had.specifiers) || addition(had, set, compiler).failure.is_none())
        {
            let (set, compiler) = (set.clone(), compiler.clone());
            // Not on a worker, which would keep edits waiting. If there is no thread to be had, the next page builds it.
            let _ = std::thread::Builder::new().name("hotframe-packages".into()).spawn(move || vendor(&set, &compiler));
            return None;
        }
        vendor(set, compiler).failure.clone()
    }

    /// The script that a page needs for packages it lacks, or why no script will do.
    fn vendor_url(compiler: &Arc<Compiler>, had: Option<&PackageSet>, wants: Option<&PackageSet>) -> Result<Option<String>, String> {
        let Some(wants) = wants else { return Ok(None) };
        let address = |key: Digest| Ok(Some(format!("{}{RESERVED}/vendor/{key}.js", compiler.options().base)));
        if let Some(imports) = &wants.imports {
            let had = had.and_then(|had| had.imports.as_ref());
            let new: Vec<&str> = imports.iter().filter(|(name, at)| had.is_none_or(|had| had.get(*name) != Some(*at))).map(|(name, _)| name.as_str()).collect();
            return if new.is_empty() { Ok(None) } else { Err(format!("new npm packages, which the page's import map lacks: {}", new.join(", "))) };
        }
        let Some(had) = had else { return address(wants.key) };
        let new: Vec<&str> = wants.specifiers.difference(&had.specifiers).map(String::as_str).collect();
        if new.is_empty() {
            return Ok(None);
        }
        match &addition(had, wants, compiler).failure {
            None => address(addition_key(had, wants)),
            Some(why) => Err(format!("new npm packages: {} ({})", new.join(", "), why.lines().next().unwrap_or_default())),
        }
    }

    fn ship(&mut self, Good { graph, made, refused }: Good) {
        self.shipped.push_front(Shipped { graph, snapshot: self.snapshot.clone(), project: self.project.clone(), made, refused });
        self.shipped.truncate(HISTORY);
    }

    /// What browsers should run.
    pub(super) fn good(&self) -> Option<&Arc<Graph>> {
        self.shipped.front().map(|shipped| &shipped.graph)
    }

    /// Moves to other files and says what browsers must do about it.
    pub(super) fn advance(&mut self, app: &str, compiler: &Arc<Compiler>, next: Snapshot, changed: &[ModuleId]) -> Result<Option<Message>, Error> {
        if changed.is_empty() {
            return Ok(None);
        }
        let started = Instant::now();
        if changed.iter().any(|id| matches!(id.as_str(), "package.json" | "package-lock.json")) {
            compiler.packages().refresh();
        }
        self.snapshot = next;
        if changed.iter().any(|id| settings::is_source(id.as_str())) {
            self.project = Arc::new(compiler.project(&self.snapshot));
        }
        self.styles.changed(changed);
        let (good, diagnostics) = self.build(compiler)?;
        let was_held = std::mem::replace(&mut self.held, good.is_none());
        let before = std::mem::replace(&mut self.diagnostics, diagnostics);
        let Some(good) = good else {
            // The same problem, said again, tells nobody anything.
            return Ok((before != self.diagnostics).then(|| self.build_error(app)));
        };
        let old = self.good().cloned();
        let graph = good.graph.clone();
        let update = plan(old.as_deref(), &graph);
        self.ship(good);
        let from = old.as_ref().map(|graph| graph.revision.to_string());
        let to = Some(graph.revision.to_string());
        let vendor = Self::vendor_url(compiler, old.as_ref().and_then(|graph| graph.packages.as_ref()), graph.packages.as_ref());
        if let Some(reason) = update.reload.clone().or_else(|| vendor.as_ref().err().cloned()) {
            return Ok(Some(message(app, from, to, Body::PreviewRefreshed { reason })));
        }
        if update.is_empty() && !was_held && before == self.diagnostics {
            return Ok(None);
        }
        let paths: Vec<String> = changed.iter().map(ToString::to_string).collect();
        let rows = update.changed.iter().chain(&update.rewired);
        let wire = WireUpdate {
            edges: graph.edge_rows(rows),
            modules: self.wire_modules(compiler, &update.changed)?,
            removed: update.removed.clone(),
            vendor: vendor.ok().flatten(),
            ..self.wire_frame(&graph, paths, started)
        };
        let body = match wire.paths.as_slice() {
            [path] => Body::HmrUpdate { path: path.clone(), update: wire },
            _ => Body::HmrBatch { update: wire },
        };
        Ok(Some(message(app, from, to, body)))
    }

    /// How far edits would have to go. Nothing of the session changes, except that Tailwind may have met more words.
    pub(super) fn route(&self, compiler: &Compiler, changes: &[Change], policy: &Policy) -> Result<Routing, Error> {
        let (next, changed) = self.snapshot.apply(changes, &compiler.options().limits)?;
        let mut named: Vec<ModuleId> = changes.iter().map(|change| ModuleId::new(&change.path)).collect::<Result<_, _>>()?;
        named.sort();
        named.dedup();
        let project = if changed.iter().any(|id| settings::is_source(id.as_str())) { Arc::new(compiler.project(&next)) } else { self.project.clone() };
        // Stylesheets that would be made anew are made beside those of the session.
        let own = Styles::default();
        let styles = if self.styles.depend_on(&changed) { &own } else { &self.styles };
        let inputs = Inputs { snapshot: &next, compiler, project: &project, styles, former: self.former.as_ref() };
        let mut built = build(&inputs)?;
        if self.runnable(&mut built, &inputs).is_some() {
            built.diagnostics.retain(|problem| !problem.is_error());
        }
        let before = Side { snapshot: &self.snapshot, project: &self.project, graph: self.good().map(|graph| &**graph) };
        let after = Side { snapshot: &next, project: &project, graph: None };
        Ok(route(&before, &after, &built, &named, &changed, policy))
    }

    pub(super) fn connected(&self, app: &str) -> Message {
        let revision = self.good().map(|graph| graph.revision.to_string());
        let page = self.good().map(|graph| graph.page.to_string());
        message(app, None, revision, Body::Connected { diagnostics: self.told(), page })
    }

    pub(super) fn sync(
        &self,
        app: &str,
        compiler: &Arc<Compiler>,
        from: Option<&str>,
        have: &BTreeMap<String, String>,
        page: Option<&str>,
    ) -> Result<Message, Error> {
        let started = Instant::now();
        let from = from.map(ToString::to_string);
        let Some(graph) = self.good() else { return Ok(self.build_error(app)) };
        let to = Some(graph.revision.to_string());
        // A page that another process gave may have what does not run here: it keeps that.
        let runs_elsewhere = |(id, module): (&ModuleId, &Arc<Module>)| have.get(id.as_str()).is_some_and(|digest| *digest != module.digest.to_string());
        if self.held && from == to || self.shipped[0].refused.iter().any(runs_elsewhere) {
            return Ok(self.build_error(app));
        }
        if from.is_some() && page.is_some_and(|page| page != graph.page.to_string()) {
            let reason = "the document or the npm packages changed while this page was away".to_string();
            return Ok(message(app, from, to, Body::PreviewRefreshed { reason }));
        }
        // A page says what it was provided with; of one that does not, its revision knows.
        let provided: BTreeSet<String> =
            have.iter().filter(|(_, digest)| digest.is_empty()).filter_map(|(id, _)| id.strip_prefix("npm:")).map(Into::into).collect();
        let at = || self.shipped.iter().find(|shipped| Some(shipped.graph.revision.to_string()) == from).and_then(|shipped| shipped.graph.packages.clone());
        let had = match &graph.packages {
            Some(wants) if !provided.is_empty() && wants.specifiers.is_subset(&provided) => Some(wants.clone()),
            _ if from.is_none() => None,
            Some(_) if !provided.is_empty() => {
                let sets = self.shipped.iter().filter_map(|shipped| shipped.graph.packages.as_ref());
                let known = sets.filter(|set| set.specifiers.is_subset(&provided)).max_by_key(|set| set.specifiers.len()).cloned();
                if known.is_none() {
                    return Ok(message(app, from, to, Body::PreviewRefreshed { reason: "npm packages were added while this page was away".into() }));
                }
                known
            }
            _ => at(),
        };
        let vendor = match Self::vendor_url(compiler, had.as_ref(), graph.packages.as_ref()) {
            Ok(vendor) => vendor.filter(|_| from.is_none() || had.is_some()),
            Err(reason) => return Ok(message(app, from, to, Body::PreviewRefreshed { reason })),
        };
        let stale = |id: &&ModuleId| have.get(id.as_str()).is_none_or(|digest| *digest != graph.nodes[*id].digest.to_string());
        let missing: Vec<ModuleId> = graph.execution_order().into_iter().filter(stale).cloned().collect();
        let removed =
            have.keys().filter(|id| !graph.nodes.contains_key(id.as_str()) && !id.starts_with("npm:")).filter_map(|id| ModuleId::new(id).ok()).collect();
        let wire = WireUpdate {
            edges: graph.edge_rows(graph.nodes.keys()),
            modules: self.wire_modules(compiler, &missing)?,
            removed,
            vendor,
            ..self.wire_frame(graph, Vec::new(), started)
        };
        Ok(message(app, from, to, Body::HmrBatch { update: wire }))
    }

    fn build_error(&self, app: &str) -> Message {
        let revision = self.good().map(|graph| graph.revision.to_string());
        let first = self.diagnostics.iter().find(|problem| problem.severity == Severity::Error);
        let body = Body::BuildError {
            error: first.map_or_else(String::new, |problem| problem.message.clone()),
            path: first.map(|problem| problem.file.clone()),
            diagnostics: self.diagnostics.clone(),
        };
        message(app, revision.clone(), revision, body)
    }

    /// What is wrong, for tabs: what the app runs without is no error before somebody asks for it.
    pub(super) fn told(&self) -> Vec<Diagnostic> {
        let is_left_out = |problem: &Diagnostic| problem.is_error() && !self.held;
        let severity = |problem: &Diagnostic| if is_left_out(problem) { Severity::Warning } else { problem.severity };
        self.diagnostics.iter().map(|problem| Diagnostic { severity: severity(problem), ..problem.clone() }).collect()
    }

    /// The parts of an update that do not depend on what changed.
    fn wire_frame(&self, graph: &Graph, paths: Vec<String>, started: Instant) -> WireUpdate {
        WireUpdate {
            paths,
            css: graph.css.clone(),
            entries: graph.entries.clone(),
            diagnostics: self.told(),
            took: (started.elapsed().as_secs_f64() * 1e6).round() / 1e3,
            ..WireUpdate::default()
        }
    }

    fn wire_modules(&self, compiler: &Arc<Compiler>, ids: &[ModuleId]) -> Result<Vec<WireModule>, Error> {
        let base = &compiler.options().base;
        let mut room = compiler.options().inline_bytes;
        ids.iter()
            .map(|id| {
                let module = module_of(compiler, &self.shipped[0], id)?;
                let code = module_script(&module, base);
                let inline = code.len() <= room;
                if inline {
                    room -= code.len();
                }
                let url = (!inline).then(|| format!("{base}{RESERVED}/module/{}.js", module.digest));
                let integrity = (!inline).then(|| format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(&code))));
                Ok(WireModule { id: id.clone(), digest: module.digest.to_string(), kind: module.kind, code: inline.then_some(code), url, integrity })
            })
            .collect()
    }
}

fn message(app: &str, from: Option<String>, to: Option<String>, body: Body) -> Message {
    let timestamp = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_millis() as u64);
    Message { v: VERSION, app: app.to_string(), from, to, timestamp, body }
}
