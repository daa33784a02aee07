#include <stdint.h>

#include "kernels.h"

#if defined(__linux__)
#include <sys/mman.h>
#endif

enum { large_page = 1 << 21 };

void kernel_advise(void *table, size_t bytes) {
#if defined(MADV_HUGEPAGE)
    uintptr_t start = ((uintptr_t)table + large_page - 1) & ~(uintptr_t)(large_page - 1);
    uintptr_t end = ((uintptr_t)table + bytes) & ~(uintptr_t)(large_page - 1);
    // Speed only: where the wish is refused, the table works all the same.
    if (end > start) (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
#else
    (void)table;
    (void)bytes;
#endif
}
