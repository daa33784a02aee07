/// Vectors of the C compiler, and the choice of instructions at run time.
#pragma once

#include <stdint.h>

#if defined(__x86_64__)
/// Compiled twice; the loader takes the one that the processor can run.
#define FOR_EVERY_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EVERY_PROCESSOR
#endif

/// For small steps: without a call there is no vector to hand over.
#define INLINED __attribute__((always_inline)) static inline
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wpsabi"
#endif

typedef int8_t bytes32 __attribute__((vector_size(32), aligned(1)));
typedef int16_t shorts32 __attribute__((vector_size(64)));
typedef int32_t longs32 __attribute__((vector_size(128)));
typedef float floats32 __attribute__((vector_size(128), aligned(4)));
typedef float floats16 __attribute__((vector_size(64), aligned(4)));

/// How many rows ahead memory is asked for.
enum { ahead = 12 };
