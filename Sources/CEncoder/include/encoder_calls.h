/// Loads a sentence encoder at run time and calls it. Absent is a normal state: nothing is linked against it.
#pragma once

/// An engine with its weights.
typedef struct encoder_handle encoder_handle;

/// Loads the engine and the weights.
///
/// `runtime` is the path of a library that the engine needs (OpenMP), or NULL.
/// Returns NULL where one of them cannot be loaded; `error` then holds the reason, at most `error_size` bytes.
encoder_handle *encoder_open(const char *runtime, const char *engine, const char *weights, char *error, int error_size);
/// Releases the weights. The engine stays loaded until the process ends.
void encoder_close(encoder_handle *handle);
/// How many numbers a vector has.
int encoder_dimension(const encoder_handle *handle);
/// Writes the vector of a text, of length 1, into `vector`. Returns 0 on success.
int encoder_embed(encoder_handle *handle, const char *text, float *vector);
