#include "network.h"

#include <stdlib.h>

#pragma STDC FP_CONTRACT OFF

/// The memory of one run, so that runs do not disturb each other.
typedef struct room {
    /// Rows of each token: as they go from layer to layer, what is added to them, queries with keys and values, and the
    /// inner layer.
    float *rows, *added, *attention, *inner;
    /// For one head of attention.
    float *head;
    quantised whole;
} room;

static void release(room *made) {
    void *parts[] = {made->rows, made->added, made->attention, made->inner, made->head,
                     made->whole.values, made->whole.scales, made->whole.starts, made->whole.sums};
    for (size_t index = 0; index < sizeof parts / sizeof *parts; index++) free(parts[index]);
}

static int make(room *made, const weights_file *file, size_t tokens) {
    size_t rows = padded(tokens, rows_at_once), width = file->width, inner = file->inner;
    size_t deepest = inner > width ? inner : width, blocks = block_count(deepest);
    made->rows = aligned_room(rows * width * sizeof(float));
    made->added = aligned_room(rows * width * sizeof(float));
    made->attention = aligned_room(rows * width * 3 * sizeof(float));
    made->inner = aligned_room(rows * inner * sizeof(float));
    made->head = aligned_room((width / file->heads + 4) * padded(tokens, lane_count) * sizeof(float));
    made->whole.values = aligned_room(rows * deepest);
    made->whole.scales = aligned_room(rows * blocks * sizeof(float));
    made->whole.starts = aligned_room(rows * blocks * sizeof(int32_t));
    made->whole.sums = aligned_room(blocks * rows_at_once * panel_width * sizeof(int32_t));
    return made->rows && made->added && made->attention && made->inner && made->head && made->whole.values &&
           made->whole.scales && made->whole.starts && made->whole.sums;
}

/// The row of a word, its position and the kind of text, which is always the first.
static void begin_row(const network *made, uint32_t word, size_t position, float *row) {
    size_t width = made->file->width;
    const uint8_t *from = made->words + (size_t)word * (width / file_block) * file_block_bytes;
    for (size_t block = 0; block < width; block += file_block, from += file_block_bytes) {
        float scale = half_at(from);
        for (size_t index = 0; index < file_block / 2; index++) {
            row[block + index] = (float)((from[2 + index] & 15) - 8) * scale;
            row[block + index + file_block / 2] = (float)((from[2 + index] >> 4) - 8) * scale;
        }
    }
    const uint8_t *place = made->positions + position * width * 4;
    for (size_t index = 0; index < width; index++)
        row[index] += float_at(place + index * 4) + float_at(made->kind + index * 4);
}

static void normalise(const path *way, const balance *to, const float *added, size_t tokens, size_t width,
                      float *rows) {
    for (size_t token = 0; token < tokens; token++)
        way->steps->normalise(added ? added + token * width : NULL, to->gain, to->shift, width, rows + token * width);
}

/// Numbers to whole numbers and through a matrix.
static void apply(const path *way, const matrix *with, const float *numbers, size_t rows, int bend, room *space,
                  float *out) {
    matrix_quantise(way, numbers, rows, with->depth, &space->whole);
    matrix_apply(way, with, &space->whole, rows, bend, out);
}

static void run_layer(const weights_file *file, const path *way, const layer *here, size_t tokens, room *space) {
    size_t rows = padded(tokens, rows_at_once), width = file->width, head = width / file->heads;
    apply(way, &here->attention, space->rows, rows, 0, space, space->attention);
    // The rows of the inner layer are free here and take what attention finds.
    for (size_t offset = 0; offset < width; offset += head)
        way->steps->attend(space->attention, width * 3, tokens, head, offset, space->head, space->inner);
    apply(way, &here->attended, space->inner, rows, 0, space, space->added);
    normalise(way, &here->after_attention, space->added, tokens, width, space->rows);
    apply(way, &here->inner, space->rows, rows, 1, space, space->inner);
    apply(way, &here->outer, space->inner, rows, 0, space, space->added);
    normalise(way, &here->after_inner, space->added, tokens, width, space->rows);
}

/// The mean of the rows, brought to length 1.
static void pool(const float *rows, size_t tokens, size_t width, float *vector) {
    memset(vector, 0, width * sizeof *vector);
    for (size_t token = 0; token < tokens; token++)
        for (size_t index = 0; index < width; index++) vector[index] += rows[token * width + index];
    float length = 0.0f;
    for (size_t index = 0; index < width; index++) {
        vector[index] /= (float)tokens;
        length += vector[index] * vector[index];
    }
    float factor = 1.0f / __builtin_elementwise_sqrt(length > 1e-12f ? length : 1e-12f);
    for (size_t index = 0; index < width; index++) vector[index] *= factor;
}

/// The upper half of a float, rounded to the nearest, of equally near ones to the even.
static uint16_t upper_half(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return (uint16_t)((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
}

/// Writes the rows as they leave a layer, if they are asked for.
static void let_out(const tap *beside, uint32_t layer, const float *rows, size_t tokens, size_t width) {
    for (size_t place = 0; place < beside->count; place++) {
        if (beside->layers[place] != layer) continue;
        for (size_t token = 0; token < tokens && token < beside->most; token++) {
            uint16_t *into = beside->states + (token * beside->count + place) * width;
            for (size_t index = 0; index < width; index++) into[index] = upper_half(rows[token * width + index]);
        }
    }
}

int network_run(const network *made, const path *way, const uint32_t *tokens, size_t count, const tap *beside,
                float *vector) {
    room space = {0};
    int has_room = make(&space, made->file, count);
    if (has_room) {
        size_t width = made->file->width;
        for (size_t token = 0; token < count; token++)
            begin_row(made, tokens[token], token, space.rows + token * width);
        normalise(way, &made->beginning, NULL, count, width, space.rows);
        for (uint32_t number = 0; number < made->file->layers; number++) {
            run_layer(made->file, way, &made->layers[number], count, &space);
            let_out(beside, number + 1, space.rows, count, width);
        }
        pool(space.rows, count, width, vector);
    }
    release(&space);
    return has_room;
}
