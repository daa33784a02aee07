/// The loops that take most of the time of a prediction and of training.
///
/// Whole numbers are added exactly; fractions in the order given and without fused operations. So every machine gives
/// the same, whichever instructions it has.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// The most letters that the language kernels look at.
enum { kernel_longest = 1210 };
/// The most rows that `kernel_language_rows` writes for a letter.
enum { kernel_rows_a_letter = 6 };

/// Asks for large pages for a table that is read in no order, before it is filled; a wish that need not be met.
void kernel_advise(void *table, size_t bytes);

/// Which rows of the language model's table a text touches: its sequences of one to five letters and its words.
///
/// `letters` are lower-case letters, 0 between words; at most `kernel_longest` are read. The table has 2 to the power
/// of `bits` rows. `rows` has room for `kernel_rows_a_letter` a letter.
/// Returns how many rows were written.
size_t kernel_language_rows(const uint16_t *letters, size_t count, int bits, uint32_t *rows);

/// Adds up rows of 32 weights of 8 bits.
///
/// `table` holds rows of 32; `rows` are the numbers of the rows; `sums` receives 32 whole numbers.
void kernel_sum_bytes(const int8_t *table, const uint32_t *rows, size_t count, int32_t *sums);

/// Adds up rows of 32 weights.
void kernel_sum_rows(const float *table, const uint32_t *rows, size_t count, float *sums);

/// One step of AdaGrad over rows of 32 weights, with one sum of squares a row.
void kernel_learn_rows(float *table, float *squares, const uint32_t *rows, size_t count, const float *gradient,
                       float energy, float rate);

/// Adds up rows of 16 weights, each times a value.
void kernel_sum_floats(const float *table, const int32_t *rows, const float *values, size_t count, float *sums);

/// One step of AdaGrad with weight decay over the rows of an example: 16 weights a row, one sum of squares a row.
void kernel_learn(float *table, float *squares, const int32_t *rows, const float *values, size_t count,
                  const float *gradient, float energy, float rate, float decay);
