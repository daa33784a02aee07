#include "path.h"

#if defined(__x86_64__)
int encoder_can(encoder_path path) {
    __builtin_cpu_init();
    int avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    switch (path) {
    case encoder_portable: case encoder_sse2: case encoder_fastest: return 1;
    case encoder_avx2: return avx2;
    case encoder_avx_vnni: return avx2 && __builtin_cpu_supports("avxvnni");
    case encoder_avx512_vnni:
        return avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
    }
    return 0;
}

static const path paths[] = {
    [encoder_portable] = {products_portable, &float_steps_portable},
    [encoder_sse2] = {products_sse2, &float_steps_portable},
    [encoder_avx2] = {products_avx2, &float_steps_avx2},
    [encoder_avx_vnni] = {products_avx_vnni, &float_steps_avx2},
    [encoder_avx512_vnni] = {products_avx512_vnni, &float_steps_avx512},
};
#else
int encoder_can(encoder_path path) { return path == encoder_portable || path == encoder_fastest; }

static const path paths[] = {[encoder_portable] = {products_portable, &float_steps_portable}};
#endif

path path_named(encoder_path name) {
    if (name != encoder_fastest) return paths[name];
    encoder_path best = encoder_avx512_vnni;
    while (!encoder_can(best)) best--;
    return paths[best];
}

void encoder_multiply(encoder_path path, const int8_t *values, const uint8_t *weights, size_t depth,
                      const int32_t *starts, int32_t *sums) {
    path_named(path).multiply(values, weights, depth, starts, sums);
}
