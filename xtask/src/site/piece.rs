//! One file of the site, from its bytes to the files on disk: named by its content, with
//! brotli and gzip siblings where they help. A name that exists is complete and right, so
//! it is never written twice.

use super::manifest::File;
use anyhow::{Result, bail};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::Path;

pub struct Piece {
    /// Its path below `public/`, or the name the pipeline gave it.
    pub name: String,
    pub bytes: Vec<u8>,
    /// Whether it is also served under `/name`.
    pub at_root: bool,
}

impl Piece {
    /// Writes what is missing of this piece; `effort` is brotli's and gzip's level.
    pub fn press(&self, folder: &Path, effort: (u32, u32)) -> Result<File> {
        let Some((content_type, text)) = content_type(&self.name) else {
            bail!("{}: no content type is known for this kind of file", self.name);
        };
        let hash = hash(&self.bytes);
        let file = hashed(&self.name, &hash);
        write_once(&folder.join(&file), || Ok(self.bytes.clone()))?;
        let mut encodings = Vec::new();
        if text {
            write_once(&folder.join(format!("{file}.br")), || brotli(&self.bytes, effort.0))?;
            write_once(&folder.join(format!("{file}.gz")), || gzip(&self.bytes, effort.1))?;
            encodings.extend(["br", "gzip"].map(str::to_owned));
        }
        Ok(File {
            name: self.name.clone(),
            file,
            content_type: content_type.into(),
            etag: hash,
            encodings,
            at_root: self.at_root,
        })
    }
}

/// 64 bits of SHA-256 in hexadecimal: enough to tell a handful of versions apart.
pub fn hash(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes)[..8])
}

/// `icons/inbox.svg` becomes `icons/inbox-0123456789abcdef.svg`.
fn hashed(name: &str, hash: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{hash}.{ending}"),
        None => format!("{name}-{hash}"),
    }
}

/// The type of a file by its ending, and whether compressing it helps.
fn content_type(name: &str) -> Option<(&'static str, bool)> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending {
        "js" => ("text/javascript; charset=utf-8", true),
        "wasm" => ("application/wasm", true),
        "css" => ("text/css; charset=utf-8", true),
        "svg" => ("image/svg+xml", true),
        "json" => ("application/json", true),
        "webmanifest" => ("application/manifest+json", true),
        "txt" => ("text/plain; charset=utf-8", true),
        "ico" => ("image/x-icon", true),
        "png" => ("image/png", false),
        "webp" => ("image/webp", false),
        "jpg" | "jpeg" => ("image/jpeg", false),
        "woff2" => ("font/woff2", false),
        "mp3" => ("audio/mpeg", false),
        _ => return None,
    })
}

fn write_once(path: &Path, bytes: impl FnOnce() -> Result<Vec<u8>>) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let half = path.with_added_extension("part");
    fs::write(&half, bytes()?)?;
    Ok(fs::rename(half, path)?)
}

fn brotli(bytes: &[u8], level: u32) -> Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, level, 24);
    writer.write_all(bytes)?;
    writer.flush()?;
    Ok(writer.into_inner())
}

fn gzip(bytes: &[u8], level: u32) -> Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::new(level));
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod tests;
