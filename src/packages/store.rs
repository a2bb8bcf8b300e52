//! The store: unpacked tarballs by their content, shared by all apps and by all processes that use the folder. Everything is made beside its
//! place and moved there in one step, so that nobody ever sees half of a package.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::fetch::{Fetch, Request};
use super::plan::{InstallOptions, Package, Refused};
use super::unpack::{is_intact, unpack};

/// Why the store does not have a package.
pub(super) enum Lack {
    /// It cannot be had, or is more than the host takes: the others are none the worse.
    Missing(String),
    /// The install ends.
    Refused(Refused),
}

/// What an install has at hand.
pub(super) struct Work<'a> {
    pub(super) store: &'a Path,
    pub(super) fetch: &'a dyn Fetch,
    pub(super) options: &'a InstallOptions,
    pub(super) started: Instant,
}

impl Work<'_> {
    pub(super) fn check_time(&self) -> Result<(), Refused> {
        let limit = self.options.seconds;
        if self.started.elapsed().as_secs() >= limit { Err(Refused(format!("it took longer than {limit} s"))) } else { Ok(()) }
    }

    /// Where a package is unpacked, once [`Self::bring`] has.
    pub(super) fn unpacked(&self, package: &Package) -> PathBuf {
        self.store.join("unpacked").join(package.digest().to_string())
    }

    /// Makes sure that the store holds a package. Whether it had to be fetched.
    pub(super) fn bring(&self, package: &Package) -> Result<bool, Lack> {
        let place = self.unpacked(package);
        if place.is_dir() {
            return Ok(false);
        }
        self.check_time().map_err(Lack::Refused)?;
        let name = || format!("{}@{}", package.name, package.version);
        let limit = self.options.tarball_bytes;
        let request = Request { path: &package.tarball, accept: "application/octet-stream, */*", limit };
        let tarball = self.fetch.fetch(&request).map_err(|problem| Lack::Missing(format!("{}: {problem}", name())))?;
        if tarball.len() > limit {
            return Err(Lack::Missing(format!("{}: its tarball is over {limit} bytes", name())));
        }
        if !is_intact(&tarball, &package.integrity) {
            let why = format!("{}: what the registry sent is not what the lockfile names ({})", name(), package.integrity);
            return Err(Lack::Refused(Refused(why)));
        }
        self.make(&place, |folder| unpack(&tarball, folder, self.options)).map_err(|Refused(why)| Lack::Missing(format!("{}: {why}", name())))?;
        Ok(true)
    }

    /// Makes a folder all at once. When another process was faster, its folder is as good.
    pub(super) fn make(&self, place: &Path, fill: impl FnOnce(&Path) -> Result<(), Refused>) -> Result<(), Refused> {
        static COUNTER: AtomicUsize = AtomicUsize::new(0);
        let failed = |problem: std::io::Error| Refused(format!("the store cannot be written: {problem}"));
        let name = format!("{}-{}-{:x}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed), self.started.elapsed().as_nanos());
        let beside = self.store.join("unfinished").join(name);
        fs::create_dir_all(&beside).map_err(failed)?;
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        let done = fill(&beside).and_then(|()| match fs::rename(&beside, place) {
            Err(_) if place.is_dir() => Ok(()),
            done => done.map_err(failed),
        });
        // Gone already when all went well.
        let _ = fs::remove_dir_all(&beside);
        done
    }
}

/// Answers in the order of the questions. The threads wait for the network more than they compute.
pub(super) fn parallel<T: Sync, R: Send>(items: &[T], threads: usize, each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, items.len().max(1)) {
            scope.spawn(|| {
                while let Some((at, item)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, items.get(at)?))) {
                    let answer = each(item);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((at, answer));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, answer)| answer).collect()
}
