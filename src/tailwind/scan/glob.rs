//! Globs as `content`, `@source` and `.gitignore` write them. Patterns come from tenants: matching takes bounded time.

/// More alternatives than this in one pattern are not looked at.
const MAX_ALTERNATIVES: usize = 512;
/// Steps that one segment may take; only nested `!(...)` and many stars come near.
const MAX_STEPS: usize = 20_000;

/// One pattern without braces.
#[derive(Debug, Clone)]
pub(super) struct Glob {
    segments: Vec<String>,
    /// Whether `*` matches a leading dot.
    dots: bool,
}

impl Glob {
    /// `pattern` and `path` are relative to the same folder, without a leading slash.
    pub(super) fn new(pattern: &str, dots: bool) -> Self {
        let segments = pattern.split('/').filter(|segment| !segment.is_empty() && *segment != ".").map(String::from).collect();
        Self { segments, dots }
    }

    pub(super) fn matches(&self, path: &str) -> bool {
        // reached[i]: the first i segments of the pattern match the part of the path that was read.
        let mut reached = vec![false; self.segments.len() + 1];
        reached[0] = true;
        self.skip_empty(&mut reached);
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let hidden = part.starts_with('.') && !self.dots;
            let mut next = vec![false; reached.len()];
            for (at, segment) in self.segments.iter().enumerate().filter(|(at, _)| reached[*at]) {
                if segment == "**" {
                    next[at] |= !hidden;
                } else {
                    let matched = !(hidden && segment.starts_with(['*', '?', '[', '!', '+', '@'])) && segment_matches(segment, part);
                    next[at + 1] |= matched;
                }
            }
            self.skip_empty(&mut next);
            reached = next;
        }
        reached[self.segments.len()]
    }

    /// `**` matches no folder, too.
    fn skip_empty(&self, reached: &mut [bool]) {
        for (at, segment) in self.segments.iter().enumerate() {
            if reached[at] && segment == "**" {
                reached[at + 1] = true;
            }
        }
    }
}

fn segment_matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    matches(&pattern, &text, &mut 0)
}

fn matches(pattern: &[char], text: &[char], steps: &mut usize) -> bool {
    *steps += 1;
    if *steps > MAX_STEPS {
        return false;
    }
    let Some((first, rest)) = pattern.split_first() else { return text.is_empty() };
    if rest.first() == Some(&'(')
        && matches!(first, '!' | '@' | '?' | '+' | '*')
        && let Some((alternatives, rest)) = group(&rest[1..])
    {
        return (0..=text.len()).any(|end| group_matches(*first, &alternatives, &text[..end], steps) && matches(rest, &text[end..], steps));
    }
    match first {
        '*' => (0..=text.len()).any(|skip| matches(rest, &text[skip..], steps)),
        '?' => !text.is_empty() && matches(rest, &text[1..], steps),
        '[' if rest.contains(&']') => text.split_first().is_some_and(|(letter, text)| class(rest, *letter).is_some_and(|rest| matches(rest, text, steps))),
        '\\' if !rest.is_empty() => text.first() == rest.first() && matches(&rest[1..], &text[1..], steps),
        _ => text.first() == Some(first) && matches(rest, &text[1..], steps),
    }
}

/// `a|b)` and what follows.
fn group(pattern: &[char]) -> Option<(Vec<&[char]>, &[char])> {
    let (mut depth, mut start, mut alternatives) = (0, 0, Vec::new());
    for (at, letter) in pattern.iter().enumerate() {
        match letter {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            '|' if depth == 0 => {
                alternatives.push(&pattern[start..at]);
                start = at + 1;
            }
            ')' => {
                alternatives.push(&pattern[start..at]);
                return Some((alternatives, &pattern[at + 1..]));
            }
            _ => {}
        }
    }
    None
}

fn group_matches(kind: char, alternatives: &[&[char]], text: &[char], steps: &mut usize) -> bool {
    let any = alternatives.iter().any(|alternative| matches(alternative, text, steps));
    match kind {
        '!' => !any,
        '?' => text.is_empty() || any,
        '@' => any,
        _ if text.is_empty() => kind == '*' || any,
        _ => {
            any || (1..text.len())
                .any(|end| alternatives.iter().any(|one| matches(one, &text[..end], steps)) && group_matches('+', alternatives, &text[end..], steps))
        }
    }
}

/// `a-z]rest`: what follows if the letter is in the class.
fn class(pattern: &[char], letter: char) -> Option<&[char]> {
    let negated = matches!(pattern.first(), Some('!' | '^'));
    let start = usize::from(negated);
    let end = start + 1 + pattern[(start + 1).min(pattern.len())..].iter().position(|c| *c == ']')?;
    let body = &pattern[start..end];
    let mut inside = false;
    let mut at = 0;
    while at < body.len() {
        if body.get(at + 1) == Some(&'-') && at + 2 < body.len() {
            inside |= (body[at]..=body[at + 2]).contains(&letter);
            at += 3;
        } else {
            inside |= body[at] == letter;
            at += 1;
        }
    }
    (inside != negated).then(|| &pattern[end + 1..])
}

/// `{a,b}` and `{1..3}` written out.
pub(super) fn expand(pattern: &str) -> Vec<String> {
    let mut done = Vec::new();
    let mut open = vec![pattern.to_string()];
    while let Some(next) = open.pop() {
        if done.len() + open.len() >= MAX_ALTERNATIVES {
            break;
        }
        match braces(&next) {
            Some((before, alternatives, after)) => open.extend(alternatives.iter().rev().map(|one| format!("{before}{one}{after}"))),
            None => done.push(next),
        }
    }
    done
}

/// The first `{...}` that holds a choice.
fn braces(pattern: &str) -> Option<(&str, Vec<String>, &str)> {
    for (open, _) in pattern.match_indices('{') {
        let (mut depth, mut start, mut alternatives) = (0, open + 1, Vec::new());
        for (at, letter) in pattern.char_indices().skip_while(|(at, _)| *at <= open) {
            match letter {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' if depth == 0 => {
                    alternatives.push(pattern[start..at].to_string());
                    start = at + 1;
                }
                '}' => {
                    let last = &pattern[start..at];
                    if alternatives.is_empty() {
                        let Some(numbers) = numbers(last) else { break };
                        alternatives = numbers;
                    } else {
                        alternatives.push(last.to_string());
                    }
                    return Some((&pattern[..open], alternatives, &pattern[at + 1..]));
                }
                _ => {}
            }
        }
    }
    None
}

fn numbers(text: &str) -> Option<Vec<String>> {
    let (first, last) = text.split_once("..")?;
    let (first, last) = (first.parse::<i32>().ok()?, last.parse::<i32>().ok()?);
    (first <= last).then(|| (first..=last).take(MAX_ALTERNATIVES).map(|number| number.to_string()).collect())
}

#[cfg(test)]
mod tests {
    use super::{Glob, expand};

    fn hit(pattern: &str, path: &str) -> bool {
        expand(pattern).iter().any(|one| Glob::new(one, false).matches(path))
    }

    #[test]
    fn patterns_of_real_configs() {
        assert!(hit("./src/**/*.{js,ts,jsx,tsx,mdx}", "src/App.tsx"));
        assert!(hit("src/**/*.{ts,tsx}", "src/a/b/c.ts"));
        assert!(!hit("src/**/*.{ts,tsx}", "lib/a.ts"));
        assert!(!hit("src/*.ts", "src/a/b.ts"));
        assert!(hit("{src,app}/**/!(*.stories|*.spec).{ts,tsx}", "app/x/Button.tsx"));
        assert!(!hit("{src,app}/**/!(*.stories|*.spec).{ts,tsx}", "app/x/Button.stories.tsx"));
        assert!(hit("./*.@(html|js)", "index.html"));
        assert!(hit("src/[a-c]?.ts", "src/bx.ts"));
        assert!(!hit("src/[!a-c]?.ts", "src/bx.ts"));
        assert!(!hit("**/*", ".env"));
        assert!(hit("p{1..3}", "p2"));
        assert!(hit("src/**", "src/deep/x"));
        assert!(hit("app/[[]id]/page.tsx", "app/[id]/page.tsx"));
    }

    #[test]
    fn hostile_patterns_end() {
        let start = std::time::Instant::now();
        assert!(hit(&"*a".repeat(100), &"a".repeat(200)));
        hit(&"{a,b}".repeat(60), "a");
        hit(&"!(a".repeat(50), &"a".repeat(100));
        hit(&"**/".repeat(500), &"a/".repeat(500));
        assert!(start.elapsed().as_secs() < 5);
    }
}
