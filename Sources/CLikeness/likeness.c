#include "likeness.h"

static void products_portable(const int8_t *vectors, size_t count, size_t dimension, const int8_t *query,
                              int32_t *products) {
    for (size_t row = 0; row < count; row++) {
        const int8_t *vector = vectors + row * dimension;
        int32_t sum = 0;
        for (size_t place = 0; place < dimension; place++) sum += (int32_t)vector[place] * query[place];
        products[row] = sum;
    }
}

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx2"))) static void products_avx2(const int8_t *vectors, size_t count, size_t dimension,
                                                          const int8_t *query, int32_t *products) {
    for (size_t row = 0; row < count; row++) {
        const int8_t *vector = vectors + row * dimension;
        __m256i sums = _mm256_setzero_si256();
        for (size_t place = 0; place < dimension; place += 16) {
            __m256i left = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(vector + place)));
            __m256i right = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(query + place)));
            sums = _mm256_add_epi32(sums, _mm256_madd_epi16(left, right));
        }
        __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
        half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4E));
        half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0xB1));
        products[row] = _mm_cvtsi128_si32(half);
    }
}

/// The instruction multiplies numbers without a sign with such that have one: 128 is added to each number of the
/// vector, and 128 times the sum of the query is taken off again.
__attribute__((target("avx512f,avx512bw,avx512vnni"))) static void products_vnni(
    const int8_t *vectors, size_t count, size_t dimension, const int8_t *query, int32_t *products) {
    const __m512i sign = _mm512_set1_epi8((char)0x80);
    int32_t surplus = 0;
    for (size_t place = 0; place < dimension; place++) surplus += 128 * query[place];
    for (size_t row = 0; row < count; row++) {
        const int8_t *vector = vectors + row * dimension;
        __m512i sums = _mm512_setzero_si512();
        for (size_t place = 0; place < dimension; place += 64) {
            __m512i left = _mm512_xor_si512(_mm512_loadu_si512(vector + place), sign);
            sums = _mm512_dpbusd_epi32(sums, left, _mm512_loadu_si512(query + place));
        }
        products[row] = _mm512_reduce_add_epi32(sums) - surplus;
    }
}

enum likeness_way likeness_best_way(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")) return likeness_vnni;
    return __builtin_cpu_supports("avx2") ? likeness_avx2 : likeness_portable;
}

void likeness_products(enum likeness_way way, const int8_t *vectors, size_t count, size_t dimension,
                       const int8_t *query, int32_t *products) {
    if (way == likeness_vnni && dimension % 64 == 0) {
        products_vnni(vectors, count, dimension, query, products);
    } else if (way == likeness_avx2 && dimension % 64 == 0) {
        products_avx2(vectors, count, dimension, query, products);
    } else {
        products_portable(vectors, count, dimension, query, products);
    }
}

#else

enum likeness_way likeness_best_way(void) { return likeness_portable; }

void likeness_products(enum likeness_way way, const int8_t *vectors, size_t count, size_t dimension,
                       const int8_t *query, int32_t *products) {
    (void)way;
    products_portable(vectors, count, dimension, query, products);
}

#endif
