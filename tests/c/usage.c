/* Everything once, as a host does it. */
#include "check.h"

static int lines = 0;

static void count_line(void *context, hotframe_log_level level, const char *text, size_t len) {
  CHECK(context == &lines && len > 0 && text != NULL);
  CHECK(level == HOTFRAME_LOG_LEVEL_ERROR || level == HOTFRAME_LOG_LEVEL_DEBUG);
  __atomic_add_fetch(&lines, 1, __ATOMIC_SEQ_CST);
}

static hotframe_session *open_app(hotframe_compiler *compiler) {
  hotframe_session *session = NULL;
  OK(hotframe_session_new(compiler, TEXT("app-1"), APP, APP_FILES, &session, &error));
  return session;
}

static void transforms(hotframe_compiler *compiler) {
  hotframe_buffer module = {NULL, 0};
  OK(hotframe_compiler_transform(compiler, TEXT("src/App.tsx"), BYTES("export default () => <p>hi</p>"), &module, &error));
  CHECK(contains(module, "\"code\""));
  hotframe_buffer_free(&module);
  CHECK(module.data == NULL && module.len == 0);
  hotframe_buffer_free(&module);

  /* Wrong code of a user is no failure. */
  OK(hotframe_compiler_transform(compiler, TEXT("src/App.tsx"), BYTES("export default <"), &module, &error));
  CHECK(contains(module, "\"diagnostics\":[{"));
  hotframe_buffer_free(&module);
  OK(hotframe_compiler_transform(compiler, TEXT("src/empty.ts"), NULL, 0, &module, &error));
  hotframe_buffer_free(&module);
}

static void updates(hotframe_session *session) {
  hotframe_buffer before = {NULL, 0}, after = {NULL, 0}, message = {NULL, 0}, greeting = {NULL, 0};
  OK(hotframe_session_revision(session, &before, &error));
  hotframe_change change = {FILE_OF("src/text.ts", "export const text = 'hi';"), HOTFRAME_CHANGE_KIND_WRITE};
  OK(hotframe_session_update(session, &change, 1, &message, &error));
  CHECK(contains(message, "\"type\":\"hmr_update\"") && contains(message, "src/text.ts"));
  hotframe_buffer_free(&message);
  OK(hotframe_session_revision(session, &after, &error));
  CHECK(before.len == after.len && memcmp(before.data, after.data, after.len) != 0);

  /* The same again changes nothing: no value. */
  OK(hotframe_session_update(session, &change, 1, &message, &error));
  CHECK(message.data == NULL);
  OK(hotframe_session_update(session, NULL, 0, &message, &error));
  CHECK(message.data == NULL);

  OK(hotframe_session_connected(session, &greeting, &error));
  CHECK(contains(greeting, "\"type\":\"connected\""));
  hotframe_buffer_free(&greeting);

  char request[256];
  snprintf(request, sizeof request, "{\"type\":\"sync\",\"from\":\"%.*s\",\"have\":{}}", (int)before.len, (const char *)before.data);
  OK(hotframe_session_sync(session, TEXT(request), &message, &error));
  CHECK(contains(message, "\"type\""));
  hotframe_buffer_free(&message);
  hotframe_buffer_free(&before);
  hotframe_buffer_free(&after);
}

static void breaks_and_mends(hotframe_session *session) {
  hotframe_buffer message = {NULL, 0}, diagnostics = {NULL, 0}, paths = {NULL, 0};
  hotframe_change gone = {{TEXT("src/text.ts"), NULL, 0}, HOTFRAME_CHANGE_KIND_DELETE};
  OK(hotframe_session_update(session, &gone, 1, &message, &error));
  CHECK(contains(message, "\"type\":\"build_error\""));
  hotframe_buffer_free(&message);
  OK(hotframe_session_diagnostics(session, &diagnostics, &error));
  CHECK(contains(diagnostics, "src/main.ts"));
  hotframe_buffer_free(&diagnostics);
  OK(hotframe_session_paths(session, &paths, &error));
  CHECK(!contains(paths, "src/text.ts") && contains(paths, "src/main.ts"));
  hotframe_buffer_free(&paths);
  OK(hotframe_session_replace(session, APP, APP_FILES, &message, &error));
  CHECK(message.data != NULL);
  hotframe_buffer_free(&message);
  OK(hotframe_session_diagnostics(session, &diagnostics, &error));
  CHECK(contains(diagnostics, "[]"));
  hotframe_buffer_free(&diagnostics);
}

static void serves(hotframe_session *session) {
  hotframe_buffer page = {NULL, 0}, type = {NULL, 0}, body = {NULL, 0};
  uint32_t immutable = 7;
  OK(hotframe_session_page(session, TEXT("{\"nonce\": \"r4nd0m\"}"), &page, &error));
  CHECK(contains(page, "nonce=\"r4nd0m\""));
  /* The page asks for its client: the first address below the base. */
  const char *start = strstr((char *)page.data, "@hotframe/client/");
  CHECK(start != NULL);
  OK(hotframe_session_asset(session, start, strcspn(start, "\"'"), &type, &body, &immutable, &error));
  CHECK(contains(type, "text/javascript") && body.len > 1000 && immutable == 1);
  hotframe_buffer_free(&page);
  hotframe_buffer_free(&type);
  hotframe_buffer_free(&body);

  OK(hotframe_session_asset(session, TEXT("empty.txt"), &type, &body, &immutable, &error));
  CHECK(contains(type, "text/plain") && body.data != NULL && body.len == 0 && immutable == 0);
  hotframe_buffer_free(&type);
  hotframe_buffer_free(&body);
  OK(hotframe_session_asset(session, TEXT("nothing.txt"), &type, &body, &immutable, &error));
  CHECK(type.data == NULL && body.data == NULL && immutable == 0);
}

/* Another process would do the same with the bytes. */
static void moves(hotframe_compiler *compiler, hotframe_session *session) {
  hotframe_buffer snapshot = {NULL, 0}, here = {NULL, 0}, there = {NULL, 0};
  hotframe_session *restored = NULL;
  OK(hotframe_session_snapshot(session, &snapshot, &error));
  OK(hotframe_session_restore(compiler, snapshot.data, snapshot.len, &restored, &error));
  OK(hotframe_session_revision(session, &here, &error));
  OK(hotframe_session_revision(restored, &there, &error));
  CHECK(here.len == there.len && memcmp(here.data, there.data, here.len) == 0);
  hotframe_buffer_free(&snapshot);
  hotframe_buffer_free(&here);
  hotframe_buffer_free(&there);
  hotframe_session_free(restored);
}

static void routes(hotframe_session *session) {
  hotframe_buffer routing = {NULL, 0};
  hotframe_change comment = {FILE_OF("src/text.ts", "// said\nexport const text: string = 'hello';"), HOTFRAME_CHANGE_KIND_WRITE};
  OK(hotframe_session_route(session, &comment, 1, NULL, 0, &routing, &error));
  CHECK(contains(routing, "\"route\":\"none\"") && contains(routing, "src/text.ts"));
  hotframe_buffer_free(&routing);
}

/* Needs a library with the feature panic-injection. */
static void survives_a_panic(hotframe_compiler *compiler) {
  hotframe_buffer module = {NULL, 0};
  hotframe_error *error = NULL;
  size_t len = 0;
  int said = __atomic_load_n(&lines, __ATOMIC_SEQ_CST);
  CHECK(hotframe_compiler_transform(compiler, TEXT("a.ts"), BYTES("'@hotframe-panic'"), &module, &error) == HOTFRAME_RESULT_INTERNAL);
  CHECK(module.data == NULL && hotframe_error_code(error) == HOTFRAME_RESULT_INTERNAL);
  CHECK(hotframe_error_message(error, &len) != NULL && len > 0);
  CHECK(__atomic_load_n(&lines, __ATOMIC_SEQ_CST) > said);
  hotframe_error_free(error);
  transforms(compiler);
}

int main(void) {
  CHECK(hotframe_abi_version() == HOTFRAME_ABI_VERSION);
  CHECK(strlen(hotframe_version()) >= 5);
  hotframe_set_log(count_line, &lines);
  hotframe_compiler *compiler = NULL;
  OK(hotframe_compiler_new(NULL, 0, &compiler, &error));
  hotframe_session *session = open_app(compiler);
  transforms(compiler);
  updates(session);
  breaks_and_mends(session);
  serves(session);
  moves(compiler, session);
  routes(session);
  survives_a_panic(compiler);
  hotframe_compiler_free(compiler);
  updates(session); /* it outlives its compiler's handle */
  hotframe_session_free(session);
  hotframe_set_log(NULL, NULL);
  CHECK(lines > 20);
  return 0;
}
