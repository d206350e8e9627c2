/* Measures the time from the first byte of a send to the last byte of the sync that it wakes.

   Usage: latency PORT SENDER-TOKEN RECEIVER-TOKEN RECEIVER DEVICE COUNT

   Prints the half and the 99th of 100 of the times in milliseconds, and those of the shortest exchange. One thread, which
   looks for input without sleeping: what it measures is not its own wake-up. The first quarter is not counted. */

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static char answer[1 << 16];

static void fail(const char *what) {
    fprintf(stderr, "latency: %s: %s\n", what, errno ? strerror(errno) : answer);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static int connect_to(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    int socket_ = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    if (socket_ < 0 || connect(socket_, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket_;
}

static void ask(int connection, const char *method, const char *path, const char *token, const char *body) {
    char text[4096];
    int length = snprintf(text, sizeof text,
        "%s /_matrix/client/v3%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Length: %zu\r\n\r\n%s",
        method, path, token, strlen(body), body);
    if (write(connection, text, length) != length) fail("write");
}

/* Reads one answer with a Content-Length, which has to be a 200. */
static void take(int connection) {
    size_t size = 0;
    for (;;) {
        ssize_t part = recv(connection, answer + size, sizeof answer - 1 - size, MSG_DONTWAIT);
        if (part == 0 || (part < 0 && errno != EAGAIN)) fail("read");
        if (part <= 0) continue;
        answer[size += part] = 0;
        char *end = strstr(answer, "\r\n\r\n"), *length = strstr(answer, "Content-Length: ");
        if (end && length && size >= (size_t)(end + 4 - answer) + atol(length + 16)) break;
    }
    errno = 0;
    if (strncmp(answer, "HTTP/1.1 200", 12) != 0) fail("refused");
}

static void find_next_batch(char *since, size_t size) {
    char *start = strstr(answer, "\"next_batch\":\"");
    if (!start) fail("no next_batch");
    snprintf(since, size, "%.*s", (int)strcspn(start + 14, "\""), start + 14);
}

static int compare(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

static void print(double *times, int count) {
    double *counted = times + count / 4;
    count -= count / 4;
    qsort(counted, count, sizeof *counted, compare);
    printf("%.3f %.3f\n", counted[count / 2], counted[(int)(count * 0.99)]);
}

int main(int arguments, char **argument) {
    if (arguments != 7) {
        fprintf(stderr, "Usage: latency PORT SENDER-TOKEN RECEIVER-TOKEN RECEIVER DEVICE COUNT\n");
        return 2;
    }
    int sending = connect_to(atoi(argument[1])), waiting = connect_to(atoi(argument[1])), count = atoi(argument[6]);
    double *deliveries = calloc(count, sizeof *deliveries), *exchanges = calloc(count, sizeof *exchanges);
    char since[256], path[512], body[512];
    snprintf(body, sizeof body, "{\"messages\":{\"%s\":{\"%s\":{\"body\":\"%0280d\"}}}}", argument[4], argument[5], 0);
    ask(waiting, "GET", "/sync", argument[3], "");
    take(waiting);
    for (int i = 0; i < count; i++) {
        find_next_batch(since, sizeof since);
        snprintf(path, sizeof path, "/sync?timeout=30000&since=%s", since);
        ask(waiting, "GET", path, argument[3], "");
        usleep(2000);
        snprintf(path, sizeof path, "/sendToDevice/m.test/latency%d-%d", (int)getpid(), i);
        double started = now();
        ask(sending, "PUT", path, argument[2], body);
        take(waiting);
        deliveries[i] = now() - started;
        char kept[sizeof answer];
        memcpy(kept, answer, sizeof answer);
        take(sending);
        usleep(2000);
        started = now();
        ask(sending, "GET", "/account/whoami", argument[2], "");
        take(sending);
        exchanges[i] = now() - started;
        memcpy(answer, kept, sizeof answer);
    }
    print(deliveries, count);
    print(exchanges, count);
    return 0;
}
