//! A place in a line of bytes. Past either end there are only NULs, so that the machines need no special cases.

#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) input: &'a [u8],
    pub(super) position: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(input: &'a [u8]) -> Self {
        Self { input, position: 0 }
    }

    fn at(&self, position: usize) -> u8 {
        self.input.get(position).copied().unwrap_or(0)
    }

    pub(super) fn current(&self) -> u8 {
        self.at(self.position)
    }

    pub(super) fn following(&self) -> u8 {
        self.at(self.position + 1)
    }

    pub(super) fn previous(&self) -> u8 {
        self.position.checked_sub(1).map_or(0, |before| self.at(before))
    }

    pub(super) fn is_past_end(&self) -> bool {
        self.position >= self.input.len()
    }

    pub(super) fn advance(&mut self) {
        self.position += 1;
    }

    pub(super) fn advance_twice(&mut self) {
        self.position += 2;
    }

    pub(super) fn move_to(&mut self, position: usize) {
        self.position = position.min(self.input.len());
    }
}

/// What may stand before a candidate and after it.
pub(super) fn may_precede(byte: u8) -> bool {
    is_common_boundary(byte) || matches!(byte, b'.' | b'}' | b'>')
}

pub(super) fn may_follow(byte: u8) -> bool {
    is_common_boundary(byte) || matches!(byte, b']' | b'{' | b'=' | b'\\' | b'<')
}

fn is_common_boundary(byte: u8) -> bool {
    is_space(byte) || is_quote(byte) || byte == 0
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

pub(super) fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}
