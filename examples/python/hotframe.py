"""Hotframe from Python, by ctypes alone: opens an app, applies an edit, prints the message.

    LD_LIBRARY_PATH=/usr/local/lib python3 examples/python/hotframe.py
"""

import ctypes
import json
from ctypes import POINTER, byref, c_char_p, c_size_t, c_uint32, c_void_p

library = ctypes.CDLL("libhotframe.so.1")


class Buffer(ctypes.Structure):
    _fields_ = [("data", c_void_p), ("len", c_size_t)]

    def take(self):
        """The bytes, or None; frees them."""
        value = ctypes.string_at(self.data, self.len) if self.data else None
        library.hotframe_buffer_free(byref(self))
        return value


class File(ctypes.Structure):
    _fields_ = [("path", c_char_p), ("path_len", c_size_t), ("content", c_char_p), ("content_len", c_size_t)]

    @classmethod
    def of(cls, path, content):
        path, content = path.encode(), content.encode()
        return cls(path, len(path), content, len(content))


class Change(ctypes.Structure):
    _fields_ = [("file", File), ("kind", c_uint32)]


library.hotframe_error_message.restype = c_void_p
library.hotframe_error_message.argtypes = [c_void_p, POINTER(c_size_t)]
for release in ("error", "compiler", "session"):
    getattr(library, f"hotframe_{release}_free").argtypes = [c_void_p]


class HotframeError(Exception):
    """A call that failed; `code` is one of hotframe_result."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


def call(name, *arguments):
    """Calls a function whose last argument is a hotframe_error **."""
    error = c_void_p()
    code = getattr(library, f"hotframe_{name}")(*arguments, byref(error))
    if code:
        length = c_size_t()
        text = ctypes.string_at(library.hotframe_error_message(error, byref(length)), length.value).decode()
        library.hotframe_error_free(error)
        raise HotframeError(code, text)


def text(value):
    data = value.encode()
    return c_char_p(data), c_size_t(len(data))


class Compiler:
    def __init__(self, **options):
        self.handle = c_void_p()
        call("compiler_new", *text(json.dumps(options)), byref(self.handle))

    def __del__(self):
        library.hotframe_compiler_free(self.handle)


class Session:
    def __init__(self, app, files, compiler):
        self.handle = c_void_p()
        array = (File * len(files))(*(File.of(*file) for file in files.items()))
        call("session_new", compiler.handle, *text(app), array, c_size_t(len(files)), byref(self.handle))

    def update(self, changes):
        """The message for open pages, or None. A content of None deletes the file."""
        array = (Change * len(changes))(*(Change(File.of(path, content or ""), content is None) for path, content in changes.items()))
        message = Buffer()
        call("session_update", self.handle, array, c_size_t(len(changes)), byref(message))
        return message.take()

    def page(self, **options):
        page = Buffer()
        call("session_page", self.handle, *text(json.dumps(options)), byref(page))
        return page.take().decode()

    def __del__(self):
        library.hotframe_session_free(self.handle)


if __name__ == "__main__":
    session = Session("app-1", {"src/main.ts": "import { text } from './text'; document.title = text", "src/text.ts": "export const text = 'hello'"}, Compiler())
    assert "<html" in session.page(badge=False)
    print(session.update({"src/text.ts": "export const text = 'hi'"}).decode())
    try:
        session.update({"../secret": ""})
    except HotframeError as refused:
        print(refused.code, refused)
