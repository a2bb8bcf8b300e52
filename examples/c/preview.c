/*
 * The smallest host in C: serves a folder as a live preview over HTTP, one request at a time. Every page view reads the folder again; what
 * changed is printed as the message that open tabs would get.
 *
 *   gcc examples/c/preview.c $(pkg-config --cflags --libs hotframe) -o preview && ./preview examples/apps/counter 3000
 *
 * Packages come from the folder's node_modules. Port 0 takes a free one.
 */
#include <arpa/inet.h>
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <hotframe.h>

typedef struct {
  hotframe_file *files;
  size_t count;
} folder;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void check(hotframe_result result, hotframe_error *error) {
  if (result == HOTFRAME_RESULT_OK) return;
  size_t len = 0;
  const char *text = hotframe_error_message(error, &len);
  fprintf(stderr, "%d: %.*s\n", (int)result, (int)len, text);
  exit(1);
}

static void add_file(folder *into, const char *path, const char *name) {
  FILE *file = fopen(path, "rb");
  if (!file) return; /* gone meanwhile */
  uint8_t *content = NULL;
  size_t len = 0, got;
  do {
    content = realloc(content, len + 65536);
    if (!content) fail("realloc");
    got = fread(content + len, 1, 65536, file);
    len += got;
  } while (got > 0);
  fclose(file);
  into->files = realloc(into->files, (into->count + 1) * sizeof *into->files);
  if (!into->files) fail("realloc");
  into->files[into->count++] = (hotframe_file){strdup(name), strlen(name), content, len};
}

/* Everything but node_modules and names that begin with a dot, except .env files. */
static void read_folder(folder *into, const char *root, const char *below) {
  char path[4096], name[4096];
  snprintf(path, sizeof path, "%s/%s", root, below);
  DIR *entries = opendir(path);
  if (!entries) fail(path);
  for (struct dirent *entry; (entry = readdir(entries));) {
    if (strcmp(entry->d_name, "node_modules") == 0 || (entry->d_name[0] == '.' && strncmp(entry->d_name, ".env", 4) != 0)) continue;
    struct stat status;
    if (snprintf(name, sizeof name, "%s%s%s", below, *below ? "/" : "", entry->d_name) >= (int)sizeof name) continue;
    if (snprintf(path, sizeof path, "%s/%s", root, name) >= (int)sizeof path || lstat(path, &status) != 0) continue;
    if (S_ISDIR(status.st_mode)) read_folder(into, root, name);
    if (S_ISREG(status.st_mode)) add_file(into, path, name);
  }
  closedir(entries);
}

static void free_folder(folder *of) {
  for (size_t at = 0; at < of->count; at++) {
    free((char *)of->files[at].path);
    free((uint8_t *)of->files[at].content);
  }
  free(of->files);
}

static void send_all(int client, const void *data, size_t len) {
  for (ssize_t sent; len > 0 && (sent = send(client, data, len, MSG_NOSIGNAL)) > 0; len -= (size_t)sent) data = (const char *)data + sent;
}

static void answer(int client, const char *status, hotframe_buffer type, bool immutable, hotframe_buffer body) {
  char head[512];
  int len = snprintf(head, sizeof head, "HTTP/1.1 %s\r\nContent-Type: %.*s\r\nContent-Length: %zu\r\nCache-Control: %s\r\nConnection: close\r\n\r\n", status,
                     (int)type.len, (const char *)type.data, body.len, immutable ? "max-age=31536000, immutable" : "no-cache");
  send_all(client, head, (size_t)len);
  send_all(client, body.data, body.len);
}

/* Brings the session to what the folder holds now. */
static void follow(hotframe_session *session, const char *root) {
  folder now = {NULL, 0};
  hotframe_buffer message = {NULL, 0};
  hotframe_error *error = NULL;
  read_folder(&now, root, "");
  check(hotframe_session_replace(session, now.files, now.count, &message, &error), error);
  free_folder(&now);
  if (message.data) printf("%.*s\n", (int)message.len, (const char *)message.data);
  hotframe_buffer_free(&message);
}

static void serve(hotframe_session *session, const char *root, int client) {
  static const hotframe_buffer HTML = {(uint8_t *)"text/html; charset=utf-8", 24}, PLAIN = {(uint8_t *)"text/plain", 10};
  char request[8192];
  size_t len = 0;
  request[0] = 0;
  for (ssize_t got; !strstr(request, "\r\n\r\n") && (got = recv(client, request + len, sizeof request - 1 - len, 0)) > 0;) {
    len += (size_t)got;
    request[len] = 0;
  }
  char *path = strncmp(request, "GET /", 5) == 0 ? request + 5 : NULL;
  hotframe_buffer type = {NULL, 0}, body = {NULL, 0};
  hotframe_error *error = NULL;
  uint32_t immutable = 0;
  if (!path) {
    answer(client, "405 Method Not Allowed", PLAIN, false, body);
    return;
  }
  path[strcspn(path, " ?\r\n")] = 0;
  if (hotframe_session_asset(session, path, strlen(path), &type, &body, &immutable, &error) != HOTFRAME_RESULT_OK) {
    hotframe_error_free(error);
    answer(client, "400 Bad Request", PLAIN, false, body);
  } else if (body.data) {
    answer(client, "200 OK", type, immutable, body);
  } else if (strchr(path, '.') || strncmp(path, "@hotframe/", 10) == 0) {
    answer(client, "404 Not Found", PLAIN, false, body);
  } else { /* every other address is the app's own router's */
    follow(session, root);
    check(hotframe_session_page(session, NULL, 0, &body, &error), error);
    answer(client, "200 OK", HTML, false, body);
  }
  hotframe_buffer_free(&type);
  hotframe_buffer_free(&body);
}

int main(int count, char **arguments) {
  if (count < 2) return fprintf(stderr, "usage: preview FOLDER [PORT]\n"), 2;
  char options[4200], *root = arguments[1];
  hotframe_compiler *compiler = NULL;
  hotframe_session *session = NULL;
  hotframe_error *error = NULL;
  folder files = {NULL, 0};
  setvbuf(stdout, NULL, _IOLBF, 0);

  /* A path with quotes or backslashes would have to be escaped for JSON. */
  snprintf(options, sizeof options, "%s/node_modules", root);
  bool packages = access(options, F_OK) == 0;
  int len = snprintf(options, sizeof options, packages ? "{\"node_modules\": \"%s/node_modules\"}" : "{}", root);
  check(hotframe_compiler_new(options, (size_t)len, &compiler, &error), error);
  read_folder(&files, root, "");
  check(hotframe_session_new(compiler, root, strlen(root), files.files, files.count, &session, &error), error);
  free_folder(&files);

  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)(count > 2 ? atoi(arguments[2]) : 3000)), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t size = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 16) != 0) fail("listen");
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("http://localhost:%d\n", ntohs(address.sin_port));
  for (int client; (client = accept(listener, NULL, NULL)) >= 0; close(client)) serve(session, root, client);
  hotframe_session_free(session);
  hotframe_compiler_free(compiler);
  return 0;
}
