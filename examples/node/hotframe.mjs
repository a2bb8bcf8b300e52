// Hotframe from Node.js, by koffi: opens an app, applies an edit, prints the message.
//
//   npm ci && LD_LIBRARY_PATH=/usr/local/lib node hotframe.mjs
import koffi from "koffi";

const library = koffi.load("libhotframe.so.1");

koffi.struct("hotframe_buffer", { data: "void *", len: "size_t" });
koffi.struct("hotframe_file", { path: "const char *", path_len: "size_t", content: "const char *", content_len: "size_t" });
koffi.struct("hotframe_change", { file: "hotframe_file", kind: "uint32_t" });
for (const name of ["error", "compiler", "session"]) koffi.opaque(`hotframe_${name}`);

const errorMessage = library.func("void *hotframe_error_message(hotframe_error *error, _Out_ size_t *len)");
const errorFree = library.func("void hotframe_error_free(hotframe_error *error)");
const bufferFree = library.func("void hotframe_buffer_free(_Inout_ hotframe_buffer *buffer)");

/** A call that failed; `code` is one of hotframe_result. */
export class HotframeError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** A function whose last argument is a hotframe_error **, as one that throws. */
function bind(name, parameters) {
  const native = library.func(`uint32_t hotframe_${name}(${parameters}, _Out_ hotframe_error **error)`);
  return (...args) => {
    const error = [null];
    const code = native(...args, error);
    if (code === 0) return;
    const len = [0];
    const text = koffi.decode(errorMessage(error[0], len), "char", Number(len[0]));
    errorFree(error[0]);
    throw new HotframeError(code, text);
  };
}

const compilerNew = bind("compiler_new", "const char *options, size_t len, _Out_ hotframe_compiler **compiler");
const compilerFree = library.func("void hotframe_compiler_free(hotframe_compiler *compiler)");
const sessionNew = bind("session_new", "hotframe_compiler *compiler, const char *app, size_t len, hotframe_file *files, size_t count, _Out_ hotframe_session **session");
const sessionUpdate = bind("session_update", "hotframe_session *session, hotframe_change *changes, size_t count, _Out_ hotframe_buffer *message");
const sessionFree = library.func("void hotframe_session_free(hotframe_session *session)");

const bytes = (text) => Buffer.byteLength(text);
const file = (path, content) => ({ path, path_len: bytes(path), content, content_len: bytes(content) });

/** The text of a buffer, or null; frees it. */
function take(buffer) {
  const text = buffer.data === null ? null : koffi.decode(buffer.data, "char", Number(buffer.len));
  bufferFree(buffer);
  return text;
}

export class Session {
  #compiler;
  #session;

  constructor(app, files, options = {}) {
    const made = [null];
    const json = JSON.stringify(options);
    compilerNew(json, bytes(json), made);
    this.#compiler = made[0];
    const list = Object.entries(files).map(([path, content]) => file(path, content));
    sessionNew(this.#compiler, app, bytes(app), list, list.length, made);
    this.#session = made[0];
  }

  /** Applies edits, `null` for a file that is gone; the message for open pages, or null. */
  update(files) {
    const changes = Object.entries(files).map(([path, content]) => ({ file: file(path, content ?? ""), kind: content === null ? 1 : 0 }));
    const message = {};
    sessionUpdate(this.#session, changes, changes.length, message);
    return JSON.parse(take(message));
  }

  close() {
    sessionFree(this.#session);
    compilerFree(this.#compiler);
  }
}

const session = new Session("app-1", {
  "index.html": '<div id="root"></div><script type="module" src="/src/main.ts"></script>',
  "src/main.ts": "import { text } from './text'; document.title = text;",
  "src/text.ts": "export const text: string = 'hello';",
});
console.log(JSON.stringify(session.update({ "src/text.ts": "export const text = 'edited';" })));
try {
  session.update({ "../outside.ts": "" });
} catch (problem) {
  console.log(problem.code, problem.message);
}
session.close();
