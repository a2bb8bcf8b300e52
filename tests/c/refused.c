/* Every function with NULL for every pointer, texts that are no UTF-8, and lengths that cannot be. */
#include "refused.h"

static hotframe_compiler *compiler = NULL;
static hotframe_session *session = NULL;

static void null_pointers(void) {
  hotframe_compiler *new_compiler = NULL;
  hotframe_session *new_session = NULL;
  uint32_t immutable;
  hotframe_buffer other;
  REFUSED(NULL_ARGUMENT, hotframe_compiler_new(TEXT("{}"), NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_compiler_new(NULL, 2, &new_compiler, &error));
  REFUSED(NULL_ARGUMENT, hotframe_compiler_transform(NULL, TEXT("a.ts"), BYTES("1"), &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_compiler_transform(compiler, NULL, 4, BYTES("1"), &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_compiler_transform(compiler, NULL, 0, BYTES("1"), &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_compiler_transform(compiler, TEXT("a.ts"), NULL, 1, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_compiler_transform(compiler, TEXT("a.ts"), BYTES("1"), NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_new(NULL, TEXT("a"), APP, APP_FILES, &new_session, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_new(compiler, NULL, 1, APP, APP_FILES, &new_session, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_new(compiler, TEXT("a"), NULL, 1, &new_session, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_new(compiler, TEXT("a"), APP, APP_FILES, NULL, &error));
  CHECK(new_compiler == NULL && new_session == NULL);
  REFUSED(NULL_ARGUMENT, hotframe_session_update(NULL, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_update(session, NULL, 1, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_update(session, NULL, 0, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_replace(NULL, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_replace(session, NULL, 1, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_replace(session, NULL, 0, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_connected(NULL, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_connected(session, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_sync(NULL, TEXT("{}"), &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_sync(session, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_sync(session, TEXT("{}"), NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_revision(NULL, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_revision(session, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_diagnostics(NULL, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_diagnostics(session, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_paths(NULL, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_paths(session, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_page(NULL, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_page(session, NULL, 2, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_page(session, NULL, 0, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_asset(NULL, TEXT("a"), &out, &other, &immutable, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_asset(session, NULL, 1, &out, &other, &immutable, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_asset(session, TEXT("a"), NULL, &out, &immutable, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_asset(session, TEXT("a"), &out, NULL, &immutable, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_asset(session, TEXT("a"), &out, &other, NULL, &error));

  REFUSED(NULL_ARGUMENT, hotframe_session_snapshot(NULL, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_snapshot(session, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_restore(NULL, BYTES("1"), &new_session, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_restore(compiler, NULL, 1, &new_session, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_restore(compiler, BYTES("1"), NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_route(NULL, NULL, 0, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_route(session, NULL, 1, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_route(session, NULL, 0, NULL, 1, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_session_route(session, NULL, 0, NULL, 0, NULL, &error));
  CHECK(new_session == NULL);

  /* Nobody has to want the error. */
  CHECK(hotframe_session_paths(NULL, NULL, NULL) == HOTFRAME_RESULT_NULL_ARGUMENT);
  hotframe_buffer_free(NULL);
  hotframe_error_free(NULL);
  hotframe_compiler_free(NULL);
  hotframe_session_free(NULL);
  CHECK(hotframe_error_code(NULL) == HOTFRAME_RESULT_OK);
  CHECK(hotframe_error_message(NULL, NULL) == NULL);
  hotframe_set_log(NULL, &untouched);
}

static void bad_utf8(void) {
  hotframe_compiler *new_compiler = NULL;
  hotframe_session *new_session = NULL;
  uint32_t immutable;
  hotframe_file file = {TEXT(BAD), BYTES("")};
  hotframe_change change = {{TEXT(BAD), BYTES("")}, HOTFRAME_CHANGE_KIND_WRITE};
  REFUSED(INVALID_UTF8, hotframe_compiler_new(TEXT(BAD), &new_compiler, &error));
  REFUSED(INVALID_UTF8, hotframe_compiler_transform(compiler, TEXT(BAD), BYTES("1"), &out, &error));
  REFUSED(INVALID_UTF8, hotframe_session_new(compiler, TEXT(BAD), APP, APP_FILES, &new_session, &error));
  REFUSED(INVALID_UTF8, hotframe_session_new(compiler, TEXT("a"), &file, 1, &new_session, &error));
  REFUSED(INVALID_UTF8, hotframe_session_update(session, &change, 1, &out, &error));
  change.kind = HOTFRAME_CHANGE_KIND_DELETE;
  REFUSED(INVALID_UTF8, hotframe_session_update(session, &change, 1, &out, &error));
  REFUSED(INVALID_UTF8, hotframe_session_replace(session, &file, 1, &out, &error));
  REFUSED(INVALID_UTF8, hotframe_session_sync(session, TEXT(BAD), &out, &error));
  REFUSED(INVALID_UTF8, hotframe_session_page(session, TEXT(BAD), &out, &error));
  REFUSED(INVALID_UTF8, hotframe_session_asset(session, TEXT(BAD), &out, &out, &immutable, &error));
}

static void huge_lengths(size_t len) {
  hotframe_compiler *new_compiler = NULL;
  hotframe_session *new_session = NULL;
  uint32_t immutable;
  hotframe_file path = {"a", len, BYTES("")}, content = {TEXT("a"), (const uint8_t *)"", len};
  hotframe_change change = {{"a", len, BYTES("")}, HOTFRAME_CHANGE_KIND_WRITE};
  REFUSED(INVALID_ARGUMENT, hotframe_compiler_new("{}", len, &new_compiler, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_compiler_transform(compiler, "a", len, BYTES("1"), &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_compiler_transform(compiler, TEXT("a.ts"), (const uint8_t *)"1", len, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_session_new(compiler, "a", len, APP, APP_FILES, &new_session, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_session_new(compiler, TEXT("a"), APP, len, &new_session, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_session_new(compiler, TEXT("a"), &path, 1, &new_session, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_session_replace(session, &content, 1, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_session_replace(session, APP, len, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_session_update(session, &change, 1, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_session_update(session, &change, len, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_session_sync(session, "{}", len, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_session_page(session, "{}", len, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_session_asset(session, "a", len, &out, &out, &immutable, &error));
}

static void wrong_values(void) {
  hotframe_compiler *new_compiler = NULL;
  hotframe_session *new_session = NULL;
  hotframe_file outside = FILE_OF("../secret", "");
  hotframe_file twins[] = {FILE_OF("src/a.ts", ""), FILE_OF("src/A.ts", "")};
  hotframe_change change = {FILE_OF("src/text.ts", ""), 7};
  REFUSED(INVALID_OPTIONS, hotframe_compiler_new(TEXT(""), &new_compiler, &error));
  REFUSED(INVALID_OPTIONS, hotframe_compiler_new(TEXT("{\"nodemodules\": 1}"), &new_compiler, &error));
  REFUSED(INVALID_PATH, hotframe_compiler_transform(compiler, TEXT("/etc/passwd"), BYTES(""), &out, &error));
  REFUSED(INVALID_PATH, hotframe_session_new(compiler, TEXT("a"), &outside, 1, &new_session, &error));
  REFUSED(DUPLICATE_PATH, hotframe_session_new(compiler, TEXT("a"), twins, 2, &new_session, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_session_update(session, &change, 1, &out, &error));
  REFUSED(INVALID_SNAPSHOT, hotframe_session_restore(compiler, BYTES("no snapshot"), &new_session, &error));
  REFUSED(INVALID_SNAPSHOT, hotframe_session_restore(compiler, NULL, 0, &new_session, &error));
  REFUSED(INVALID_OPTIONS, hotframe_session_route(session, NULL, 0, TEXT("{\"routes\": 1}"), &out, &error));
  REFUSED(INVALID_OPTIONS, hotframe_session_sync(session, TEXT("[]"), &out, &error));
  REFUSED(INVALID_OPTIONS, hotframe_session_page(session, TEXT("{\"nonce\": \"<\"}"), &out, &error));
}

int main(void) {
  OK(hotframe_compiler_new(TEXT("{}"), &compiler, &error));
  OK(hotframe_session_new(compiler, TEXT("app"), APP, APP_FILES, &session, &error));
  null_pointers();
  bad_utf8();
  for (size_t at = 0; at < sizeof HUGE_LENGTHS / sizeof *HUGE_LENGTHS; at++) huge_lengths(HUGE_LENGTHS[at]);
  wrong_values();

  /* None of it changed anything. */
  hotframe_buffer paths = {NULL, 0};
  OK(hotframe_session_paths(session, &paths, &error));
  CHECK(contains(paths, "src/text.ts"));
  hotframe_buffer_free(&paths);
  hotframe_session_free(session);
  hotframe_compiler_free(compiler);
  return 0;
}
