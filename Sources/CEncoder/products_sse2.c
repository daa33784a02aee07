#include "path.h"

#if defined(__x86_64__)
#include <emmintrin.h>

enum { half = rows_at_once / 2 };

/// One block of four rows and four rows of weights, in 16 bits so that nothing saturates.
///
/// Each sum comes in two parts, which are added at the end.
static inline void part_sse2(const int16_t *values, const uint8_t *weights, size_t depth, const int32_t *starts,
                             size_t blocks, int32_t *sums) {
    __m128i sum[half][2];
#pragma clang loop unroll(full)
    for (int row = 0; row < half; row++) sum[row][0] = sum[row][1] = _mm_setzero_si128();
    for (size_t place = 0; place < depth; place += 4) {
        __m128i both = _mm_loadu_si128((const __m128i *)(weights + place * panel_width));
        __m128i left = _mm_unpacklo_epi8(both, _mm_setzero_si128());
        __m128i right = _mm_unpackhi_epi8(both, _mm_setzero_si128());
#pragma clang loop unroll(full)
        for (int row = 0; row < half; row++) {
            __m128i four = _mm_loadl_epi64((const __m128i *)(values + place * rows_at_once + row * 4));
            __m128i repeated = _mm_unpacklo_epi64(four, four);
            sum[row][0] = _mm_add_epi32(sum[row][0], _mm_madd_epi16(left, repeated));
            sum[row][1] = _mm_add_epi32(sum[row][1], _mm_madd_epi16(right, repeated));
        }
    }
#pragma clang loop unroll(full)
    for (int row = 0; row < half; row++) {
        __m128i even = _mm_castps_si128(
            _mm_shuffle_ps(_mm_castsi128_ps(sum[row][0]), _mm_castsi128_ps(sum[row][1]), _MM_SHUFFLE(2, 0, 2, 0)));
        __m128i odd = _mm_castps_si128(
            _mm_shuffle_ps(_mm_castsi128_ps(sum[row][0]), _mm_castsi128_ps(sum[row][1]), _MM_SHUFFLE(3, 1, 3, 1)));
        __m128i start = _mm_set1_epi32(starts[(size_t)row * blocks]);
        _mm_storeu_si128((__m128i *)(sums + row * panel_width), _mm_add_epi32(_mm_add_epi32(even, odd), start));
    }
}

/// The products with instructions that every x86-64 machine has.
void products_sse2(const int8_t *values, const uint8_t *weights, size_t depth, const int32_t *starts, int32_t *sums) {
    size_t blocks = block_count(depth);
    for (size_t block = 0; block < blocks; block++) {
        size_t begin = block * block_depth, rest = depth - begin;
        size_t length = rest < block_depth ? rest : block_depth;
        int16_t wide[block_depth * rows_at_once];
        const int8_t *narrow = values + begin * rows_at_once;
        for (size_t place = 0; place < length * rows_at_once; place++) wide[place] = narrow[place];
        for (size_t row = 0; row < rows_at_once; row += half)
            for (size_t lane = 0; lane < panel_width; lane += 4)
                part_sse2(wide + row * 4, weights + begin * panel_width + lane * 4, length,
                          starts + row * blocks + block, blocks,
                          sums + (block * rows_at_once + row) * panel_width + lane);
    }
}
#endif
