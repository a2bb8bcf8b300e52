//! Tells Ruby's garbage collector how much memory a Ruby object keeps outside of Ruby's heap, so that it collects in time.

use std::sync::atomic::{AtomicUsize, Ordering};

use magnus::Ruby;

/// The bytes reported for one object; taken back when it is dropped.
#[derive(Default)]
pub struct Reported(AtomicUsize);

impl Reported {
    /// Reports the object's present size. Ruby may collect garbage here, so the object must be wrapped already.
    pub fn set(&self, ruby: &Ruby, bytes: usize) {
        let before = self.0.swap(bytes, Ordering::Relaxed);
        ruby.gc_adjust_memory_usage(bytes as isize - before as isize);
    }

    /// The size that was last reported.
    pub fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Drop for Reported {
    fn drop(&mut self) {
        if let Ok(ruby) = Ruby::get() {
            ruby.gc_adjust_memory_usage(-(self.get() as isize));
        }
    }
}
