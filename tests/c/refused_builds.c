/* The same for builders, bundles, Workers, Puck, tokens and the caches. */
#include "refused.h"

static hotframe_builder *builder = NULL;
static hotframe_bundle *bundle = NULL;
static hotframe_worker *worker = NULL;

static void null_pointers(void) {
  hotframe_builder *new_builder = NULL;
  hotframe_bundle *new_bundle = NULL;
  hotframe_worker *new_worker = NULL;
  REFUSED(NULL_ARGUMENT, hotframe_builder_new(NULL, 1, NULL, 0, &new_builder, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_new(NULL, 0, NULL, 1, &new_builder, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_new(NULL, 0, NULL, 0, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_build(NULL, APP, APP_FILES, NULL, &new_bundle, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_build(builder, NULL, 1, NULL, &new_bundle, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_build(builder, APP, APP_FILES, NULL, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_build_for_preview(NULL, APP, APP_FILES, NULL, &new_bundle, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_build_for_preview(builder, NULL, 1, NULL, &new_bundle, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_build_for_preview(builder, APP, APP_FILES, NULL, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_incremental_build(NULL, NULL, 0, NULL, &new_bundle, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_incremental_build(builder, NULL, 1, NULL, &new_bundle, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_incremental_build(builder, NULL, 0, NULL, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_worker(NULL, bundle, NULL, 0, &new_worker, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_worker(builder, NULL, NULL, 0, &new_worker, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_worker(builder, bundle, NULL, 1, &new_worker, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_worker(builder, bundle, NULL, 0, NULL, &error));
  CHECK(new_builder == NULL && new_bundle == NULL && new_worker == NULL);
  REFUSED(NULL_ARGUMENT, hotframe_bundle_json(NULL, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_bundle_json(bundle, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_bundle_content(NULL, TEXT("index.html"), &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_bundle_content(bundle, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_bundle_content(bundle, TEXT("index.html"), NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_bundle_report(NULL, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_bundle_report(bundle, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_worker_json(NULL, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_worker_json(worker, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_worker_content(NULL, TEXT("index.js"), &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_worker_content(worker, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_worker_content(worker, TEXT("index.js"), NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_puck_convert(NULL, 0, NULL, 0, NULL, 0, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_puck_convert(TEXT("{}"), NULL, 1, NULL, 0, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_puck_convert(TEXT("{}"), NULL, 0, NULL, 1, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_puck_convert(TEXT("{}"), NULL, 0, NULL, 0, NULL, 1, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_puck_convert(TEXT("{}"), NULL, 0, NULL, 0, NULL, 0, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_puck_parse(NULL, 1, NULL, 0, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_puck_parse(NULL, 0, NULL, 1, &out, &error));
  REFUSED(NULL_ARGUMENT, hotframe_puck_parse(NULL, 0, NULL, 0, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_cancel_token_new(NULL, &error));
  hotframe_running *running = NULL;
  REFUSED(NULL_ARGUMENT, hotframe_builder_start(NULL, NULL, 0, 0, NULL, &running, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_start(builder, NULL, 1, 0, NULL, &running, &error));
  REFUSED(NULL_ARGUMENT, hotframe_builder_start(builder, NULL, 0, 0, NULL, NULL, &error));
  REFUSED(NULL_ARGUMENT, hotframe_running_wait(NULL, &new_bundle, &error));
  REFUSED(NULL_ARGUMENT, hotframe_cache_configure(NULL, 1, &error));
  REFUSED(NULL_ARGUMENT, hotframe_cache_use(NULL, &error));
  hotframe_builder_free(NULL);
  hotframe_bundle_free(NULL);
  hotframe_worker_free(NULL);
  hotframe_cancel_token_cancel(NULL);
  CHECK(hotframe_cancel_token_is_cancelled(NULL) == 0);
  hotframe_cancel_token_on_progress(NULL, NULL, NULL);
  hotframe_cancel_token_free(NULL);
  CHECK(hotframe_running_is_done(NULL) == 1);
  hotframe_running_free(NULL);
}

static void bad_utf8(void) {
  hotframe_builder *new_builder = NULL;
  hotframe_bundle *new_bundle = NULL;
  hotframe_worker *new_worker = NULL;
  hotframe_file file = {TEXT(BAD), BYTES("")};
  hotframe_change change = {{TEXT(BAD), BYTES("")}, HOTFRAME_CHANGE_KIND_WRITE};
  REFUSED(INVALID_UTF8, hotframe_builder_new(TEXT(BAD), NULL, 0, &new_builder, &error));
  REFUSED(INVALID_UTF8, hotframe_builder_new(NULL, 0, TEXT(BAD), &new_builder, &error));
  REFUSED(INVALID_UTF8, hotframe_builder_build(builder, &file, 1, NULL, &new_bundle, &error));
  REFUSED(INVALID_UTF8, hotframe_builder_build_for_preview(builder, &file, 1, NULL, &new_bundle, &error));
  REFUSED(INVALID_UTF8, hotframe_builder_incremental_build(builder, &change, 1, NULL, &new_bundle, &error));
  REFUSED(INVALID_UTF8, hotframe_builder_worker(builder, bundle, TEXT(BAD), &new_worker, &error));
  REFUSED(INVALID_UTF8, hotframe_bundle_content(bundle, TEXT(BAD), &out, &error));
  REFUSED(INVALID_UTF8, hotframe_worker_content(worker, TEXT(BAD), &out, &error));
  REFUSED(INVALID_UTF8, hotframe_puck_convert(TEXT(BAD), NULL, 0, NULL, 0, NULL, 0, &out, &error));
  REFUSED(INVALID_UTF8, hotframe_puck_convert(TEXT("{}"), TEXT(BAD), NULL, 0, NULL, 0, &out, &error));
  REFUSED(INVALID_UTF8, hotframe_puck_convert(TEXT("{}"), NULL, 0, TEXT(BAD), NULL, 0, &out, &error));
  REFUSED(INVALID_UTF8, hotframe_puck_convert(TEXT("{}"), NULL, 0, NULL, 0, &file, 1, &out, &error));
  REFUSED(INVALID_UTF8, hotframe_puck_parse(&file, 1, NULL, 0, &out, &error));
  REFUSED(INVALID_UTF8, hotframe_puck_parse(NULL, 0, TEXT(BAD), &out, &error));
  REFUSED(INVALID_UTF8, hotframe_cache_configure(TEXT(BAD), &error));
}

static void huge_lengths(size_t len) {
  hotframe_builder *new_builder = NULL;
  hotframe_bundle *new_bundle = NULL;
  hotframe_worker *new_worker = NULL;
  hotframe_file path = {"a", len, BYTES("")}, content = {TEXT("a"), (const uint8_t *)"", len};
  REFUSED(INVALID_ARGUMENT, hotframe_builder_new("{}", len, NULL, 0, &new_builder, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_builder_new(NULL, 0, "{}", len, &new_builder, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_builder_build(builder, APP, len, NULL, &new_bundle, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_builder_build(builder, &path, 1, NULL, &new_bundle, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_builder_build_for_preview(builder, &content, 1, NULL, &new_bundle, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_builder_incremental_build(builder, NULL, len, NULL, &new_bundle, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_builder_worker(builder, bundle, "{}", len, &new_worker, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_bundle_content(bundle, "a", len, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_worker_content(worker, "a", len, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_puck_convert("{}", len, NULL, 0, NULL, 0, NULL, 0, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_puck_convert(TEXT("{}"), "{}", len, NULL, 0, NULL, 0, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_puck_convert(TEXT("{}"), NULL, 0, "{}", len, NULL, 0, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_puck_convert(TEXT("{}"), NULL, 0, NULL, 0, APP, len, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_puck_parse(APP, len, NULL, 0, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_puck_parse(NULL, 0, "{}", len, &out, &error));
  REFUSED(INVALID_ARGUMENT, hotframe_cache_configure("{}", len, &error));
}

static void wrong_values(void) {
  hotframe_builder *new_builder = NULL;
  hotframe_bundle *new_bundle = NULL;
  hotframe_worker *new_worker = NULL;
  hotframe_file outside = FILE_OF("../secret", "");
  REFUSED(INVALID_OPTIONS, hotframe_builder_new(TEXT(""), NULL, 0, &new_builder, &error));
  REFUSED(INVALID_OPTIONS, hotframe_builder_new(NULL, 0, TEXT("{\"target\": [\"es5\"]}"), &new_builder, &error));
  REFUSED(INVALID_PATH, hotframe_builder_build(builder, &outside, 1, NULL, &new_bundle, &error));
  REFUSED(INVALID_OPTIONS, hotframe_builder_worker(builder, bundle, TEXT("{\"mode\": \"other\"}"), &new_worker, &error));
  REFUSED(NOT_FOUND, hotframe_bundle_content(bundle, TEXT("nothing.js"), &out, &error));
  REFUSED(NOT_FOUND, hotframe_worker_content(worker, TEXT("nothing.js"), &out, &error));
  REFUSED(INVALID_PATH, hotframe_puck_convert(TEXT("{}"), NULL, 0, TEXT("{\"dir\": \"../..\"}"), NULL, 0, &out, &error));
  REFUSED(INVALID_OPTIONS, hotframe_puck_convert(TEXT("{}"), TEXT("["), NULL, 0, NULL, 0, &out, &error));
  REFUSED(NOT_FOUND, hotframe_puck_parse(NULL, 0, NULL, 0, &out, &error));
  REFUSED(INVALID_OPTIONS, hotframe_cache_configure(TEXT("{\"modules\": -1}"), &error));
}

int main(void) {
  OK(hotframe_builder_new(NULL, 0, NULL, 0, &builder, &error));
  OK(hotframe_builder_build(builder, APP, APP_FILES, NULL, &bundle, &error));
  OK(hotframe_builder_worker(builder, bundle, NULL, 0, &worker, &error));
  null_pointers();
  bad_utf8();
  for (size_t at = 0; at < sizeof HUGE_LENGTHS / sizeof *HUGE_LENGTHS; at++) huge_lengths(HUGE_LENGTHS[at]);
  wrong_values();
  hotframe_worker_free(worker);
  hotframe_bundle_free(bundle);
  hotframe_builder_free(builder);
  return 0;
}
