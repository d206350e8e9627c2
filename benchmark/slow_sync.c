/* Makes every flush of a file take two milliseconds longer, as on a slower disk: LD_PRELOAD. Linux only. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>

static void slow(void) { usleep(2000); }

int fdatasync(int fd) {
    int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    slow();
    return next(fd);
}

int fsync(int fd) {
    int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    slow();
    return next(fd);
}
