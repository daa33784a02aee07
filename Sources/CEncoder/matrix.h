/// A matrix of weights in eight bits, in the order in which the products read it.
#pragma once

#include "path.h"
#include "weights_file.h"

/// Weights, panel by panel of 32 rows; within a panel fours of each row in turn, shifted by 128.
typedef struct matrix {
    /// Rows (numbers that come out) and depth (numbers that go in).
    size_t rows, depth;
    uint8_t *weights;
    /// What the sums of each row are to be multiplied with, and what is added.
    float *scales, *bias;
} matrix;

/// Rows of values in eight bits, in groups of eight rows, with their scales and starts.
typedef struct quantised {
    int8_t *values;
    float *scales;
    int32_t *starts;
    /// Room for the sums of one group and one panel.
    int32_t *sums;
} quantised;

/// Makes room for a matrix. Returns 0 where there is no memory left.
int matrix_make(matrix *made, size_t rows, size_t depth);

/// Fills rows of a matrix, from `first` on, with weights and biases of the file, each times `factor`.
void matrix_fill(matrix *made, size_t first, size_t rows, const uint8_t *weights, const uint8_t *bias, float factor);

/// Releases the memory of a matrix.
void matrix_release(matrix *made);

/// Turns rows of numbers into whole numbers; `rows` is a multiple of eight.
void matrix_quantise(const path *way, const float *numbers, size_t rows, size_t depth, quantised *into);

/// Multiplies rows with a matrix; where `bend` is set, GELU follows.
void matrix_apply(const path *way, const matrix *with, const quantised *values, size_t rows, int bend, float *out);

/// Memory that begins at a multiple of 64 bytes, filled with zeros; NULL where there is none left. Released by `free`.
void *aligned_room(size_t size);
