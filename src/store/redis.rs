//! Sessions that several processes share. One Lua script per write, so that a record, its version and its index change together or not at all.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use redis::{Client, Connection, ConnectionLike, FromRedisValue, RedisError, Script};

use crate::error::{Error, ErrorKind};

use super::backend::{Backend, Put};

/// A Redis that does not answer for this long is away; sessions go on without it.
const PATIENCE: Duration = Duration::from_secs(2);
const MOVED: &str = "hotframe:moved";
const SECRET: &str = "hotframe:secret";

const PUT: &str = r"
local known = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
if known ~= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'record', ARGV[3])
redis.call('PEXPIREAT', KEYS[1], ARGV[4])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[5])
redis.call('PUBLISH', KEYS[3], ARGV[5])
return 1";

const REMOVE: &str = r"
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('PUBLISH', KEYS[3], ARGV[1])
return 1";

const KEEP: &str = r"
if redis.call('PEXPIREAT', KEYS[1], ARGV[1]) == 1 then redis.call('ZADD', KEYS[2], ARGV[1], ARGV[2]) end
return 1";

const LIST: &str = r"
local now = redis.call('TIME')
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now[1] * 1000)
return redis.call('ZRANGE', KEYS[1], 0, -1)";

/// Records in Redis, shared by all processes that use it. Needs Redis 6.0 or newer.
pub struct RedisBackend {
    client: Client,
    connection: Mutex<Option<Connection>>,
    /// What was agreed on, to notice a Redis that came back empty.
    secret: Mutex<Option<[u8; 32]>>,
    generation: AtomicU64,
    scripts: Scripts,
}

struct Scripts {
    put: Script,
    remove: Script,
    keep: Script,
    list: Script,
}

impl RedisBackend {
    /// Connects to `redis://host:port/db`. Fails with [`ErrorKind::InvalidOptions`] on an address that is none, and with [`ErrorKind::Io`]
    /// when nobody answers.
    pub fn connect(url: &str) -> Result<Self, Error> {
        // The address may hold a password: it is in no message.
        let client = Client::open(url).map_err(|_| Error::new(ErrorKind::InvalidOptions, "the address of Redis is not one"))?;
        let scripts = Scripts { put: Script::new(PUT), remove: Script::new(REMOVE), keep: Script::new(KEEP), list: Script::new(LIST) };
        let backend = Self { client, connection: Mutex::default(), secret: Mutex::default(), generation: 0.into(), scripts };
        backend.run(|connection| redis::cmd("PING").query::<String>(connection))?;
        Ok(backend)
    }

    /// Waits for news of other processes and calls `each` with the id of every session that was written or removed; `None`: anything may
    /// have been, look at all. Returns when the connection is lost.
    pub fn listen(&self, each: &mut dyn FnMut(Option<&str>)) -> Result<(), Error> {
        let mut connection = self.client.get_connection_with_timeout(PATIENCE).map_err(away)?;
        let mut channel = connection.as_pubsub();
        channel.subscribe(MOVED).map_err(away)?;
        each(None);
        loop {
            let message = channel.get_message().map_err(away)?;
            each(Some(&message.get_payload::<String>().map_err(away)?));
        }
    }

    /// Runs commands on the one connection, made anew when it is lost.
    fn run<T>(&self, commands: impl Fn(&mut Connection) -> Result<T, RedisError>) -> Result<T, Error> {
        let mut guard = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        // A connection that died while it was idle costs one more attempt.
        for attempt in 0..2 {
            if guard.as_ref().is_none_or(|connection| !connection.is_open()) {
                *guard = Some(self.open()?);
            }
            let Some(connection) = guard.as_mut() else { continue };
            match commands(connection) {
                Ok(answer) => return Ok(answer),
                Err(problem) if problem.is_io_error() && attempt == 0 => *guard = None,
                Err(problem) => {
                    // What is half read would be taken for the next answer.
                    *guard = None;
                    return Err(away(problem));
                }
            }
        }
        Err(Error::new(ErrorKind::Io, "Redis does not answer"))
    }

    fn open(&self) -> Result<Connection, Error> {
        let mut connection = self.client.get_connection_with_timeout(PATIENCE).map_err(away)?;
        connection.set_read_timeout(Some(PATIENCE)).map_err(away)?;
        connection.set_write_timeout(Some(PATIENCE)).map_err(away)?;
        self.look_for_loss(&mut connection).map_err(away)?;
        Ok(connection)
    }

    /// A Redis without the secret lost everything, or never had it.
    fn look_for_loss(&self, connection: &mut Connection) -> Result<(), RedisError> {
        let known = *self.secret.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(secret) = known
            && redis::cmd("SETNX").arg(SECRET).arg(&secret[..]).query::<bool>(connection)?
        {
            self.generation.fetch_add(1, Ordering::SeqCst);
        }
        Ok(())
    }

    fn script<T: FromRedisValue>(&self, script: &Script, keys: &[&str], arguments: &[&[u8]]) -> Result<T, Error> {
        self.run(|connection| {
            let mut call = script.prepare_invoke();
            for key in keys {
                call.key(*key);
            }
            for argument in arguments {
                call.arg(*argument);
            }
            call.invoke(connection)
        })
    }
}

impl Backend for RedisBackend {
    fn put(&self, id: &str, user: &str, record: &[u8], expected: u64, version: u64, expires: u64) -> Result<Put, Error> {
        let (expected, version, expires) = (expected.to_string(), version.to_string(), expires.to_string());
        let arguments = [expected.as_bytes(), version.as_bytes(), record, expires.as_bytes(), id.as_bytes()];
        let stored: u8 = self.script(&self.scripts.put, &[&session(id), &sessions_of(user), MOVED], &arguments)?;
        Ok(if stored == 1 { Put::Stored } else { Put::Conflict })
    }

    fn get(&self, id: &str) -> Result<Option<Vec<u8>>, Error> {
        self.run(|connection| redis::cmd("HGET").arg(session(id)).arg("record").query(connection))
    }

    fn version(&self, id: &str) -> Result<Option<u64>, Error> {
        self.run(|connection| {
            let version: Option<u64> = redis::cmd("HGET").arg(session(id)).arg("version").query(connection)?;
            if version.is_none() {
                self.look_for_loss(connection)?;
            }
            Ok(version)
        })
    }

    fn remove(&self, id: &str, user: &str) -> Result<(), Error> {
        self.script(&self.scripts.remove, &[&session(id), &sessions_of(user), MOVED], &[id.as_bytes()]).map(|_: u8| ())
    }

    fn keep(&self, id: &str, user: &str, expires: u64) -> Result<(), Error> {
        let expires = expires.to_string();
        self.script(&self.scripts.keep, &[&session(id), &sessions_of(user)], &[expires.as_bytes(), id.as_bytes()]).map(|_: u8| ())
    }

    fn list(&self, user: &str) -> Result<Vec<String>, Error> {
        self.script(&self.scripts.list, &[&sessions_of(user)], &[])
    }

    fn forget(&self, _now: u64) -> Result<usize, Error> {
        // Redis does that by itself.
        Ok(0)
    }

    fn secret(&self, fresh: [u8; 32]) -> Result<[u8; 32], Error> {
        let kept: Vec<u8> = self.run(|connection| {
            let _: bool = redis::cmd("SETNX").arg(SECRET).arg(&fresh[..]).query(connection)?;
            redis::cmd("GET").arg(SECRET).query(connection)
        })?;
        let kept = <[u8; 32]>::try_from(kept).map_err(|_| Error::new(ErrorKind::Io, format!("{SECRET} in Redis is not ours")))?;
        *self.secret.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        Ok(kept)
    }

    fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn writes_through(&self) -> bool {
        true
    }
}

impl std::fmt::Debug for RedisBackend {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RedisBackend")
    }
}

fn session(id: &str) -> String {
    format!("hotframe:session:{id}")
}

fn sessions_of(user: &str) -> String {
    format!("hotframe:user:{user}")
}

fn away(problem: RedisError) -> Error {
    Error::new(ErrorKind::Io, format!("Redis: {problem}"))
}
