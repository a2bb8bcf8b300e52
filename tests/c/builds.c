/* Bundles, Workers, Puck, cancellation and the caches, as a host uses them. */
#include <pthread.h>

#include "check.h"

/* The path of the first file of a bundle that begins like this. */
static char *path_of(hotframe_buffer json, const char *start) {
  static char path[256];
  for (size_t at = 0; at + strlen(start) < json.len; at++)
    if (memcmp(json.data + at, start, strlen(start)) == 0) {
      size_t len = 0;
      while (at + len < json.len && json.data[at + len] != '"' && len + 1 < sizeof path) len++;
      memcpy(path, json.data + at, len);
      path[len] = 0;
      return path;
    }
  fprintf(stderr, "no path starts with %s\n", start);
  exit(1);
}

static void bundles(hotframe_builder *builder) {
  hotframe_bundle *bundle = NULL, *next = NULL;
  hotframe_buffer json = {NULL, 0}, content = {NULL, 0}, report = {NULL, 0};
  OK(hotframe_builder_build(builder, APP, APP_FILES, NULL, &bundle, &error));
  OK(hotframe_bundle_json(bundle, &json, &error));
  CHECK(contains(json, "\"diagnostics\":[]") && contains(json, "\"index.html\"") && contains(json, "\"immutable\":true"));
  char *script = path_of(json, "assets/index-");
  OK(hotframe_bundle_content(bundle, TEXT(script), &content, &error));
  CHECK(contains(content, "hello"));
  hotframe_buffer_free(&content);
  OK(hotframe_bundle_content(bundle, TEXT("empty.txt"), &content, &error));
  CHECK(content.data != NULL && content.len == 0);
  hotframe_buffer_free(&content);
  OK(hotframe_bundle_report(bundle, &report, &error));
  CHECK(contains(report, "<html") && contains(report, "src/main.ts"));
  hotframe_buffer_free(&report);
  hotframe_buffer_free(&json);

  hotframe_change change = {FILE_OF("src/text.ts", "export const text = 'other';"), HOTFRAME_CHANGE_KIND_WRITE};
  OK(hotframe_builder_incremental_build(builder, &change, 1, NULL, &next, &error));
  OK(hotframe_bundle_json(next, &json, &error));
  OK(hotframe_bundle_content(next, TEXT(path_of(json, "assets/index-")), &content, &error));
  CHECK(contains(content, "other") && !contains(content, "hello"));
  hotframe_buffer_free(&content);
  hotframe_buffer_free(&json);
  hotframe_bundle_free(next);

  /* Wrong code of a user is no failure. */
  hotframe_change broken = {FILE_OF("src/text.ts", "export const text = <"), HOTFRAME_CHANGE_KIND_WRITE};
  OK(hotframe_builder_incremental_build(builder, &broken, 1, NULL, &next, &error));
  OK(hotframe_bundle_json(next, &json, &error));
  CHECK(contains(json, "\"files\":[]") && contains(json, "src/text.ts"));
  hotframe_buffer_free(&json);
  hotframe_bundle_free(next);
  hotframe_bundle_free(bundle);
}

static void workers(hotframe_builder *builder) {
  hotframe_bundle *bundle = NULL;
  hotframe_worker *worker = NULL;
  hotframe_buffer json = {NULL, 0}, content = {NULL, 0};
  OK(hotframe_builder_build_for_preview(builder, APP, APP_FILES, NULL, &bundle, &error));
  OK(hotframe_builder_worker(builder, bundle, TEXT("{\"app\": \"app-1\"}"), &worker, &error));
  hotframe_bundle_free(bundle); /* the Worker outlives it */
  OK(hotframe_worker_json(worker, &json, &error));
  CHECK(contains(json, "\"index.js\"") && contains(json, "compatibility_date"));
  OK(hotframe_worker_content(worker, TEXT("index.js"), &content, &error));
  CHECK(contains(content, "export") && contains(content, "default"));
  hotframe_buffer_free(&json);
  hotframe_buffer_free(&content);
  hotframe_worker_free(worker);
}

static void *cancel(void *token) {
  hotframe_cancel_token_cancel(token);
  return NULL;
}

static void cancels(hotframe_builder *builder) {
  hotframe_cancel_token *token = NULL;
  hotframe_bundle *bundle = NULL;
  hotframe_error *error = NULL;
  OK(hotframe_cancel_token_new(&token, &error));
  CHECK(hotframe_cancel_token_is_cancelled(token) == 0);
  OK(hotframe_builder_build(builder, APP, APP_FILES, token, &bundle, &error));
  hotframe_bundle_free(bundle);
  bundle = NULL;
  /* From another thread, whenever it comes: the build ends as it would, or with the code. */
  pthread_t thread;
  hotframe_change change = {FILE_OF("src/text.ts", "export const text = 'late';"), HOTFRAME_CHANGE_KIND_WRITE};
  CHECK(pthread_create(&thread, NULL, cancel, token) == 0);
  hotframe_result result = hotframe_builder_incremental_build(builder, &change, 1, token, &bundle, NULL);
  CHECK(result == HOTFRAME_RESULT_OK ? bundle != NULL : result == HOTFRAME_RESULT_CANCELLED && bundle == NULL);
  hotframe_bundle_free(bundle);
  pthread_join(thread, NULL);
  bundle = NULL;
  CHECK(hotframe_cancel_token_is_cancelled(token) == 1);
  CHECK(hotframe_builder_build(builder, APP, APP_FILES, token, &bundle, &error) == HOTFRAME_RESULT_CANCELLED);
  CHECK(bundle == NULL && hotframe_error_code(error) == HOTFRAME_RESULT_CANCELLED);
  hotframe_error_free(error);
  hotframe_cancel_token_free(token);
  OK(hotframe_builder_build(builder, APP, APP_FILES, NULL, &bundle, &error));
  hotframe_bundle_free(bundle);
}

/* What a build tells: phases in their order, and fractions that never go back. */
struct heard {
  size_t calls, modules;
  double last;
  bool done, backwards;
};

static void hear(void *context, const char *phase, size_t len, double fraction, size_t modules) {
  struct heard *heard = context;
  heard->calls++;
  heard->backwards |= fraction < heard->last;
  heard->last = fraction;
  heard->modules = modules;
  heard->done |= len == 4 && memcmp(phase, "done", 4) == 0;
}

static void cancel_early(void *context, const char *phase, size_t len, double fraction, size_t modules) {
  (void)phase, (void)len, (void)fraction, (void)modules;
  hotframe_cancel_token_cancel(context);
}

static void tells(hotframe_builder *builder) {
  hotframe_cancel_token *token = NULL;
  hotframe_bundle *bundle = NULL;
  hotframe_error *error = NULL;
  struct heard heard = {0};
  hotframe_change change = {FILE_OF("src/text.ts", "export const text = 'told';"), HOTFRAME_CHANGE_KIND_WRITE};
  OK(hotframe_cancel_token_new(&token, &error));
  hotframe_cancel_token_on_progress(token, hear, &heard);
  OK(hotframe_builder_incremental_build(builder, &change, 1, token, &bundle, &error));
  CHECK(heard.calls >= 4 && heard.done && !heard.backwards && heard.last == 1.0 && heard.modules >= 2);
  hotframe_bundle_free(bundle);
  bundle = NULL;
  /* Its own progress may cancel a build. */
  hotframe_cancel_token_on_progress(token, cancel_early, token);
  CHECK(hotframe_builder_build(builder, APP, APP_FILES, token, &bundle, &error) == HOTFRAME_RESULT_CANCELLED);
  CHECK(bundle == NULL);
  hotframe_error_free(error);
  hotframe_cancel_token_on_progress(token, NULL, NULL);
  hotframe_cancel_token_free(token);
}

static void runs_beside(hotframe_builder *builder) {
  hotframe_running *running = NULL;
  hotframe_cancel_token *token = NULL;
  hotframe_bundle *bundle = NULL;
  hotframe_error *error = NULL;
  for (uint32_t preview = 0; preview < 2; preview++) {
    OK(hotframe_builder_start(builder, APP, APP_FILES, preview, NULL, &running, &error));
    for (int again = 0; again < 2; again++) {
      OK(hotframe_running_wait(running, &bundle, &error));
      hotframe_bundle_free(bundle);
    }
    CHECK(hotframe_running_is_done(running) == 1);
    hotframe_running_free(running);
  }
  bundle = NULL;
  OK(hotframe_cancel_token_new(&token, &error));
  hotframe_cancel_token_cancel(token);
  OK(hotframe_builder_start(builder, APP, APP_FILES, 0, token, &running, &error));
  CHECK(hotframe_running_wait(running, &bundle, &error) == HOTFRAME_RESULT_CANCELLED && bundle == NULL);
  hotframe_error_free(error);
  CHECK(hotframe_running_wait(running, &bundle, NULL) == HOTFRAME_RESULT_NOT_FOUND);
  hotframe_running_free(running);
  hotframe_cancel_token_free(token);
  /* One that nobody waits for. */
  OK(hotframe_builder_start(builder, APP, APP_FILES, 0, NULL, &running, &error));
  hotframe_running_free(running);
}

static void converts(void) {
  const char *page = "{\"root\":{\"props\":{}},\"content\":[{\"type\":\"Text\",\"props\":{\"id\":\"Text-1\",\"text\":\"Hello\"}}]}";
  hotframe_buffer conversion = {NULL, 0}, parsed = {NULL, 0};
  OK(hotframe_puck_convert(TEXT(page), NULL, 0, NULL, 0, NULL, 0, &conversion, &error));
  CHECK(contains(conversion, "src/puck/Page.tsx") && contains(conversion, "Hello") && contains(conversion, "\"diagnostics\":[]"));
  CHECK(contains(conversion, "\"seen\":\"") && !contains(conversion, "\"seen\":null"));
  hotframe_buffer_free(&conversion);
  OK(hotframe_puck_convert(TEXT("no JSON"), NULL, 0, NULL, 0, NULL, 0, &conversion, &error));
  CHECK(contains(conversion, "puck.json"));
  hotframe_buffer_free(&conversion);
  hotframe_file file = FILE_OF("src/puck/Page.tsx", "export default function Page() { return null; }");
  OK(hotframe_puck_convert(TEXT(page), NULL, 0, TEXT("{\"seen\": \"another\"}"), &file, 1, &conversion, &error));
  CHECK(contains(conversion, "\"seen\":null") && !contains(conversion, "\"conflicts\":{}"));
  hotframe_buffer_free(&conversion);
  OK(hotframe_puck_parse(&file, 1, NULL, 0, &parsed, &error));
  CHECK(contains(parsed, "\"data\":null") && contains(parsed, "puck-marks"));
  hotframe_buffer_free(&parsed);
}

static void bounds_caches(void) {
  hotframe_compiler *compiler = NULL;
  hotframe_buffer usage = {NULL, 0}, module = {NULL, 0};
  OK(hotframe_cache_configure(TEXT("{\"modules\": 1000000, \"tailwinds\": 2}"), &error));
  OK(hotframe_cache_use(&usage, &error));
  CHECK(contains(usage, "\"modules\":0"));
  hotframe_buffer_free(&usage);
  OK(hotframe_compiler_new(NULL, 0, &compiler, &error));
  OK(hotframe_compiler_transform(compiler, TEXT("a.ts"), BYTES("export const kept = 1"), &module, &error));
  OK(hotframe_cache_use(&usage, &error));
  CHECK(!contains(usage, "\"modules\":0"));
  hotframe_buffer_free(&usage);
  hotframe_buffer_free(&module);
  hotframe_compiler_free(compiler);
  OK(hotframe_cache_configure(NULL, 0, &error));
}

int main(void) {
  hotframe_builder *builder = NULL;
  OK(hotframe_builder_new(NULL, 0, TEXT("{\"asset_inline_bytes\": 0}"), &builder, &error));
  bundles(builder);
  workers(builder);
  cancels(builder);
  tells(builder);
  runs_beside(builder);
  hotframe_builder_free(builder);
  converts();
  bounds_caches();
  return 0;
}
