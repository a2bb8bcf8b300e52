//! Many sessions of many users: ids, reuse, expiry, quotas, budget, freezing.

use std::collections::BTreeSet;
use std::sync::{Arc, Barrier};

use hotframe::{Backend, Change, ErrorKind, ManualClock, MemoryBackend, State, Store, StoreOptions};

use crate::support::{PAGE, compiler, files};

const HOUR: u64 = 3_600_000;

fn app(text: &str) -> Vec<(String, Vec<u8>)> {
    files(&[PAGE, ("src/main.ts", &format!("document.body.append({text:?})"))])
}

struct Place {
    store: Store,
    clock: Arc<ManualClock>,
    memory: Arc<MemoryBackend>,
}

fn place(options: &str) -> Place {
    let (clock, memory, compiler) = (Arc::new(ManualClock::new(1_800_000_000_000)), Arc::new(MemoryBackend::default()), compiler());
    let options = StoreOptions::from_json(options).unwrap();
    let store = Store::with(options, memory.clone(), clock.clone(), move |_| Ok(compiler.clone())).unwrap();
    Place { store, clock, memory }
}

impl Place {
    fn open(&self, user: &str, key: &str) -> String {
        self.clock.pass(1);
        self.store.open(user, Some(key), app(key)).unwrap().status.id
    }

    fn state(&self, id: &str) -> Option<State> {
        self.store.status(id).unwrap().map(|status| status.state)
    }
}

#[test]
fn ids_are_long_different_and_tell_nothing() {
    let place = place("{}");
    let ids: BTreeSet<String> = (0..50).map(|_| place.store.open("user", None, app("x")).unwrap().status.id).collect();
    assert_eq!(ids.len(), 50);
    assert!(ids.iter().all(|id| id.len() == 26), "128 bits in base 32");
    let named = place.open("user", "project");
    assert_ne!(named, place.open("other", "project"), "a name is the user's own");
    assert_ne!(named, self::place("{}").open("user", "project"), "another store has another secret");
}

#[test]
fn opening_again_is_the_same_session_with_the_files_given() {
    let place = place("{}");
    let first = place.store.open("user", Some("project"), app("one")).unwrap();
    for key in ["project", &first.status.id] {
        let again = place.store.open("user", Some(key), app("two")).unwrap();
        assert!(!again.created && again.status.id == first.status.id, "{key}");
    }
    assert_eq!(place.store.open("user", Some("project"), app("three")).unwrap().messages[0].kind(), "hmr_update", "open tabs follow");
    // An id of somebody else is a name like any other: it opens a session of one's own.
    let thief = place.store.open("thief", Some(&first.status.id), app("mine")).unwrap();
    assert!(thief.created && thief.status.id != first.status.id);
}

#[test]
fn no_race_makes_two() {
    let place = place("{}");
    for round in 0..20 {
        let key = format!("project-{round}");
        let barrier = Barrier::new(8);
        let opened: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| {
                    scope.spawn(|| {
                        barrier.wait();
                        place.store.open("user", Some(&key), app("same")).unwrap()
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(opened.iter().filter(|opened| opened.created).count(), 1);
        assert_eq!(opened.iter().map(|opened| &opened.status.id).collect::<BTreeSet<_>>().len(), 1);
    }
    assert_eq!(place.store.list("user").unwrap().len(), 20);
}

#[test]
fn edits_status_list_and_delete() {
    let place = place("{}");
    let (one, two) = (place.open("user", "one"), place.open("user", "two"));
    place.clock.pass(10);
    let messages = place.store.update(&one, vec![Change::write("src/main.ts", "document.title = 'edited'")]).unwrap();
    assert_eq!(messages.len(), 1);
    assert!(place.store.update(&one, vec![Change::write("src/main.ts", "document.title = 'edited' // said")]).unwrap().is_empty());
    let listed: Vec<String> = place.store.list("user").unwrap().into_iter().map(|status| status.id).collect();
    assert_eq!(listed, [one.clone(), two.clone()], "the last used first");
    assert!(place.store.list("other").unwrap().is_empty());
    assert!(place.store.belongs_to(&one, "user").unwrap() && !place.store.belongs_to(&one, "other").unwrap());
    assert!(place.store.delete(&one).unwrap() && !place.store.delete(&one).unwrap());
    assert_eq!(place.store.update(&one, vec![]).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(place.store.session(&one).unwrap_err().kind(), ErrorKind::NotFound);
    for id in ["", "x", "../../../etc/passwd", &one.to_uppercase(), &format!("{one}a"), "aaaaaaaaaaaaaaaaaaaaaaaaaa"] {
        assert!(place.store.status(id).unwrap().is_none(), "{id}");
    }
}

#[test]
fn tokens_are_for_one_session() {
    let place = place("{}");
    let (one, two) = (place.open("user", "one"), place.open("user", "two"));
    let token = place.store.token(&one);
    assert!(place.store.accepts(&one, &token) && !place.store.accepts(&two, &token));
    for wrong in ["", &one, &token[1..], &format!("{token}a")] {
        assert!(!place.store.accepts(&one, wrong));
    }
}

#[test]
fn a_session_ends_a_day_after_it_was_last_used() {
    let place = place("{}");
    let id = place.open("user", "one");
    place.clock.pass(23 * HOUR);
    place.store.update(&id, vec![]).unwrap();
    place.clock.pass(24 * HOUR - 1);
    let status = place.store.status(&id).unwrap().unwrap();
    assert_eq!(status.expires_at, status.last_active + 24 * HOUR);
    place.clock.pass(1);
    assert!(place.store.status(&id).unwrap().is_none());
    assert_eq!(place.store.update(&id, vec![]).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn a_session_ends_at_its_greatest_age_however_much_it_is_used() {
    let place = place(r#"{"idle": 3600000, "oldest": 7200000}"#);
    let id = place.open("user", "one");
    for _ in 0..7 {
        place.clock.pass(HOUR / 4);
        place.store.update(&id, vec![]).unwrap();
    }
    place.clock.pass(HOUR / 4);
    assert!(place.store.status(&id).unwrap().is_none());
}

#[test]
fn a_frozen_session_ends_too_and_the_sweep_forgets_it() {
    let place = place(r#"{"live": 1}"#);
    let (one, _) = (place.open("user", "one"), place.open("user", "two"));
    assert_eq!(place.state(&one), Some(State::Frozen));
    assert!(place.memory.bytes() > 0);
    place.clock.pass(25 * HOUR);
    assert_eq!(place.store.sweep().unwrap().expired, 2);
    assert_eq!(place.memory.bytes(), 0);
    assert!(place.store.list("user").unwrap().is_empty());
}

#[test]
fn opening_sweeps_when_it_is_due() {
    let place = place("{}");
    let old = place.open("user", "old");
    place.clock.pass(25 * HOUR);
    place.open("other", "new");
    assert!(!format!("{:?}", place.store).contains("2 sessions"), "{:?}", place.store);
    assert!(place.store.status(&old).unwrap().is_none());
}

#[test]
fn the_hundred_and_first_session_freezes_the_least_recently_used() {
    let place = place("{}");
    let ids: Vec<String> = (0..100)
        .map(|index| {
            place.clock.pass(1);
            place.open("user", &index.to_string())
        })
        .collect();
    place.clock.pass(1);
    place.store.session(&ids[0]).unwrap();
    let bystander = place.open("other", "one");
    assert!(ids.iter().all(|id| place.state(id) == Some(State::Active)));
    place.open("user", "one more");
    assert_eq!(place.state(&ids[1]), Some(State::Frozen));
    assert_eq!(place.state(&ids[0]), Some(State::Active));
    assert_eq!(place.state(&bystander), Some(State::Active));
    let messages = place.store.update(&ids[1], vec![Change::write("src/main.ts", "document.title = 'thawed'")]).unwrap();
    assert_eq!(messages[0].kind(), "hmr_update", "it goes on where it was");
}

#[test]
fn a_user_cannot_store_without_end() {
    let place = place(r#"{"live_per_user": 2, "stored_per_user": 3}"#);
    for key in ["one", "two", "three"] {
        place.open("user", key);
    }
    assert_eq!(place.store.open("user", Some("four"), app("x")).unwrap_err().kind(), ErrorKind::LimitReached);
    assert!(!place.store.open("user", Some("one"), app("x")).unwrap().created, "what exists can be opened");
    place.open("other", "one");
}

#[test]
fn the_budget_holds_and_thawing_keeps_the_revision() {
    let place = place(r#"{"bytes": 40000}"#);
    let large = |name: &str| files(&[PAGE, ("src/main.ts", &format!("document.body.append({:?})", name.repeat(10_000)))]);
    let open = |name: &str| {
        place.clock.pass(1);
        place.store.open("user", Some(name), large(name)).unwrap().status.id
    };
    let ids = ["a", "b", "c", "d", "e", "f"].map(open);
    let live = ids.iter().filter(|id| place.state(id) == Some(State::Active)).count();
    assert!((1..=3).contains(&live), "{live} sessions of over 10,000 bytes in 40,000");
    let before = place.memory.bytes();
    let messages = place.store.update(&ids[0], vec![Change::write("src/main.ts", "document.body.append('thawed')")]).unwrap();
    assert!(messages[0].from.is_some() && messages[0].kind() == "hmr_update", "it goes on from the revision it had");
    assert!(place.memory.bytes() <= before, "what is live is not kept as bytes too");
    assert_eq!(place.state(&ids[0]), Some(State::Active));
}

#[test]
fn sessions_are_used_while_others_are_frozen() {
    let place = place(r#"{"live": 40}"#);
    let ids: Vec<String> = (0..80).map(|index| place.open("user", &index.to_string())).collect();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let (place, ids) = (&place, &ids);
            scope.spawn(move || {
                for round in 0..400 {
                    place.clock.pass(1);
                    place.store.status(&ids[(round * 7 + thread) % 80]).unwrap().unwrap();
                    place.store.update(&ids[(round * 31 + thread * 13) % 80], vec![]).unwrap();
                    place.store.sweep().unwrap();
                }
            });
        }
    });
    place.store.sweep().unwrap();
    let live = ids.iter().filter(|id| place.state(id) == Some(State::Active)).count();
    assert!(live <= 40, "{live}");
    assert!(ids.iter().all(|id| place.store.session(id).is_ok()), "none was lost");
}

#[test]
fn a_clock_that_is_set_anew_ends_nothing_and_keeps_nothing() {
    let place = place(r#"{"live": 1}"#);
    let (frozen, live) = (place.open("user", "one"), place.open("user", "two"));
    place.clock.set_wall(2_000_000_000_000);
    assert_eq!(place.state(&live), Some(State::Active), "years ahead at once");
    place.clock.set_wall(1_000_000_000_000);
    assert_eq!((place.state(&live), place.state(&frozen)), (Some(State::Active), Some(State::Frozen)), "years back");
    assert_eq!(place.store.sweep().unwrap().expired, 0);
    place.clock.pass(25 * HOUR);
    assert_eq!((place.state(&live), place.state(&frozen)), (None, None), "a day is a day");
}

#[test]
fn a_store_that_ends_is_resumed_by_the_next() {
    let (clock, memory) = (Arc::new(ManualClock::new(5)), Arc::new(Durable::default()));
    let open = || {
        let compiler = compiler();
        Store::with(StoreOptions::default(), memory.clone(), clock.clone(), move |_| Ok(compiler.clone())).unwrap()
    };
    let first = open();
    let id = first.open("user", Some("project"), app("one")).unwrap().status.id;
    first.update(&id, vec![Change::write("src/main.ts", "document.title = 'last'")]).unwrap();
    let (revision, token) = (first.session(&id).unwrap().0.revision(), first.token(&id));
    assert_eq!(first.freeze_all().unwrap(), 1);
    let second = open();
    assert_eq!(second.list("user").unwrap().len(), 1);
    assert_eq!(second.session(&id).unwrap().0.revision(), revision);
    assert!(second.accepts(&id, &token), "tabs may connect again");
    assert!(!second.open("user", Some("project"), app("one")).unwrap().created);
}

/// Memory that outlives a store, as a disk does.
#[derive(Default)]
struct Durable(MemoryBackend);

impl Backend for Durable {
    fn put(&self, id: &str, user: &str, record: &[u8], expected: u64, version: u64, expires: u64) -> Result<hotframe::Put, hotframe::Error> {
        self.0.put(id, user, record, expected, version, expires)
    }
    fn get(&self, id: &str) -> Result<Option<Vec<u8>>, hotframe::Error> {
        self.0.get(id)
    }
    fn version(&self, id: &str) -> Result<Option<u64>, hotframe::Error> {
        self.0.version(id)
    }
    fn remove(&self, id: &str, user: &str) -> Result<(), hotframe::Error> {
        self.0.remove(id, user)
    }
    fn keep(&self, id: &str, user: &str, expires: u64) -> Result<(), hotframe::Error> {
        self.0.keep(id, user, expires)
    }
    fn list(&self, user: &str) -> Result<Vec<String>, hotframe::Error> {
        self.0.list(user)
    }
    fn forget(&self, now: u64) -> Result<usize, hotframe::Error> {
        self.0.forget(now)
    }
    fn secret(&self, _fresh: [u8; 32]) -> Result<[u8; 32], hotframe::Error> {
        Ok([7; 32])
    }
    fn is_shared(&self) -> bool {
        false
    }
    fn writes_through(&self) -> bool {
        false
    }
}
