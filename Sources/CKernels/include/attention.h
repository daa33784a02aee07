/// The small network that reads the states of an encoder: which pieces of a text speak for which output.
///
/// Every text is a number of pieces, each with `depth` numbers. Each piece becomes `units` numbers, of which only what
/// is above zero stays; of them each of 16 outputs makes how much it heeds the piece, and what the piece says. Fractions
/// are added in a fixed order and without fused operations, so that every machine gives the same.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// Turns the upper halves of floats into floats.
void kernel_widen(const uint16_t *halves, size_t count, float *numbers);

/// Pieces to units: `hidden` = max(0, `pieces` times `weights` plus `shift`), each unit times its `keep`.
///
/// `weights` has `depth` rows of `units`, a multiple of 16; `keep` is 1 for every unit but in training.
void kernel_units(const float *pieces, size_t count, size_t depth, const float *weights, const float *shift,
                  const float *keep, size_t units, float *hidden);

/// The mean of all pieces, each part of `part` numbers brought to length 16.
void kernel_means(const float *pieces, size_t count, size_t depth, size_t part, float *means);

/// Units to outputs: adds what each output hears to the 16 `sums`.
///
/// `heed` and `say` have `units` rows of 16. `shares` and `said` receive `count` rows of 16: how much each output heeds
/// each piece, 0...1, and what the piece says.
void kernel_listen(const float *hidden, size_t count, size_t units, const float *heed, const float *say, float *shares,
                   float *said, float *sums);

/// The way back of `kernel_listen` and `kernel_units`: adds the slopes of all weights.
///
/// `slope` are those of the 16 sums. `room` has `count` rows of `units`.
void kernel_learn_attention(const float *pieces, const float *hidden, const float *shares, const float *said,
                            size_t count, size_t depth, size_t units, const float *keep, const float *heed,
                            const float *say, const float *slope, float *room, float *weight_slopes,
                            float *shift_slopes, float *heed_slopes, float *say_slopes);

/// Adds the slopes of weights that stand between `means` and 16 outputs.
void kernel_learn_means(const float *means, size_t depth, const float *slope, float *slopes);

/// One step of Adam (Kingma, Ba 2015) with decay of the weights (Loshchilov, Hutter 2019); empties the slopes.
///
/// `first` and `second` are what 1 minus the powers of 0.9 and 0.999 have come to.
void kernel_adam(float *weights, float *slopes, float *means, float *squares, size_t count, float rate, float decay,
                 float factor, float first, float second);
