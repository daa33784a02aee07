#ifndef DESK_ASSETS_H
#define DESK_ASSETS_H

#include <stddef.h>

/// A file that is embedded in the program.
struct desk_asset {
    /// Its path below this folder, such as `pages/capture.mustache`.
    const char *name;
    /// What it holds.
    const unsigned char *bytes;
    /// How many bytes that are.
    size_t count;
};

/// How many files are embedded.
size_t desk_asset_count(void);

/// One of them, by its place in no particular order; `index` lies below `desk_asset_count()`.
struct desk_asset desk_asset_at(size_t index);

#endif
