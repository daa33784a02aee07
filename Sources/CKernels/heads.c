#include <string.h>

#include "kernels.h"
#include "vectors.h"

#pragma STDC FP_CONTRACT OFF

enum { float_lanes = 16 };

FOR_EVERY_PROCESSOR
void kernel_sum_floats(const float *table, const int32_t *rows, const float *values, size_t count, float *sums) {
    floats16 total = {0};
    for (size_t index = 0; index < count; index++) {
        if (index + ahead < count) __builtin_prefetch(table + (size_t)rows[index + ahead] * float_lanes);
        total += *(const floats16 *)(table + (size_t)rows[index] * float_lanes) * values[index];
    }
    memcpy(sums, &total, sizeof total);
}

FOR_EVERY_PROCESSOR
void kernel_learn(float *table, float *squares, const int32_t *rows, const float *values, size_t count,
                  const float *gradient, float energy, float rate, float decay) {
    floats16 slope = *(const floats16 *)gradient;
    for (size_t index = 0; index < count; index++) {
        float value = values[index];
        if (value == 0) continue;
        floats16 *row = (floats16 *)(table + (size_t)rows[index] * float_lanes);
        float *square = squares + rows[index];
        *square += energy * value * value;
        float size = rate / (__builtin_sqrtf(*square) + 0.02f);
        *row -= (slope * value + *row * decay) * size;
    }
}
