/// Sixteen numbers at a time, in the order that every path keeps.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// How many numbers are computed at once; whatever the machine's own width, sums are made in these lanes.
enum { lane_count = 16 };

typedef float lanes __attribute__((vector_size(64), may_alias));
typedef int32_t whole_lanes __attribute__((vector_size(64), may_alias));
typedef int8_t byte_lanes __attribute__((vector_size(16)));

/// Rows of tokens that are multiplied at once.
enum { rows_at_once = 8 };
/// Rows of weights that are multiplied at once.
enum { panel_width = 32 };
/// So many numbers of a row of values share one scale.
enum { block_depth = 128 };

/// How many blocks a row has; the last may be shorter.
static inline size_t block_count(size_t depth) { return (depth + block_depth - 1) / block_depth; }

/// The next multiple of `step`, a power of two.
static inline size_t padded(size_t count, size_t step) { return (count + step - 1) & ~(step - 1); }
