//! Variants and a utility, put together. Ported from oxide's `CandidateMachine`.

use std::ops::Range;

use super::cursor::{Cursor, is_quote, may_follow, may_precede};
use super::names::{utility, variant};

/// Finds one candidate after the other.
pub(super) struct Candidates {
    last_start: usize,
    /// Where the first variant started, and on which byte the last one ended.
    variants: Option<(usize, usize)>,
}

/// After which byte the last candidate of a line may start; so that a line without such bytes is not searched again and again.
pub(super) fn last_start(line: &[u8]) -> usize {
    line.iter().rposition(|byte| may_precede(*byte)).map_or(0, |at| at + 1)
}

impl Candidates {
    pub(super) fn new(last_start: usize) -> Self {
        Self { last_start, variants: None }
    }

    /// The next candidate; the cursor is left on the byte before where the search goes on. `None`: there was none up to the cursor.
    pub(super) fn next(&mut self, cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
        while !cursor.is_past_end() {
            let byte = cursor.current();
            if byte.is_ascii_whitespace() || byte == b':' || is_quote(byte) {
                self.variants = None;
                cursor.advance();
                continue;
            }
            // No candidate starts like this: on to the next place where one can.
            if byte == b'<' || byte.is_ascii_uppercase() {
                self.variants = None;
                if cursor.position >= self.last_start {
                    return None;
                }
                let offset = cursor.input[cursor.position..].iter().position(|byte| may_precede(*byte))?;
                cursor.move_to(cursor.position + offset + 1);
                continue;
            }

            let start = cursor.position;
            let (mut after_variant, mut after_utility) = (*cursor, *cursor);
            match (variant(&mut after_variant), utility(&mut after_utility)) {
                (false, true) => {
                    cursor.move_to(after_utility.position + 1);
                    let end = after_utility.position + 1;
                    let span = match self.variants.take() {
                        Some((first, last)) if last + 1 == start => first..end,
                        Some(_) => return None,
                        None => start..end,
                    };
                    return has_boundaries(cursor.input, &span).then_some(span);
                }
                (true, utility_matched) => {
                    cursor.move_to(after_variant.position + 1);
                    let first = match self.variants {
                        Some((_, last)) if utility_matched && last + 1 != start || last + 1 > start => {
                            self.variants = None;
                            return None;
                        }
                        Some((first, _)) => first,
                        None if utility_matched => {
                            // `hidden: true`: an object's key, followed by a space or nothing.
                            let after = cursor.input.get(after_utility.position + 2).copied().unwrap_or(0);
                            if after.is_ascii_whitespace() || after == 0 {
                                cursor.move_to(after_utility.position + 2);
                                return Some(start..after_utility.position + 1);
                            }
                            start
                        }
                        None => start,
                    };
                    self.variants = Some((first, after_variant.position));
                }
                (false, false) => {
                    self.variants = None;
                    cursor.move_to(after_variant.position.max(after_utility.position).max(start));
                    cursor.advance();
                }
            }
        }
        None
    }
}

fn has_boundaries(line: &[u8], span: &Range<usize>) -> bool {
    let before = span.start.checked_sub(1).and_then(|at| line.get(at)).copied().unwrap_or(0);
    let after = line.get(span.end).copied().unwrap_or(0);
    may_precede(before) && may_follow(after)
}
