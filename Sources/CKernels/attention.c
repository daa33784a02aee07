#include "attention.h"

#include <string.h>

#include "vectors.h"

#pragma STDC FP_CONTRACT OFF

enum { outputs = 16, pieces_at_once = 4, means_length = 16 };

typedef int32_t wholes16 __attribute__((vector_size(64), aligned(4)));

void kernel_widen(const uint16_t *halves, size_t count, float *numbers) {
    for (size_t index = 0; index < count; index++) {
        uint32_t bits = (uint32_t)halves[index] << 16;
        memcpy(&numbers[index], &bits, sizeof bits);
    }
}

INLINED floats16 load(const float *place) { return *(const floats16 *)place; }

INLINED void store(float *place, floats16 value) { *(floats16 *)place = value; }

/// Up to four pieces and 16 units: every weight is read once for all of them.
INLINED void some_units(const float *pieces, size_t count, size_t depth, const float *weights, size_t units,
                        floats16 *sums) {
    for (size_t step = 0; step < depth; step++) {
        floats16 weight = load(weights + step * units);
        for (size_t piece = 0; piece < count; piece++) sums[piece] += weight * pieces[piece * depth + step];
    }
}

FOR_EVERY_PROCESSOR
void kernel_units(const float *pieces, size_t count, size_t depth, const float *weights, const float *shift,
                  const float *keep, size_t units, float *hidden) {
    for (size_t first = 0; first < count; first += pieces_at_once) {
        size_t here = count - first < pieces_at_once ? count - first : pieces_at_once;
        for (size_t unit = 0; unit < units; unit += outputs) {
            floats16 sums[pieces_at_once];
            for (size_t piece = 0; piece < pieces_at_once; piece++) sums[piece] = load(shift + unit);
            if (here == pieces_at_once) {
                some_units(pieces + first * depth, pieces_at_once, depth, weights + unit, units, sums);
            } else {
                some_units(pieces + first * depth, here, depth, weights + unit, units, sums);
            }
            for (size_t piece = 0; piece < here; piece++) {
                floats16 above = __builtin_elementwise_max(sums[piece], (floats16){0});
                store(hidden + (first + piece) * units + unit, above * load(keep + unit));
            }
        }
    }
}

/// The exponential of numbers up to zero, by its series around the nearest power of two.
INLINED floats16 power(floats16 number) {
    floats16 limited = __builtin_elementwise_max(number, (floats16){0} - 60.0f);
    floats16 twos = limited * 1.44269504f;
    wholes16 whole = __builtin_convertvector(twos - 0.5f, wholes16);
    floats16 rest = (twos - __builtin_convertvector(whole, floats16)) * 0.693147181f;
    floats16 series = rest * (1.0f / 720) + (1.0f / 120);
    series = series * rest + (1.0f / 24);
    series = series * rest + (1.0f / 6);
    series = series * rest + 0.5f;
    series = series * rest + 1.0f;
    series = series * rest + 1.0f;
    wholes16 bits = (whole + 127) << 23;
    floats16 scale;
    memcpy(&scale, &bits, sizeof scale);
    return series * scale;
}

void kernel_means(const float *pieces, size_t count, size_t depth, size_t part, float *means) {
    for (size_t index = 0; index < depth; index++) means[index] = 0.0f;
    for (size_t piece = 0; piece < count; piece++)
        for (size_t index = 0; index < depth; index++) means[index] += pieces[piece * depth + index];
    for (size_t start = 0; start < depth; start += part) {
        float length = 1e-12f;
        for (size_t index = start; index < start + part; index++) length += means[index] * means[index];
        float factor = means_length / __builtin_sqrtf(length);
        for (size_t index = start; index < start + part; index++) means[index] *= factor;
    }
}

FOR_EVERY_PROCESSOR
void kernel_listen(const float *hidden, size_t count, size_t units, const float *heed, const float *say, float *shares,
                   float *said, float *sums) {
    if (count == 0) return;
    floats16 most = (floats16){0} - 1e30f;
    for (size_t piece = 0; piece < count; piece++) {
        floats16 heeds = {0}, says = {0};
        for (size_t unit = 0; unit < units; unit++) {
            float value = hidden[piece * units + unit];
            if (value == 0.0f) continue;
            heeds += load(heed + unit * outputs) * value;
            says += load(say + unit * outputs) * value;
        }
        store(shares + piece * outputs, heeds);
        store(said + piece * outputs, says);
        most = __builtin_elementwise_max(heeds, most);
    }
    floats16 whole = {0};
    for (size_t piece = 0; piece < count; piece++) {
        floats16 share = power(load(shares + piece * outputs) - most);
        store(shares + piece * outputs, share);
        whole += share;
    }
    floats16 heard = {0};
    for (size_t piece = 0; piece < count; piece++) {
        floats16 share = load(shares + piece * outputs) / whole;
        store(shares + piece * outputs, share);
        heard += share * load(said + piece * outputs);
    }
    store(sums, load(sums) + heard);
}

/// The slopes of the units of one piece, from the slopes of what it says and of how much it is heeded.
INLINED void unit_slopes(const float *hidden, size_t units, const float *keep, const float *heed, const float *say,
                         floats16 heeds, floats16 says, float *room, float *heed_slopes, float *say_slopes) {
    for (size_t unit = 0; unit < units; unit++) {
        float value = hidden[unit];
        room[unit] = 0.0f;
        if (value == 0.0f) continue;
        floats16 parts = load(heed + unit * outputs) * heeds + load(say + unit * outputs) * says;
        float sum = 0.0f;
        for (int lane = 0; lane < outputs; lane++) sum += parts[lane];
        room[unit] = sum * keep[unit];
        store(heed_slopes + unit * outputs, load(heed_slopes + unit * outputs) + heeds * value);
        store(say_slopes + unit * outputs, load(say_slopes + unit * outputs) + says * value);
    }
}

FOR_EVERY_PROCESSOR
void kernel_learn_attention(const float *pieces, const float *hidden, const float *shares, const float *said,
                            size_t count, size_t depth, size_t units, const float *keep, const float *heed,
                            const float *say, const float *slope, float *room, float *weight_slopes,
                            float *shift_slopes, float *heed_slopes, float *say_slopes) {
    floats16 wanted = load(slope), mean = {0};
    for (size_t piece = 0; piece < count; piece++)
        mean += load(shares + piece * outputs) * load(said + piece * outputs);
    for (size_t piece = 0; piece < count; piece++) {
        floats16 share = load(shares + piece * outputs);
        floats16 heeds = share * (load(said + piece * outputs) - mean) * wanted;
        unit_slopes(hidden + piece * units, units, keep, heed, say, heeds, share * wanted, room + piece * units,
                    heed_slopes, say_slopes);
        for (size_t unit = 0; unit < units; unit++) shift_slopes[unit] += room[piece * units + unit];
    }
    for (size_t step = 0; step < depth; step++) {
        for (size_t unit = 0; unit < units; unit += outputs) {
            floats16 sum = load(weight_slopes + step * units + unit);
            for (size_t piece = 0; piece < count; piece++)
                sum += load(room + piece * units + unit) * pieces[piece * depth + step];
            store(weight_slopes + step * units + unit, sum);
        }
    }
}

FOR_EVERY_PROCESSOR
void kernel_learn_means(const float *means, size_t depth, const float *slope, float *slopes) {
    floats16 wanted = load(slope);
    for (size_t step = 0; step < depth; step++)
        store(slopes + step * outputs, load(slopes + step * outputs) + wanted * means[step]);
}

FOR_EVERY_PROCESSOR
void kernel_adam(float *weights, float *slopes, float *means, float *squares, size_t count, float rate, float decay,
                 float factor, float first, float second) {
    for (size_t index = 0; index < count; index++) {
        float slope = slopes[index] * factor;
        means[index] = means[index] * 0.9f + slope * 0.1f;
        squares[index] = squares[index] * 0.999f + slope * slope * 0.001f;
        float step = means[index] / first / (__builtin_sqrtf(squares[index] / second) + 1e-8f);
        weights[index] -= rate * (step + decay * weights[index]);
        slopes[index] = 0.0f;
    }
}
