#include "vocabulary.h"

#include <stdlib.h>
#include <string.h>

/// So many letters of a text are read, and so many are looked at after some have been replaced by several.
enum { most_read = 2000, most_looked_at = 4096, letter_size = 4 };

/// What the network expects before a text that is compared with others; the space before it begins a word.
static const uint8_t before_text[] = {' ', 'q', 'u', 'e', 'r', 'y', ':', ' '};

/// The letter that stands for a space in pieces, the space, and the one for bytes that are not UTF-8.
enum { word_mark = 0x2581, space = 0x20, no_letter = 0xFFFD };

/// A text made ready: its letters in UTF-8, where each begins, and the best way to each place.
typedef struct letters {
    size_t count;
    uint32_t starts[most_looked_at + 1];
    uint8_t bytes[(most_looked_at + 1) * letter_size];
    float scores[most_looked_at + 1];
    uint32_t pieces[most_looked_at + 1];
    uint16_t sources[most_looked_at + 1];
} letters;

/// Reads a letter and how many bytes it has; one byte where they are not UTF-8.
static size_t next_letter(const uint8_t *bytes, size_t rest, uint32_t *letter) {
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    uint8_t lead = bytes[0];
    size_t size = lead < 0x80 ? 1 : lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF8 ? 4 : 0;
    *letter = size == 1 ? lead : no_letter;
    if (size < 2 || size > rest) return 1;
    uint32_t found = lead & (0x7Fu >> size);
    for (size_t index = 1; index < size; index++) {
        if ((bytes[index] & 0xC0) != 0x80) return 1;
        found = found << 6 | (bytes[index] & 0x3F);
    }
    if (found < smallest[size] || found > 0x10FFFF || (found >= 0xD800 && found < 0xE000)) return 1;
    *letter = found;
    return size;
}

static size_t write_letter(uint32_t letter, uint8_t *out) {
    size_t size = letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
    static const uint8_t leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t index = size; index-- > 1; letter >>= 6) out[index] = (uint8_t)(0x80 | (letter & 0x3F));
    out[0] = (uint8_t)(leads[size] | letter);
    return size;
}

/// Appends a letter; of several spaces only the first.
static void append(letters *text, uint32_t letter) {
    if (text->count >= most_looked_at) return;
    uint32_t end = text->starts[text->count];
    if (letter == space) letter = word_mark;
    size_t size = write_letter(letter, text->bytes + end);
    text->starts[++text->count] = end + (uint32_t)size;
}

/// The place in the table of replacements, or SIZE_MAX.
static size_t replacement_of(const vocabulary *words, uint32_t letter) {
    size_t low = 0, high = words->file->replaced;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (words->replaced[middle] < letter) low = middle + 1; else high = middle;
    }
    return low < words->file->replaced && words->replaced[low] == letter ? low : SIZE_MAX;
}

/// Appends a letter of the normalised text, where a run of spaces counts as one.
static void append_single(letters *text, uint32_t letter, int *after_space) {
    if (letter == space && *after_space) return;
    *after_space = letter == space;
    append(text, letter);
}

/// Appends a text, with its letters replaced as the vocabulary says.
static void prepare(const vocabulary *words, const uint8_t *bytes, size_t length, letters *text, int *after_space) {
    size_t place = 0;
    for (int read = 0; place < length && read < most_read; ) {
        uint32_t letter;
        place += next_letter(bytes + place, length - place, &letter);
        if (letter == 0) continue;
        read++;
        size_t found = replacement_of(words, letter);
        if (found == SIZE_MAX) {
            append_single(text, letter, after_space);
            continue;
        }
        const uint8_t *instead = words->file->replacements + words->replacements[found];
        for (size_t index = 0; index < *instead; index++)
            append_single(text, number_at(instead + 1 + index * 4), after_space);
    }
}

/// The best way through the letters: for each place the piece that ends there on it, and where that piece begins.
static void search(const vocabulary *words, letters *text) {
    for (size_t place = 1; place <= text->count; place++) {
        text->scores[place] = -1e30f;
        text->pieces[place] = words->file->unknown;
        text->sources[place] = (uint16_t)(place - 1);
    }
    text->scores[0] = 0.0f;
    for (size_t from = 0; from < text->count; from++) {
        uint32_t begin = text->starts[from], hash = empty_hash;
        for (size_t to = from + 1; to <= text->count; to++) {
            if (text->starts[to] - begin > words->longest) break;
            for (uint32_t byte = text->starts[to - 1]; byte < text->starts[to]; byte++)
                hash = longer_hash(hash, text->bytes[byte]);
            uint32_t piece = vocabulary_find(words, hash, text->bytes + begin, text->starts[to] - begin);
            if (piece == UINT32_MAX) continue;
            float score = text->scores[from] + float_at(words->file->piece_scores + (size_t)piece * 4);
            if (score <= text->scores[to]) continue;
            text->scores[to] = score;
            text->pieces[to] = piece;
            text->sources[to] = (uint16_t)from;
        }
        float score = text->scores[from] + words->unknown_score;
        if (score <= text->scores[from + 1]) continue;
        text->scores[from + 1] = score;
        text->pieces[from + 1] = words->file->unknown;
        text->sources[from + 1] = (uint16_t)from;
    }
}

size_t vocabulary_split(const vocabulary *words, const uint8_t *text, size_t length, uint32_t *tokens, size_t most) {
    letters *prepared = malloc(sizeof *prepared);
    if (!prepared) return SIZE_MAX;
    prepared->count = 0;
    prepared->starts[0] = 0;
    int after_space = 0;
    prepare(words, before_text, sizeof before_text, prepared, &after_space);
    prepare(words, text, length, prepared, &after_space);
    search(words, prepared);
    size_t count = 0;
    for (size_t place = prepared->count; place > 0; place = prepared->sources[place]) count++;
    size_t number = count;
    for (size_t place = prepared->count; place > 0; place = prepared->sources[place])
        if (--number < most) tokens[number] = prepared->pieces[place];
    free(prepared);
    return count < most ? count : most;
}
