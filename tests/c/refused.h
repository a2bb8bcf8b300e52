/* Calls that must fail: with the right code, a text that says why, and nothing written. */
#ifndef REFUSED_H
#define REFUSED_H

#include <stdint.h>

#include "check.h"

/* What outputs hold before; a call that fails leaves it. */
#define UNTOUCHED ((uint8_t *)&untouched)
static int untouched;
static hotframe_buffer out = {UNTOUCHED, 42};

static void refused(hotframe_result expected, hotframe_result result, hotframe_error *error, int line) {
  size_t len = 0;
  const char *text = hotframe_error_message(error, &len);
  if (result != expected || hotframe_error_code(error) != expected || text == NULL || len == 0 || out.data != UNTOUCHED || out.len != 42) {
    fprintf(stderr, "%s:%d: %d in place of %d: %.*s\n", __FILE__, line, (int)result, (int)expected, (int)len, text ? text : "");
    exit(1);
  }
  hotframe_error_free(error);
}

#define REFUSED(code, call)                                                     \
  do {                                                                          \
    hotframe_error *error = NULL;                                               \
    hotframe_result result = call;                                              \
    refused(HOTFRAME_RESULT_##code, result, error, __LINE__);                   \
  } while (0)

#define BAD "\xff\xfe"
static const size_t HUGE_LENGTHS[] = {SIZE_MAX, SIZE_MAX / 2, (size_t)-8, (size_t)INT32_MAX + 1};

#endif
