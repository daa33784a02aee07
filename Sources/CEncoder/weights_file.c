#include "weights_file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

uint32_t number_at(const uint8_t *place) {
    return (uint32_t)place[0] | (uint32_t)place[1] << 8 | (uint32_t)place[2] << 16 | (uint32_t)place[3] << 24;
}

float float_at(const uint8_t *place) {
    uint32_t bits = number_at(place);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

float half_at(const uint8_t *place) {
    uint32_t half = (uint32_t)place[0] | (uint32_t)place[1] << 8;
    uint32_t exponent = half >> 10 & 31, fraction = half & 1023;
    // Below the normal numbers, fractions count in steps of 2^-24.
    float size = (float)fraction * 0x1p-24f;
    if (exponent > 0) {
        uint32_t bits = (exponent + 112) << 23 | fraction << 13;
        memcpy(&size, &bits, sizeof size);
    }
    return half & 0x8000 ? -size : size;
}

static uint64_t long_at(const uint8_t *place) { return number_at(place) | (uint64_t)number_at(place + 4) << 32; }

/// Where reading has come to; `is_short` from the first reading on that went beyond the end.
typedef struct cursor {
    const weights_file *file;
    size_t place;
    int is_short;
} cursor;

static const uint8_t *take(cursor *at, uint64_t count) {
    if (at->is_short || count > at->file->size - at->place) {
        at->is_short = 1;
        return NULL;
    }
    const uint8_t *found = at->file->bytes + at->place;
    at->place += count;
    return found;
}

static uint32_t take_number(cursor *at) {
    const uint8_t *found = take(at, 4);
    return found ? number_at(found) : 0;
}

static void read_measures(cursor *at, weights_file *file) {
    uint32_t *measures[] = {&file->width, &file->layers, &file->heads, &file->inner, &file->words, &file->positions};
    for (size_t index = 0; index < sizeof measures / sizeof *measures; index++) *measures[index] = take_number(at);
    take(at, 12);  // Kinds of text, the smallest variance, weights to a scale: always the same.
    file->pieces = take_number(at);
    file->first = take_number(at);
    file->last = take_number(at);
    take(at, 4);  // The piece that fills up batches: there are none here.
    file->unknown = take_number(at);
}

static void read_vocabulary(cursor *at, weights_file *file) {
    const uint8_t *size = take(at, 8);
    file->letters_size = size ? long_at(size) : 0;
    file->piece_starts = take(at, ((uint64_t)file->pieces + 1) * 4);
    file->piece_scores = take(at, (uint64_t)file->pieces * 4);
    file->letters = take(at, file->letters_size);
    file->replaced = take_number(at);
    file->replacements_size = take_number(at);
    file->replacements = take(at, file->replacements_size);
    file->tables = take_number(at);
    file->directory = at->place;
}

/// Whether the network can be computed: every row a whole number of lanes, blocks and panels.
static int is_usable(const weights_file *file) {
    if (file->width == 0 || file->width > 4096 || file->width % 32 != 0) return 0;
    if (file->inner < file->width || file->inner > 16384 || file->inner % 32 != 0) return 0;
    if (file->layers == 0 || file->layers > 64) return 0;
    if (file->heads == 0 || file->width % file->heads != 0 || file->width / file->heads % 16 != 0) return 0;
    if (file->positions < 3 || file->pieces == 0 || file->pieces > file->words) return 0;
    if (file->words > 1u << 24 || file->positions > 1u << 16) return 0;
    return file->first < file->words && file->last < file->words && file->unknown < file->words;
}

static const char *read_head(weights_file *file) {
    if (file->size < 8 || memcmp(file->bytes, "E5S1", 4) != 0) return "it is no file of weights";
    if (number_at(file->bytes + 4) != 1) return "it has an unknown version";
    cursor at = {.file = file, .place = 8, .is_short = 0};
    read_measures(&at, file);
    if (!at.is_short && !is_usable(file)) return "the measures of the network are out of range";
    read_vocabulary(&at, file);
    return at.is_short ? "it ends too early" : NULL;
}

const char *weights_open(weights_file *file, const char *path) {
    memset(file, 0, sizeof *file);
    int handle = open(path, O_RDONLY | O_CLOEXEC);
    if (handle < 0) return "it cannot be opened";
    struct stat state;
    void *bytes = MAP_FAILED;
    if (fstat(handle, &state) == 0 && S_ISREG(state.st_mode) && state.st_size > 0)
        bytes = mmap(NULL, (size_t)state.st_size, PROT_READ, MAP_PRIVATE, handle, 0);
    close(handle);
    if (bytes == MAP_FAILED) return "it cannot be read";
    file->bytes = bytes;
    file->size = (size_t)state.st_size;
    return read_head(file);
}

void weights_close(weights_file *file) {
    if (file->bytes) munmap((void *)file->bytes, file->size);
    file->bytes = NULL;
}

const uint8_t *weights_table(const weights_file *file, const char *name, size_t count, int is_small) {
    cursor at = {.file = file, .place = file->directory, .is_short = 0};
    uint64_t size = is_small ? count / file_block * file_block_bytes : count * 4;
    for (uint32_t index = 0; index < file->tables; index++) {
        const uint8_t *length = take(&at, 2);
        size_t name_size = length ? (size_t)(length[0] | length[1] << 8) : 0;
        const uint8_t *found = take(&at, name_size);
        const uint8_t *kind = take(&at, 1), *numbers = take(&at, 4), *where = take(&at, 16);
        if (!where) return NULL;
        if (name_size != strlen(name) || memcmp(found, name, name_size) != 0) continue;
        uint64_t begin = long_at(where);
        if (number_at(numbers) < count || (*kind == 1) != is_small || long_at(where + 8) < size) return NULL;
        return begin <= file->size && size <= file->size - begin ? file->bytes + begin : NULL;
    }
    return NULL;
}
