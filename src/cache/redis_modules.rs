//! Compiled modules in Redis, for all processes that use it. It saves milliseconds, so it may cost no more: short waits, and none at all for a
//! while after Redis failed.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use arc_swap::ArcSwapOption;
use redis::{Client, Connection, RedisError};

use crate::error::{Error, ErrorKind};

use super::second::{ModuleStore, VALUE_BYTES};

/// A Redis that takes longer is away: compiling takes less.
const PATIENCE: Duration = Duration::from_millis(100);
const LEAST: Duration = Duration::from_millis(1);
/// Connections that are kept for the next file.
const CONNECTIONS: usize = 16;
const PREFIX: &str = "hotframe:module:";

/// Compiled modules in Redis. Whoever may write to it is trusted: checksums find damage, not malice.
///
/// Values are compiled modules of at most 4 MiB, which Redis forgets a week after they were written. When it does not answer within 100 ms, or is
/// gone, it is left alone for a second and everything is compiled here.
///
/// ```no_run
/// use std::sync::Arc;
/// use hotframe::{Compiler, Options, RedisModules};
/// let modules = Arc::new(RedisModules::open("redis://127.0.0.1:6379/1")?);
/// let compiler = Compiler::new(Options::default())?.with_module_store(modules.clone());
/// compiler.transform("src/a.ts", b"export const a = 1")?;
/// println!("{:?}", modules.counts());
/// # Ok::<(), hotframe::Error>(())
/// ```
pub struct RedisModules {
    client: Client,
    line: ArcSwapOption<Line>,
    patience: Duration,
    rest: Duration,
    keep: Duration,
    hits: AtomicU64,
    misses: AtomicU64,
    failures: AtomicU64,
}

/// How one process talks to Redis. A forked child has its own: a connection that parent and child both use answers each with what the other
/// asked, and a lock that another thread held during the fork never opens.
struct Line {
    pid: u32,
    idle: Mutex<Vec<Connection>>,
    /// Until when nobody asks.
    away: Mutex<Option<Instant>>,
}

/// How often a second level helped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ModuleCounts {
    /// Values that were there. One that turns out to be damaged is counted, too.
    pub hits: u64,
    /// Values that were not.
    pub misses: u64,
    /// Questions and writes that Redis did not answer in time. While it is left alone nothing is counted.
    pub failures: u64,
}

impl RedisModules {
    /// Modules in `redis://host:port/db`. Connects when it is first asked. Fails with [`ErrorKind::InvalidOptions`] on an address that is none.
    pub fn open(url: &str) -> Result<Self, Error> {
        // The address may hold a password: it is in no message.
        let client = Client::open(url).map_err(|_| Error::new(ErrorKind::InvalidOptions, "the address of Redis is not one"))?;
        Ok(Self {
            client,
            line: ArcSwapOption::const_empty(),
            patience: PATIENCE,
            rest: Duration::from_secs(1),
            keep: Duration::from_secs(7 * 24 * 3600),
            hits: AtomicU64::default(),
            misses: AtomicU64::default(),
            failures: AtomicU64::default(),
        })
    }

    /// The same, with other times: how long Redis is left alone after it failed, and how long it keeps a module (at least a millisecond).
    pub fn with_times(self, rest: Duration, keep: Duration) -> Self {
        Self { rest, keep: keep.max(LEAST), ..self }
    }

    /// The same, with another time to answer in (at least a millisecond): a Redis far away may be worth more than 100 ms.
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience: patience.max(LEAST), ..self }
    }

    /// How often it helped since it was opened.
    pub fn counts(&self) -> ModuleCounts {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        ModuleCounts { hits: read(&self.hits), misses: read(&self.misses), failures: read(&self.failures) }
    }

    /// Runs a command, unless Redis failed just now.
    fn ask<T>(&self, command: impl FnOnce(&mut Connection) -> Result<T, RedisError>) -> Option<T> {
        let line = self.line();
        let resting = line.away.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|until| Instant::now() < until);
        if resting {
            return None;
        }
        let idle = line.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let answer = idle.map_or_else(|| self.connect(), Ok).and_then(|mut connection| command(&mut connection).map(|answer| (answer, connection)));
        match answer {
            Ok((answer, connection)) => {
                let mut idle = line.idle.lock().unwrap_or_else(PoisonError::into_inner);
                if idle.len() < CONNECTIONS {
                    idle.push(connection);
                }
                Some(answer)
            }
            Err(_) => {
                // What is half read would be taken for the next answer, and the other connections lead to the same Redis.
                self.failures.fetch_add(1, Ordering::Relaxed);
                line.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
                *line.away.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + self.rest);
                None
            }
        }
    }

    fn line(&self) -> Arc<Line> {
        let pid = std::process::id();
        loop {
            let known = self.line.load_full();
            if let Some(line) = known.as_ref().filter(|line| line.pid == pid) {
                return line.clone();
            }
            let fresh = Arc::new(Line { pid, idle: Mutex::default(), away: Mutex::default() });
            self.line.compare_and_swap(&known, Some(fresh));
        }
    }

    fn connect(&self) -> Result<Connection, RedisError> {
        let connection = self.client.get_connection_with_timeout(self.patience)?;
        connection.set_read_timeout(Some(self.patience))?;
        connection.set_write_timeout(Some(self.patience))?;
        Ok(connection)
    }
}

impl ModuleStore for RedisModules {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        // Somebody else's value may be of any size: no more than that is read.
        let value: Vec<u8> = self.ask(|connection| redis::cmd("GETRANGE").arg(format!("{PREFIX}{key}")).arg(0).arg(VALUE_BYTES).query(connection))?;
        let count = if value.is_empty() { &self.misses } else { &self.hits };
        count.fetch_add(1, Ordering::Relaxed);
        Some(value).filter(|value| !value.is_empty())
    }

    fn put(&self, key: &str, value: &[u8]) {
        let keep = u64::try_from(self.keep.as_millis()).unwrap_or(u64::MAX);
        let _: Option<()> = self.ask(|connection| redis::cmd("SET").arg(format!("{PREFIX}{key}")).arg(value).arg("PX").arg(keep).query(connection));
    }
}

impl std::fmt::Debug for RedisModules {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RedisModules")
    }
}
