//! Modules that one process compiled and others take from Redis: a real one, which goes away, comes back, and holds what it should not.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use hotframe::{Compiler, ModuleStore, Options, RedisModules};

struct Redis(Child, u16);

impl Drop for Redis {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Redis {
    fn start(port: Option<u16>) -> Self {
        let port = port.unwrap_or_else(|| TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port());
        let mut command = Command::new("redis-server");
        command.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("redis-server: run `make setup`");
        let until = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until, "Redis does not start");
            std::thread::yield_now();
        }
        Self(process, port)
    }

    fn stop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }

    fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/0", self.1)
    }

    fn modules(&self) -> Arc<RedisModules> {
        let modules = RedisModules::open(&self.url()).unwrap().with_times(Duration::ZERO, Duration::from_secs(600));
        // What is tested is what it answers, and not how soon.
        Arc::new(modules.with_patience(Duration::from_secs(60)))
    }

    fn command(&self) -> redis::Connection {
        redis::Client::open(self.url()).unwrap().get_connection().unwrap()
    }

    fn keys(&self) -> Vec<String> {
        redis::cmd("KEYS").arg("hotframe:module:*").query(&mut self.command()).unwrap()
    }
}

static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// A file that no test compiled before.
fn fresh() -> String {
    format!("import a from './a'; export const number: number = a + {}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

fn compile(modules: &Arc<RedisModules>, text: &str) -> String {
    let compiler = Compiler::new(Options::default()).unwrap().with_module_store(modules.clone());
    let module = compiler.transform("src/cached.ts", text.as_bytes()).unwrap();
    assert!(module.ok());
    module.to_json()
}

/// What another process compiles of a text, and how often Redis had it: this program again, with one test.
fn elsewhere(redis: &Redis, text: &str) -> (u64, String) {
    let program = std::env::current_exe().unwrap();
    let output = Command::new(program)
        .args(["--exact", "module_cache::in_another_process", "--nocapture"])
        .envs([("HOTFRAME_TEST_REDIS", redis.url()), ("HOTFRAME_TEST_TEXT", text.to_string())])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    let answer = text.split("<<<").nth(1).and_then(|rest| rest.split(">>>").next()).expect("the answer");
    let (hits, module) = answer.split_once(' ').unwrap();
    (hits.parse().unwrap(), module.to_string())
}

/// No test by itself: see `elsewhere`.
#[test]
fn in_another_process() {
    let (Ok(url), Ok(text)) = (std::env::var("HOTFRAME_TEST_REDIS"), std::env::var("HOTFRAME_TEST_TEXT")) else { return };
    let modules = Arc::new(RedisModules::open(&url).unwrap());
    let module = compile(&modules, &text);
    println!("<<<{} {module}>>>", modules.counts().hits);
}

#[test]
fn what_one_process_compiled_another_takes() {
    let redis = Redis::start(None);
    let (modules, text) = (redis.modules(), fresh());
    let module = compile(&modules, &text);
    assert_eq!((modules.counts().hits, modules.counts().misses, redis.keys().len()), (0, 1, 1));
    assert_eq!(elsewhere(&redis, &text), (1, module.clone()));
    compile(&modules, &text);
    assert_eq!(modules.counts().misses, 1, "memory is asked first");
    let expires: i64 = redis::cmd("PTTL").arg(&redis.keys()[0]).query(&mut redis.command()).unwrap();
    assert!((1..=7 * 24 * 3600 * 1000).contains(&expires), "{expires}");
}

#[test]
fn a_damaged_value_is_no_value() {
    let redis = Redis::start(None);
    let (modules, text) = (redis.modules(), fresh());
    let module = compile(&modules, &text);
    let key = redis.keys().remove(0);
    let whole: Vec<u8> = redis::cmd("GET").arg(&key).query(&mut redis.command()).unwrap();
    let set = |value: &[u8]| redis::cmd("SET").arg(&key).arg(value).query::<()>(&mut redis.command()).unwrap();
    let mut altered = whole.clone();
    *altered.last_mut().unwrap() ^= 1;
    let mut renamed = whole.clone();
    renamed[0] ^= 1;
    let poisoned = String::from_utf8_lossy(&whole[32..]).replace("number", "poison").into_bytes();
    for damaged in [&whole[..whole.len() - 1], &whole[..40], &whole[..10], b"x", &altered, &renamed, &[&whole[..32], &poisoned].concat(), &vec![b'x'; 8 << 20]]
    {
        set(damaged);
        let (hits, found) = elsewhere(&redis, &text);
        assert_eq!((hits, &found), (1, &module), "compiled here");
        let written: Vec<u8> = redis::cmd("GET").arg(&key).query(&mut redis.command()).unwrap();
        assert!(written == whole, "and written again");
    }
    // The value of another file under this key.
    let other = fresh();
    compile(&modules, &other);
    let others = redis.keys().into_iter().find(|found| *found != key).unwrap();
    let value: Vec<u8> = redis::cmd("GET").arg(&others).query(&mut redis.command()).unwrap();
    set(&value);
    assert_eq!(elsewhere(&redis, &text).1, module);
    // A value of another kind.
    redis::pipe().del(&key).lpush(&key, "x").query::<()>(&mut redis.command()).unwrap();
    assert_eq!(elsewhere(&redis, &text).1, module);
}

#[test]
fn broken_files_are_not_kept() {
    let redis = Redis::start(None);
    let compiler = Compiler::new(Options::default()).unwrap().with_module_store(redis.modules());
    assert!(!compiler.transform("src/a.ts", b"const = 1").unwrap().ok());
    assert_eq!(redis.keys(), Vec::<String>::new());
}

#[test]
fn a_redis_that_goes_and_comes_back_costs_no_compile() {
    let mut redis = Redis::start(None);
    let modules = redis.modules();
    compile(&modules, &fresh());
    redis.stop();
    let text = fresh();
    let module = compile(&modules, &text);
    assert!(modules.counts().failures >= 1);
    let redis = Redis::start(Some(redis.1));
    let again = fresh();
    compile(&modules, &again);
    assert_eq!(redis.keys().len(), 1, "it is used again, without being told");
    let (hits, found) = elsewhere(&redis, &text);
    assert_eq!((hits, found), (0, module), "what it missed is compiled there");
}

#[test]
fn a_redis_that_failed_is_left_alone_for_a_while() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let modules = RedisModules::open(&format!("redis://127.0.0.1:{port}/0")).unwrap().with_times(Duration::from_secs(3600), Duration::from_secs(1));
    for _ in 0..100 {
        assert_eq!(modules.get("any"), None);
        modules.put("any", b"value");
    }
    assert_eq!(modules.counts().failures, 1);
    assert!(RedisModules::open("no address").is_err());
}

#[test]
fn a_redis_that_never_answers_is_not_waited_for() {
    // It takes connections and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let modules = Arc::new(RedisModules::open(&format!("redis://127.0.0.1:{port}/0")).unwrap().with_times(Duration::from_secs(3600), Duration::from_secs(1)));
    for _ in 0..20 {
        compile(&modules, &fresh());
    }
    assert_eq!(modules.counts().failures, 1, "one question was asked");
}
