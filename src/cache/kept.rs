//! Who keeps something heavy of its own. A process keeps those that were used last; the others make theirs anew when they need it.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// Holds something heavy that it can make again.
pub(crate) trait Keeper: Send + Sync {
    /// Lets go of it. One that is at work does nothing: it counts as used when it is done.
    fn let_go(&self);
}

/// The keepers that hold something, the one used last at the end.
pub(crate) struct Kept {
    most: AtomicUsize,
    keepers: Mutex<VecDeque<Weak<dyn Keeper>>>,
}

impl Kept {
    /// Of at most so many.
    pub(crate) fn new(most: usize) -> Self {
        Self { most: most.into(), keepers: Mutex::default() }
    }

    /// Notes that one was used, and makes those let go that were not for the longest time.
    pub(crate) fn used(&self, keeper: &Arc<dyn Keeper>) {
        let mut gone = Vec::new();
        {
            let mut keepers = self.keepers.lock().unwrap_or_else(PoisonError::into_inner);
            let address = Arc::as_ptr(keeper).cast::<()>();
            keepers.retain(|other| other.strong_count() > 0 && other.as_ptr().cast::<()>() != address);
            keepers.push_back(Arc::downgrade(keeper));
            while keepers.len() > self.most.load(Ordering::Relaxed) {
                gone.extend(keepers.pop_front());
            }
        }
        for keeper in gone.iter().filter_map(Weak::upgrade) {
            keeper.let_go();
        }
    }

    /// From the next use on, at most so many.
    pub(crate) fn limit(&self, most: usize) {
        self.most.store(most, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicBool;

    struct Heavy(AtomicBool);

    impl Keeper for Heavy {
        fn let_go(&self) {
            self.0.store(false, Ordering::Relaxed);
        }
    }

    #[test]
    fn the_ones_used_last_keep_what_they_have() {
        let kept = Kept::new(3);
        let heavy: Vec<Arc<Heavy>> = (0..8).map(|_| Arc::new(Heavy(AtomicBool::new(true)))).collect();
        for one in &heavy {
            kept.used(&(one.clone() as Arc<dyn Keeper>));
            kept.used(&(heavy[0].clone() as Arc<dyn Keeper>));
        }
        let holds: Vec<bool> = heavy.iter().map(|one| one.0.load(Ordering::Relaxed)).collect();
        assert_eq!(holds, [true, false, false, false, false, false, true, true]);
        drop(heavy);
        kept.used(&(Arc::new(Heavy(AtomicBool::new(true))) as Arc<dyn Keeper>));
        assert!(kept.keepers.lock().unwrap().len() <= 2, "what is gone is forgotten");
    }
}
