/// Dot products of one vector of 8-bit numbers with many: the loop of the search by meaning.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// The ways of computing them; all give the same whole numbers.
enum likeness_way { likeness_portable = 0, likeness_avx2 = 1, likeness_vnni = 2 };

/// The fastest way that this machine has.
enum likeness_way likeness_best_way(void);

/// Multiplies each of `count` vectors of `dimension` numbers with the query, and writes one sum a vector.
///
/// A way that this machine lacks must not be asked for; dimensions that are no multiple of 64 go the portable way.
void likeness_products(enum likeness_way way, const int8_t *vectors, size_t count, size_t dimension,
                       const int8_t *query, int32_t *products);
