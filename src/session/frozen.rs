//! A session as bytes: its files, and those of the last good revision where they differ. Everything else is computed from these again.
//!
//! ```text
//! "HTFS"  version u16  app text  files u32 { path text, bytes u64, content }  good u32 { path text, tag u8, [bytes u64, content] }  digest [32]
//! ```
//! Numbers are little-endian, a text is a `u32` length and UTF-8. `good` lists what was different in the last good revision: tag 1 with the
//! content, tag 0 for a file that did not exist. The digest is of everything before it.

use crate::digest::Digest;
use crate::error::{Error, ErrorKind};
use crate::options::Limits;
use crate::source::{Change, Snapshot};

const MAGIC: &[u8; 4] = b"HTFS";
const VERSION: u16 = 1;
const DIGEST: usize = 32;
/// The longest name of an app.
const MAX_NAME: usize = 4096;

/// What the bytes hold.
pub(crate) struct Frozen {
    pub(crate) app: String,
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// What to change in `files` to get those of the last good revision; empty: they are the same, or nothing good was built yet.
    pub(crate) back: Vec<Change>,
}

/// Writes a session.
pub(super) fn write(app: &str, now: &Snapshot, good: Option<&Snapshot>) -> Vec<u8> {
    let mut out = Vec::with_capacity(now.bytes() + 4096);
    out.extend(MAGIC);
    out.extend(VERSION.to_le_bytes());
    text(&mut out, app);
    out.extend(count(now.paths().count()));
    for id in now.paths() {
        text(&mut out, id.as_str());
        content(&mut out, now.content(id.as_str()).unwrap_or_default());
    }
    let differing = good.map(|good| good.changed_since(now)).unwrap_or_default();
    out.extend(count(differing.len()));
    for id in differing {
        text(&mut out, id.as_str());
        match good.and_then(|good| good.content(id.as_str())) {
            Some(bytes) => {
                out.push(1);
                content(&mut out, bytes);
            }
            None => out.push(0),
        }
    }
    let digest = Digest::of(&out);
    out.extend(digest.as_bytes());
    out
}

fn count(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend(count(text.len()));
    out.extend(text.as_bytes());
}

fn content(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend((bytes.len() as u64).to_le_bytes());
    out.extend(bytes);
}

/// Reads a session. Nothing is allocated for a length before that many bytes are known to be there.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Frozen, Error> {
    let body = bytes.len().checked_sub(DIGEST).map(|end| &bytes[..end]).ok_or_else(|| refuse("it is cut off"))?;
    let mut rest = Rest(body);
    if rest.take(MAGIC.len())? != MAGIC {
        return Err(refuse("it does not start like one"));
    }
    let version = u16::from_le_bytes(rest.array()?);
    if version != VERSION {
        return Err(refuse(&format!("its version {version} is not known; this library reads {VERSION}")));
    }
    if Digest::of(body).as_bytes() != &bytes[body.len()..] {
        return Err(refuse("it was altered or cut off"));
    }
    let app = rest.text(MAX_NAME)?;
    let files = rest.list(limits.files, |rest| Ok((rest.text(MAX_NAME)?, rest.content(limits.total_bytes)?)))?;
    let back = rest.list(limits.files.saturating_mul(2), |rest| {
        let path = rest.text(MAX_NAME)?;
        match rest.take(1)?[0] {
            0 => Ok(Change::delete(path)),
            1 => Ok(Change::write(path, rest.content(limits.total_bytes)?)),
            _ => Err(refuse("a file is neither there nor gone")),
        }
    })?;
    if !rest.0.is_empty() {
        return Err(refuse("something stands behind its end"));
    }
    Ok(Frozen { app, files, back })
}

impl Frozen {
    /// The files of the last good revision, and what edits lead from there to the files as they are.
    pub(super) fn split(self, limits: &Limits) -> Result<(String, Snapshot, Option<Snapshot>), Error> {
        let now = Snapshot::new(self.files, limits)?;
        if self.back.is_empty() {
            return Ok((self.app, now, None));
        }
        let (good, _) = now.apply(&self.back, limits)?;
        Ok((self.app, good, Some(now)))
    }
}

fn refuse(why: &str) -> Error {
    Error::new(ErrorKind::InvalidSnapshot, format!("this is no snapshot of a session: {why}"))
}

struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or_else(|| refuse("it is cut off"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        Ok(self.take(N)?.try_into().expect("as many bytes as were taken"))
    }

    fn text(&mut self, most: usize) -> Result<String, Error> {
        let length = u32::from_le_bytes(self.array()?) as usize;
        if length > most {
            return Err(refuse("a name is too long"));
        }
        String::from_utf8(self.take(length)?.to_vec()).map_err(|_| refuse("a name is not UTF-8"))
    }

    fn content(&mut self, most: usize) -> Result<Vec<u8>, Error> {
        let length = usize::try_from(u64::from_le_bytes(self.array()?)).ok().filter(|length| *length <= most);
        Ok(self.take(length.ok_or_else(|| refuse("a file is too large"))?)?.to_vec())
    }

    fn list<T>(&mut self, most: usize, mut each: impl FnMut(&mut Self) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        let length = u32::from_le_bytes(self.array()?) as usize;
        if length > most {
            return Err(refuse("it holds more files than the limits allow"));
        }
        (0..length).map(|_| each(self)).collect()
    }
}
