/* Lets the n-th call that changes a file under one folder fail, be cut short, or be the last of its process.
   Loaded before the C library (LD_PRELOAD); armed by the trial itself through fault_arm(). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { KILL = 1, IO_ERROR = 2, NO_SPACE = 3, SHORT = 4 };
static char prefix[4096];
static long countdown = 0, seen = 0;
static int action = 0;

void fault_arm(const char *folder, long n, int what) {
    strncpy(prefix, folder, sizeof prefix - 1);
    countdown = n;
    seen = 0;
    action = what;
}
long fault_seen(void) { return seen; }

static int is_ours(const char *path) {
    return action && prefix[0] && path && strncmp(path, prefix, strlen(prefix)) == 0;
}
static int is_our_file(int fd) {
    char name[64], path[4096];
    if (!action) return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return is_ours(path);
}
/* 0: go on; 1: fail with errno set; 2: cut short (a write) */
static int strikes(int can_be_short) {
    seen++;
    if (seen != countdown) return 0;
    if (action == KILL) _exit(137);
    if (action == SHORT) return can_be_short ? 2 : 0;
    errno = action == NO_SPACE ? ENOSPC : EIO;
    return 1;
}
#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (!is_our_file(fd)) return real(fd, data, size);
    int s = strikes(1);
    if (s == 1) return -1;
    return real(fd, data, s == 2 && size > 1 ? size / 2 : size);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    if (!is_our_file(fd)) return real(fd, data, size, at);
    int s = strikes(1);
    if (s == 1) return -1;
    if (s == 2) {  /* half of it is written, then the power goes */
        real(fd, data, size / 2, at);
        _exit(137);
    }
    return real(fd, data, size, at);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }
#define ON_FD(name) int name(int fd) { REAL(int, #name, int); if (is_our_file(fd) && strikes(0)) return -1; return real(fd); }
ON_FD(fsync)
ON_FD(fdatasync)
int ftruncate64(int fd, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t);
    if (is_our_file(fd) && strikes(0)) return -1;
    return real(fd, size);
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }
int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    if (is_ours(to) && strikes(0)) return -1;
    return real(from, to);
}
int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    if (is_ours(path) && strikes(0)) return -1;
    return real(path);
}
int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    if (is_ours(path) && strikes(0)) return -1;
    return real(path, mode);
}
