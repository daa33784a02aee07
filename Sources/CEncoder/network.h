/// The network: tokens to a vector. Twelve layers of the kind of BERT, of any size that the file names.
#pragma once

#include "matrix.h"

/// What a row is brought to after each half of a layer.
typedef struct balance {
    float *gain, *shift;
} balance;

/// One layer: attention, then an inner layer, each with what came in added and balanced.
typedef struct layer {
    matrix attention, attended, inner, outer;
    balance after_attention, after_inner;
} layer;

/// The network with its weights made ready.
typedef struct network {
    const weights_file *file;
    layer *layers;
    /// Words stay in the file, four bits a number; positions too.
    const uint8_t *words, *positions, *kind;
    balance beginning;
} network;

/// Makes the weights of the file ready. Returns NULL, or the reason why that is not possible; then too, close it.
const char *network_open(network *made, const weights_file *file);

/// Releases the weights.
void network_close(network *made);

/// Where the rows of tokens are written as they leave chosen layers.
typedef struct tap {
    /// The numbers of the layers, from 1, rising, and how many there are.
    const uint32_t *layers;
    size_t count;
    /// For each token the rows of all chosen layers, one after the other, in the upper halves of floats.
    uint16_t *states;
    /// So many tokens are written at most.
    size_t most;
} tap;

/// Writes the vector of some tokens: at least one, at most as many as there are positions, and what `beside`
/// asks for. Returns 0 where there is no
/// memory left, else 1.
int network_run(const network *made, const path *way, const uint32_t *tokens, size_t count, const tap *beside,
                float *vector);
