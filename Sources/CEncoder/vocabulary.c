#include "vocabulary.h"

#include <stdlib.h>
#include <string.h>

static uint32_t start_of(const weights_file *file, uint32_t piece) {
    return number_at(file->piece_starts + (size_t)piece * 4);
}

uint32_t vocabulary_find(const vocabulary *words, uint32_t hash, const uint8_t *bytes, size_t length) {
    for (uint32_t place = hash & words->mask; words->slots[place].piece != 0; place = (place + 1) & words->mask) {
        if (words->slots[place].hash != hash) continue;
        uint32_t piece = words->slots[place].piece - 1;
        uint32_t start = start_of(words->file, piece);
        if (start_of(words->file, piece + 1) - start == length &&
            memcmp(words->file->letters + start, bytes, length) == 0)
            return piece;
    }
    return UINT32_MAX;
}

static uint32_t hash_of(const uint8_t *bytes, size_t length) {
    uint32_t hash = empty_hash;
    for (size_t index = 0; index < length; index++) hash = longer_hash(hash, bytes[index]);
    return hash;
}

/// Puts a piece into the first free slot; of equal pieces the first one counts.
static void insert(vocabulary *words, uint32_t piece, const uint8_t *bytes, size_t length) {
    uint32_t hash = hash_of(bytes, length);
    uint32_t place = hash & words->mask;
    while (words->slots[place].piece != 0) place = (place + 1) & words->mask;
    words->slots[place] = (struct slot){hash, piece + 1};
}

static const char *index_pieces(vocabulary *words) {
    const weights_file *file = words->file;
    uint32_t slots = 16;
    while (slots < file->pieces * 2) slots *= 2;
    words->mask = slots - 1;
    words->slots = calloc(slots, sizeof *words->slots);
    if (!words->slots) return "there is no memory left";
    float lowest = 0.0f;
    for (uint32_t piece = 0; piece < file->pieces; piece++) {
        uint32_t start = start_of(file, piece), end = start_of(file, piece + 1);
        if (start > end || end > file->letters_size) return "its vocabulary is damaged";
        float score = float_at(file->piece_scores + (size_t)piece * 4);
        if (piece == 0 || score < lowest) lowest = score;
        if (end - start > words->longest) words->longest = end - start;
        if (end > start && piece != file->unknown) insert(words, piece, file->letters + start, end - start);
    }
    // As in SentencePiece, a letter that is in no piece costs 10 more than the rarest piece.
    words->unknown_score = lowest - 10.0f;
    return NULL;
}

static const char *index_replacements(vocabulary *words) {
    const weights_file *file = words->file;
    size_t count = file->replaced;
    if (count > file->replacements_size / 5) return "its table of letters is damaged";
    words->replaced = malloc((count + 1) * sizeof *words->replaced);
    words->replacements = malloc((count + 1) * sizeof *words->replacements);
    if (!words->replaced || !words->replacements) return "there is no memory left";
    size_t place = 0;
    for (size_t index = 0; index < count; index++) {
        if (file->replacements_size - place < 5) return "its table of letters is damaged";
        words->replaced[index] = number_at(file->replacements + place);
        words->replacements[index] = (uint32_t)place + 4;
        if (index > 0 && words->replaced[index - 1] >= words->replaced[index]) return "its table of letters is damaged";
        size_t size = 5 + (size_t)file->replacements[place + 4] * 4;
        if (file->replacements_size - place < size) return "its table of letters is damaged";
        place += size;
    }
    return NULL;
}

const char *vocabulary_open(vocabulary *words, const weights_file *file) {
    memset(words, 0, sizeof *words);
    words->file = file;
    const char *reason = index_pieces(words);
    return reason ? reason : index_replacements(words);
}

void vocabulary_close(vocabulary *words) {
    free(words->slots);
    free(words->replaced);
    free(words->replacements);
    memset(words, 0, sizeof *words);
}
