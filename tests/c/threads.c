/* Eight threads on one session and one compiler. */
#include <pthread.h>

#include "check.h"

#define THREADS 8
#define EDITS 25

static hotframe_compiler *compiler = NULL;
static hotframe_session *session = NULL;

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
  pthread_t threads[THREADS];
  int numbers[THREADS];
  OK(hotframe_compiler_new(NULL, 0, &compiler, &error));
  OK(hotframe_session_new(compiler, TEXT("app"), APP, APP_FILES, &session, &error));
  for (int at = 0; at < THREADS; at++) {
    numbers[at] = at;
    CHECK(pthread_create(&threads[at], NULL, edit, &numbers[at]) == 0);
  }
  for (int at = 0; at < THREADS; at++) pthread_join(threads[at], NULL);
  hotframe_buffer paths = {NULL, 0};
  OK(hotframe_session_paths(session, &paths, &error));
  CHECK(contains(paths, "src/made-0.ts") && contains(paths, "src/made-7.ts"));
  hotframe_buffer_free(&paths);
  hotframe_session_free(session);
  hotframe_compiler_free(compiler);
  return 0;
}
