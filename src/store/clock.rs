//! Two clocks: the one that all processes share and that may jump, and the one that never does.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// The time, as a store sees it. Sessions that live here age by [`Self::monotonic`], so that a clock that is set anew ends none of them; what
/// is stored for other processes is dated by [`Self::wall`].
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970. May jump in both directions.
    fn wall(&self) -> u64;
    /// Milliseconds since any moment. Never goes back.
    fn monotonic(&self) -> u64;
}

/// The system's clocks.
#[derive(Debug)]
pub struct SystemClock(Instant);

impl Default for SystemClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn wall(&self) -> u64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_millis() as u64)
    }

    fn monotonic(&self) -> u64 {
        self.0.elapsed().as_millis() as u64
    }
}

/// Clocks that stand still until they are moved.
///
/// ```
/// use hotframe::{Clock, ManualClock};
/// let clock = ManualClock::new(1_000);
/// clock.pass(500);
/// clock.set_wall(9_000);
/// assert_eq!((clock.wall(), clock.monotonic()), (9_000, 500));
/// ```
#[derive(Debug, Default)]
pub struct ManualClock {
    wall: AtomicU64,
    monotonic: AtomicU64,
}

impl ManualClock {
    /// Both clocks stand still; the wall clock at this many milliseconds since 1970.
    pub fn new(wall: u64) -> Self {
        Self { wall: wall.into(), monotonic: 0.into() }
    }

    /// Time passes.
    pub fn pass(&self, milliseconds: u64) {
        self.wall.fetch_add(milliseconds, Ordering::SeqCst);
        self.monotonic.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// Somebody sets the clock: no time passes.
    pub fn set_wall(&self, wall: u64) {
        self.wall.store(wall, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn wall(&self) -> u64 {
        self.wall.load(Ordering::SeqCst)
    }

    fn monotonic(&self) -> u64 {
        self.monotonic.load(Ordering::SeqCst)
    }
}
