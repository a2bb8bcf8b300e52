/*
 * hotframe.h: live previews of React apps that live in a database, from any host. MIT licence.
 *
 * - Functions that can fail return a hotframe_result and take, last, a hotframe_error **, which may be NULL. On failure a new error is
 *   written there; free it with hotframe_error_free.
 * - Other outputs are written on success only, and must not be NULL. A NULL that is not allowed is HOTFRAME_RESULT_NULL_ARGUMENT.
 * - Inputs are a pointer and a length in bytes, borrowed for the call; they need no NUL at the end. Texts are UTF-8, which is checked.
 * - Options and messages are JSON, so that a new field is no new ABI.
 * - Outputs are hotframe_buffers, which the caller frees with hotframe_buffer_free, and handles, each with its own _free.
 * - What is wrong with an app's code fails no call: it is in the diagnostics and in the messages.
 * - A panic of ours is HOTFRAME_RESULT_INTERNAL; a session that it happened in answers HOTFRAME_RESULT_POISONED from then on.
 * - Every type says which threads may use it. Work runs on a pool of threads that starts with the first call, per process: after fork, a
 *   child uses sessions of its own.
 *
 * Written by cbindgen from src/ffi; do not edit.
 */

#ifndef HOTFRAME_H
#define HOTFRAME_H

#include <stddef.h>
#include <stdint.h>

// The number of this ABI, in the library's soname too. It grows when a function or a type changes or goes; additions keep it.
#define HOTFRAME_ABI_VERSION 1

// What a call came to. The numbers are stable, and the same as in Rust (`Error::code`) and Ruby (`Hotframe::Error#code`).
enum hotframe_result
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // It succeeded; the outputs are written.
  HOTFRAME_RESULT_OK = 0,
  // A pointer that must not be NULL is.
  HOTFRAME_RESULT_NULL_ARGUMENT = 7001,
  // A text that is not UTF-8.
  HOTFRAME_RESULT_INVALID_UTF8 = 7002,
  // A length, a count or a kind that cannot be meant.
  HOTFRAME_RESULT_INVALID_ARGUMENT = 7003,
  // A path that is empty, absolute, leaves the root, holds NUL or a backslash, or is too long.
  HOTFRAME_RESULT_INVALID_PATH = 7101,
  // Two paths that differ only by case.
  HOTFRAME_RESULT_DUPLICATE_PATH = 7102,
  // JSON options that do not parse or contradict each other.
  HOTFRAME_RESULT_INVALID_OPTIONS = 7103,
  // More files, or more bytes, than the limits allow.
  HOTFRAME_RESULT_TOO_LARGE = 7104,
  // A named thing that does not exist.
  HOTFRAME_RESULT_NOT_FOUND = 7105,
  // Reading packages from disk failed.
  HOTFRAME_RESULT_IO = 7106,
  // Work was cancelled by the host or ran out of its time.
  HOTFRAME_RESULT_CANCELLED = 7107,
  // A bug of ours: a panic was caught. The call had no effect.
  HOTFRAME_RESULT_INTERNAL = 7108,
  // An earlier bug of ours left this session in doubt; make a new one.
  HOTFRAME_RESULT_POISONED = 7109,
  // Bytes that are no snapshot of a session: cut off, altered, of a version that is not known, or hostile.
  HOTFRAME_RESULT_INVALID_SNAPSHOT = 7120,
  // A user has as many sessions as one user may have.
  HOTFRAME_RESULT_LIMIT_REACHED = 7121,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum hotframe_result hotframe_result;
#else
typedef uint32_t hotframe_result;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How grave a line of the log is.
enum hotframe_log_level
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // A call failed, or a panic of ours was caught.
  HOTFRAME_LOG_LEVEL_ERROR = 1,
  // A call succeeded: its name and how long it took.
  HOTFRAME_LOG_LEVEL_DEBUG = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum hotframe_log_level hotframe_log_level;
#else
typedef uint32_t hotframe_log_level;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What happened to a file.
enum hotframe_change_kind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // It has this content now; it may be new.
  HOTFRAME_CHANGE_KIND_WRITE = 0,
  // It is gone; the content is not looked at.
  HOTFRAME_CHANGE_KIND_DELETE = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum hotframe_change_kind hotframe_change_kind;
#else
typedef uint32_t hotframe_change_kind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Builds one app, again and again: what did not change is not compiled again. Any thread may use it.
typedef struct hotframe_builder hotframe_builder;

// A production bundle: files to be served, and what is known about them. It never changes; any thread may use it.
typedef struct hotframe_bundle hotframe_bundle;

// Stops the builds that it was given to, and tells how far they are. Any thread may use it. It may be freed while they run.
typedef struct hotframe_cancel_token hotframe_cancel_token;

// What compiles apps with one set of options. Any number of threads and sessions may use one at once.
typedef struct hotframe_compiler hotframe_compiler;

// A failure with its text. One thread at a time; it may move between threads.
typedef struct hotframe_error hotframe_error;

// A build that was started. Any thread may use it.
typedef struct hotframe_running hotframe_running;

// One app's live preview. Any thread may use it; calls on one session run one after the other. Free it when no call is running.
typedef struct hotframe_session hotframe_session;

// Sessions of many users, by ids that nobody can guess: they expire, count against quotas, and those that are not used are kept as bytes.
// Any thread may use it. It has no thread of its own: opening sweeps when that was not done for long.
typedef struct hotframe_store hotframe_store;

// A Worker, ready to be uploaded. It never changes; any thread may use it.
typedef struct hotframe_worker hotframe_worker;

// Bytes that the caller owns: free them with `hotframe_buffer_free`. They do not end with NUL. `data` is NULL when there is no value.
typedef struct hotframe_buffer {
  // The bytes; not NULL for an empty value.
  uint8_t *data;
  // How many.
  size_t len;
} hotframe_buffer;

// Told every line: UTF-8, without NUL at its end, valid during the call. It may be called from any thread, from many at once, and must
// not call this library.
typedef void (*hotframe_log_callback)(void *context, hotframe_log_level level, const char *text, size_t len);

// Told how far a build is: its phase (`compile`, `bundle`, `write`, `done`; UTF-8, without NUL at its end, valid during the call), a fraction
// from 0 to 1 that never goes back, and the number of modules that were met. It may be called from any thread, and must not wait for the build.
typedef void (*hotframe_progress_callback)(void *context,
                                           const char *phase,
                                           size_t phase_len,
                                           double fraction,
                                           size_t modules);

// One file of an app.
typedef struct hotframe_file {
  // Its path from the app's root, UTF-8, with `/`.
  const char *path;
  // Bytes of the path.
  size_t path_len;
  // Its content; may be NULL when `content_len` is 0.
  const uint8_t *content;
  // Bytes of the content.
  size_t content_len;
} hotframe_file;

// One edit.
typedef struct hotframe_change {
  // The file.
  struct hotframe_file file;
  // One of `hotframe_change_kind`.
  uint32_t kind;
} hotframe_change;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The `HOTFRAME_ABI_VERSION` that the loaded library was built with. Compare it with the header's. Any thread.
uint32_t hotframe_abi_version(void);

// The library's version, as "0.1.0": a constant that ends with NUL. Any thread.
const char *hotframe_version(void);

// The number of a failure; `HOTFRAME_RESULT_OK` for NULL.
hotframe_result hotframe_error_code(const struct hotframe_error *error);

// The text of a failure: UTF-8, without NUL at its end, `*len` bytes, valid until the failure is freed. NULL, and a length of 0, for NULL.
// `len` may be NULL.
const char *hotframe_error_message(const struct hotframe_error *error,
                                   size_t *len);

// Frees a failure. NULL is fine.
void hotframe_error_free(struct hotframe_error *error);

// Frees the bytes of a buffer and makes it empty. NULL, and a buffer without a value, are fine. Any thread.
void hotframe_buffer_free(struct hotframe_buffer *buffer);

// Sends the log of this process to `callback`; NULL ends it, and when this returns the one before is not running and will not be called
// again. Without one nothing is written anywhere. `context` is handed through and may be NULL. Any thread.
void hotframe_set_log(hotframe_log_callback callback,
                      void *context);

// Bounds what this process keeps of what it computed, for all compilers together. `limits` is JSON as for `hotframe::CacheLimits`, in
// bytes: `modules`, `bundle_modules`, `texts`, `scripts`, and `tailwinds`, a count; NULL means the usual ones. What was kept before is
// let go of; sessions go on. Any thread.
hotframe_result hotframe_cache_configure(const char *limits,
                                         size_t limits_len,
                                         struct hotframe_error **error);

// What this process keeps now: JSON, the same names, in bytes. Any thread.
hotframe_result hotframe_cache_use(struct hotframe_buffer *usage, struct hotframe_error **error);

// Tells `callback` of the builds that this token is given to from now on; NULL ends that. `context` is handed through and may be NULL; both
// must stay valid until these builds have ended.
void hotframe_cancel_token_on_progress(const struct hotframe_cancel_token *token,
                                       hotframe_progress_callback callback,
                                       void *context);

// Makes a token that was not cancelled.
hotframe_result hotframe_cancel_token_new(struct hotframe_cancel_token **token, struct hotframe_error **error);

// Asks the builds to stop, for good: they fail with `HOTFRAME_RESULT_CANCELLED` within a few milliseconds. NULL is fine.
void hotframe_cancel_token_cancel(const struct hotframe_cancel_token *token);

// 1 when the token was cancelled, else 0; 0 for NULL.
uint32_t hotframe_cancel_token_is_cancelled(const struct hotframe_cancel_token *token);

// Frees a token. NULL is fine.
void hotframe_cancel_token_free(struct hotframe_cancel_token *token);

// Makes a compiler. `options` is JSON, as for `Hotframe::Compiler.new` and `hotframe::Options`: `node_modules`, `env`, `mode`, `base`,
// `limits` and so on; NULL means none.
//
// Fails with `HOTFRAME_RESULT_INVALID_OPTIONS` on unknown fields.
hotframe_result hotframe_compiler_new(const char *json,
                                      size_t json_len,
                                      struct hotframe_compiler **compiler,
                                      struct hotframe_error **error);

// Frees a compiler; sessions that were made with it go on. NULL is fine.
void hotframe_compiler_free(struct hotframe_compiler *compiler);

// Compiles one file. `module` is JSON: code, source map, imports, what is wrong with the file. A file with errors is a success.
hotframe_result hotframe_compiler_transform(const struct hotframe_compiler *compiler,
                                            const char *path,
                                            size_t path_len,
                                            const uint8_t *content,
                                            size_t content_len,
                                            struct hotframe_buffer *module,
                                            struct hotframe_error **error);

// Opens an app. `app` is its name in every message. An app that does not compile opens, with diagnostics and without a revision.
hotframe_result hotframe_session_new(const struct hotframe_compiler *compiler,
                                     const char *app,
                                     size_t app_len,
                                     const struct hotframe_file *files,
                                     size_t count,
                                     struct hotframe_session **session,
                                     struct hotframe_error **error);

// Opens a session from the bytes of `hotframe_session_snapshot`, of this process or another: the same files and, when these have errors,
// the same last good revision.
hotframe_result hotframe_session_restore(const struct hotframe_compiler *compiler,
                                         const uint8_t *snapshot,
                                         size_t snapshot_len,
                                         struct hotframe_session **session,
                                         struct hotframe_error **error);

// The session as bytes, for `hotframe_session_restore`: its files, checked for integrity, not encrypted.
hotframe_result hotframe_session_snapshot(const struct hotframe_session *session,
                                          struct hotframe_buffer *snapshot,
                                          struct hotframe_error **error);

// How far edits would have to go, without applying them: JSON, `{"route", "strategy", "files": [{"path", "cause", "route", "reason"}]}`.
// `policy` is JSON, as for `hotframe::Policy`: `{"preset": "kontext"}` and so on; NULL means the default.
hotframe_result hotframe_session_route(const struct hotframe_session *session,
                                       const struct hotframe_change *changes,
                                       size_t count,
                                       const char *policy,
                                       size_t policy_len,
                                       struct hotframe_buffer *routing,
                                       struct hotframe_error **error);

// Frees a session. NULL is fine.
void hotframe_session_free(struct hotframe_session *session);

// Applies edits, all or none. `message` is the JSON for every open page of the app; no value when nothing changes for a browser.
hotframe_result hotframe_session_update(const struct hotframe_session *session,
                                        const struct hotframe_change *changes,
                                        size_t count,
                                        struct hotframe_buffer *message,
                                        struct hotframe_error **error);

// Puts another set of files in place of all; files that are not in it are gone. `message` as of `hotframe_session_update`.
hotframe_result hotframe_session_replace(const struct hotframe_session *session,
                                         const struct hotframe_file *files,
                                         size_t count,
                                         struct hotframe_buffer *message,
                                         struct hotframe_error **error);

// The greeting for a new connection, as JSON: where the host is.
hotframe_result hotframe_session_connected(const struct hotframe_session *session,
                                           struct hotframe_buffer *message,
                                           struct hotframe_error **error);

// Answers a page's `sync`. `request` is that message, or an object with its fields: `{"from": "revision or null", "have": {"path":
// "digest"}, "page": "name or null"}`; others are not looked at. `message` is the JSON for this page.
hotframe_result hotframe_session_sync(const struct hotframe_session *session,
                                      const char *request,
                                      size_t request_len,
                                      struct hotframe_buffer *message,
                                      struct hotframe_error **error);

// The revision that browsers should run; no value while nothing good was built yet.
hotframe_result hotframe_session_revision(const struct hotframe_session *session,
                                          struct hotframe_buffer *revision,
                                          struct hotframe_error **error);

// What is wrong with the app now: a JSON array of diagnostics.
hotframe_result hotframe_session_diagnostics(const struct hotframe_session *session,
                                             struct hotframe_buffer *diagnostics,
                                             struct hotframe_error **error);

// All paths, in order: a JSON array of strings.
hotframe_result hotframe_session_paths(const struct hotframe_session *session,
                                       struct hotframe_buffer *paths,
                                       struct hotframe_error **error);

// The page that shows the app, as HTML. `options` is JSON, as for `hotframe::PageOptions`: `nonce`, `transport`, `badge`, `console`; NULL
// means none.
hotframe_result hotframe_session_page(const struct hotframe_session *session,
                                      const char *json,
                                      size_t json_len,
                                      struct hotframe_buffer *page,
                                      struct hotframe_error **error);

// What stands at a path below the base: the page's scripts, images, files of `public/`. All outputs are written together: the MIME type,
// the bytes, and 1 when the address names this very content, so that it may be kept for ever. Without such an asset the call succeeds
// and both buffers have no value.
hotframe_result hotframe_session_asset(const struct hotframe_session *session,
                                       const char *path,
                                       size_t path_len,
                                       struct hotframe_buffer *content_type,
                                       struct hotframe_buffer *body,
                                       uint32_t *immutable,
                                       struct hotframe_error **error);

// Makes a store whose sessions are compiled by this compiler. `options` is JSON as for `hotframe::StoreOptions`: `idle` and `oldest` in
// milliseconds, `live_per_user`, `stored_per_user`, `live`, `bytes`; NULL means none.
hotframe_result hotframe_store_new(const struct hotframe_compiler *compiler,
                                   const char *json,
                                   size_t json_len,
                                   struct hotframe_store **store,
                                   struct hotframe_error **error);

// Frees a store and its sessions, but for those that the caller has handles of. NULL is fine.
void hotframe_store_free(struct hotframe_store *store);

// Opens a session, or the one that exists: `key` is its id, or any name that the user gives it; NULL makes a new one. However many ask at
// once for one user and key, there is one session; it gets these files. `opened` is JSON: `{"status": {"id", "user", "state", "created",
// "last_active", "expires_at"}, "created": true or false, "messages": [...]}`, with times in milliseconds since 1970 and the messages that
// open pages of a session that existed must get.
//
// Fails with `HOTFRAME_RESULT_LIMIT_REACHED` when the user has too many.
hotframe_result hotframe_store_open(const struct hotframe_store *store,
                                    const char *user,
                                    size_t user_len,
                                    const char *key,
                                    size_t key_len,
                                    const struct hotframe_file *files,
                                    size_t count,
                                    struct hotframe_buffer *opened,
                                    struct hotframe_error **error);

// Applies edits to a session. `messages` is a JSON array for its open pages. Fails with `HOTFRAME_RESULT_NOT_FOUND` without such a session.
hotframe_result hotframe_store_update(const struct hotframe_store *store,
                                      const char *id,
                                      size_t id_len,
                                      const struct hotframe_change *changes,
                                      size_t count,
                                      struct hotframe_buffer *messages,
                                      struct hotframe_error **error);

// The session itself, live again if it was not: for pages, assets and `sync`. Free the handle with `hotframe_session_free` soon; edits go
// through `hotframe_store_update`. Fails with `HOTFRAME_RESULT_NOT_FOUND` without such a session.
hotframe_result hotframe_store_session(const struct hotframe_store *store,
                                       const char *id,
                                       size_t id_len,
                                       struct hotframe_session **session,
                                       struct hotframe_error **error);

// Where a session stands, as JSON (see `hotframe_store_open`); no value when there is none.
hotframe_result hotframe_store_status(const struct hotframe_store *store,
                                      const char *id,
                                      size_t id_len,
                                      struct hotframe_buffer *status,
                                      struct hotframe_error **error);

// All sessions of a user, the most recently used first: a JSON array.
hotframe_result hotframe_store_list(const struct hotframe_store *store,
                                    const char *user,
                                    size_t user_len,
                                    struct hotframe_buffer *sessions,
                                    struct hotframe_error **error);

// Ends a session. `deleted` is 0 when there was none.
hotframe_result hotframe_store_delete(const struct hotframe_store *store,
                                      const char *id,
                                      size_t id_len,
                                      uint32_t *deleted,
                                      struct hotframe_error **error);

// Ends what has expired and freezes what there is no room for. `swept` is JSON: how many `expired`, were `frozen`, `saved`, `failed`, are
// `live`, and their `bytes`.
hotframe_result hotframe_store_sweep(const struct hotframe_store *store,
                                     struct hotframe_buffer *swept,
                                     struct hotframe_error **error);

// Makes a builder. `options` is JSON as for `hotframe_compiler_new`; `build` is JSON as for `hotframe::BuildOptions`: `minify`,
// `source_map`, `target`, `budgets` and so on. NULL means none, for each.
//
// Fails with `HOTFRAME_RESULT_INVALID_OPTIONS` on unknown fields.
hotframe_result hotframe_builder_new(const char *json,
                                     size_t json_len,
                                     const char *build,
                                     size_t build_len,
                                     struct hotframe_builder **builder,
                                     struct hotframe_error **error);

// Frees a builder; its bundles go on. NULL is fine.
void hotframe_builder_free(struct hotframe_builder *builder);

// Builds an app. Problems in its files are in the bundle's diagnostics; then it has no files. `cancel` may be NULL.
hotframe_result hotframe_builder_build(const struct hotframe_builder *builder,
                                       const struct hotframe_file *files,
                                       size_t count,
                                       const struct hotframe_cancel_token *cancel,
                                       struct hotframe_bundle **bundle,
                                       struct hotframe_error **error);

// Builds without minifying, for a deployed preview: faster to make, larger, the same behaviour. `cancel` may be NULL.
hotframe_result hotframe_builder_build_for_preview(const struct hotframe_builder *builder,
                                                   const struct hotframe_file *files,
                                                   size_t count,
                                                   const struct hotframe_cancel_token *cancel,
                                                   struct hotframe_bundle **bundle,
                                                   struct hotframe_error **error);

// Builds the app of the last build, as that one was, after some edits. Without any that matter it is the same bundle, at once. `cancel` may be NULL.
hotframe_result hotframe_builder_incremental_build(const struct hotframe_builder *builder,
                                                   const struct hotframe_change *changes,
                                                   size_t count,
                                                   const struct hotframe_cancel_token *cancel,
                                                   struct hotframe_bundle **bundle,
                                                   struct hotframe_error **error);

// Makes a Cloudflare Worker that serves a bundle, with the app's own `src/worker.{ts,js}` of the last build. `options` is JSON as for
// `hotframe::WorkerOptions`: `app`, `mode`, `compatibility_date`, `vars` and so on; NULL means none.
hotframe_result hotframe_builder_worker(const struct hotframe_builder *builder,
                                        const struct hotframe_bundle *bundle,
                                        const char *json,
                                        size_t json_len,
                                        struct hotframe_worker **worker,
                                        struct hotframe_error **error);

// Everything but the contents, as JSON: `files` with `path`, `content_type`, `size`, `gzip` and `immutable`, `diagnostics`, `manifest`
// and `metafile` (JSON as text), `digest`, `modules`, `took` in milliseconds.
hotframe_result hotframe_bundle_json(const struct hotframe_bundle *bundle,
                                     struct hotframe_buffer *json,
                                     struct hotframe_error **error);

// The content of a file. Fails with `HOTFRAME_RESULT_NOT_FOUND` when the bundle has none of this path.
hotframe_result hotframe_bundle_content(const struct hotframe_bundle *bundle,
                                        const char *path,
                                        size_t path_len,
                                        struct hotframe_buffer *content,
                                        struct hotframe_error **error);

// A page, complete in itself, that shows what the bundle is made of: HTML.
hotframe_result hotframe_bundle_report(const struct hotframe_bundle *bundle,
                                       struct hotframe_buffer *report,
                                       struct hotframe_error **error);

// Frees a bundle. NULL is fine.
void hotframe_bundle_free(struct hotframe_bundle *bundle);

// Starts a build on a thread of its own: for production, or with a `preview` other than 0 as `hotframe_builder_build_for_preview` does. The
// files are copied before this returns. `cancel` may be NULL.
hotframe_result hotframe_builder_start(const struct hotframe_builder *builder,
                                       const struct hotframe_file *files,
                                       size_t count,
                                       uint32_t preview,
                                       const struct hotframe_cancel_token *cancel,
                                       struct hotframe_running **running,
                                       struct hotframe_error **error);

// 1 when `hotframe_running_wait` would not wait, else 0; 1 for NULL.
uint32_t hotframe_running_is_done(const struct hotframe_running *running);

// Waits for the bundle, which is the caller's. Waiting again gives the same bundle; after a failure, `HOTFRAME_RESULT_NOT_FOUND`.
hotframe_result hotframe_running_wait(const struct hotframe_running *running,
                                      struct hotframe_bundle **bundle,
                                      struct hotframe_error **error);

// Frees a build; one that still runs is cancelled. NULL is fine.
void hotframe_running_free(struct hotframe_running *running);

// Everything but the contents, as JSON: `modules` with `name` and `content_type`, `metadata` (JSON as text), `assets`, `size`, `gzip`,
// `diagnostics`. With errors in these it has no modules.
hotframe_result hotframe_worker_json(const struct hotframe_worker *worker,
                                     struct hotframe_buffer *json,
                                     struct hotframe_error **error);

// The content of a module. Fails with `HOTFRAME_RESULT_NOT_FOUND` when the Worker has none of this name.
hotframe_result hotframe_worker_content(const struct hotframe_worker *worker,
                                        const char *name,
                                        size_t name_len,
                                        struct hotframe_buffer *content,
                                        struct hotframe_error **error);

// Frees a Worker. NULL is fine.
void hotframe_worker_free(struct hotframe_worker *worker);

// Converts Puck data (JSON) to React components. `schema` names the app's own components (JSON; NULL: those of the library alone),
// `options` is JSON as for `hotframe::puck::Options`: `dir`, `page`, `config`, `seen`; NULL means none. `files` are the app's files as they
// are now, so that what was edited by hand survives. `conversion` is JSON: `{"files": {...}, "conflicts": {...}, "seen": "..." or null,
// "diagnostics": [...]}`; `seen` is the option of the same name for the next conversion. A document that does not parse is a diagnostic. Any thread.
hotframe_result hotframe_puck_convert(const char *data,
                                      size_t data_len,
                                      const char *schema,
                                      size_t schema_len,
                                      const char *json,
                                      size_t json_len,
                                      const struct hotframe_file *files,
                                      size_t count,
                                      struct hotframe_buffer *conversion,
                                      struct hotframe_error **error);

// Reads a page back: what `hotframe_puck_convert` wrote, and edits of the values in it. `parsed` is JSON: `{"data": "..." or null,
// "seen": "..." or null, "diagnostics": [...]}`; `data` is JSON as text. Fails with `HOTFRAME_RESULT_NOT_FOUND` without the page among the files. Any thread.
hotframe_result hotframe_puck_parse(const struct hotframe_file *files,
                                    size_t count,
                                    const char *json,
                                    size_t json_len,
                                    struct hotframe_buffer *parsed,
                                    struct hotframe_error **error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* HOTFRAME_H */
