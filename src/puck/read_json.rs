//! JSON text -> [`Value`], as `JSON.parse` reads it, without recursion.
//!
//! Documents nest as deep as users put slots into slots, keep their members in order, and come from JavaScript, whose strings may hold
//! lone surrogates and whose numbers may overflow: readers made for Rust values refuse all three.

use crate::diagnostic::{Diagnostic, Severity};

use super::value::Value;

/// Bytes of one document.
const BYTES: usize = 32 << 20;
/// Brackets within brackets: a slot in a slot takes three.
const DEPTH: usize = 8_000;

/// Reads a document. Lone surrogates, which no UTF-8 text can hold, become U+FFFD with a warning, as an encoder would make them.
pub(super) fn read(name: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
    if text.len() > BYTES {
        diagnostics.push(Diagnostic::file_error("too-large", name, format!("{name} has {} bytes; the limit is {BYTES}", text.len())));
        return None;
    }
    let mut reader = Reader { text, at: 0, lone: None };
    match reader.document() {
        Ok(value) => {
            if let Some(at) = reader.lone {
                let message = "lone surrogates in the text were replaced by U+FFFD";
                diagnostics.push(Diagnostic { severity: Severity::Warning, ..Diagnostic::at("puck-text", name, text, at, 6, message) });
            }
            Some(value)
        }
        Err(message) => {
            let code = if message == TOO_DEEP { "too-deep" } else { "puck-json" };
            diagnostics.push(Diagnostic::at(code, name, text, reader.at, 1, format!("not readable as JSON: {message}")));
            None
        }
    }
}

const TOO_DEEP: &str = "it nests deeper than 8000 levels";

/// A list or an object that is not closed yet; an object with the name of its next member.
enum Open {
    Array(Vec<Value>),
    Object(indexmap::IndexMap<String, Value>, String),
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Where the first lone surrogate stands.
    lone: Option<usize>,
}

impl Reader<'_> {
    fn document(&mut self) -> Result<Value, &'static str> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            let mut value = match self.next() {
                Some(b'[') => {
                    self.at += 1;
                    if self.next() != Some(b']') {
                        open.push(Open::Array(Vec::new()));
                        if open.len() > DEPTH {
                            return Err(TOO_DEEP);
                        }
                        continue;
                    }
                    self.at += 1;
                    Value::Array(Vec::new())
                }
                Some(b'{') => {
                    self.at += 1;
                    if self.next() != Some(b'}') {
                        let name = self.name()?;
                        open.push(Open::Object(indexmap::IndexMap::new(), name));
                        if open.len() > DEPTH {
                            return Err(TOO_DEEP);
                        }
                        continue;
                    }
                    self.at += 1;
                    Value::Object(Vec::new())
                }
                _ => self.scalar()?,
            };
            // The value ends; with it may end what holds it.
            loop {
                let Some(holder) = open.last_mut() else {
                    return if self.next().is_none() { Ok(value) } else { Err("there is more after the end") };
                };
                let close = match holder {
                    Open::Array(items) => {
                        items.push(value);
                        b']'
                    }
                    // Like `JSON.parse`, a name that comes twice keeps its first place and its last value.
                    Open::Object(members, name) => {
                        members.insert(std::mem::take(name), value);
                        b'}'
                    }
                };
                match self.next() {
                    Some(b',') => {
                        self.at += 1;
                        if let Some(Open::Object(_, name)) = open.last_mut() {
                            *name = self.name()?;
                        }
                        break;
                    }
                    Some(found) if found == close => {
                        self.at += 1;
                        value = match open.pop() {
                            Some(Open::Array(items)) => Value::Array(items),
                            Some(Open::Object(members, _)) => Value::Object(members.into_iter().collect()),
                            None => return Err("a bracket too many"),
                        };
                    }
                    _ => return Err(if close == b']' { "expected `,` or `]`" } else { "expected `,` or `}`" }),
                }
            }
        }
    }

    /// The next byte that is not white space.
    fn next(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn name(&mut self) -> Result<String, &'static str> {
        if self.next() != Some(b'"') {
            return Err("expected a name in double quotes");
        }
        let name = self.string()?;
        if self.next() != Some(b':') {
            return Err("expected `:`");
        }
        self.at += 1;
        Ok(name)
    }

    fn scalar(&mut self) -> Result<Value, &'static str> {
        let rest = &self.text[self.at..];
        for (word, value) in [("null", Value::Null), ("true", Value::Bool(true)), ("false", Value::Bool(false))] {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        if rest.starts_with('"') {
            return self.string().map(Value::Text);
        }
        let length = rest.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')).count();
        let number = &rest[..length];
        if !is_number(number) {
            return Err(if rest.is_empty() { "it ends too early" } else { "expected a value" });
        }
        self.at += length;
        number.parse().map(Value::Number).map_err(|_| "expected a number")
    }

    fn string(&mut self) -> Result<String, &'static str> {
        let bytes = self.text.as_bytes();
        self.at += 1;
        let mut out = String::new();
        loop {
            let plain = bytes[self.at..].iter().take_while(|byte| **byte != b'"' && **byte != b'\\' && **byte >= b' ').count();
            out.push_str(&self.text[self.at..self.at + plain]);
            self.at += plain;
            match bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    let letter = self.escape()?;
                    out.push(letter);
                }
                Some(_) => return Err("a control character in a string must be escaped"),
                None => return Err("a string is not closed"),
            }
        }
    }

    fn escape(&mut self) -> Result<char, &'static str> {
        let start = self.at;
        let letter = match self.text.as_bytes().get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(start),
            _ => return Err("no such escape"),
        };
        self.at += 2;
        Ok(letter)
    }

    fn code_point(&mut self, start: usize) -> Result<char, &'static str> {
        let unit = self.unit(start).ok_or("`\\u` takes four hexadecimal digits")?;
        self.at += 6;
        if let (0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) = (unit, self.unit(self.at)) {
            self.at += 6;
            return Ok(char::from_u32(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        Ok(char::from_u32(unit).unwrap_or_else(|| {
            self.lone.get_or_insert(start);
            char::REPLACEMENT_CHARACTER
        }))
    }

    /// The code unit of a `\uXXXX` escape at `at`.
    fn unit(&self, at: usize) -> Option<u32> {
        let digits = self.text.as_bytes().get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits.iter().all(u8::is_ascii_hexdigit).then(|| u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok())?
    }
}

/// The grammar of JSON numbers: no leading zeros, no bare dots.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(mantissa, exponent)| (mantissa, Some(exponent)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}
