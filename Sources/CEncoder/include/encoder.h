/// The sentence encoder: text in, vector out. A network of the kind of BERT with whole-number products, its vocabulary
/// and its weights in one file.
///
/// The same text gives the same vector, bit by bit, on every path and every machine.
#pragma once

#include <stddef.h>
#include <stdint.h>

struct encoder_model;

/// An opened encoder. It does not change after opening, so that any number of threads may use it at once.
typedef struct __attribute__((swift_attr("@Sendable"), swift_name("OpenedEncoder"))) encoder {
    const struct encoder_model *model;
} encoder;

/// The ways of computing, from the plainest to the fastest. `encoder_fastest` is the last one that the machine can do.
typedef enum __attribute__((enum_extensibility(closed), swift_name("EncoderPath"))) encoder_path {
    encoder_portable,
    encoder_sse2,
    encoder_avx2,
    encoder_avx_vnni __attribute__((swift_name("avxVNNI"))),
    encoder_avx512_vnni __attribute__((swift_name("avx512VNNI"))),
    encoder_fastest,
} encoder_path;

/// Whether this machine can compute that way.
int encoder_can(encoder_path path);

/// Opens the file of weights and makes it ready; takes some tens of milliseconds.
///
/// Where that fails, `model` is NULL and `error` holds the reason, at most `error_size` bytes with the final zero.
encoder encoder_open(const char *file, encoder_path path, char *error, size_t error_size);

/// Releases the memory. No other call may be under way or follow.
void encoder_close(encoder opened);

/// How many numbers a vector has.
size_t encoder_dimension(encoder opened);

/// Writes the vector of a text, of length 1, into `vector`.
///
/// The text is UTF-8; bytes that are not, count as an unknown letter, and zeros are passed over. Only the first 2,000
/// letters and of them the first 512 tokens are read. Returns 0 where there is no memory left, else 1.
int encoder_embed(encoder opened, const uint8_t *text, size_t length, float *vector);

/// What is written besides the vector: for each token the rows that chosen layers give.
typedef struct __attribute__((swift_name("EncoderStates"))) encoder_states {
    /// The numbers of the layers, from 1, rising.
    const uint32_t *layers;
    size_t layer_count;
    /// Room for `most_tokens` times `layer_count` times the dimension, each the upper half of a float.
    uint16_t *states;
    size_t most_tokens;
} encoder_states;

/// How many layers there are.
size_t encoder_layers(encoder opened);

/// Like `encoder_embed`, and writes what `beside` asks for.
///
/// Returns how many tokens the text has, of which at most `most_tokens` were written; 0 where there is no memory left.
size_t encoder_read(encoder opened, const uint8_t *text, size_t length, encoder_states beside, float *vector);

/// Writes the numbers of the tokens of a text, with those that mark beginning and end, into `tokens`.
///
/// Returns how many there are, at most `most`; 0 where there is no memory left.
size_t encoder_tokens(encoder opened, const uint8_t *text, size_t length, uint32_t *tokens, size_t most);

/// One step of the products in whole numbers, for tests: 8 rows of `depth` values times 32 rows of weights.
///
/// `depth` is a multiple of 32. `values` holds fours of each row in turn, `weights` fours of each row in turn, shifted
/// by 128; `sums` receives for every 128 of the depth 8 times 32 sums, each with its start from `starts` (8 rows of one
/// start for every 128 of the depth).
void encoder_multiply(encoder_path path, const int8_t *values, const uint8_t *weights, size_t depth,
                      const int32_t *starts, int32_t *sums);
