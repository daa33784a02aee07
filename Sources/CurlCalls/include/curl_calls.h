/// The variadic calls of libcurl that we use, made non-variadic, because Swift cannot call variadic C functions.
#pragma once
#include <curl/curl.h>

/// Sets an option that takes a long (numbers and switches).
CURLcode curl_calls_set_long(CURL *handle, CURLoption option, long value);
/// Sets an option that takes a string; libcurl copies it.
CURLcode curl_calls_set_string(CURL *handle, CURLoption option, const char *value);
/// Sets an option that takes a pointer; it must outlive the transfer.
CURLcode curl_calls_set_pointer(CURL *handle, CURLoption option, void *value);
/// Sets the request body; libcurl copies `length` bytes.
CURLcode curl_calls_set_body(CURL *handle, const void *bytes, curl_off_t length);
/// Sets the function that receives the body of the answer, and its context.
CURLcode curl_calls_set_receiver(CURL *handle, size_t (*receiver)(char *, size_t, size_t, void *), void *context);
/// The status code of the answer; 0 when there is none.
long curl_calls_status(CURL *handle);
