//! An app in a folder, for the examples that measure.
#![allow(dead_code, reason = "each example has its own copy of this module")]

use std::path::Path;

use hotframe::{PageOptions, Session};

/// Paths below the folder, and contents.
pub type Files = Vec<(String, Vec<u8>)>;

/// The files of an app, without its packages and what was built from it.
pub fn files(folder: &Path) -> std::io::Result<Files> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if !entry.file_type()?.is_dir() {
            files.push((path, std::fs::read(entry.path())?));
        } else if entry.file_name() != "node_modules" && entry.file_name() != "dist" {
            collect(&entry.path(), &format!("{path}/"), files)?;
        }
    }
    Ok(())
}

/// Serves the page and all scripts that it asks for; answers their bytes.
pub fn serve(session: &Session) -> Result<usize, hotframe::Error> {
    let page = session.page(&PageOptions::default())?;
    let mut bytes = page.len();
    for address in page.split("src=\"/").skip(1).filter_map(|rest| rest.split('"').next()) {
        bytes += session.asset(address)?.map_or(0, |asset| asset.body.len());
    }
    Ok(bytes)
}

/// A row of `/proc/self/status`, in megabytes: `VmRSS` for what the process has, `VmHWM` for the most that it had.
pub fn memory(row: &str) -> std::io::Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let kilobytes = status.lines().find(|line| line.starts_with(row)).and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.map(|kilobytes| kilobytes / 1024.0).ok_or_else(|| std::io::Error::other(format!("no row {row}")))
}
