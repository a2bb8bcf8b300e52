//! Sessions in a folder: one file each, written beside and renamed, so that a full disk or a crash leaves the old one whole.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use hotframe::{Backend, Digest, Error, Put};

use crate::failure::Failure;

const SECRET: &str = "secret";

/// `ID` is the record after a head of three lines: version, time to forget it, digest of the user.
pub(super) struct Disk {
    folder: PathBuf,
    /// One writer: reading the version and writing the next is one step.
    turn: Mutex<()>,
}

struct Head {
    version: u64,
    expires: u64,
    user: String,
}

impl Disk {
    pub(super) fn open(folder: &Path) -> Result<Self, Failure> {
        let failed = |problem: std::io::Error| Failure::new(format!("--data: cannot use {}: {problem}", folder.display()));
        fs::create_dir_all(folder).map_err(failed)?;
        restrict(folder).map_err(failed)?;
        Ok(Self { folder: folder.canonicalize().map_err(failed)?, turn: Mutex::default() })
    }

    fn path(&self, id: &str) -> PathBuf {
        // The store asks for ids alone, which are letters and digits.
        self.folder.join(format!("{id}.session"))
    }

    fn read(&self, id: &str) -> Result<Option<(Head, Vec<u8>)>, Error> {
        match fs::read(self.path(id)) {
            Ok(bytes) => Ok(parse(&bytes).map(|(head, start)| (head, bytes[start..].to_vec()))),
            Err(problem) if problem.kind() == ErrorKind::NotFound => Ok(None),
            Err(problem) => Err(failed(&problem)),
        }
    }

    fn write(&self, id: &str, head: &Head, record: &[u8]) -> Result<(), Error> {
        let text = format!("{}\n{}\n{}\n", head.version, head.expires, head.user);
        self.replace(&self.path(id), &[text.as_bytes(), record])
    }

    fn replace(&self, path: &Path, parts: &[&[u8]]) -> Result<(), Error> {
        let beside = path.with_extension("new");
        let written = File::create(&beside).and_then(|mut file| {
            parts.iter().try_for_each(|part| file.write_all(part))?;
            file.sync_all()?;
            fs::rename(&beside, path)
        });
        written.map_err(|problem| {
            let _ = fs::remove_file(&beside);
            failed(&problem)
        })
    }

    fn ids(&self) -> Vec<String> {
        let names = fs::read_dir(&self.folder).into_iter().flatten().flatten().filter_map(|entry| entry.file_name().into_string().ok());
        names.filter_map(|name| name.strip_suffix(".session").map(ToString::to_string)).collect()
    }

    fn heads(&self) -> impl Iterator<Item = (String, Head)> {
        self.ids().into_iter().filter_map(|id| {
            use std::io::Read;
            let mut start = Vec::new();
            File::open(self.path(&id)).ok()?.take(256).read_to_end(&mut start).ok()?;
            Some((id, parse(&start)?.0))
        })
    }
}

fn parse(bytes: &[u8]) -> Option<(Head, usize)> {
    let mut lines = bytes.splitn(4, |byte| *byte == b'\n');
    let mut line = || std::str::from_utf8(lines.next()?).ok().map(ToString::to_string);
    let (version, expires, user) = (line()?, line()?, line()?);
    let start = version.len() + expires.len() + user.len() + 3;
    Some((Head { version: version.parse().ok()?, expires: expires.parse().ok()?, user }, start))
}

impl Backend for Disk {
    fn put(&self, id: &str, user: &str, record: &[u8], expected: u64, version: u64, expires: u64) -> Result<Put, Error> {
        let _turn = self.turn.lock();
        if self.read(id)?.map_or(0, |(head, _)| head.version) != expected {
            return Ok(Put::Conflict);
        }
        self.write(id, &Head { version, expires, user: named(user) }, record)?;
        Ok(Put::Stored)
    }

    fn get(&self, id: &str) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.read(id)?.map(|(_, record)| record))
    }

    fn version(&self, id: &str) -> Result<Option<u64>, Error> {
        Ok(self.read(id)?.map(|(head, _)| head.version))
    }

    fn remove(&self, id: &str, _user: &str) -> Result<(), Error> {
        match fs::remove_file(self.path(id)) {
            Err(problem) if problem.kind() != ErrorKind::NotFound => Err(failed(&problem)),
            _ => Ok(()),
        }
    }

    fn keep(&self, id: &str, _user: &str, expires: u64) -> Result<(), Error> {
        let _turn = self.turn.lock();
        match self.read(id)? {
            // Not for a few minutes more or less: that would write every session at every sweep.
            Some((head, record)) if expires.abs_diff(head.expires) > 600_000 => self.write(id, &Head { expires, ..head }, &record),
            _ => Ok(()),
        }
    }

    fn list(&self, user: &str) -> Result<Vec<String>, Error> {
        let user = named(user);
        Ok(self.heads().filter(|(_, head)| head.user == user).map(|(id, _)| id).collect())
    }

    fn forget(&self, now: u64) -> Result<usize, Error> {
        let due: Vec<String> = self.heads().filter(|(_, head)| head.expires <= now).map(|(id, _)| id).collect();
        due.iter().try_for_each(|id| self.remove(id, ""))?;
        Ok(due.len())
    }

    fn secret(&self, fresh: [u8; 32]) -> Result<[u8; 32], Error> {
        let path = self.folder.join(SECRET);
        match fs::read(&path) {
            Ok(bytes) => <[u8; 32]>::try_from(bytes).map_err(|_| Error::io(format!("{} is no secret of ours", path.display()))),
            Err(problem) if problem.kind() == ErrorKind::NotFound => self.replace(&path, &[&fresh]).map(|()| fresh),
            Err(problem) => Err(failed(&problem)),
        }
    }

    fn is_shared(&self) -> bool {
        false
    }

    fn writes_through(&self) -> bool {
        false
    }
}

fn named(user: &str) -> String {
    Digest::of(user.as_bytes()).to_string()
}

fn failed(problem: &std::io::Error) -> Error {
    Error::io(format!("the folder of sessions: {problem}"))
}

/// What is in it is nobody else's affair.
fn restrict(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}
