#include "network.h"

#include <stdio.h>
#include <stdlib.h>

#pragma STDC FP_CONTRACT OFF

static const char no_memory[] = "there is no memory left", no_table[] = "a table is missing";

/// A table of a layer: `l3.q.w` is the weights of the queries of the fourth.
static const uint8_t *table_of(const weights_file *file, uint32_t number, const char *part, size_t count, int small) {
    char name[32];
    snprintf(name, sizeof name, "l%u.%s", number, part);
    return weights_table(file, name, count, small);
}

static const char *copy_floats(const uint8_t *table, size_t count, float **to) {
    if (!table) return no_table;
    *to = aligned_room(count * sizeof **to);
    if (!*to) return no_memory;
    for (size_t index = 0; index < count; index++) (*to)[index] = float_at(table + index * 4);
    return NULL;
}

/// A part of a matrix: its names in the file, the row it begins with, and a factor.
typedef struct part {
    const char *weights, *bias;
    float factor;
} part;

/// Reads a matrix whose rows are those of its parts one after the other, each `rows` rows.
static const char *read_matrix(const weights_file *file, uint32_t number, const part *parts, size_t count, size_t rows,
                               size_t depth, matrix *made) {
    if (!matrix_make(made, rows * count, depth)) return no_memory;
    for (size_t index = 0; index < count; index++) {
        const uint8_t *weights = table_of(file, number, parts[index].weights, rows * depth, 1);
        const uint8_t *bias = table_of(file, number, parts[index].bias, rows, 0);
        if (!weights || !bias) return no_table;
        matrix_fill(made, index * rows, rows, weights, bias, parts[index].factor);
    }
    return NULL;
}

static const char *read_layer(const weights_file *file, uint32_t number, layer *made) {
    size_t width = file->width, inner = file->inner;
    // Scores are divided by the root of the numbers of a head; the queries carry that.
    float factor = 1.0f / __builtin_elementwise_sqrt((float)(file->width / file->heads));
    const part attention[] = {{"q.w", "q.b", factor}, {"k.w", "k.b", 1.0f}, {"v.w", "v.b", 1.0f}};
    const part attended = {"ao.w", "ao.b", 1.0f}, in = {"fi.w", "fi.b", 1.0f}, out = {"fo.w", "fo.b", 1.0f};
    const char *reason = read_matrix(file, number, attention, 3, width, width, &made->attention);
    if (!reason) reason = read_matrix(file, number, &attended, 1, width, width, &made->attended);
    if (!reason) reason = read_matrix(file, number, &in, 1, inner, width, &made->inner);
    if (!reason) reason = read_matrix(file, number, &out, 1, width, inner, &made->outer);
    struct { const char *name; float **to; } rows[] = {
        {"aln.w", &made->after_attention.gain}, {"aln.b", &made->after_attention.shift},
        {"oln.w", &made->after_inner.gain}, {"oln.b", &made->after_inner.shift},
    };
    for (size_t index = 0; !reason && index < sizeof rows / sizeof *rows; index++)
        reason = copy_floats(table_of(file, number, rows[index].name, width, 0), width, rows[index].to);
    return reason;
}

const char *network_open(network *made, const weights_file *file) {
    memset(made, 0, sizeof *made);
    made->file = file;
    size_t width = file->width;
    made->words = weights_table(file, "emb.word", width * file->words, 1);
    made->positions = weights_table(file, "emb.pos", width * file->positions, 0);
    made->kind = weights_table(file, "emb.type", width, 0);
    if (!made->words || !made->positions || !made->kind) return no_table;
    const char *reason = copy_floats(weights_table(file, "emb.ln.w", width, 0), width, &made->beginning.gain);
    if (!reason) reason = copy_floats(weights_table(file, "emb.ln.b", width, 0), width, &made->beginning.shift);
    made->layers = calloc(file->layers, sizeof *made->layers);
    if (!made->layers) return no_memory;
    for (uint32_t number = 0; !reason && number < file->layers; number++)
        reason = read_layer(file, number, &made->layers[number]);
    return reason;
}

static void release(balance *made) {
    free(made->gain);
    free(made->shift);
}

void network_close(network *made) {
    release(&made->beginning);
    for (uint32_t number = 0; made->layers && number < made->file->layers; number++) {
        layer *here = &made->layers[number];
        matrix_release(&here->attention);
        matrix_release(&here->attended);
        matrix_release(&here->inner);
        matrix_release(&here->outer);
        release(&here->after_attention);
        release(&here->after_inner);
    }
    free(made->layers);
}
