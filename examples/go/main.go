// Hotframe from Go, through cgo: opens an app, applies an edit, prints the message.
//
//	PKG_CONFIG_PATH=/usr/local/lib/pkgconfig LD_LIBRARY_PATH=/usr/local/lib go run .
package main

/*
#cgo pkg-config: hotframe
#include <stdlib.h>
#include <hotframe.h>
*/
import "C"

import (
	"fmt"
	"log"
	"unsafe"
)

// Error is a call that failed; Code is one of hotframe_result.
type Error struct {
	Code    uint32
	Message string
}

func (e *Error) Error() string { return e.Message }

// check turns a result into a Go error and frees the one of C.
func check(result C.hotframe_result, failure *C.hotframe_error) error {
	if result == C.HOTFRAME_RESULT_OK {
		return nil
	}
	defer C.hotframe_error_free(failure)
	var length C.size_t
	text := C.hotframe_error_message(failure, &length)
	return &Error{uint32(result), C.GoStringN(text, C.int(length))}
}

// text copies a string for C; free gives it back.
func text(value string) (*C.char, C.size_t, func()) {
	copied := C.CString(value)
	return copied, C.size_t(len(value)), func() { C.free(unsafe.Pointer(copied)) }
}

// Session is one app's live preview.
type Session struct {
	compiler *C.hotframe_compiler
	session  *C.hotframe_session
}

// cArray is memory of C for count items: pointers inside it may point to C alone, as cgo asks.
func cArray[T any](count int) []T {
	var item T
	return unsafe.Slice((*T)(C.calloc(C.size_t(count+1), C.size_t(unsafe.Sizeof(item)))), count+1)[:count]
}

func fill(file *C.hotframe_file, path, content string) (free func()) {
	name, nameLen, freeName := text(path)
	body, bodyLen, freeBody := text(content)
	*file = C.hotframe_file{path: name, path_len: nameLen, content: (*C.uint8_t)(unsafe.Pointer(body)), content_len: bodyLen}
	return func() { freeName(); freeBody() }
}

// Open opens an app.
func Open(app string, files map[string]string) (*Session, error) {
	opened := &Session{}
	var failure *C.hotframe_error
	if err := check(C.hotframe_compiler_new(nil, 0, &opened.compiler, &failure), failure); err != nil {
		return nil, err
	}
	list := cArray[C.hotframe_file](len(files))
	defer C.free(unsafe.Pointer(&list[:1][0]))
	at := 0
	for path, content := range files {
		defer fill(&list[at], path, content)()
		at++
	}
	name, nameLen, freeName := text(app)
	defer freeName()
	result := C.hotframe_session_new(opened.compiler, name, nameLen, &list[:1][0], C.size_t(len(list)), &opened.session, &failure)
	return opened, check(result, failure)
}

// Write gives a file a content; the message for open pages, "" when there is none.
func (s *Session) Write(path, content string) (string, error) {
	changes := cArray[C.hotframe_change](1)
	defer C.free(unsafe.Pointer(&changes[:1][0]))
	defer fill(&changes[0].file, path, content)()
	changes[0].kind = C.HOTFRAME_CHANGE_KIND_WRITE
	var failure *C.hotframe_error
	var message C.hotframe_buffer
	if err := check(C.hotframe_session_update(s.session, &changes[:1][0], 1, &message, &failure), failure); err != nil {
		return "", err
	}
	defer C.hotframe_buffer_free(&message)
	return C.GoStringN((*C.char)(unsafe.Pointer(message.data)), C.int(message.len)), nil
}

// Close frees the session.
func (s *Session) Close() {
	C.hotframe_session_free(s.session)
	C.hotframe_compiler_free(s.compiler)
}

func main() {
	session, err := Open("app-1", map[string]string{
		"index.html":  `<div id="root"></div><script type="module" src="/src/main.ts"></script>`,
		"src/main.ts": "import { text } from './text'; document.title = text;",
		"src/text.ts": "export const text: string = 'hello';",
	})
	if err != nil {
		log.Fatal(err)
	}
	defer session.Close()
	message, err := session.Write("src/text.ts", "export const text = 'edited';")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(message)
	_, err = session.Write("../outside.ts", "")
	fmt.Println(err.(*Error).Code, err)
}
