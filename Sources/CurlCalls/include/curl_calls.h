/// The variadic calls of libcurl that we use, made non-variadic, because Swift cannot call variadic C functions.
#pragma once
#include <curl/curl.h>

/// Basic alone: sent at once, without asking first which ways the server offers.
static const long curl_calls_basic = (long)CURLAUTH_BASIC;

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
/// Sets the function that receives the header lines of the answer, and its context.
CURLcode curl_calls_set_header_receiver(CURL *handle, size_t (*receiver)(char *, size_t, size_t, void *), void *context);
/// Sets the function that opens sockets, and its context.
CURLcode curl_calls_set_socket_opener(CURL *handle, curl_opensocket_callback opener, void *context);
/// Sets the function that is told once a connection stands, before anything of the request is sent, and its context.
CURLcode curl_calls_set_connection_listener(CURL *handle, curl_prereq_callback listener, void *context);
/// Copies the bytes of an address in network order: 4 or 16, or 0 where it is neither IPv4 nor IPv6.
int curl_calls_address(const struct curl_sockaddr *address, unsigned char bytes[16]);
/// The status code of the answer; 0 when there is none.
long curl_calls_status(CURL *handle);
/// The pointer that was set with `CURLOPT_PRIVATE`.
void *curl_calls_context(CURL *handle);
/// Sets an option of a multi handle that takes a long.
CURLMcode curl_calls_set_multi_long(CURLM *multi, CURLMoption option, long value);
