/// Attention of one head, as part of the text that `float_steps.c` includes once for each machine.

/// Queries that are looked at together.
enum { NAMED(together) = 4 };

/// Shares of attention from scores: powers of e, which add up to 1. Behind `tokens` there are zeros.
static inline void NAMED(shares)(float *scores, size_t tokens) {
    size_t room = padded(tokens, lane_count);
    for (size_t place = tokens; place < room; place++) scores[place] = scores[0];
    lanes most = *(const lanes *)scores;
    for (size_t place = lane_count; place < room; place += lane_count) {
        lanes here = *(const lanes *)(scores + place);
        whole_lanes larger = here > most;
        most = (lanes)((larger & (whole_lanes)here) | (~larger & (whole_lanes)most));
    }
    float top = NAMED(largest)(&most);
    for (size_t place = 0; place < room; place += lane_count) {
        lanes here = *(const lanes *)(scores + place) - top;
        whole_lanes far = here < -87.0f;
        here = (lanes)(((whole_lanes)here & ~far) | (far & (whole_lanes)((lanes){0} - 87.0f)));
        NAMED(exponential)(&here);
        *(lanes *)(scores + place) = here;
    }
    for (size_t place = tokens; place < room; place++) scores[place] = 0.0f;
    lanes sum = {0};
    for (size_t place = 0; place < room; place += lane_count) sum += *(const lanes *)(scores + place);
    float factor = 1.0f / NAMED(total)(&sum);
    for (size_t place = 0; place < room; place += lane_count) *(lanes *)(scores + place) *= factor;
}

/// The scores of four queries with all keys, which lie number by number.
static inline void NAMED(score)(const float *const *queries, const float *keys, size_t room, size_t width,
                                float *scores) {
    for (size_t place = 0; place < room; place += lane_count) {
        lanes sum[NAMED(together)] = {{0}, {0}, {0}, {0}};
        for (size_t number = 0; number < width; number++) {
            lanes key = *(const lanes *)(keys + number * room + place);
#pragma clang loop unroll(full)
            for (int query = 0; query < NAMED(together); query++) sum[query] += key * queries[query][number];
        }
        for (size_t query = 0; query < NAMED(together); query++)
            *(lanes *)(scores + query * room + place) = sum[query];
    }
}

/// The values of all tokens, each times its share, added up for four queries.
static inline void NAMED(gather)(const float *scores, size_t room, const float *values, size_t stride, size_t tokens,
                                 size_t width, float *const *out) {
    for (size_t place = 0; place < width; place += lane_count) {
        lanes sum[NAMED(together)] = {{0}, {0}, {0}, {0}};
        for (size_t token = 0; token < tokens; token++) {
            lanes value = *(const lanes *)(values + token * stride + place);
#pragma clang loop unroll(full)
            for (size_t query = 0; query < NAMED(together); query++)
                sum[query] += value * scores[query * room + token];
        }
        for (size_t query = 0; query < NAMED(together); query++) *(lanes *)(out[query] + place) = sum[query];
    }
}

/// One head looks from every token at every token.
///
/// `queries` are the rows of queries, keys and values, `stride` numbers each, three times `stride / 3`; the head has
/// `width` numbers from `offset` on. `scratch` has room for `width + 4` rows of the padded number of tokens.
static void NAMED(attend)(const float *queries, size_t stride, size_t tokens, size_t width, size_t offset,
                          float *scratch, float *out) {
    size_t room = padded(tokens, lane_count), third = stride / 3;
    float *scores = scratch + width * room;
    memset(scratch, 0, width * room * sizeof *scratch);
    for (size_t token = 0; token < tokens; token++)
        for (size_t number = 0; number < width; number++)
            scratch[number * room + token] = queries[token * stride + third + offset + number];
    for (size_t token = 0; token < tokens; token += NAMED(together)) {
        const float *from[NAMED(together)];
        float *to[NAMED(together)];
        for (size_t query = 0; query < NAMED(together); query++) {
            // The last ones are repeated where the number of tokens is no multiple of four.
            size_t row = token + query < tokens ? token + query : tokens - 1;
            from[query] = queries + row * stride + offset;
            to[query] = out + row * third + offset;
        }
        NAMED(score)(from, scratch, room, width, scores);
        for (size_t query = 0; query < NAMED(together); query++) NAMED(shares)(scores + query * room, tokens);
        NAMED(gather)(scores, room, queries + 2 * third + offset, stride, tokens, width, to);
    }
}
