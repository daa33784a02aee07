/// What differs from path to path: the products in whole numbers and the steps in floating point.
///
/// The whole-number products are exact, so every path gives the same sums. The steps in floating point are one text,
/// `float_steps.h`, that is compiled for several machines; it names the order of each sum and fuses nothing.
#pragma once

#include "include/encoder.h"
#include "lanes.h"

/// The products of `encoder_multiply`.
typedef void products(const int8_t *values, const uint8_t *weights, size_t depth, const int32_t *starts,
                      int32_t *sums);

products products_portable, products_sse2, products_avx2, products_avx_vnni, products_avx512_vnni;

/// The steps in floating point; what they do stands in `float_steps.h`.
typedef struct float_steps {
    void (*quantise)(const float *row, size_t depth, int8_t *values, float *scales, int32_t *starts);
    void (*finish)(const int32_t *sums, const float *scales, size_t blocks, const float *weight_scales,
                   const float *bias, int bend, float *out, size_t stride);
    void (*normalise)(const float *added, const float *gain, const float *shift, size_t width, float *row);
    void (*attend)(const float *queries, size_t stride, size_t tokens, size_t width, size_t offset, float *scratch,
                   float *out);
} float_steps;

extern const float_steps float_steps_portable, float_steps_avx2, float_steps_avx512;

/// One way of computing.
typedef struct path {
    products *multiply;
    const float_steps *steps;
} path;

/// The functions of a path, which `encoder_can` must have allowed; `encoder_fastest` stands for the best allowed one.
path path_named(encoder_path name);
