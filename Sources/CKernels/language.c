#include <string.h>

#include "kernels.h"
#include "vectors.h"

#pragma STDC FP_CONTRACT OFF

enum { byte_lanes = 32, block = 250, longest_sequence = 5 };

/// Odd numbers without a pattern, one a place in the sequence: a sequence's key is the sum of its letters times these.
static const uint32_t factors[longest_sequence] = {0x9E3779B1u, 0x85EBCA77u, 0xC2B2AE3Du, 0x27D4EB2Fu, 0x165667B1u};

/// Spreads a key over all bits (the finaliser of MurmurHash3, A. Appleby, public domain).
static inline uint32_t spread(uint32_t key) {
    key ^= key >> 16;
    key *= 0x85EBCA6Bu;
    key ^= key >> 13;
    key *= 0xC2B2AE35u;
    return key ^ key >> 16;
}

FOR_EVERY_PROCESSOR
static void sequence_rows(const uint16_t *letters, size_t count, int shift, uint32_t *rows) {
    for (size_t index = 0; index < count; index++) {
        uint32_t key = 0;
        for (int place = 0; place < longest_sequence; place++) {
            key += letters[(ptrdiff_t)index - place] * factors[place] + 0x7F4A7C15u;
            rows[(size_t)place * count + index] = spread(key) >> shift;
        }
    }
}

size_t kernel_language_rows(const uint16_t *letters, size_t count, int bits, uint32_t *rows) {
    uint16_t padded[longest_sequence + kernel_longest] = {0};
    if (count > kernel_longest) count = kernel_longest;
    memcpy(padded + longest_sequence, letters, count * sizeof *letters);
    int shift = 32 - bits;
    sequence_rows(padded + longest_sequence, count, shift, rows);
    size_t written = count * longest_sequence;
    uint32_t word = 0;
    for (size_t index = 0; index < count; index++) {
        if (letters[index]) {
            word = (word ^ letters[index]) * 0x01000193u + 0x9E37u;
        } else if (word) {
            rows[written++] = spread(word) >> shift;
            word = 0;
        }
    }
    return written;
}

FOR_EVERY_PROCESSOR
void kernel_sum_bytes(const int8_t *table, const uint32_t *rows, size_t count, int32_t *sums) {
    longs32 total = {0};
    // Sums of 250 bytes fit into 16 bits.
    for (size_t start = 0; start < count; start += block) {
        size_t end = start + block < count ? start + block : count;
        shorts32 part = {0};
        for (size_t index = start; index < end; index++) {
            if (index + ahead < count) __builtin_prefetch(table + (size_t)rows[index + ahead] * byte_lanes);
            part += __builtin_convertvector(*(const bytes32 *)(table + (size_t)rows[index] * byte_lanes), shorts32);
        }
        total += __builtin_convertvector(part, longs32);
    }
    memcpy(sums, &total, sizeof total);
}

FOR_EVERY_PROCESSOR
void kernel_sum_rows(const float *table, const uint32_t *rows, size_t count, float *sums) {
    floats32 total = {0};
    for (size_t index = 0; index < count; index++) {
        total += *(const floats32 *)(table + (size_t)rows[index] * byte_lanes);
    }
    memcpy(sums, &total, sizeof total);
}

FOR_EVERY_PROCESSOR
void kernel_learn_rows(float *table, float *squares, const uint32_t *rows, size_t count, const float *gradient,
                       float energy, float rate) {
    floats32 slope = *(const floats32 *)gradient;
    for (size_t index = 0; index < count; index++) {
        float *square = squares + rows[index];
        *square += energy;
        float step = rate / (__builtin_sqrtf(*square) + 1e-3f);
        floats32 *row = (floats32 *)(table + (size_t)rows[index] * byte_lanes);
        *row -= slope * step;
    }
}
