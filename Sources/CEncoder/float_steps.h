/// The steps in floating point: the text of them, included once for each machine by `float_steps.c`.
///
/// Only additions, products, quotients, roots and comparisons of single numbers are used, in a fixed order and without
/// fusing, so that every machine gives the same bits. No function of the mathematical library is called.

/// The sum over the lanes, as a tree.
static inline float NAMED(total)(const lanes *sum) {
    float part[lane_count];
    memcpy(part, sum, sizeof part);
    for (int width = lane_count / 2; width > 0; width /= 2)
        for (int lane = 0; lane < width; lane++) part[lane] += part[lane + width];
    return part[0];
}

static inline float NAMED(largest)(const lanes *found) {
    float most = (*found)[0];
    for (int lane = 1; lane < lane_count; lane++) most = (*found)[lane] > most ? (*found)[lane] : most;
    return most;
}

/// 1.5 · 2²³: added to a number, it leaves the nearest whole number in the low bits.
#define ROUNDER 12582912.0f

/// e to the power of each number, which must lie in -87...0; wrong by less than 2 in the last place.
static inline void NAMED(exponential)(lanes *numbers) {
    lanes shifted = *numbers * 1.44269504f + ROUNDER;
    lanes twos = shifted - ROUNDER;
    // The logarithm of 2 in two parts, of which the first has few digits.
    lanes rest = (*numbers - twos * 0.693359375f) + twos * 2.12194440e-4f;
    // The series of the exponential function, to the seventh power.
    lanes sum = rest * 1.98412698e-4f + 1.38888889e-3f;
    sum = sum * rest + 8.33333333e-3f;
    sum = sum * rest + 4.16666667e-2f;
    sum = sum * rest + 1.66666667e-1f;
    sum = sum * rest + 0.5f;
    sum = (sum * rest) * rest + rest + 1.0f;
    whole_lanes exponent = (((whole_lanes)shifted - 0x4B400000) + 127) << 23;
    *numbers = sum * (lanes)exponent;
}

/// The share of each number that lies below it in the bell curve, times the number (GELU).
///
/// The error function is that of Abramowitz and Stegun, 7.1.26, wrong by less than 1.5e-7.
static inline void NAMED(bend)(lanes *numbers) {
    lanes number = *numbers;
    lanes size = (lanes)((whole_lanes)number & 0x7FFFFFFF) * 0.707106781f;
    lanes power = -(size * size);
    whole_lanes far = power < -87.0f;
    power = (lanes)(((whole_lanes)power & ~far) | (far & (whole_lanes)((lanes){0} - 87.0f)));
    NAMED(exponential)(&power);
    lanes t = 1.0f / (size * 0.3275911f + 1.0f);
    lanes sum = t * 1.061405429f - 1.453152027f;
    sum = sum * t + 1.421413741f;
    sum = sum * t - 0.284496736f;
    sum = sum * t + 0.254829592f;
    lanes tail = (sum * t) * power * 0.5f;
    whole_lanes negative = number < 0.0f;
    lanes share = (lanes)((negative & (whole_lanes)tail) | (~negative & (whole_lanes)(1.0f - tail)));
    *numbers = number * share;
}

/// Turns a row of values into whole numbers of -127...127, block by block.
///
/// They go into every eighth four of `values`; `scales` receives what they are to be multiplied with, and `starts` what
/// makes up for weights that are shifted by 128.
static void NAMED(quantise)(const float *row, size_t depth, int8_t *values, float *scales, int32_t *starts) {
    for (size_t begin = 0, block = 0; begin < depth; begin += block_depth, block++) {
        size_t end = begin + block_depth < depth ? begin + block_depth : depth;
        lanes most = {0};
        for (size_t place = begin; place < end; place += lane_count) {
            lanes size = (lanes)(*(const whole_lanes *)(row + place) & 0x7FFFFFFF);
            whole_lanes larger = size > most;
            most = (lanes)((larger & (whole_lanes)size) | (~larger & (whole_lanes)most));
        }
        float top = NAMED(largest)(&most);
        float factor = top > 1e-30f ? 127.0f / top : 0.0f;
        whole_lanes sum = {0};
        for (size_t place = begin; place < end; place += lane_count) {
            lanes shifted = *(const lanes *)(row + place) * factor + ROUNDER;
            whole_lanes rounded = (whole_lanes)shifted - 0x4B400000;
            byte_lanes bytes = __builtin_convertvector(rounded, byte_lanes);
            sum += __builtin_convertvector(bytes, whole_lanes);
            for (size_t four = 0; four < lane_count; four += 4)
                memcpy(values + (place + four) * rows_at_once, (const char *)&bytes + four, 4);
        }
        int32_t total = 0;
        for (int lane = 0; lane < lane_count; lane++) total += sum[lane];
        scales[block] = top / 127.0f;
        starts[block] = -128 * total;
    }
}

/// Turns the sums of eight rows and a panel of weights into numbers: scales, bias and, where `bend` is set, GELU.
static void NAMED(finish)(const int32_t *sums, const float *scales, size_t blocks, const float *weight_scales,
                          const float *bias, int bend, float *out, size_t stride) {
    for (size_t row = 0; row < rows_at_once; row++)
        for (size_t lane = 0; lane < panel_width; lane += lane_count) {
            lanes sum = {0};
            for (size_t block = 0; block < blocks; block++) {
                const int32_t *from = sums + (block * rows_at_once + row) * panel_width + lane;
                sum += __builtin_convertvector(*(const whole_lanes *)from, lanes) * scales[row * blocks + block];
            }
            sum = sum * *(const lanes *)(weight_scales + lane) + *(const lanes *)(bias + lane);
            if (bend) NAMED(bend)(&sum);
            *(lanes *)(out + row * stride + lane) = sum;
        }
}

/// Adds `added` to a row, where it is there, and brings the row to the mean 0 and the variance 1, then to `gain` and
/// `shift`.
static void NAMED(normalise)(const float *added, const float *gain, const float *shift, size_t width, float *row) {
    lanes sum = {0};
    for (size_t place = 0; place < width; place += lane_count) {
        lanes *here = (lanes *)(row + place);
        if (added) *here += *(const lanes *)(added + place);
        sum += *here;
    }
    float mean = NAMED(total)(&sum) / (float)width;
    sum = (lanes){0};
    for (size_t place = 0; place < width; place += lane_count) {
        lanes away = *(const lanes *)(row + place) - mean;
        sum += away * away;
    }
    float factor = 1.0f / __builtin_elementwise_sqrt(NAMED(total)(&sum) / (float)width + 1e-12f);
    for (size_t place = 0; place < width; place += lane_count) {
        lanes *here = (lanes *)(row + place);
        *here = ((*here - mean) * factor) * *(const lanes *)(gain + place) + *(const lanes *)(shift + place);
    }
}
