#include "kernels.h"

#pragma STDC FP_CONTRACT OFF

enum { byte_lanes = 32, float_lanes = 16, ahead = 12, block = 250 };

void kernel_sum_bytes(const int8_t *table, const uint32_t *rows, size_t count, int32_t *sums) {
    for (int lane = 0; lane < byte_lanes; lane++) sums[lane] = 0;
    // Sums of 250 bytes fit into 16 bits.
    for (size_t start = 0; start < count; start += block) {
        size_t end = start + block < count ? start + block : count;
        int16_t part[byte_lanes] = {0};
        for (size_t index = start; index < end; index++) {
            if (index + ahead < count) __builtin_prefetch(table + (size_t)rows[index + ahead] * byte_lanes);
            const int8_t *row = table + (size_t)rows[index] * byte_lanes;
            for (int lane = 0; lane < byte_lanes; lane++) part[lane] = (int16_t)(part[lane] + row[lane]);
        }
        for (int lane = 0; lane < byte_lanes; lane++) sums[lane] += part[lane];
    }
}

void kernel_sum_floats(const float *table, const int32_t *rows, const float *values, size_t count, float *sums) {
    float part[float_lanes] = {0};
    for (size_t index = 0; index < count; index++) {
        if (index + ahead < count) __builtin_prefetch(table + (size_t)rows[index + ahead] * float_lanes);
        const float *row = table + (size_t)rows[index] * float_lanes;
        for (int lane = 0; lane < float_lanes; lane++) part[lane] += row[lane] * values[index];
    }
    for (int lane = 0; lane < float_lanes; lane++) sums[lane] = part[lane];
}

void kernel_learn(float *table, float *squares, const int32_t *rows, const float *values, size_t count,
                  const float *gradient, float energy, float rate, float decay) {
    for (size_t index = 0; index < count; index++) {
        float value = values[index];
        if (value == 0) continue;
        float *row = table + (size_t)rows[index] * float_lanes;
        float *square = squares + rows[index];
        *square += energy * value * value;
        float size = rate / (__builtin_sqrtf(*square) + 0.02f);
        for (int lane = 0; lane < float_lanes; lane++) row[lane] -= (gradient[lane] * value + row[lane] * decay) * size;
    }
}
