/*
 * Remembers what of some files has reached the disk: LD_PRELOAD. Beside each file whose path begins with $DURABLE_PREFIX it
 * keeps PATH.durable, with what was written before the last flush and nothing that came after it. Put in the file's place
 * after the process was killed, it is what a machine finds after its power was cut. Linux only.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_FILES 64

struct change { /* data == NULL: the file gets this size */
    struct change *next;
    off_t offset;
    size_t size;
    char *data;
};

struct file {
    ino_t inode;
    char path[4096];
    struct change *first, **last;
};

static struct file files[MOST_FILES];
static int count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))
typedef ssize_t (*pwrite_t)(int, const void *, size_t, off_t);
typedef ssize_t (*write_t)(int, const void *, size_t);
typedef int (*truncate_t)(int, off_t);
typedef int (*sync_t)(int);
typedef int (*unlink_t)(const char *);

/* The file of a descriptor, or NULL where it is none of ours. The lock is held. */
static struct file *find(int fd) {
    struct stat status;
    char link[64], path[4096];
    const char *prefix = getenv("DURABLE_PREFIX");
    if (!prefix || fstat(fd, &status) || !S_ISREG(status.st_mode)) return NULL;
    for (int i = 0; i < count; i++)
        if (files[i].inode == status.st_ino) return files[i].path[0] ? &files[i] : NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return NULL;
    path[length] = 0;
    if (strncmp(path, prefix, strlen(prefix))) return NULL;
    if (count == MOST_FILES) abort();
    struct file *made = &files[count++];
    made->inode = status.st_ino;
    strcpy(made->path, path);
    made->first = NULL;
    made->last = &made->first;
    return made;
}

static void note(int fd, const void *data, size_t size, off_t offset) {
    pthread_mutex_lock(&lock);
    struct file *file = find(fd);
    if (file) {
        struct change *change = malloc(sizeof *change);
        change->next = NULL;
        change->offset = offset;
        change->size = size;
        change->data = data ? memcpy(malloc(size ? size : 1), data, size) : NULL;
        *file->last = change;
        file->last = &change->next;
    }
    pthread_mutex_unlock(&lock);
}

static void apply(const char *path, struct change *change) {
    char durable[4200];
    snprintf(durable, sizeof durable, "%s.durable", path);
    int fd = open(durable, O_RDWR | O_CREAT, 0600);
    if (fd < 0) abort();
    while (change) {
        struct change *next = change->next;
        if (change->data ? REAL(pwrite_t, "pwrite64")(fd, change->data, change->size, change->offset) < 0
                         : REAL(truncate_t, "ftruncate64")(fd, change->offset) < 0) abort();
        free(change->data);
        free(change);
        change = next;
    }
    close(fd);
}

static int flush(int fd, const char *name) {
    static pthread_mutex_t flushing = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&flushing);
    pthread_mutex_lock(&lock);
    struct file *file = find(fd);
    struct change *changes = file ? file->first : NULL;
    if (file) { file->first = NULL; file->last = &file->first; }
    pthread_mutex_unlock(&lock);
    int result = REAL(sync_t, name)(fd);
    if (file && !result) apply(file->path, changes);
    pthread_mutex_unlock(&flushing);
    return result;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    ssize_t written = REAL(pwrite_t, "pwrite64")(fd, data, size, offset);
    if (written > 0) note(fd, data, written, offset);
    return written;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return pwrite64(fd, data, size, offset); }

ssize_t write(int fd, const void *data, size_t size) {
    off_t offset = lseek(fd, 0, SEEK_CUR);
    ssize_t written = REAL(write_t, "write")(fd, data, size);
    if (written > 0 && offset >= 0) note(fd, data, written, offset);
    return written;
}

int ftruncate64(int fd, off64_t size) {
    int result = REAL(truncate_t, "ftruncate64")(fd, size);
    if (!result) note(fd, NULL, 0, size);
    return result;
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int fsync(int fd) { return flush(fd, "fsync"); }

int fdatasync(int fd) { return flush(fd, "fdatasync"); }

int unlink(const char *path) {
    char durable[4200];
    int result = REAL(unlink_t, "unlink")(path);
    pthread_mutex_lock(&lock);
    for (int i = 0; i < count; i++)
        if (!result && !strcmp(files[i].path, path)) {
            snprintf(durable, sizeof durable, "%s.durable", path);
            REAL(unlink_t, "unlink")(durable);
            files[i].inode = 0;
            files[i].path[0] = 0;
        }
    pthread_mutex_unlock(&lock);
    return result;
}
