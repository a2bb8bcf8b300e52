//! A bound on nesting, checked before any parser runs. Parsers recurse, and a stack overflow aborts the process: it is not a panic.
//!
//! The scan knows strings, templates, comments, regular expressions and JSX, so that it sees the brackets and elements that a parser will see. For
//! each open one it counts what may hang on each other since the last statement or item began there: operators, calls, words like `typeof`,
//! heads like `if (x)`. Where only a parser could tell what something is (`<T>(x) => y` may be a type or an element), it goes on without
//! such knowledge and counts everything. The stacks of the worker threads (`STACK`) hold what the scan lets pass.

use crate::diagnostic::Diagnostic;
use crate::id::ModuleId;

/// What may recurse in one file in all where the scan guesses: worker stacks are made for it.
const UNCHECKED: usize = 20_000;
/// Links of chains in one file in all, where it guesses.
const FORGIVEN: usize = 100_000;
/// Stack of the worker threads, in bytes of address space; only what is used takes memory.
pub(crate) const STACK: usize = 512 << 20;
/// Links of a chain for each level of `depth`: `a + b + c` is a tree as deep as it is long, but each level costs little.
const LINKS_PER_LEVEL: usize = 8;

/// Refuses sources whose brackets, elements, `else` branches or chains go deeper than `limit` allows.
pub(crate) fn check(id: &ModuleId, source: &str, limit: usize) -> Result<(), Vec<Diagnostic>> {
    let language = match id.extension().as_str() {
        "css" | "scss" | "sass" => Language::Style,
        "ts" | "mts" | "cts" => Language::TypeScript,
        "tsx" => Language::Tsx,
        _ => Language::Jsx,
    };
    let mut scan = Scan { bytes: source.as_bytes(), at: 0, limit, language, levels: vec![Level::default()], ..Scan::default() };
    match scan.run() {
        None => Ok(()),
        Some(at) => {
            let message = format!("{id} nests too deep: the limit is {limit} levels");
            let hint = "split the expression, or move data into a JSON file";
            Err(vec![Diagnostic::at("too-deep", id.as_str(), source, at, 1, message).with_hint(hint)])
        }
    }
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Language {
    Style,
    TypeScript,
    Tsx,
    /// JavaScript in any file: JSX is understood in all of them.
    #[default]
    Jsx,
}

/// What stands in front of the next token.
#[derive(Default, Clone, Copy, PartialEq)]
enum Before {
    /// An operator, an opening bracket, the start: a value must follow.
    #[default]
    Nothing,
    /// The end of a value: a name, a closing bracket, a string.
    Value,
    /// A closing brace, of a value or of a block; `>`, an operator or the end of types; a word that is a name elsewhere.
    Unsure,
    /// `if (x)`: a statement must follow, and it hangs on this one.
    Head,
}

/// How the text inside a level is read.
#[derive(Default, Clone, Copy, PartialEq)]
enum Mode {
    #[default]
    Code,
    Template,
    /// Between `<` and `>` of an element.
    Tag,
    /// Between the tags of an element.
    Children,
    /// Between `</` and `>`.
    EndTag,
    /// Between `<` and `>` behind the name of an element.
    TypeArguments,
}

/// An open bracket, template or element.
#[derive(Default)]
struct Level {
    opener: u8,
    mode: Mode,
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
    language: Language,
    levels: Vec<Level>,
    /// The sum over all levels.
    links: usize,
    branches: usize,
    before: Before,
    /// A closing brace, of what is unsure.
    is_brace: bool,
    new_line: bool,
    head_word: bool,
    /// A name follows, whatever word it is.
    dot: bool,
    /// From here on nobody knows what is text and what is code.
    is_lost: bool,
    lost_links: usize,
    lost_openers: usize,
}

impl Scan<'_> {
    /// The place where it is too deep.
    fn run(&mut self) -> Option<usize> {
        while let Some(&byte) = self.bytes.get(self.at) {
            let start = self.at;
            match self.levels.last().map_or(Mode::Code, |level| level.mode) {
                _ if self.is_lost => self.anything(byte),
                Mode::Code | Mode::TypeArguments => self.code(byte),
                Mode::Template => self.template(byte),
                Mode::Tag | Mode::EndTag => self.tag(byte),
                Mode::Children => self.child(byte),
            }
            let too_deep = self.levels.len() > self.limit + 1 || self.links > self.limit * LINKS_PER_LEVEL || self.branches > UNCHECKED;
            if too_deep || self.lost_links > FORGIVEN || self.lost_openers > UNCHECKED {
                return Some(start);
            }
            self.at += 1;
        }
        None
    }

    fn code(&mut self, byte: u8) {
        let is_style = self.language == Language::Style;
        let dot = std::mem::take(&mut self.dot);
        match byte {
            b'\n' => (self.new_line, self.dot) = (true, dot),
            b' ' | b'\t' | b'\r' => self.dot = dot,
            b'"' | b'\'' => {
                self.at = skip_string(self.bytes, self.at, is_style);
                self.value();
            }
            b'(' if is_style && self.is_address() => self.at = skip_address(self.bytes, self.at),
            b'/' if self.next() == b'/' && !is_style => {
                self.at = find(self.bytes, self.at, b"\n").saturating_sub(1);
                self.dot = dot;
            }
            b'/' if self.next() == b'*' => {
                self.at = find(self.bytes, self.at + 2, b"*/");
                self.dot = dot;
            }
            b'(' | b'[' | b'{' => self.open(byte, Mode::Code),
            b')' | b']' | b'}' => self.close(byte),
            b';' | b',' => {
                self.reset();
                self.before = Before::Nothing;
            }
            b'`' if !is_style => self.open(byte, Mode::Template),
            b'/' if !is_style && matches!(self.before, Before::Nothing | Before::Head) => {
                self.at = skip_pattern(self.bytes, self.at);
                self.value();
            }
            // The end of a block and an expression, or a division?
            b'/' if !is_style && self.before == Before::Unsure => self.is_lost = true,
            b'<' if !is_style => self.angle(),
            b'>' if self.mode() == Mode::TypeArguments && !self.bytes[..self.at].ends_with(b"=") => {
                self.pop();
                self.value();
            }
            b'+' | b'-' if self.next() == byte && self.before == Before::Value && !self.new_line => self.at += 1,
            b'!' if self.before == Before::Value && !self.new_line && self.next() != b'=' => self.link(),
            b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'?' | b'.' | b'!' | b'~' | b'^' | b'=' | b'<' | b'>' | b':' | b'@' => {
                self.link();
                self.dot = byte == b'.' && !self.bytes[..self.at].ends_with(b"..");
                let after_types = byte == b'>' && !self.bytes[..self.at].ends_with(b"=");
                (self.before, self.is_brace) = (if after_types { Before::Unsure } else { Before::Nothing }, false);
            }
            byte if is_letter(byte) => self.word(dot),
            _ => {}
        }
    }

    /// Whether a bracket opens an address without quotes: `url(a.png)`.
    fn is_address(&self) -> bool {
        let before = &self.bytes[self.at.saturating_sub(3)..self.at];
        let inside = self.bytes[self.at + 1..].trim_ascii_start();
        before.eq_ignore_ascii_case(b"url") && !inside.starts_with(b"\"") && !inside.starts_with(b"'")
    }

    /// `<` in code: an operator, the start of types, or an element.
    fn angle(&mut self) {
        let comment = self.bytes[self.at..].starts_with(b"<!--");
        if self.language == Language::TypeScript || self.mode() == Mode::TypeArguments {
            match self.mode() {
                Mode::TypeArguments => self.open(b'<', Mode::TypeArguments),
                _ => self.link(),
            }
            self.before = Before::Nothing;
            self.is_lost |= comment;
            return;
        }
        match self.before {
            _ if comment => self.is_lost = true,
            Before::Value => {
                self.at += usize::from(self.next() == b'<');
                self.link();
                self.before = Before::Nothing;
            }
            // A statement that is an element, or a comparison?
            Before::Unsure => self.is_lost = true,
            Before::Nothing | Before::Head if self.language == Language::Tsx => match self.generic() {
                Some(true) => {
                    self.link();
                    self.before = Before::Nothing;
                }
                Some(false) => self.open(b'<', Mode::Tag),
                None => self.is_lost = true,
            },
            Before::Nothing | Before::Head => self.open(b'<', Mode::Tag),
        }
    }

    /// Whether `<` begins type parameters, and not an element. `None`: it depends.
    fn generic(&self) -> Option<bool> {
        let rest = &self.bytes[self.at + 1..];
        let name = rest.iter().take_while(|byte| is_letter(**byte)).count();
        let tail = rest[name..].trim_ascii_start();
        let extends = tail.strip_prefix(b"extends").is_some_and(|after| !after.first().is_some_and(|byte| is_letter(*byte)));
        let after = tail.strip_prefix(b">").map(<[u8]>::trim_ascii_start);
        match () {
            () if name > 0 && tail.starts_with(b",") => Some(true),
            () if name > 0 && (extends || tail.starts_with(b"=") || after.is_some_and(|after| after.starts_with(b"("))) => None,
            () if matches!(&rest[..name], b"const" | b"in" | b"out") => None,
            () => Some(false),
        }
    }

    fn template(&mut self, byte: u8) {
        match byte {
            b'\\' => self.at += 1,
            b'`' => {
                self.pop();
                self.value();
            }
            b'$' if self.next() == b'{' => {
                self.at += 1;
                self.open(b'{', Mode::Code);
            }
            _ => {}
        }
    }

    fn tag(&mut self, byte: u8) {
        match byte {
            // No escapes, and line breaks are part of it.
            b'"' | b'\'' => self.at = find(self.bytes, self.at + 1, &[byte]),
            b'/' if self.next() == b'/' => self.at = find(self.bytes, self.at, b"\n"),
            b'/' if self.next() == b'*' => self.at = find(self.bytes, self.at + 2, b"*/"),
            b'/' if self.next() == b'>' => {
                self.at += 1;
                self.end_element();
            }
            b'{' => self.open(byte, Mode::Code),
            b'<' if self.bytes[..self.at].trim_ascii_end().ends_with(b"=") => self.open(byte, Mode::Tag),
            b'<' => self.open(byte, Mode::TypeArguments),
            b'>' if self.mode() == Mode::EndTag => self.end_element(),
            b'>' => self.top().mode = Mode::Children,
            _ => {}
        }
    }

    fn child(&mut self, byte: u8) {
        match byte {
            b'<' if self.next() == b'/' => {
                self.at += 1;
                self.top().mode = Mode::EndTag;
            }
            b'<' => self.open(byte, Mode::Tag),
            b'{' => self.open(byte, Mode::Code),
            _ => {}
        }
    }

    fn end_element(&mut self) {
        self.pop();
        self.value();
    }

    /// Everything that could open or hang on something does.
    fn anything(&mut self, byte: u8) {
        match byte {
            b'(' | b'[' | b'{' | b'<' | b'`' => self.lost_openers += 1,
            b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'?' | b'.' | b'!' | b'~' | b'^' | b'=' | b'>' | b':' | b'@' => self.lost_links += 1,
            byte if is_letter(byte) => {
                let links = self.links;
                self.word(false);
                self.lost_links += usize::from(self.links > links);
                self.reset();
            }
            _ => {}
        }
    }

    fn next(&self) -> u8 {
        self.bytes.get(self.at + 1).copied().unwrap_or(b' ')
    }

    fn top(&mut self) -> &mut Level {
        self.levels.last_mut().expect("the file itself is never closed")
    }

    fn mode(&self) -> Mode {
        self.levels.last().map_or(Mode::Code, |level| level.mode)
    }

    fn link(&mut self) {
        self.top().links += 1;
        self.links += 1;
    }

    /// The end of a statement or of an item.
    fn reset(&mut self) {
        let links = std::mem::take(&mut self.top().links);
        self.links -= links;
    }

    fn value(&mut self) {
        self.before = Before::Value;
        self.new_line = false;
    }

    fn open(&mut self, opener: u8, mode: Mode) {
        // Brackets hang on what stands before them; elements, and what is inside tags, stand side by side.
        if self.mode() == Mode::Code {
            self.link();
        }
        let is_head = std::mem::take(&mut self.head_word) && opener == b'(';
        self.levels.push(Level { opener, mode, is_head, links: 0 });
        self.before = Before::Nothing;
    }

    /// The last level ends.
    fn pop(&mut self) {
        if self.levels.len() > 1
            && let Some(level) = self.levels.pop()
        {
            self.links -= level.links;
        }
    }

    /// Closes the last bracket of its kind, and what was left open in it. No bracket closes an element or a template.
    fn close(&mut self, closer: u8) {
        let opener = match closer {
            b')' => b'(',
            b']' => b'[',
            _ => b'{',
        };
        let border = self.levels.iter().rposition(|level| !matches!(level.mode, Mode::Code | Mode::TypeArguments)).map_or(0, |at| at + 1);
        let mut is_head = false;
        if let Some(found) = self.levels[border..].iter().rposition(|level| level.opener == opener) {
            for level in self.levels.drain(border + found..) {
                self.links -= level.links;
                is_head = level.is_head;
            }
        }
        (self.before, self.is_brace) = match closer {
            b')' if is_head => (Before::Head, false),
            b'}' => (Before::Unsure, true),
            _ => (Before::Value, false),
        };
        self.new_line = false;
        if closer == b'}' && self.language == Language::Style {
            self.reset();
        }
    }

    /// `is_name`: behind a dot every word is one.
    fn word(&mut self, is_name: bool) {
        let start = self.at;
        while self.bytes.get(self.at + 1).is_some_and(|byte| is_letter(*byte)) {
            self.at += 1;
        }
        let word = &self.bytes[start..=self.at];
        let is_name = is_name || self.bytes[..start].ends_with(b"#");
        let is_binary = !is_name && matches!(word, b"in" | b"instanceof" | b"as" | b"satisfies" | b"extends" | b"is" | b"of");
        // Two values side by side: a new statement has begun.
        let begins = self.before == Before::Unsure && self.is_brace || self.before == Before::Value && self.new_line;
        if begins && !is_binary {
            self.reset();
        } else if self.before == Before::Unsure && self.new_line && !is_binary {
            // `a >` may go on in the next line, and may be the end of a type.
            self.lost_links += self.top().links;
            self.reset();
        }
        self.new_line = false;
        self.head_word = !is_name && matches!(word, b"if" | b"for" | b"while" | b"with");
        let is_prefix = !is_name
            && matches!(
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
                    | b"case"
                    | b"default"
            );
        if is_binary || is_prefix || self.head_word {
            self.link();
        }
        self.branches += usize::from(word == b"else");
        let is_always = matches!(
            word,
            b"typeof" | b"void" | b"new" | b"delete" | b"do" | b"else" | b"return" | b"throw" | b"case" | b"default" | b"in" | b"instanceof" | b"extends"
        );
        (self.before, self.is_brace) = match is_binary || is_prefix {
            false => (Before::Value, false),
            true if is_always => (Before::Nothing, false),
            true => (Before::Unsure, false),
        };
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

/// The last byte of the string that opens at `start`; a line break ends it too, and in a stylesheet what was skipped is read after all.
fn skip_string(bytes: &[u8], start: usize, is_style: bool) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if bytes[at + 1..].starts_with(b"\r\n") => at += 2,
            b'\\' => at += 1,
            b'\n' => return if is_style { start } else { at - 1 },
            quote if quote == bytes[start] => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The last byte of the address without quotes that opens at `start`.
fn skip_address(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != b')' {
        at += 1 + usize::from(bytes[at] == b'\\');
    }
    at
}

/// The last byte of the regular expression that opens at `start`; a line break ends it too.
fn skip_pattern(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut class) = (start + 1, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' => return at - 1,
            b'[' => class = true,
            b']' => class = false,
            b'/' if !class => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
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
        assert!(passes("a.tsx", &format!("<ul>{}</ul>", lines("<li className=\"a-b\" key={a.b}>It's. <b>{a}</b></li>\n", 60_000))), "3 MB of JSX");
        assert!(passes("a.tsx", &lines("export const a = <T extends B>(b: T) => <p>{b.c}</p>\n", 4_000)), "types that look like elements");
        assert!(passes("a.ts", &lines("export const a = b.c + d[0](1)\n", 100_000)), "3 MB without semicolons");
        assert!(passes("a.ts", &lines("export type A = Array<string>\n", 20_000)));
        assert!(passes("a.js", &lines("x = a++ / 2 + `${b}(` / c; y = /[(]/.test(z)\n", 10_000)));
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

    #[test]
    fn nothing_hides_what_is_nested() {
        let deep = "[".repeat(2_000_000);
        for source in [
            format!("x = <a>'{{{deep}'"),
            format!("x = <a>'{{1{}}}'</a>", "+1".repeat(500_000)),
            format!("x = <a>//{{{deep}"),
            format!("x = <a>/*{{{deep}*/"),
            format!("x = <a>`{{{deep}`"),
            format!("x = <a b=\"\n' \" c={{{deep}}} d='"),
            format!("x = <a b=\"\\\" c={{{deep}}} d=\"'"),
            format!("x = {}", "([/)/,".repeat(200_000)),
            format!("x = {}", "([`)`,".repeat(200_000)),
            format!("x = {}", "(<p>{/)/}".repeat(200_000)),
            format!("x = i++ /{deep}/"),
            format!("x = a.return /{deep}/"),
            format!("x = {{}} /{deep}/"),
            format!("{{}}<a>'{{{deep}'"),
            format!("x = <a>,{}", "<a>,".repeat(500_000)),
            format!("x = <a>{}", "'<a>'".repeat(500_000)),
            format!("x = <a>{}", "/><a>".repeat(500_000)),
            format!("export default <a>'{{{deep}'"),
        ] {
            for path in ["a.tsx", "a.js"] {
                assert!(!passes(path, &source), "{path}: {}", &source[..40]);
            }
        }
        assert!(!passes("a.tsx", &format!("x = <p>/*</p>; type F = <T>() => void; y = \"</T>*/\" + {deep} + \"\"")));
        assert!(!passes("a.css", &format!("a{{b:url(c')}}{}')", "@media a{".repeat(100_000))));
    }
}
