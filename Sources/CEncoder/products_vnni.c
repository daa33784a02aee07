#include "path.h"

#if defined(__x86_64__)
#include <immintrin.h>

/// Four values as they lie in memory.
static inline int32_t four_at(const int8_t *values) {
    int32_t four;
    memcpy(&four, values, sizeof four);
    return four;
}

/// The products with instructions that add four products of bytes to a sum without saturation, 16 sums at a time.
__attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
void products_avx512_vnni(const int8_t *values, const uint8_t *weights, size_t depth, const int32_t *starts,
                          int32_t *sums) {
    size_t blocks = block_count(depth);
    for (size_t block = 0; block < blocks; block++) {
        size_t end = (block + 1) * block_depth < depth ? (block + 1) * block_depth : depth;
        __m512i sum[rows_at_once][2];
#pragma clang loop unroll(full)
        for (int row = 0; row < rows_at_once; row++)
            sum[row][0] = sum[row][1] = _mm512_set1_epi32(starts[(size_t)row * blocks + block]);
        for (size_t place = block * block_depth; place < end; place += 4) {
            __m512i left = _mm512_loadu_si512(weights + place * panel_width);
            __m512i right = _mm512_loadu_si512(weights + place * panel_width + 64);
#pragma clang loop unroll(full)
            for (int row = 0; row < rows_at_once; row++) {
                __m512i four = _mm512_set1_epi32(four_at(values + place * rows_at_once + row * 4));
                sum[row][0] = _mm512_dpbusd_epi32(sum[row][0], left, four);
                sum[row][1] = _mm512_dpbusd_epi32(sum[row][1], right, four);
            }
        }
#pragma clang loop unroll(full)
        for (int row = 0; row < rows_at_once; row++) {
            int32_t *out = sums + (block * rows_at_once + (size_t)row) * panel_width;
            _mm512_storeu_si512(out, sum[row][0]);
            _mm512_storeu_si512(out + 16, sum[row][1]);
        }
    }
}

enum { half = rows_at_once / 2 };

/// One block of four rows and sixteen rows of weights, 8 sums at a time.
__attribute__((target("avx2,avxvnni"), always_inline))
static inline void quarter_vnni(const int8_t *values, const uint8_t *weights, size_t depth, const int32_t *starts,
                                size_t blocks, int32_t *sums) {
    __m256i sum[half][2];
#pragma clang loop unroll(full)
    for (int row = 0; row < half; row++) sum[row][0] = sum[row][1] = _mm256_set1_epi32(starts[(size_t)row * blocks]);
    for (size_t place = 0; place < depth; place += 4) {
        __m256i left = _mm256_loadu_si256((const __m256i *)(weights + place * panel_width));
        __m256i right = _mm256_loadu_si256((const __m256i *)(weights + place * panel_width + 32));
#pragma clang loop unroll(full)
        for (int row = 0; row < half; row++) {
            __m256i four = _mm256_set1_epi32(four_at(values + place * rows_at_once + row * 4));
            sum[row][0] = _mm256_dpbusd_avx_epi32(sum[row][0], left, four);
            sum[row][1] = _mm256_dpbusd_avx_epi32(sum[row][1], right, four);
        }
    }
#pragma clang loop unroll(full)
    for (int row = 0; row < half; row++) {
        _mm256_storeu_si256((__m256i *)(sums + row * panel_width), sum[row][0]);
        _mm256_storeu_si256((__m256i *)(sums + row * panel_width + 8), sum[row][1]);
    }
}

/// The same for machines that have these instructions for 8 sums only.
__attribute__((target("avx2,avxvnni")))
void products_avx_vnni(const int8_t *values, const uint8_t *weights, size_t depth, const int32_t *starts,
                       int32_t *sums) {
    size_t blocks = block_count(depth);
    for (size_t block = 0; block < blocks; block++) {
        size_t begin = block * block_depth, rest = depth - begin;
        size_t length = rest < block_depth ? rest : block_depth;
        for (size_t row = 0; row < rows_at_once; row += half)
            for (size_t lane = 0; lane < panel_width; lane += 16)
                quarter_vnni(values + begin * rows_at_once + row * 4, weights + begin * panel_width + lane * 4, length,
                             starts + row * blocks + block, blocks,
                             sums + (block * rows_at_once + row) * panel_width + lane);
    }
}
#endif
