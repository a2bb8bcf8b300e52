//! What Tailwind v4's detection leaves out, and `.gitignore` lines. The lists are oxide's.

use super::glob::{Glob, expand};

/// Folders that hold no source of the app.
pub(super) const FOLDERS: [&str; 15] = [
    ".git",
    ".hg",
    ".jj",
    ".next",
    ".parcel-cache",
    ".pnpm-store",
    ".svelte-kit",
    ".svn",
    ".turbo",
    ".venv",
    ".vercel",
    ".yarn",
    "__pycache__",
    "node_modules",
    "venv",
];
const EXTENSIONS: [&str; 6] = ["less", "lock", "sass", "scss", "styl", "log"];
const NAMES: [&str; 5] = ["package-lock.json", "pnpm-lock.yaml", "bun.lockb", ".gitignore", ".env"];
const BINARY: &str = "\
    3dm 3ds 3g2 3gp 7z a aac adp ai aif aiff alz ape apk appimage ar arj asf au avi avif bak baml bh bin bk bmp btif bz2 bzip2 cab caf cgm class \
    cmx cpio cr2 cur dat db dcm deb dex djvu dll dmg dng doc docm docx dot dotm dra DS_Store dsk dts dtshd dvb dwg dxf ecelp4800 ecelp7470 \
    ecelp9600 egg eol eot epub exe exr f4v fbs fh fla flac flatpak fli flv fpx fst fvt g3 geojson gh gif graffle gz gzip h261 h263 h264 hdr icns \
    ico ief img ipa iso jar jpeg jpg jpgv jpm jxr key ktx lha lib lockb lvp lz lzh lzma lzo m3u m4a m4v mar mdi mht mid midi mj2 mka mkv mmr mng \
    mobi mov movie mp3 mp4 mp4a mpeg mpg mpga mxu nef node npx numbers nupkg o oa odp ods odt oga ogg ogv otf ott pages pbm pcx pdb pdf pea pgm \
    pic plist png pnm pot potm potx ppa ppam ppm pps ppsm ppsx ppt pptm pptx psd pya pyc pyo pyv qt rar ras raw resources rgb rip rlc rmf rmvb \
    rpm rtf rz s3m s7z scpt sgi shar sil sketch slk smv snap snk so sqlite sqlite3 stl storedata sub suo swf symbolsarchive tar tbz tbz2 tga tgz \
    thmx tif tiff tlz ttc ttf txz udf uvh uvi uvm uvp uvs uvu viv vob war wasm wav wax wbmp wdp weba webm webp whl wim wm wma wmv wmx woff woff2 \
    wrm wvx xbm xif xla xlam xls xlsb xlsm xlsx xlt xltm xltx xm xmind xpi xpm xwd xz z zip zipx";

/// One rule: the last that matches a path decides.
#[derive(Debug)]
pub(super) enum Rule {
    /// Folders, extensions and names that are left out anywhere.
    Defaults,
    /// Binary files.
    Binary { base: String },
    /// A line as `.gitignore` has it.
    Line { base: String, globs: Vec<Glob>, keep: bool, folders_only: bool },
}

impl Rule {
    /// Reads a line; `base` is the folder that it stands in.
    pub(super) fn line(base: &str, line: &str) -> Option<Self> {
        let line = line.trim_end();
        let (keep, line) = line.strip_prefix('!').map_or((false, line), |rest| (true, rest));
        let (folders_only, line) = line.strip_suffix('/').map_or((false, line), |rest| (true, rest));
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        let anchored = line.contains('/');
        let globs = expand(line.trim_start_matches('/'))
            .iter()
            .map(|one| if anchored { Glob::new(one, true) } else { Glob::new(&format!("**/{one}"), true) })
            .collect();
        Some(Self::Line { base: base.into(), globs, keep, folders_only })
    }

    /// `Some(true)`: left out; `Some(false)`: kept, whatever came before.
    pub(super) fn decide(&self, path: &str, is_folder: bool) -> Option<bool> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        match self {
            Self::Defaults if is_folder => FOLDERS.contains(&name).then_some(true),
            Self::Defaults => (NAMES.contains(&name) || name.starts_with(".env.") || extension.is_some_and(|one| EXTENSIONS.contains(&one))).then_some(true),
            Self::Binary { base } => {
                let binary = |one: &str| BINARY.split(' ').any(|known| known == one);
                (!is_folder && super::below(path, base).is_some() && extension.is_some_and(binary)).then_some(true)
            }
            Self::Line { base, globs, keep, folders_only } => {
                let inner = super::below(path, base).filter(|_| is_folder || !folders_only)?;
                (!inner.is_empty() && globs.iter().any(|glob| glob.matches(inner))).then_some(!keep)
            }
        }
    }
}
