//! [`install`]: from the texts of an app to a `node_modules` folder in the store.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::fetch::Fetch;
use super::lock;
use super::manifest::Manifest;
use super::plan::{InstallOptions, Package, Plan, Refused, can_miss};
use super::registry;
use super::store::{Lack, Work, parallel};
use crate::digest::Digest;
use crate::error::{Error, ErrorKind};

/// How far an install is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum InstallProgress<'a> {
    /// The registry is asked which versions there are.
    Resolving,
    /// A package is in the store now.
    Package {
        /// Its name.
        name: &'a str,
        /// How many are.
        done: usize,
        /// Of how many.
        total: usize,
    },
    /// The folder is put together.
    Linking,
}

/// What an install made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    /// For [`crate::Options::node_modules`]. Named by its content: apps with the same packages get the same folder. Not to be written to.
    pub node_modules: PathBuf,
    /// What the person whose app it is should know, in sentences.
    pub notes: Vec<String>,
    /// Packages in the folder.
    pub packages: usize,
    /// Of these, how many the store did not have.
    pub fetched: usize,
}

/// Brings an app's npm packages into `store`, a folder that all apps and processes of a host share, and answers with a `node_modules` folder.
///
/// `file` answers with the text of one of the app's files: `package.json` and the first lockfile that fits it decide (`package-lock.json` v2
/// and v3, `pnpm-lock.yaml` v6 and v9, `yarn.lock` v1, `bun.lock`); with none, versions are chosen by asking the registry, and a note says so.
/// Every tarball is checked against its digest. No script of a package runs. Packages for one operating system and tools of development
/// (compilers, linters, test runners) stay away, since no preview loads them.
///
/// A package that the registry does not have, or that is over a limit, is left out and named in a note, as long as it is one of many: only
/// those who import it miss it. Otherwise fails with [`ErrorKind::Io`] and a sentence for the person whose app it is.
///
/// ```
/// use hotframe::{InstallOptions, install};
/// let store = std::env::temp_dir().join("hotframe-doc-store");
/// let app = |path: &str| (path == "package.json").then(|| r#"{"dependencies": {}}"#.to_string());
/// let installed = install(&app, &store, &(), &InstallOptions::default(), &|_| {})?;
/// assert!(installed.node_modules.ends_with("node_modules") && installed.packages == 0);
/// # Ok::<(), hotframe::Error>(())
/// ```
pub fn install(
    file: &dyn Fn(&str) -> Option<String>,
    store: &Path,
    fetch: &dyn Fetch,
    options: &InstallOptions,
    progress: &(dyn Fn(InstallProgress<'_>) + Sync),
) -> Result<Installed, Error> {
    let work = Work { store, fetch, options, started: Instant::now() };
    run(file, &work, progress).map_err(|Refused(why)| Error::new(ErrorKind::Io, format!("npm packages: {why}")))
}

fn run(file: &dyn Fn(&str) -> Option<String>, work: &Work<'_>, progress: &(dyn Fn(InstallProgress<'_>) + Sync)) -> Result<Installed, Refused> {
    let Some(text) = file("package.json") else { return Err(Refused("there is no package.json".into())) };
    let manifest = Manifest::read(&text)?;
    let mut plan = plan(&manifest, file, work, progress)?;
    if plan.places.len() > work.options.packages {
        return Err(Refused(format!("it has more than {} packages", work.options.packages)));
    }
    let mut fetched = 0;
    if !layout(&plan, work).1.is_dir() {
        let brought = bring(&plan, work, progress)?;
        fetched = brought.fetched;
        // The folder is named by what it holds, so what is missing is asked for anew the next time.
        plan.leave_out(&brought.missing);
    }
    let (record, folder) = layout(&plan, work);
    if !folder.is_dir() {
        progress(InstallProgress::Linking);
        work.make(&folder, |unfinished| link(&plan, &record, unfinished, work))?;
    }
    Ok(Installed { node_modules: folder.join("node_modules"), notes: plan.notes, packages: plan.places.len(), fetched })
}

/// What a plan is recorded as, and the folder for it.
fn layout(plan: &Plan, work: &Work<'_>) -> (Vec<u8>, PathBuf) {
    let record = serde_json::to_vec(plan).expect("a plan is plain text");
    let folder = work.store.join("layouts").join(Digest::of_parts([b"layout-1".as_slice(), &record]).to_string());
    (record, folder)
}

fn plan(manifest: &Manifest, file: &dyn Fn(&str) -> Option<String>, work: &Work<'_>, progress: &(dyn Fn(InstallProgress<'_>) + Sync)) -> Result<Plan, Refused> {
    let mut notes = Vec::new();
    for name in lock::NAMES {
        match file(name).map(|text| lock::read(name, &text, manifest)) {
            Some(Ok(mut plan)) => {
                plan.notes.extend(notes);
                return Ok(plan);
            }
            Some(Err(Refused(why))) => notes.push(why),
            None => {}
        }
    }
    if file("bun.lockb").is_some() {
        notes.push("bun.lockb is binary and is not read; `bun install --save-text-lockfile` writes a bun.lock, which is".into());
    }
    if manifest.wanted.is_empty() {
        return Ok(Plan { notes, ..Plan::default() });
    }
    // What was chosen once stays chosen, so that an app is the same tomorrow, and opens without the network.
    let wanted = serde_json::to_vec(&manifest.wanted).expect("names and ranges are plain text");
    let remembered = work.store.join("resolved").join(format!("{}.json", Digest::of_parts([b"resolved-1".as_slice(), &wanted])));
    let known: Option<Plan> = fs::read(&remembered).ok().and_then(|text| serde_json::from_slice(&text).ok());
    let mut plan = match known {
        Some(plan) => Plan { notes: vec!["there is no lockfile that fits package.json: the versions are those that were first chosen here".into()], ..plan },
        None => {
            progress(InstallProgress::Resolving);
            let (locked, is_whole) = registry::resolve(manifest, work)?;
            let plan = locked.plan();
            if !is_whole {
                return Ok(Plan { notes: [plan.notes, notes].concat(), ..plan });
            }
            let text = serde_json::to_vec(&plan).expect("a plan is plain text");
            work.make(&remembered.with_extension("folder"), |folder| {
                let beside = folder.join("plan.json");
                let written =
                    fs::write(&beside, text).and_then(|()| fs::create_dir_all(work.store.join("resolved"))).and_then(|()| fs::rename(&beside, &remembered));
                written.map_err(|problem| Refused(format!("the store cannot be written: {problem}")))
            })?;
            let _ = fs::remove_dir(remembered.with_extension("folder"));
            plan
        }
    };
    plan.notes.extend(notes);
    Ok(plan)
}

struct Brought {
    fetched: usize,
    /// Integrity -> why it is missing.
    missing: BTreeMap<String, String>,
}

fn bring(plan: &Plan, work: &Work<'_>, progress: &(dyn Fn(InstallProgress<'_>) + Sync)) -> Result<Brought, Refused> {
    let mut packages: Vec<&Package> = plan.places.values().collect();
    packages.sort_by_key(|package| &package.integrity);
    packages.dedup_by_key(|package| &package.integrity);
    let (done, lacking) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let answers = parallel(&packages, work.options.parallel, |package| {
        // Too many are missing: the others need not be waited for.
        let lacks = lacking.load(Ordering::Relaxed);
        if lacks > 0 && !can_miss(lacks, packages.len()) {
            return None;
        }
        let brought = work.bring(package);
        match &brought {
            Err(Lack::Refused(_)) => drop(lacking.fetch_add(packages.len(), Ordering::Relaxed)),
            Err(Lack::Missing(_)) => drop(lacking.fetch_add(1, Ordering::Relaxed)),
            Ok(_) => {}
        }
        progress(InstallProgress::Package { name: &package.name, done: done.fetch_add(1, Ordering::Relaxed) + 1, total: packages.len() });
        Some((package.integrity.clone(), brought))
    });
    let mut brought = Brought { fetched: 0, missing: BTreeMap::new() };
    for (integrity, answer) in answers.into_iter().flatten() {
        match answer {
            Ok(fetched) => brought.fetched += usize::from(fetched),
            Err(Lack::Missing(why)) => drop(brought.missing.insert(integrity, why)),
            Err(Lack::Refused(refused)) => return Err(refused),
        }
    }
    match brought.missing.values().next() {
        Some(why) if !can_miss(brought.missing.len(), packages.len()) => Err(Refused(why.clone())),
        _ => Ok(brought),
    }
}

fn link(plan: &Plan, record: &[u8], folder: &Path, work: &Work<'_>) -> Result<(), Refused> {
    let failed = |problem: std::io::Error| Refused(format!("the store cannot be written: {problem}"));
    fs::create_dir_all(folder.join("node_modules")).map_err(failed)?;
    let places: Vec<(&String, &Package)> = plan.places.iter().collect();
    let answers = parallel(&places, work.options.parallel, |(place, package)| hard_links(&work.unpacked(package), &folder.join(place)));
    answers.into_iter().collect::<Result<Vec<()>, _>>().map_err(failed)?;
    for (from, to) in &plan.links {
        let link = folder.join(from);
        if let Some(parent) = link.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        symlink(&relative(Path::new(from), Path::new(to)), &link).map_err(failed)?;
    }
    // Where npm keeps its own record; it names the versions.
    fs::write(folder.join("node_modules/.package-lock.json"), record).map_err(failed)
}

fn hard_links(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            hard_links(&entry.path(), &target)?;
        } else if fs::hard_link(entry.path(), &target).is_err() {
            // Another file system, or one without links.
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

fn relative(from: &Path, to: &Path) -> PathBuf {
    let names = |path: &Path| path.components().filter(|part| matches!(part, Component::Normal(_))).map(|part| part.as_os_str().to_owned()).collect::<Vec<_>>();
    let (mut from, to) = (names(from), names(to));
    from.pop();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    from[shared..].iter().map(|_| "..".into()).chain(to[shared..].iter().cloned()).collect()
}

#[cfg(unix)]
fn symlink(target: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(windows)]
fn symlink(target: &Path, link: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(target, link)
}
