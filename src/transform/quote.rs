//! Text as JavaScript and JSON write it.

/// A text as a literal. It may hold `</script>`: what goes into a page is escaped for that too.
pub(crate) fn quote(text: &str) -> String {
    serde_json::to_string(text).expect("text always serialises")
}
