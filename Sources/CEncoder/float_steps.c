#include "path.h"

#pragma STDC FP_CONTRACT OFF

#define JOINED(name, machine) name##_##machine
#define FOR_MACHINE(name, machine) JOINED(name, machine)
#define NAMED(name) FOR_MACHINE(name, MACHINE)
#define TABLE {NAMED(quantise), NAMED(finish), NAMED(normalise), NAMED(attend)}

#define MACHINE portable
#include "float_steps.h"
#include "float_attention.h"
const float_steps float_steps_portable = TABLE;
#undef MACHINE

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define MACHINE avx2
#include "float_steps.h"
#include "float_attention.h"
const float_steps float_steps_avx2 = TABLE;
#undef MACHINE
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl"))), apply_to = function)
#define MACHINE avx512
#include "float_steps.h"
#include "float_attention.h"
const float_steps float_steps_avx512 = TABLE;
#undef MACHINE
#pragma clang attribute pop
#endif
