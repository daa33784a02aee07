/// Text to tokens: the pieces of a SentencePiece vocabulary that together have the highest score.
#pragma once

#include "weights_file.h"

/// What finds a piece by its bytes.
typedef struct vocabulary {
    const weights_file *file;
    /// For each slot the hash of a piece and its number plus one; zero where it is free. Slots are a power of two.
    struct slot { uint32_t hash, piece; } *slots;
    uint32_t mask;
    /// The letters that are replaced, in ascending order, and where their replacements are.
    uint32_t *replaced, *replacements;
    /// The bytes of the longest piece, and the score of a letter that is in no piece.
    uint32_t longest;
    float unknown_score;
} vocabulary;

/// Makes the tables. Returns NULL, or the reason why that is not possible; then too, close it.
const char *vocabulary_open(vocabulary *words, const weights_file *file);

/// Releases the tables.
void vocabulary_close(vocabulary *words);

/// The number of the piece with that hash and those bytes, or UINT32_MAX.
uint32_t vocabulary_find(const vocabulary *words, uint32_t hash, const uint8_t *bytes, size_t length);

/// The hash of no bytes.
enum { empty_hash = 0x51ED270B };

/// The hash of some bytes and one more.
static inline uint32_t longer_hash(uint32_t hash, uint8_t byte) {
    hash = (hash ^ byte) * 0x9E3779B1u;
    return hash ^ hash >> 15;
}

/// Writes the tokens of a text, without those that mark beginning and end; the first `most` of them.
///
/// Returns how many there are; SIZE_MAX where there is no memory left.
size_t vocabulary_split(const vocabulary *words, const uint8_t *text, size_t length, uint32_t *tokens, size_t most);
