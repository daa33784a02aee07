/// Sums over rows of weight tables: the two loops that take most of the time of a prediction.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// Adds up rows of 32 weights of 8 bits.
///
/// `table` holds rows of 32; `rows` are the numbers of the rows; `sums` receives 32 whole numbers.
void kernel_sum_bytes(const int8_t *table, const uint32_t *rows, size_t count, int32_t *sums);

/// Adds up rows of 16 weights, each times a value, in the order given and without fused operations, so that every
/// machine gives the same.
void kernel_sum_floats(const float *table, const int32_t *rows, const float *values, size_t count, float *sums);

/// One step of AdaGrad with weight decay over the rows of an example: 16 weights a row, one sum of squares a row.
void kernel_learn(float *table, float *squares, const int32_t *rows, const float *values, size_t count,
                  const float *gradient, float energy, float rate, float decay);
