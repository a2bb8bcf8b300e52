/* Eight threads on one session, one compiler and one builder. */
#include <pthread.h>

#include "check.h"

#define THREADS 8
#define EDITS 25

static hotframe_compiler *compiler = NULL;
static hotframe_session *session = NULL;
static hotframe_builder *builder = NULL;

/* One builder for all: every thread builds an app of its own, and one of them is always cancelled. */
static void *build(void *argument) {
  int me = *(int *)argument;
  hotframe_cancel_token *token = NULL;
  hotframe_bundle *bundle = NULL;
  char content[64];
  snprintf(content, sizeof content, "document.title = 'thread %d';", me);
  hotframe_file files[] = {APP[0], FILE_OF("src/main.ts", content)};
  OK(hotframe_cancel_token_new(&token, &error));
  if (me == 0) hotframe_cancel_token_cancel(token);
  hotframe_result result = hotframe_builder_build(builder, files, 2, token, &bundle, NULL);
  CHECK(result == (me == 0 ? HOTFRAME_RESULT_CANCELLED : HOTFRAME_RESULT_OK));
  if (bundle) {
    hotframe_buffer json = {NULL, 0};
    OK(hotframe_bundle_json(bundle, &json, &error));
    CHECK(contains(json, "\"diagnostics\":[]"));
    hotframe_buffer_free(&json);
  }
  hotframe_bundle_free(bundle);
  hotframe_cancel_token_free(token);
  return NULL;
}

static void in_threads(void *(*work)(void *)) {
  pthread_t threads[THREADS];
  int numbers[THREADS];
  for (int at = 0; at < THREADS; at++) {
    numbers[at] = at;
    CHECK(pthread_create(&threads[at], NULL, work, &numbers[at]) == 0);
  }
  for (int at = 0; at < THREADS; at++) pthread_join(threads[at], NULL);
}

static void *edit(void *argument) {
  int me = *(int *)argument;
  for (int at = 0; at < EDITS; at++) {
    char path[64], content[64];
    snprintf(path, sizeof path, "src/made-%d.ts", me);
    snprintf(content, sizeof content, "export const n%d = %d;", me, at);
    hotframe_buffer message = {NULL, 0}, module = {NULL, 0}, page = {NULL, 0};
    hotframe_change change = {FILE_OF(path, content), HOTFRAME_CHANGE_KIND_WRITE};
    OK(hotframe_session_update(session, &change, 1, &message, &error));
    OK(hotframe_compiler_transform(compiler, TEXT(path), BYTES(content), &module, &error));
    OK(hotframe_session_page(session, NULL, 0, &page, &error));
    CHECK(module.len > 0 && page.len > 0);
    hotframe_buffer_free(&message);
    hotframe_buffer_free(&module);
    hotframe_buffer_free(&page);
  }
  return NULL;
}

int main(void) {
  OK(hotframe_compiler_new(NULL, 0, &compiler, &error));
  OK(hotframe_session_new(compiler, TEXT("app"), APP, APP_FILES, &session, &error));
  OK(hotframe_builder_new(NULL, 0, NULL, 0, &builder, &error));
  in_threads(edit);
  in_threads(build);
  hotframe_builder_free(builder);
  hotframe_buffer paths = {NULL, 0};
  OK(hotframe_session_paths(session, &paths, &error));
  CHECK(contains(paths, "src/made-0.ts") && contains(paths, "src/made-7.ts"));
  hotframe_buffer_free(&paths);
  hotframe_session_free(session);
  hotframe_compiler_free(compiler);
  return 0;
}
