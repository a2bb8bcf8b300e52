//! A session as bytes: it comes back whole, and bytes that are none are refused.

use hotframe::{Change, Compiler, ErrorKind, Limits, Options, Session};
use std::sync::Arc;

use crate::support::{PAGE, compiler, compiler_with_packages, example, files, open};

const APP: &[(&str, &str)] =
    &[PAGE, ("src/main.ts", "import { text } from './text'; document.body.append(text);"), ("src/text.ts", "export const text = 'hello';")];

#[test]
fn an_app_comes_back_with_its_revision_and_page() {
    let compiler = compiler_with_packages();
    let session = Session::new("shop", example("shop"), compiler.clone()).unwrap();
    session.update(vec![Change::write("src/lib/format.ts", "export const money = (cents: number) => `${cents}`;")]).unwrap();
    let back = Session::restore(&session.snapshot().unwrap(), compiler).unwrap();
    assert_eq!(back.app(), "shop");
    assert_eq!(back.revision(), session.revision());
    assert_eq!(back.paths(), session.paths());
    assert_eq!(back.page(&Default::default()).unwrap(), session.page(&Default::default()).unwrap());
    assert_eq!(back.snapshot().unwrap(), session.snapshot().unwrap(), "the same session is the same bytes");
}

#[test]
fn a_broken_app_comes_back_with_its_last_good_revision() {
    let session = open(APP);
    let good = session.revision();
    session.update(vec![Change::write("src/text.ts", "export const = ;"), Change::write("src/new.ts", "1"), Change::delete("src/none.ts")]).unwrap();
    let back = Session::restore(&session.snapshot().unwrap(), compiler()).unwrap();
    assert_eq!(back.revision(), good);
    assert_eq!(back.diagnostics(), session.diagnostics());
    assert_eq!(back.paths(), session.paths());
    let fixed = back.update(vec![Change::write("src/text.ts", "export const text = 'fixed';")]).unwrap().unwrap();
    assert_eq!((fixed.kind(), fixed.from), ("hmr_update", good));
}

#[test]
fn an_app_that_never_compiled_comes_back_as_it_is() {
    let session = open(&[PAGE, ("src/main.ts", "(")]);
    let back = Session::restore(&session.snapshot().unwrap(), compiler()).unwrap();
    assert_eq!((back.revision(), back.diagnostics().is_empty()), (None, false));
}

#[test]
fn every_cut_and_every_flipped_bit_is_refused() {
    let bytes = open(APP).snapshot().unwrap();
    for end in 0..bytes.len() {
        assert_eq!(Session::restore(&bytes[..end], compiler()).unwrap_err().kind(), ErrorKind::InvalidSnapshot, "cut at {end}");
    }
    for place in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[place] ^= 1 << (place % 8);
        assert_eq!(Session::restore(&altered, compiler()).unwrap_err().kind(), ErrorKind::InvalidSnapshot, "altered at {place}");
    }
    let longer = [bytes.as_slice(), b"x"].concat();
    assert_eq!(Session::restore(&longer, compiler()).unwrap_err().kind(), ErrorKind::InvalidSnapshot);
}

/// Bytes whose digest is right and whose content lies.
fn sealed(body: &[&[u8]]) -> Vec<u8> {
    let mut bytes = body.concat();
    let digest = *hotframe::Digest::of(&bytes).as_bytes();
    bytes.extend(digest);
    bytes
}

#[test]
fn lengths_that_lie_cost_nothing() {
    let head: &[u8] = b"HTFS\x01\x00\x03\x00\x00\x00app";
    let huge = u32::MAX.to_le_bytes();
    let one = 1u32.to_le_bytes();
    let name: &[u8] = b"\x01\x00\x00\x00a";
    let none: &[u8] = &[0; 4];
    let refused = [
        sealed(&[head, &huge]),
        sealed(&[head, &one, &huge]),
        sealed(&[head, &one, name, &u64::MAX.to_le_bytes()]),
        sealed(&[head, &one, name, &(1u64 << 20).to_le_bytes()]),
        sealed(&[head, none, &huge]),
        sealed(&[head, none, &one, name, &[7]]),
        sealed(&[head, none, none, b"more"]),
        sealed(&[b"HTFS\x02\x00\x03\x00\x00\x00app", none, none]),
        sealed(&[b"HTFS\x01\x00\x01\x00\x00\x00\xff", none, none]),
        sealed(&[b"nope"]),
    ];
    for (index, bytes) in refused.iter().enumerate() {
        assert_eq!(Session::restore(bytes, compiler()).unwrap_err().kind(), ErrorKind::InvalidSnapshot, "case {index}");
    }
    let outside = sealed(&[head, &one, b"\x04\x00\x00\x00../a", &0u64.to_le_bytes(), none]);
    assert_eq!(Session::restore(&outside, compiler()).unwrap_err().kind(), ErrorKind::InvalidPath);
    assert!(Session::restore(&sealed(&[head, none, none]), compiler()).is_ok());
}

#[test]
fn the_limits_of_the_host_hold() {
    let many: Vec<(String, String)> = (0..20).map(|index| (format!("src/{index}.ts"), String::new())).collect();
    let list: Vec<(&str, &str)> = many.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let bytes = Session::new("app", files(&list), compiler()).unwrap().snapshot().unwrap();
    let mut limits = Limits::default();
    limits.files = 10;
    let small = Arc::new(Compiler::new(Options { limits, ..Options::default() }).unwrap());
    assert_eq!(Session::restore(&bytes, small).unwrap_err().kind(), ErrorKind::InvalidSnapshot);
}
