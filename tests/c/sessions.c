/* A store: sessions of many users, and what it refuses. */
#include <pthread.h>

#include "refused.h"

#define THREADS 8
#define USER TEXT("user-1")

static hotframe_compiler *compiler = NULL;
static hotframe_store *store = NULL;

/* What stands behind "id":" in the JSON. */
static void read_id(hotframe_buffer json, char id[27]) {
  const char *mark = "\"id\":\"";
  for (size_t at = 0; at + strlen(mark) + 26 <= json.len; at++)
    if (memcmp(json.data + at, mark, strlen(mark)) == 0) {
      memcpy(id, json.data + at + strlen(mark), 26);
      id[26] = 0;
      return;
    }
  fprintf(stderr, "no id in %.*s\n", (int)json.len, (const char *)json.data);
  exit(1);
}

static void opens_edits_and_ends(void) {
  char id[27], again[27];
  hotframe_buffer json = {NULL, 0};
  OK(hotframe_store_open(store, USER, TEXT("project"), APP, APP_FILES, &json, &error));
  CHECK(contains(json, "\"created\":true") && contains(json, "\"state\":\"active\""));
  read_id(json, id);
  hotframe_buffer_free(&json);
  OK(hotframe_store_open(store, USER, TEXT("project"), APP, APP_FILES, &json, &error));
  CHECK(contains(json, "\"created\":false"));
  read_id(json, again);
  CHECK(strcmp(id, again) == 0);
  hotframe_buffer_free(&json);

  hotframe_change change = {FILE_OF("src/text.ts", "export const text = 'hi';"), HOTFRAME_CHANGE_KIND_WRITE};
  OK(hotframe_store_update(store, TEXT(id), &change, 1, &json, &error));
  CHECK(contains(json, "\"type\":\"hmr_update\""));
  hotframe_buffer_free(&json);

  hotframe_session *session = NULL;
  OK(hotframe_store_session(store, TEXT(id), &session, &error));
  OK(hotframe_session_page(session, NULL, 0, &json, &error));
  CHECK(contains(json, "@hotframe/client/"));
  hotframe_buffer_free(&json);

  OK(hotframe_store_status(store, TEXT(id), &json, &error));
  CHECK(contains(json, id) && contains(json, "expires_at"));
  hotframe_buffer_free(&json);
  OK(hotframe_store_list(store, USER, &json, &error));
  CHECK(contains(json, id));
  hotframe_buffer_free(&json);
  OK(hotframe_store_list(store, TEXT("somebody else"), &json, &error));
  CHECK(json.len == 2);
  hotframe_buffer_free(&json);
  OK(hotframe_store_sweep(store, &json, &error));
  CHECK(contains(json, "\"live\":1"));
  hotframe_buffer_free(&json);

  uint32_t deleted = 7;
  OK(hotframe_store_delete(store, TEXT(id), &deleted, &error));
  CHECK(deleted == 1);
  OK(hotframe_store_delete(store, TEXT(id), &deleted, &error));
  CHECK(deleted == 0);
  OK(hotframe_store_status(store, TEXT(id), &json, &error));
  CHECK(json.data == NULL);
  OK(hotframe_session_page(session, NULL, 0, &json, &error)); /* who has a handle may finish */
  hotframe_buffer_free(&json);
  hotframe_session_free(session);
}

static char ids[THREADS][27];

static void *open_one(void *number) {
  hotframe_buffer json = {NULL, 0};
  OK(hotframe_store_open(store, USER, TEXT("raced"), APP, APP_FILES, &json, &error));
  read_id(json, ids[*(int *)number]);
  hotframe_buffer_free(&json);
  return NULL;
}

static void no_race_makes_two(void) {
  pthread_t threads[THREADS];
  int numbers[THREADS];
  for (int at = 0; at < THREADS; at++) {
    numbers[at] = at;
    CHECK(pthread_create(&threads[at], NULL, open_one, &numbers[at]) == 0);
  }
  for (int at = 0; at < THREADS; at++) pthread_join(threads[at], NULL);
  for (int at = 1; at < THREADS; at++) CHECK(strcmp(ids[at], ids[0]) == 0);
}

static void limits(void) {
  hotframe_store *small = NULL;
  hotframe_buffer json = {NULL, 0};
  OK(hotframe_store_new(compiler, TEXT("{\"live_per_user\": 1, \"stored_per_user\": 2}"), &small, &error));
  for (int at = 0; at < 2; at++) {
    OK(hotframe_store_open(small, USER, NULL, 0, APP, APP_FILES, &json, &error));
    hotframe_buffer_free(&json);
  }
  OK(hotframe_store_list(small, USER, &json, &error));
  CHECK(contains(json, "\"frozen\"") && contains(json, "\"active\""));
  hotframe_buffer_free(&json);
  REFUSED(LIMIT_REACHED, hotframe_store_open(small, USER, NULL, 0, APP, APP_FILES, &out, &error));
  hotframe_store_free(small);
}

static void refuses(void) {
  hotframe_store *new_store = NULL;
  hotframe_session *session = NULL;
  uint32_t deleted = 7;
  hotframe_file file = {TEXT(BAD), BYTES("")};
  REFUSED(NULL_ARGUMENT, hotframe_store_new(NULL, NULL, 0, &new_store, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_new(compiler, NULL, 1, &new_store, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_new(compiler, NULL, 0, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_open(NULL, USER, NULL, 0, APP, APP_FILES, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_open(store, NULL, 0, NULL, 0, APP, APP_FILES, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_open(store, USER, NULL, 1, APP, APP_FILES, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_open(store, USER, NULL, 0, NULL, 1, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_open(store, USER, NULL, 0, APP, APP_FILES, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_update(NULL, TEXT("a"), NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_update(store, NULL, 0, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_update(store, TEXT("a"), NULL, 1, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_update(store, TEXT("a"), NULL, 0, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_session(NULL, TEXT("a"), &session, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_session(store, NULL, 1, &session, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_session(store, TEXT("a"), NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_status(NULL, TEXT("a"), &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_status(store, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_status(store, TEXT("a"), NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_list(NULL, USER, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_list(store, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_list(store, USER, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_delete(NULL, TEXT("a"), &deleted, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_delete(store, NULL, 0, &deleted, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_delete(store, TEXT("a"), NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_sweep(NULL, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_store_sweep(store, NULL, &error));
  hotframe_store_free(NULL);

  REFUSED(INVALID_UTF8, hotframe_store_new(compiler, TEXT(BAD), &new_store, &error));
  REFUSED(INVALID_UTF8, hotframe_store_open(store, TEXT(BAD), NULL, 0, APP, APP_FILES, &out, &error));
  REFUSED(INVALID_UTF8, hotframe_store_open(store, USER, TEXT(BAD), APP, APP_FILES, &out, &error));
  REFUSED(INVALID_UTF8, hotframe_store_open(store, USER, NULL, 0, &file, 1, &out, &error));
  REFUSED(INVALID_UTF8, hotframe_store_update(store, TEXT(BAD), NULL, 0, &out, &error));
  REFUSED(INVALID_UTF8, hotframe_store_session(store, TEXT(BAD), &session, &error));
  REFUSED(INVALID_UTF8, hotframe_store_status(store, TEXT(BAD), &out, &error));
  REFUSED(INVALID_UTF8, hotframe_store_list(store, TEXT(BAD), &out, &error));
  REFUSED(INVALID_UTF8, hotframe_store_delete(store, TEXT(BAD), &deleted, &error));
  for (size_t at = 0; at < sizeof HUGE_LENGTHS / sizeof *HUGE_LENGTHS; at++) {
    size_t len = HUGE_LENGTHS[at];
    REFUSED(INVALID_ARGUMENT, hotframe_store_new(compiler, "{}", len, &new_store, &error));
    REFUSED(INVALID_ARGUMENT, hotframe_store_open(store, "a", len, NULL, 0, APP, APP_FILES, &out, &error));
    REFUSED(INVALID_ARGUMENT, hotframe_store_open(store, USER, "a", len, APP, APP_FILES, &out, &error));
    REFUSED(INVALID_ARGUMENT, hotframe_store_open(store, USER, NULL, 0, APP, len, &out, &error));
    REFUSED(INVALID_ARGUMENT, hotframe_store_update(store, "a", len, NULL, 0, &out, &error));
    REFUSED(INVALID_ARGUMENT, hotframe_store_session(store, "a", len, &session, &error));
    REFUSED(INVALID_ARGUMENT, hotframe_store_status(store, "a", len, &out, &error));
    REFUSED(INVALID_ARGUMENT, hotframe_store_list(store, "a", len, &out, &error));
    REFUSED(INVALID_ARGUMENT, hotframe_store_delete(store, "a", len, &deleted, &error));
  }
  REFUSED(INVALID_OPTIONS, hotframe_store_new(compiler, TEXT("{\"live\": 0}"), &new_store, &error));
  REFUSED(NOT_FOUND, hotframe_store_update(store, TEXT("aaaaaaaaaaaaaaaaaaaaaaaaaa"), NULL, 0, &out, &error));
  REFUSED(NOT_FOUND, hotframe_store_session(store, TEXT("../../etc/passwd"), &session, &error));
  CHECK(new_store == NULL && session == NULL && deleted == 7);
}

int main(void) {
  OK(hotframe_compiler_new(NULL, 0, &compiler, &error));
  OK(hotframe_store_new(compiler, NULL, 0, &store, &error));
  opens_edits_and_ends();
  no_race_makes_two();
  limits();
  refuses();
  hotframe_store_free(store);
  hotframe_compiler_free(compiler);
  return 0;
}
