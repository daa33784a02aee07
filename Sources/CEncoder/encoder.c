#include "include/encoder.h"

#include <stdio.h>
#include <stdlib.h>

#include "network.h"
#include "vocabulary.h"

/// No text is read beyond so many tokens.
enum { most_tokens = 512 };

struct encoder_model {
    weights_file file;
    vocabulary words;
    network layers;
    path way;
};

static void release(struct encoder_model *model) {
    network_close(&model->layers);
    vocabulary_close(&model->words);
    weights_close(&model->file);
    free(model);
}

encoder encoder_open(const char *file, encoder_path path, char *error, size_t error_size) {
    struct encoder_model *model = calloc(1, sizeof *model);
    const char *reason = model ? NULL : "there is no memory left";
    if (model) {
        model->way = path_named(encoder_can(path) ? path : encoder_portable);
        reason = encoder_can(path) ? weights_open(&model->file, file) : "this machine cannot compute that way";
        if (!reason) reason = vocabulary_open(&model->words, &model->file);
        if (!reason) reason = network_open(&model->layers, &model->file);
        if (reason) release(model);
    }
    if (reason) snprintf(error, error_size, "%s", reason);
    return (encoder){reason ? NULL : model};
}

void encoder_close(encoder opened) { release((struct encoder_model *)opened.model); }

size_t encoder_dimension(encoder opened) { return opened.model->file.width; }

size_t encoder_tokens(encoder opened, const uint8_t *text, size_t length, uint32_t *tokens, size_t most) {
    const weights_file *file = &opened.model->file;
    if (most > file->positions) most = file->positions;
    if (most < 2) return 0;
    size_t count = vocabulary_split(&opened.model->words, text, length, tokens + 1, most - 2);
    if (count == SIZE_MAX) return 0;
    tokens[0] = file->first;
    tokens[count + 1] = file->last;
    return count + 2;
}

size_t encoder_layers(encoder opened) { return opened.model->file.layers; }

int encoder_embed(encoder opened, const uint8_t *text, size_t length, float *vector) {
    return encoder_read(opened, text, length, (encoder_states){0}, vector) > 0;
}

size_t encoder_read(encoder opened, const uint8_t *text, size_t length, encoder_states beside, float *vector) {
    uint32_t tokens[most_tokens];
    size_t count = encoder_tokens(opened, text, length, tokens, most_tokens);
    tap wanted = {beside.layers, beside.layer_count, beside.states, beside.most_tokens};
    if (count == 0 || !network_run(&opened.model->layers, &opened.model->way, tokens, count, &wanted, vector)) return 0;
    return count;
}
