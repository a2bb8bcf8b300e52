//! The parts of a candidate that hold free text: strings, `[...]`, `(--variable)`, `[property:value]`, and CSS variables. Ported from oxide.
//!
//! Each function starts with the cursor on the first byte. `true`: it matched, and the cursor is on the last byte. `false`: it did not, and the
//! cursor is where it gave up, which the caller uses to skip.

use super::cursor::{Cursor, is_quote, is_space};

/// Deeper brackets are no candidate.
const MAX_DEPTH: usize = 32;

/// The closing brackets that are awaited.
#[derive(Default)]
struct Brackets {
    awaited: [u8; MAX_DEPTH],
    depth: usize,
}

impl Brackets {
    fn is_empty(&self) -> bool {
        self.depth == 0
    }

    fn open(&mut self, bracket: u8) -> bool {
        let Some(slot) = self.awaited.get_mut(self.depth) else { return false };
        *slot = match bracket {
            b'(' => b')',
            b'[' => b']',
            _ => b'}',
        };
        self.depth += 1;
        true
    }

    fn close(&mut self, bracket: u8) -> bool {
        self.depth -= 1;
        self.awaited[self.depth] == bracket
    }
}

/// `"..."` without a space.
fn string(cursor: &mut Cursor<'_>) -> bool {
    let quote = cursor.current();
    if !is_quote(quote) {
        return false;
    }
    cursor.advance();
    while !cursor.is_past_end() {
        match cursor.current() {
            b'\\' if is_space(cursor.following()) => return false,
            b'\\' => cursor.advance(),
            byte if byte == quote => return true,
            byte if is_space(byte) => return false,
            _ => {}
        }
        cursor.advance();
    }
    false
}

/// `--name`
pub(super) fn css_variable(cursor: &mut Cursor<'_>) -> bool {
    if cursor.current() != b'-' || cursor.following() != b'-' {
        return false;
    }
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | 0x80..);
    let start = cursor.position;
    cursor.advance_twice();
    while !cursor.is_past_end() {
        match cursor.current() {
            byte if is_name(byte) => match cursor.following() {
                next if is_name(next) || next == b'\\' => cursor.advance(),
                _ => return cursor.position - start >= 2,
            },
            b'\\' if is_space(cursor.following()) || cursor.following() == 0 => return false,
            b'\\' => cursor.advance_twice(),
            _ => return false,
        }
    }
    false
}

/// What the body of brackets does not allow, besides what all of them forbid.
struct Rules {
    end: u8,
    /// An empty body is no match.
    filled: bool,
    /// `:` outside inner brackets is no match.
    no_colon: bool,
    /// A body (or what follows a string in it) that starts with `/`, and `!` outside inner brackets, are no match.
    property: bool,
}

/// The body of brackets, the opening one being behind: to the closing one.
fn body(cursor: &mut Cursor<'_>, rules: Rules) -> bool {
    let mut brackets = Brackets::default();
    let start = cursor.position;
    let mut piece = start;
    while !cursor.is_past_end() {
        match cursor.current() {
            b'\\' if is_space(cursor.following()) => return false,
            b'\\' => cursor.advance_twice(),
            bracket @ (b'(' | b'[' | b'{') => {
                if !brackets.open(bracket) {
                    return false;
                }
                cursor.advance();
            }
            bracket @ (b')' | b']' | b'}') if !brackets.is_empty() => {
                if !brackets.close(bracket) {
                    return false;
                }
                cursor.advance();
            }
            byte if byte == rules.end && !(rules.filled && cursor.position == start) => return true,
            quote if is_quote(quote) => {
                if !string(cursor) {
                    return false;
                }
                cursor.advance();
                piece = cursor.position;
            }
            b':' if rules.no_colon && brackets.is_empty() => return false,
            byte if is_space(byte) => return false,
            b'/' if rules.property && cursor.position == piece => return false,
            b'$' if cursor.following() == b'{' => return false,
            b'!' if rules.property && brackets.is_empty() => return false,
            _ => cursor.advance(),
        }
    }
    false
}

/// `[...]`
pub(super) fn arbitrary_value(cursor: &mut Cursor<'_>) -> bool {
    if cursor.current() != b'[' {
        return false;
    }
    cursor.advance();
    body(cursor, Rules { end: b']', filled: true, no_colon: false, property: false })
}

/// `(--name)`, `(--name,fallback)`, `(type:--name)`
pub(super) fn arbitrary_variable(cursor: &mut Cursor<'_>) -> bool {
    if cursor.current() != b'(' {
        return false;
    }
    match cursor.following() {
        b'-' => cursor.advance(),
        b'a'..=b'z' => {
            cursor.advance();
            while matches!(cursor.current(), b'a'..=b'z' | b'-') {
                cursor.advance();
            }
            if cursor.current() != b':' || cursor.following() != b'-' {
                return false;
            }
            cursor.advance();
        }
        _ => return false,
    }
    if !css_variable(cursor) {
        return false;
    }
    if cursor.following() == b',' {
        cursor.advance_twice();
        return body(cursor, Rules { end: b')', filled: false, no_colon: true, property: false });
    }
    cursor.advance();
    cursor.current() == b')'
}

/// `[property:value]`, `[--variable:value]`
pub(super) fn arbitrary_property(cursor: &mut Cursor<'_>) -> bool {
    if cursor.current() != b'[' {
        return false;
    }
    let start = cursor.position;
    cursor.advance();
    while !cursor.is_past_end() {
        match cursor.current() {
            b'-' if cursor.following() == b'-' => {
                if !css_variable(cursor) || cursor.following() != b':' {
                    return false;
                }
                cursor.advance_twice();
                return property_value(cursor);
            }
            b'-' | b'a'..=b'z' => cursor.advance(),
            b':' if cursor.position > start + 1 => {
                cursor.advance();
                return property_value(cursor);
            }
            _ => return false,
        }
    }
    false
}

fn property_value(cursor: &mut Cursor<'_>) -> bool {
    body(cursor, Rules { end: b']', filled: false, no_colon: true, property: true })
}
