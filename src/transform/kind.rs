//! What a file is, by its name.

use serde::Serialize;

use crate::id::ModuleId;

use super::svg;

/// What a file is, by its extension.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// `.tsx .ts .jsx .js .mjs .cjs .mts .cts`
    Script,
    /// `.css`, `.module.css`, and what Sass makes of `.scss` and `.sass`
    Css,
    /// `.json`
    Json,
    /// Images, fonts, media, wasm: known by their address.
    Asset,
    /// `.md .html .csv ...`: text that scripts may import.
    Text,
    /// Anything else: a diagnostic when it is imported.
    Unknown,
}

impl Kind {
    /// The kind of a file.
    pub fn of(id: &ModuleId) -> Self {
        match id.query() {
            Some("raw") => return Self::Text,
            Some("url") => return Self::Asset,
            Some("init" | "worker" | "sharedworker" | "worker_url" | "worker_inline" | "sharedworker_inline") => return Self::Asset,
            Some(query) if query.starts_with("glob=") => return Self::Script,
            Some(svg::COMPONENT | svg::NAMED) if id.extension() == "svg" => return Self::Script,
            _ => {}
        }
        match id.extension().as_str() {
            "tsx" | "ts" | "jsx" | "js" | "mjs" | "cjs" | "mts" | "cts" => Self::Script,
            "css" | "scss" | "sass" => Self::Css,
            "json" => Self::Json,
            "md" | "html" | "htm" | "csv" | "glsl" | "vert" | "frag" => Self::Text,
            extension if is_asset(extension) => Self::Asset,
            _ => Self::Unknown,
        }
    }
}

/// The list is Vite's (`KNOWN_ASSET_TYPES` in its constants).
fn is_asset(extension: &str) -> bool {
    const IMAGES: &[&str] = &["apng", "bmp", "png", "jpg", "jpeg", "jfif", "pjpeg", "pjp", "gif", "svg", "ico", "webp", "avif", "cur", "jxl"];
    const MEDIA: &[&str] = &["mp4", "webm", "ogg", "mp3", "wav", "flac", "aac", "opus", "mov", "m4a", "vtt"];
    const FONTS: &[&str] = &["woff", "woff2", "eot", "ttf", "otf"];
    const OTHER: &[&str] = &["webmanifest", "pdf", "txt", "wasm"];
    [IMAGES, MEDIA, FONTS, OTHER].iter().any(|list| list.contains(&extension))
}
