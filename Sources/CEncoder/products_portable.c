#include "path.h"

/// Sixteen weights or values, and their products, which need 16 bits, and sums of them, which need 32.
typedef uint8_t weights_of_four __attribute__((vector_size(16)));
typedef int16_t products_of_four __attribute__((vector_size(32)));
typedef int32_t sums_of_four __attribute__((vector_size(64)));

/// One row of values with four rows of weights: each sum comes in four parts, which are added at the end.
static inline void four_sums(const int8_t *values, const uint8_t *weights, size_t depth, int32_t start, int32_t *sums) {
    sums_of_four sum = {0};
    for (size_t place = 0; place < depth; place += 4) {
        weights_of_four four;
        memcpy(&four, weights + place * panel_width, sizeof four);
        const int8_t *value = values + place * rows_at_once;
        int16_t a = value[0], b = value[1], c = value[2], d = value[3];
        products_of_four repeated = {a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, d};
        sum += __builtin_convertvector(__builtin_convertvector(four, products_of_four) * repeated, sums_of_four);
    }
    for (int lane = 0; lane < 4; lane++)
        sums[lane] = start + sum[lane * 4] + sum[lane * 4 + 1] + sum[lane * 4 + 2] + sum[lane * 4 + 3];
}

/// The products without the instructions of any machine: for those that have none of the others, and to check them.
void products_portable(const int8_t *values, const uint8_t *weights, size_t depth, const int32_t *starts,
                       int32_t *sums) {
    size_t blocks = block_count(depth);
    for (size_t block = 0; block < blocks; block++) {
        size_t begin = block * block_depth, rest = depth - begin;
        size_t length = rest < block_depth ? rest : block_depth;
        for (size_t row = 0; row < rows_at_once; row++)
            for (size_t lane = 0; lane < panel_width; lane += 4)
                four_sums(values + begin * rows_at_once + row * 4, weights + begin * panel_width + lane * 4, length,
                          starts[row * blocks + block], sums + (block * rows_at_once + row) * panel_width + lane);
    }
}
