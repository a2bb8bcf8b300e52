//! The named parts of a candidate: utilities, variants and `/modifiers`. Ported from oxide; cursors move as described in `values`.

use super::cursor::{Cursor, is_quote, is_space, may_follow};
use super::values::{arbitrary_property, arbitrary_value, arbitrary_variable};

/// `/50`, `/[...]`, `/(--x)`
fn modifier(cursor: &mut Cursor<'_>) -> bool {
    if cursor.current() != b'/' {
        return false;
    }
    cursor.advance();
    match cursor.current() {
        b'[' => arbitrary_value(cursor),
        b'(' => arbitrary_variable(cursor),
        byte if byte.is_ascii_alphanumeric() => {
            while cursor.following().is_ascii_alphanumeric() || matches!(cursor.following(), b'-' | b'_' | b'.') {
                cursor.advance();
            }
            true
        }
        _ => false,
    }
}

/// A utility with its important mark and modifier: `!p-2`, `w-1/2`, `[color:red]!`
pub(super) fn utility(cursor: &mut Cursor<'_>) -> bool {
    let leading_important = cursor.current() == b'!';
    if leading_important {
        cursor.advance();
    }
    let matched = if cursor.current() == b'[' { arbitrary_property(cursor) } else { named_utility(cursor) };
    if !matched {
        return false;
    }
    if cursor.following() == b'/' {
        cursor.advance();
        if !modifier(cursor) || cursor.following() == b'/' {
            return false;
        }
    }
    if cursor.following() == b'!' {
        cursor.advance();
        return !leading_important;
    }
    true
}

fn named_utility(cursor: &mut Cursor<'_>) -> bool {
    match cursor.current() {
        b'a'..=b'z' => {
            let next = cursor.following();
            if is_space(next) || is_quote(next) || next == 0 {
                return true;
            }
        }
        b'@' => {}
        b'-' if cursor.following().is_ascii_lowercase() => {}
        _ => return false,
    }
    cursor.advance();
    let ends_before = |next: u8| may_follow(next) || matches!(next, b':' | b'/' | b'!');
    while !cursor.is_past_end() {
        let (previous, next) = (cursor.previous(), cursor.following());
        match cursor.current() {
            b'a'..=b'z' | b'A'..=b'Z' if ends_before(next) => return true,
            b'a'..=b'z' | b'A'..=b'Z' => cursor.advance(),
            b'-' => match next {
                b'[' => {
                    cursor.advance();
                    return arbitrary_value(cursor);
                }
                b'(' => {
                    cursor.advance();
                    return arbitrary_variable(cursor);
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => cursor.advance(),
                _ => return false,
            },
            b'_' if next.is_ascii_alphanumeric() || next == b'_' => cursor.advance(),
            b'_' => return ends_before(next),
            b'.' if previous.is_ascii_digit() && next.is_ascii_digit() => cursor.advance(),
            b'0'..=b'9' => {
                if !previous.is_ascii_alphanumeric() && !matches!(previous, b'-' | b'_' | b'.') {
                    return false;
                }
                if !next.is_ascii_alphanumeric() && !matches!(next, b'.' | b'%' | b'_' | b'-') {
                    return true;
                }
                cursor.advance();
            }
            b'%' => return previous.is_ascii_digit(),
            _ => return false,
        }
    }
    false
}

/// A variant with its colon: `hover:`, `group-data-[x]/name:`, `[&>svg]:`
pub(super) fn variant(cursor: &mut Cursor<'_>) -> bool {
    if cursor.current() != b'[' {
        return named_variant(cursor);
    }
    arbitrary_value(cursor) && colon_follows(cursor)
}

fn colon_follows(cursor: &mut Cursor<'_>) -> bool {
    if cursor.following() != b':' {
        return false;
    }
    cursor.advance();
    true
}

fn named_variant(cursor: &mut Cursor<'_>) -> bool {
    match cursor.current() {
        b'a'..=b'z' | b'*' => {
            if colon_follows(cursor) {
                return true;
            }
        }
        b'0'..=b'9' | b'@' => {}
        _ => return false,
    }
    cursor.advance();
    while !cursor.is_past_end() {
        let next = cursor.following();
        let continues = next.is_ascii_alphanumeric() || matches!(next, b'-' | b'_');
        match cursor.current() {
            b'-' if matches!(next, b'[' | b'(') => {
                cursor.advance();
                let matched = if next == b'[' { arbitrary_value(cursor) } else { arbitrary_variable(cursor) };
                return matched && variant_end(cursor);
            }
            b'-' | b'_' if continues => cursor.advance(),
            b'[' => return arbitrary_value(cursor) && variant_end(cursor),
            byte if byte.is_ascii_alphanumeric() || byte == b'*' => cursor.advance(),
            b'/' => return modifier(cursor) && colon_follows(cursor),
            b':' => return true,
            b'.' if cursor.previous().is_ascii_digit() && next.is_ascii_digit() => cursor.advance(),
            _ => return false,
        }
    }
    false
}

/// After `[...]`: a modifier or the colon.
fn variant_end(cursor: &mut Cursor<'_>) -> bool {
    if cursor.following() == b'/' {
        cursor.advance();
        if !modifier(cursor) {
            return false;
        }
    }
    colon_follows(cursor)
}
