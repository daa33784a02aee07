#include "matrix.h"

#include <stdlib.h>

#pragma STDC FP_CONTRACT OFF

/// So many rows are multiplied with a panel before the next panel's turn comes: they stay in the nearer caches.
enum { rows_in_cache = 64 };

void *aligned_room(size_t size) {
    void *room = aligned_alloc(64, padded(size + 1, 64));
    if (room) memset(room, 0, size);
    return room;
}

int matrix_make(matrix *made, size_t rows, size_t depth) {
    made->rows = rows;
    made->depth = depth;
    made->weights = aligned_room(rows * depth);
    made->scales = aligned_room(rows * sizeof(float));
    made->bias = aligned_room(rows * sizeof(float));
    return made->weights && made->scales && made->bias;
}

void matrix_release(matrix *made) {
    free(made->weights);
    free(made->scales);
    free(made->bias);
}

/// The largest weight of a row of the file, without its sign.
static float largest(const uint8_t *row, size_t blocks) {
    float most = 0.0f;
    for (size_t block = 0; block < blocks; block++) {
        const uint8_t *from = row + block * file_block_bytes;
        int farthest = 0;
        for (int index = 2; index < file_block_bytes; index++) {
            int low = (from[index] & 15) - 8, high = (from[index] >> 4) - 8;
            low = low < 0 ? -low : low;
            high = high < 0 ? -high : high;
            if (low > farthest) farthest = low;
            if (high > farthest) farthest = high;
        }
        float size = half_at(from) * (float)farthest;
        if (size < 0) size = -size;
        if (size > most) most = size;
    }
    return most;
}

/// Writes a block of 32 weights of a row to its place in the panel.
static void fill_block(const uint8_t *from, float factor, uint8_t *to) {
    uint8_t shifted[16];
    float scale = half_at(from) * factor;
    for (int weight = 0; weight < 16; weight++) {
        float exact = (float)(weight - 8) * scale;
        // Adding and cutting rounds to the nearest; weights without a use may lie beyond the range.
        float within = exact < -127.0f ? -127.0f : exact > 127.0f ? 127.0f : exact;
        shifted[weight] = (uint8_t)(int)(within + 128.5f);
    }
    for (int four = 0; four < 4; four++)
        for (int index = 0; index < 4; index++) {
            uint8_t pair = from[2 + four * 4 + index];
            to[four * 4 * panel_width + index] = shifted[pair & 15];
            to[(four + 4) * 4 * panel_width + index] = shifted[pair >> 4];
        }
}

void matrix_fill(matrix *made, size_t first, size_t rows, const uint8_t *weights, const uint8_t *bias, float factor) {
    size_t blocks = made->depth / file_block;
    for (size_t row = 0; row < rows; row++) {
        const uint8_t *from = weights + row * blocks * file_block_bytes;
        size_t to = first + row;
        float most = largest(from, blocks);
        float inverse = most > 1e-30f ? 127.0f / most : 0.0f;
        made->scales[to] = most / 127.0f * factor;
        made->bias[to] = float_at(bias + row * 4) * factor;
        uint8_t *panel = made->weights + to / panel_width * panel_width * made->depth + to % panel_width * 4;
        for (size_t block = 0; block < blocks; block++)
            fill_block(from + block * file_block_bytes, inverse, panel + block * file_block * panel_width);
    }
}

void matrix_quantise(const path *way, const float *numbers, size_t rows, size_t depth, quantised *into) {
    size_t blocks = block_count(depth);
    for (size_t row = 0; row < rows; row++) {
        int8_t *group = into->values + row / rows_at_once * rows_at_once * depth;
        way->steps->quantise(numbers + row * depth, depth, group + row % rows_at_once * 4, into->scales + row * blocks,
                             into->starts + row * blocks);
    }
}

void matrix_apply(const path *way, const matrix *with, const quantised *values, size_t rows, int bend, float *out) {
    size_t blocks = block_count(with->depth);
    for (size_t begin = 0; begin < rows; begin += rows_in_cache) {
        size_t end = begin + rows_in_cache < rows ? begin + rows_in_cache : rows;
        for (size_t panel = 0; panel < with->rows; panel += panel_width)
            for (size_t row = begin; row < end; row += rows_at_once) {
                way->multiply(values->values + row * with->depth, with->weights + panel * with->depth, with->depth,
                              values->starts + row * blocks, values->sums);
                way->steps->finish(values->sums, values->scales + row * blocks, blocks, with->scales + panel,
                                   with->bias + panel, bend, out + row * with->rows + panel, with->rows);
            }
    }
}
