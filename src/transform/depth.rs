//! A bound on nesting, checked before any parser runs. Parsers recurse, and a stack overflow aborts the process: it is not a panic.
//!
//! The scan counts, for each open bracket, what may hang on each other since the last statement or item began there: operators, calls,
//! words like `typeof`, heads like `if (x)`. It is no parser, so some ends of statements are guesses (a line that starts with a name
//! after one that ended with a value); what such guesses forgave is counted too. The stacks of the worker threads (`STACK`) hold what
//! the scan lets pass.

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;

/// What may recurse in one file in all where the scan guesses: worker stacks are made for it.
const UNCHECKED: usize = 20_000;
/// Links of chains that guessed ends of statements may forgive in one file.
const FORGIVEN: usize = 100_000;
/// Stack of the worker threads, in bytes of address space; only what is used takes memory.
pub(crate) const STACK: usize = 512 << 20;
/// Links of a chain for each level of `depth`: `a + b + c` is a tree as deep as it is long, but each level costs little.
const LINKS_PER_LEVEL: usize = 8;

/// Refuses sources whose brackets, closing tags, `else` branches or chains go deeper than `limit` allows.
pub(super) fn check(id: &ModuleId, source: &str, limit: usize) -> Result<(), Vec<Diagnostic>> {
    let is_style = matches!(id.extension().as_str(), "css" | "scss" | "sass");
    let mut scan = Scan { bytes: source.as_bytes(), at: 0, limit, is_style, levels: vec![Level::default()], ..Scan::default() };
    match scan.run() {
        None => Ok(()),
        Some(at) => {
            let message = format!("{id} nests too deep: the limit is {limit} levels");
            let hint = "split the expression, or move data into a JSON file";
            Err(vec![Diagnostic::at("too-deep", id.as_str(), source, at, 1, message).with_hint(hint)])
        }
    }
}

/// What stands in front of the next token.
#[derive(Default, Clone, Copy, PartialEq)]
enum Before {
    /// An operator, an opening bracket, the start: a value must follow.
    #[default]
    Nothing,
    /// The end of a value: a name, a closing bracket, a string.
    Value,
    /// A closing brace: of a value or of a block.
    Brace,
    /// `if (x)`: a statement must follow, and it hangs on this one.
    Head,
}

/// One open bracket.
#[derive(Default)]
struct Level {
    opener: u8,
    /// Links since the last statement or item began.
    links: usize,
    /// It belongs to `if`, `for`, `while` or `with`.
    is_head: bool,
}

#[derive(Default)]
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    limit: usize,
    is_style: bool,
    levels: Vec<Level>,
    /// The sum over all levels.
    links: usize,
    forgiven: usize,
    closing_tags: usize,
    branches: usize,
    before: Before,
    new_line: bool,
    head_word: bool,
}

impl Scan<'_> {
    /// The place where it is too deep.
    fn run(&mut self) -> Option<usize> {
        while let Some(&byte) = self.bytes.get(self.at) {
            let start = self.at;
            match byte {
                b'\n' => self.new_line = true,
                b' ' | b'\t' | b'\r' => {}
                b'"' | b'\'' => {
                    self.at = skip_string(self.bytes, self.at);
                    self.value();
                }
                b'/' if self.next() == b'/' && !self.is_style => self.at = find(self.bytes, self.at, b"\n") - 1,
                b'/' if self.next() == b'*' => self.at = find(self.bytes, self.at + 2, b"*/"),
                b'/' if self.next() == b'>' => self.forgive(),
                b'(' | b'[' | b'{' => self.open(byte),
                b')' | b']' | b'}' => self.close(byte),
                b';' | b',' => {
                    self.reset();
                    self.before = Before::Nothing;
                }
                b'<' if self.next() == b'/' => {
                    self.closing_tags += 1;
                    self.forgive();
                }
                b'`' => {
                    self.link();
                    self.value();
                }
                b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'?' | b'.' | b'!' | b'~' | b'^' | b'=' | b'<' | b'>' | b':' | b'@' => {
                    self.link();
                    self.before = Before::Nothing;
                }
                byte if is_letter(byte) => self.word(),
                _ => {}
            }
            let too_deep = self.levels.len() > self.limit + 1 || self.links > self.limit * LINKS_PER_LEVEL || self.forgiven > FORGIVEN;
            if too_deep || self.closing_tags > UNCHECKED || self.branches > UNCHECKED {
                return Some(start);
            }
            self.at += 1;
        }
        None
    }

    fn next(&self) -> u8 {
        self.bytes.get(self.at + 1).copied().unwrap_or(b' ')
    }

    fn top(&mut self) -> &mut Level {
        self.levels.last_mut().expect("the file itself is never closed")
    }

    fn link(&mut self) {
        self.top().links += 1;
        self.links += 1;
    }

    fn reset(&mut self) {
        let links = std::mem::take(&mut self.top().links);
        self.links -= links;
    }

    /// Probably the end of a statement.
    fn forgive(&mut self) {
        self.forgiven += self.top().links;
        self.reset();
    }

    fn value(&mut self) {
        self.before = Before::Value;
        self.new_line = false;
    }

    fn open(&mut self, opener: u8) {
        self.link();
        let is_head = std::mem::take(&mut self.head_word) && opener == b'(';
        self.levels.push(Level { opener, is_head, links: 0 });
        self.before = Before::Nothing;
    }

    /// Closes the last bracket of its kind and what was left open in it (by a regular expression that holds a bracket, say).
    fn close(&mut self, closer: u8) {
        let opener = match closer {
            b')' => b'(',
            b']' => b'[',
            _ => b'{',
        };
        let mut is_head = false;
        if let Some(found) = self.levels.iter().rposition(|level| level.opener == opener) {
            for level in self.levels.drain(found..) {
                self.links -= level.links;
                is_head = level.is_head;
            }
        }
        self.before = match closer {
            b')' if is_head => Before::Head,
            b'}' => Before::Brace,
            _ => Before::Value,
        };
        self.new_line = false;
        if closer == b'}' && self.is_style {
            self.reset();
        }
    }

    fn word(&mut self) {
        let start = self.at;
        while self.bytes.get(self.at + 1).is_some_and(|byte| is_letter(*byte)) {
            self.at += 1;
        }
        let word = &self.bytes[start..=self.at];
        let is_binary = matches!(word, b"in" | b"instanceof" | b"as" | b"satisfies" | b"extends" | b"is" | b"of");
        // Two values side by side: a new statement has begun, or text between tags goes on.
        let begins = self.before == Before::Brace || self.before == Before::Value && self.new_line;
        if begins && !is_binary {
            self.forgive();
        }
        self.new_line = false;
        self.head_word = matches!(word, b"if" | b"for" | b"while" | b"with");
        let is_prefix = matches!(
            word,
            b"typeof"
                | b"void"
                | b"await"
                | b"new"
                | b"delete"
                | b"keyof"
                | b"readonly"
                | b"infer"
                | b"unique"
                | b"asserts"
                | b"yield"
                | b"do"
                | b"else"
                | b"async"
                | b"return"
                | b"throw"
        );
        if is_binary || is_prefix || self.head_word {
            self.link();
        }
        self.branches += usize::from(word == b"else");
        self.before = if is_binary || is_prefix { Before::Nothing } else { Before::Value };
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

/// The last byte of the string that opens at `start`; a line break ends it too (an apostrophe in JSX text opens none).
fn skip_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' => return start,
            quote if quote == bytes[start] => return at,
            _ => {}
        }
        at += 1;
    }
    start
}

/// The last byte of the next `needle`, or the end.
fn find(bytes: &[u8], from: usize, needle: &[u8]) -> usize {
    let tail = bytes.get(from..).unwrap_or_default();
    tail.windows(needle.len()).position(|window| window == needle).map_or(bytes.len(), |found| from + found + needle.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(path: &str, source: &str) -> bool {
        check(&ModuleId::new(path).unwrap(), source, 500).is_ok()
    }

    #[test]
    fn long_files_are_not_deep() {
        let lines = |line: &str, count: usize| line.repeat(count);
        assert!(passes("a.ts", &lines("export const a = b.c + d[0](1)\n", 10_000)), "no semicolons");
        assert!(passes("a.ts", &lines("export const a = { b: [1, 2], c: x => x };", 10_000)));
        assert!(passes("a.ts", &lines("if (a.b) { c(d) } else { e = f }\n", 10_000)));
        assert!(passes("a.tsx", &format!("<svg>{}</svg>", lines("<path d=\"M0 0\" fill={a.b} x-y='1' />\n", 8_000))));
        assert!(passes("a.tsx", &format!("<p>{}</p>", lines("It's text. Is it? {a.b} - <b>yes!</b>\n", 8_000))));
        assert!(passes("a.css", &lines(".a-b:hover > c{color:red;--x:calc(1px + 2px)}", 20_000)));
        assert!(passes("a.ts", &format!("x = [{}]", lines("-1.5, ", 50_000))));
        assert!(passes("a.ts", &lines("const r = /[(]/;\nfunction f() { return /[{(]/ }\n", 400)), "brackets in regular expressions");
        assert!(passes("a.ts", &lines("// it's (a [comment {\n/* `( */\n", 10_000)));
    }

    #[test]
    fn everything_that_can_hang_on_each_other_is_counted() {
        for part in [
            "f(",
            "[",
            "{a:",
            "()",
            "[0]",
            "``",
            "!",
            "+1",
            ".a",
            "?.a",
            " as any",
            " satisfies x",
            "typeof ",
            "new ",
            "await ",
            "a=>",
            "a?b:",
            "a:",
            "if(1)",
            "for(;;)",
            "while(1)",
            "do ",
            "with(a)",
            "A<",
            "keyof ",
            "a extends b?c:",
            "{}+",
            "{}<a<",
            " in a",
            "\nin a",
            "if(1)\n",
            "l:if(1)\n",
            "x=",
            "@d ",
        ] {
            let source = format!("x = a{}", part.repeat(200_000));
            assert!(!passes("a.ts", &source), "{part:?}");
        }
    }
}
