#include "path.h"

#if defined(__x86_64__)
#include <immintrin.h>

enum { half = rows_at_once / 2 };

/// One block of four rows and eight rows of weights, in 16 bits so that nothing saturates.
///
/// Each sum comes in two parts, which are added at the end.
__attribute__((target("avx2"), always_inline))
static inline void part_avx2(const int16_t *values, const uint8_t *weights, size_t depth, const int32_t *starts,
                             size_t blocks, int32_t *sums) {
    __m256i sum[half][2];
#pragma clang loop unroll(full)
    for (int row = 0; row < half; row++) sum[row][0] = sum[row][1] = _mm256_setzero_si256();
    for (size_t place = 0; place < depth; place += 4) {
        const __m128i *from = (const __m128i *)(weights + place * panel_width);
        __m256i left = _mm256_cvtepu8_epi16(_mm_loadu_si128(from));
        __m256i right = _mm256_cvtepu8_epi16(_mm_loadu_si128(from + 1));
#pragma clang loop unroll(full)
        for (int row = 0; row < half; row++) {
            int64_t four;
            memcpy(&four, values + place * rows_at_once + row * 4, sizeof four);
            __m256i repeated = _mm256_set1_epi64x(four);
            sum[row][0] = _mm256_add_epi32(sum[row][0], _mm256_madd_epi16(left, repeated));
            sum[row][1] = _mm256_add_epi32(sum[row][1], _mm256_madd_epi16(right, repeated));
        }
    }
#pragma clang loop unroll(full)
    for (int row = 0; row < half; row++) {
        // The addition of neighbours takes them half by half, so its halves are put in order afterwards.
        __m256i pairs = _mm256_hadd_epi32(sum[row][0], sum[row][1]);
        __m256i ordered = _mm256_permute4x64_epi64(pairs, 0xD8);
        __m256i start = _mm256_set1_epi32(starts[(size_t)row * blocks]);
        _mm256_storeu_si256((__m256i *)(sums + row * panel_width), _mm256_add_epi32(ordered, start));
    }
}

/// The products with instructions that nearly all machines of the last ten years have.
__attribute__((target("avx2")))
void products_avx2(const int8_t *values, const uint8_t *weights, size_t depth, const int32_t *starts, int32_t *sums) {
    size_t blocks = block_count(depth);
    for (size_t block = 0; block < blocks; block++) {
        size_t begin = block * block_depth, rest = depth - begin;
        size_t length = rest < block_depth ? rest : block_depth;
        int16_t wide[block_depth * rows_at_once];
        const int8_t *narrow = values + begin * rows_at_once;
        for (size_t place = 0; place < length * rows_at_once; place++) wide[place] = narrow[place];
        for (size_t row = 0; row < rows_at_once; row += half)
            for (size_t lane = 0; lane < panel_width; lane += 8)
                part_avx2(wide + row * 4, weights + begin * panel_width + lane * 4, length,
                          starts + row * blocks + block, blocks,
                          sums + (block * rows_at_once + row) * panel_width + lane);
    }
}
#endif
