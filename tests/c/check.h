/* Plain asserts, and texts for calls that take a pointer and a length. */
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hotframe.h"

#define CHECK(condition)                                                              \
  do {                                                                                \
    if (!(condition)) {                                                               \
      fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition);   \
      exit(1);                                                                        \
    }                                                                                 \
  } while (0)

/* A call that must succeed; says why it did not. */
#define OK(result)                                                                    \
  do {                                                                                \
    hotframe_error *error = NULL;                                                     \
    if ((result) != HOTFRAME_RESULT_OK) {                                             \
      size_t len = 0;                                                                 \
      const char *text = hotframe_error_message(error, &len);                         \
      fprintf(stderr, "%s:%d: %.*s\n", __FILE__, __LINE__, (int)len, text);           \
      exit(1);                                                                        \
    }                                                                                 \
  } while (0)

#define TEXT(text) (text), strlen(text)
#define BYTES(text) (const uint8_t *)(text), strlen(text)
#define FILE_OF(path, content) { TEXT(path), BYTES(content) }

static inline bool contains(hotframe_buffer buffer, const char *part) {
  size_t len = strlen(part);
  for (size_t at = 0; buffer.data && at + len <= buffer.len; at++)
    if (memcmp(buffer.data + at, part, len) == 0) return true;
  return false;
}

static const hotframe_file APP[] = {
    {"index.html", 10, (const uint8_t *)"<div id=\"root\"></div><script type=\"module\" src=\"/src/main.ts\"></script>", 71},
    {"src/main.ts", 11, (const uint8_t *)"import { text } from './text'; document.body.append(text);", 58},
    {"src/text.ts", 11, (const uint8_t *)"export const text: string = 'hello';", 36},
    {"public/empty.txt", 16, NULL, 0},
};
#define APP_FILES (sizeof(APP) / sizeof(APP[0]))

#endif
