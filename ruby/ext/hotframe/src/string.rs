//! Ruby strings in and out. Inputs are copied at once: without the global lock another thread may change or move them.

use magnus::encoding::EncodingCapable;
use magnus::value::ReprValue;
use magnus::{Error, RArray, RString, Ruby};

/// Text from a Ruby string of any encoding. Strings from sockets and Rack bodies are tagged ASCII-8BIT while they hold UTF-8: that is accepted.
pub fn read_str(ruby: &Ruby, string: RString) -> Result<String, Error> {
    String::from_utf8(read_bytes(ruby, string)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Error::new(ruby.exception_encoding_error(), format!("invalid UTF-8 at byte {at}"))
    })
}

/// The content of a file. Text in another encoding than UTF-8 is converted; everything else is taken as it is, as it may be an image.
#[expect(unsafe_code, reason = "the bytes of a Ruby string can only be borrowed unsafely")]
pub fn read_bytes(ruby: &Ruby, string: RString) -> Result<Vec<u8>, Error> {
    let encoding = string.enc_get();
    if [ruby.utf8_encindex(), ruby.ascii8bit_encindex(), ruby.usascii_encindex()].contains(&encoding) {
        // SAFETY: the bytes are copied before anything can call into Ruby, and the global lock is held.
        return Ok(unsafe { string.as_slice() }.to_vec());
    }
    Ok(string.to_string()?.into_bytes())
}

/// A path and its content; no content says that the file is gone.
pub type File = (String, Option<Vec<u8>>);

/// The files of a flat array `[path, content, path, content, ...]`.
pub fn read_files(ruby: &Ruby, flat: RArray) -> Result<Vec<File>, Error> {
    (0..flat.len() as isize / 2)
        .map(|pair| {
            let path: RString = flat.entry(2 * pair)?;
            let content: Option<RString> = flat.entry(2 * pair + 1)?;
            let content = content.map(|content| read_bytes(ruby, content)).transpose()?;
            Ok((read_str(ruby, path)?, content))
        })
        .collect()
}

/// Files that all have a content.
pub fn written(ruby: &Ruby, files: RArray) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let files = read_files(ruby, files)?.into_iter().map(|(path, content)| match content {
        Some(content) => Ok((path, content)),
        None => Err(Error::new(ruby.exception_type_error(), format!("the content of {path} is nil"))),
    });
    files.collect()
}

/// A frozen UTF-8 string.
pub fn text(ruby: &Ruby, text: &str) -> RString {
    frozen(ruby.str_new(text))
}

/// A frozen byte string.
pub fn bytes(ruby: &Ruby, bytes: &[u8]) -> RString {
    frozen(ruby.str_from_slice(bytes))
}

fn frozen(string: RString) -> RString {
    string.freeze();
    string
}
