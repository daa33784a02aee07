#include "desk_assets.h"

// `#embed` cannot stand in a macro, so every file has its three lines here and one in the table below.

static const unsigned char layout_page[] = {
#embed "pages/layout.mustache"
};
static const unsigned char capture_page[] = {
#embed "pages/capture.mustache"
};
static const unsigned char captured_page[] = {
#embed "pages/captured.mustache"
};
static const unsigned char sign_in_page[] = {
#embed "pages/sign-in.mustache"
};
static const unsigned char bookmarklet_page[] = {
#embed "pages/bookmarklet.mustache"
};
static const unsigned char notice_page[] = {
#embed "pages/notice.mustache"
};
static const unsigned char style_file[] = {
#embed "files/desk.css"
};
static const unsigned char script_file[] = {
#embed "files/capture.js"
};
static const unsigned char icon_file[] = {
#embed "files/icon.svg"
};
static const unsigned char icon_180_file[] = {
#embed "files/icon-180.png"
};
static const unsigned char icon_192_file[] = {
#embed "files/icon-192.png"
};
static const unsigned char icon_512_file[] = {
#embed "files/icon-512.png"
};

#define ASSET(name, bytes) {name, bytes, sizeof bytes}

static const struct desk_asset assets[] = {
    ASSET("pages/layout.mustache", layout_page),
    ASSET("pages/capture.mustache", capture_page),
    ASSET("pages/captured.mustache", captured_page),
    ASSET("pages/sign-in.mustache", sign_in_page),
    ASSET("pages/bookmarklet.mustache", bookmarklet_page),
    ASSET("pages/notice.mustache", notice_page),
    ASSET("files/desk.css", style_file),
    ASSET("files/capture.js", script_file),
    ASSET("files/icon.svg", icon_file),
    ASSET("files/icon-180.png", icon_180_file),
    ASSET("files/icon-192.png", icon_192_file),
    ASSET("files/icon-512.png", icon_512_file),
};

size_t desk_asset_count(void) { return sizeof assets / sizeof assets[0]; }

struct desk_asset desk_asset_at(size_t index) { return assets[index]; }
