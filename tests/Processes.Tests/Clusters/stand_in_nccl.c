/*
 * Stands in for NCCL in tests. Its ranks are threads of one process, and their numbers lie in the
 * memory of the CPU. So it shows that the program calls functions of NCCL's forms, with arguments
 * that mean what they should, in an order that works. It shows nothing of GPUs, of streams, of
 * networks, or of the order in which NCCL itself adds up.
 */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { OK = 0, INVALID_ARGUMENT = 4, REMOTE_ERROR = 6 };
enum { INT64 = 4, FLOAT32 = 7, FLOAT64 = 8 };
enum { SUM = 0, MAX = 2 };
enum { MOST = 8 };

typedef struct { char internal[128]; } ncclUniqueId;

typedef struct {
    pthread_mutex_t lock;
    pthread_cond_t turned;
    int world, waiting, turn, aborted;
    const void *put[MOST];
} group;

typedef struct { group *all; int rank; } ncclComm;

/* Each byte of an identifier but those of the address is known from its place. */
static char byte_at(int place) { return (char)(place * 7 + 3); }

int ncclGetVersion(int *version) { *version = 1; return OK; }

const char *ncclGetErrorString(int code) {
    return code == INVALID_ARGUMENT ? "invalid argument" : code == REMOTE_ERROR ? "remote process exited" : "no error";
}

int ncclGetUniqueId(ncclUniqueId *id) {
    group *all = calloc(1, sizeof(group));
    pthread_mutex_init(&all->lock, NULL);
    pthread_cond_init(&all->turned, NULL);
    for (int place = 0; place < 128; place++) id->internal[place] = byte_at(place);
    memcpy(id->internal, &all, sizeof all);
    return OK;
}

static int wait_for_all(group *all) {
    pthread_mutex_lock(&all->lock);
    int turn = all->turn;
    if (++all->waiting == all->world) {
        all->waiting = 0;
        all->turn++;
        pthread_cond_broadcast(&all->turned);
    }
    while (all->turn == turn && !all->aborted) pthread_cond_wait(&all->turned, &all->lock);
    int aborted = all->aborted;
    pthread_mutex_unlock(&all->lock);
    return aborted ? REMOTE_ERROR : OK;
}

int ncclCommInitRank(ncclComm **comm, int world, ncclUniqueId id, int rank) {
    for (int place = sizeof(group *); place < 128; place++)
        if (id.internal[place] != byte_at(place)) return INVALID_ARGUMENT;
    group *all;
    memcpy(&all, id.internal, sizeof all);
    pthread_mutex_lock(&all->lock);
    all->world = world;
    pthread_mutex_unlock(&all->lock);
    *comm = malloc(sizeof(ncclComm));
    **comm = (ncclComm){ all, rank };
    return world > MOST || rank >= world ? INVALID_ARGUMENT : wait_for_all(all);
}

static int size_of(int type) { return type == FLOAT32 ? 4 : type == FLOAT64 || type == INT64 ? 8 : 0; }

#define FOLD(T) do { \
    for (size_t i = 0; i < count; i++) { \
        T value = ((const T *)all->put[0])[i]; \
        for (int rank = 1; rank < all->world; rank++) { \
            T other = ((const T *)all->put[rank])[i]; \
            value = operation == SUM ? value + other : other > value ? other : value; \
        } \
        ((T *)result)[i] = value; \
    } } while (0)

int ncclAllReduce(const void *from, void *to, size_t count, int type, int operation, ncclComm *comm, void *stream) {
    if (!size_of(type) || (operation != SUM && operation != MAX) || stream) return INVALID_ARGUMENT;
    group *all = comm->all;
    void *result = malloc(count * size_of(type) + 1);
    all->put[comm->rank] = from;
    int code = wait_for_all(all);
    if (code == OK) {
        if (type == FLOAT32) FOLD(float); else if (type == FLOAT64) FOLD(double); else FOLD(int64_t);
        code = wait_for_all(all);
    }
    if (code == OK) memcpy(to, result, count * size_of(type));
    free(result);
    return code;
}

int ncclAllGather(const void *from, void *to, size_t count, int type, ncclComm *comm, void *stream) {
    if (!size_of(type) || stream) return INVALID_ARGUMENT;
    group *all = comm->all;
    size_t bytes = count * size_of(type);
    all->put[comm->rank] = from;
    int code = wait_for_all(all);
    for (int rank = 0; code == OK && rank < all->world; rank++)
        memcpy((char *)to + rank * bytes, all->put[rank], bytes);
    return code == OK ? wait_for_all(all) : code;
}

int ncclBroadcast(const void *from, void *to, size_t count, int type, int root, ncclComm *comm, void *stream) {
    if (!size_of(type) || stream) return INVALID_ARGUMENT;
    group *all = comm->all;
    all->put[comm->rank] = from;
    int code = wait_for_all(all);
    if (code == OK) memmove(to, all->put[root], count * size_of(type));
    return code == OK ? wait_for_all(all) : code;
}

int ncclCommGetAsyncError(ncclComm *comm, int *code) {
    *code = comm->all->aborted ? REMOTE_ERROR : OK;
    return OK;
}

int ncclCommDestroy(ncclComm *comm) {
    int code = wait_for_all(comm->all);
    free(comm);
    return code;
}

int ncclCommAbort(ncclComm *comm) {
    group *all = comm->all;
    pthread_mutex_lock(&all->lock);
    all->aborted = 1;
    pthread_cond_broadcast(&all->turned);
    pthread_mutex_unlock(&all->lock);
    free(comm);
    return OK;
}
