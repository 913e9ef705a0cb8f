/* Random functions run the same before and after register allocation, with few registers and with many. With
   arguments: SIZE BLOCKS measures the time on one function of about SIZE instructions in BLOCKS blocks. */
#include "fake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct Machine {
    unsigned ints;
    unsigned floats;
    bool swap;
    bool fold;
} Machine;

static const Machine machines[] = {
    { 4, 3, true, false }, { 4, 3, false, true }, { 14, 16, true, true }, { 14, 16, false, false },
    { 28, 31, false, false }
};

static void copy_function(MFunc *to, const MFunc *from, Arena *arena) {
    *to = *from;
    to->arena = arena;
    memset(&to->own, 0, sizeof to->own);
    to->ins = malloc(from->ins_room * sizeof to->ins[0]);
    memcpy(to->ins, from->ins, from->ins_count * sizeof to->ins[0]);
    to->regs = malloc(from->reg_room * sizeof to->regs[0]);
    memcpy(to->regs, from->regs, from->reg_count * sizeof to->regs[0]);
    to->slots = malloc(from->slot_room * sizeof to->slots[0]);
    memcpy(to->slots, from->slots, from->slot_count * sizeof to->slots[0]);
    to->blocks = arena_get(arena, (from->block_count + 1) * sizeof to->blocks[0]);
    memcpy(to->blocks, from->blocks, (from->block_count + 1) * sizeof to->blocks[0]);
    for (uint32_t b = 1; b <= from->block_count; b++) {
        MBlock *block = &to->blocks[b];
        block->phis = arena_get(arena, block->phi_count * sizeof block->phis[0]);
        if (block->phi_count != 0)
            memcpy(block->phis, from->blocks[b].phis, block->phi_count * sizeof block->phis[0]);
    }
}

static void show(const char *title, const MFunc *m, const FakeModel *f) {
    Buf text;
    memset(&text, 0, sizeof text);
    mir_dump(m, &f->model, &text);
    printf("---- %s\n%s", title, buf_cstr(&text));
    buf_free(&text);
}

typedef struct Sum {
    uint64_t before;
    uint64_t steps;
    uint64_t memory;
    uint64_t moves;
} Sum;

static bool check(const MFunc *m, const FakeModel *f, bool fast, Sum *sum, bool verbose) {
    Arena arena;
    MFunc copy;
    Outcome a;
    Outcome b;
    memset(&arena, 0, sizeof arena);
    copy_function(&copy, m, &arena);
    fake_run(m, f, 300, &a);
    if (a.error != NULL) {
        printf("the test itself: %s at %u\n", a.error, a.where);
        show("before", m, f);
        return false;
    }
    if (verbose)
        show("before", m, f);
    regalloc(&copy, &f->model, fast);
    if (verbose)
        show("after", &copy, f);
    fake_run(&copy, f, 300, &b);
    if (verbose)
        printf("---- %s at %u\n", b.error != NULL ? b.error : "", b.where);
    sum->before += a.steps;
    sum->steps += b.steps;
    sum->memory += b.memory;
    sum->moves += b.moves;
    mir_free(&copy);
    arena_free(&arena);
    return b.error == NULL && a.hash == b.hash;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void measure(unsigned size, unsigned blocks) {
    unsigned times = 1 + 200000 / size;
    for (unsigned i = 0; i < sizeof machines / sizeof machines[0]; i++) {
        for (int fast = 1; fast >= 0; fast--) {
            Shape shape = { blocks, size / blocks, 3, 4, 20, false, true };
            double spent = 0;
            uint64_t count = 0;
            uint64_t after = 0;
            MFunc m;
            memset(&m, 0, sizeof m);
            for (unsigned k = 0; k < times; k++) {
                Rng rng = { k };
                Arena arena;
                FakeModel f;
                double start;
                memset(&arena, 0, sizeof arena);
                fake_model(&f, machines[i].ints, machines[i].floats, machines[i].swap, machines[i].fold);
                fake_function(&m, &arena, &f, &shape, &rng);
                count += m.ins_count;
                start = now();
                regalloc(&m, &f.model, fast != 0);
                spent += now() - start;
                after += m.ins_count;
                arena_free(&arena);
            }
            printf("%2u+%2u registers, %s: %u instructions, after %u, %.1f ns each\n", machines[i].ints,
                   machines[i].floats, fast ? "fast" : "good", (unsigned)(count / times),
                   (unsigned)(after / times), spent * 1e9 / (double)count);
            mir_free(&m);
        }
    }
}

int main(int argc, char **argv) {
    unsigned passed = 0;
    unsigned failed = 0;
    unsigned count = 1200;
    unsigned from = 1;
    Arena arena;
    MFunc m;
    Sum sums[2][5];
    memset(sums, 0, sizeof sums);
    memset(&arena, 0, sizeof arena);
    memset(&m, 0, sizeof m);
    if (argc == 3) {
        measure((unsigned)atoi(argv[1]), (unsigned)atoi(argv[2]));
        return 0;
    }
    if (argc == 4) { /* SEED MACHINE FAST: shows one */
        count = from = (unsigned)atoi(argv[1]);
    } else if (argc == 2) {
        count = (unsigned)atoi(argv[1]);
    }
    for (unsigned seed = from; seed <= count; seed++) {
        for (unsigned i = 0; i < 5; i++) {
            Rng rng = { seed };
            FakeModel f;
            Shape shape;
            if (argc == 4 && i != (unsigned)atoi(argv[2]))
                continue;
            shape.blocks = 1 + rng_below(&rng, seed % 4 == 0 ? 40 : seed % 4 == 1 ? 4 : 12);
            shape.ins = 2 + rng_below(&rng, seed % 3 == 0 ? 30 : 8);
            shape.phis = rng_below(&rng, 6);
            shape.calls = seed % 5 == 0 ? 20 : seed % 5 == 1 ? 0 : 5;
            shape.far = 10 + rng_below(&rng, 60);
            shape.gotos = seed % 7 == 0;
            shape.chain = rng_below(&rng, 2) != 0;
            fake_model(&f, machines[i].ints, machines[i].floats, machines[i].swap, machines[i].fold);
            fake_function(&m, &arena, &f, &shape, &rng);
            for (int fast = 0; fast < 2; fast++) {
                if (argc == 4 && fast != atoi(argv[3]))
                    continue;
                if (check(&m, &f, fast != 0, &sums[fast][i], argc == 4)) {
                    passed++;
                } else {
                    failed++;
                    if (failed < 10)
                        printf("FAILED: %u %u %d\n", seed, i, fast);
                }
            }
            arena_reset(&arena);
        }
    }
    if (argc != 4) {
        for (unsigned i = 0; i < 5; i++) {
            for (int fast = 0; fast < 2; fast++)
                printf("%2u+%2u registers, %s: per 1000 instructions %u, of them memory %u, moves %u\n",
                       machines[i].ints, machines[i].floats, fast ? "fast" : "good",
                       (unsigned)(sums[fast][i].steps * 1000 / sums[fast][i].before),
                       (unsigned)(sums[fast][i].memory * 1000 / sums[fast][i].before),
                       (unsigned)(sums[fast][i].moves * 1000 / sums[fast][i].before));
        }
    }
    printf("%u passed, %u failed\n", passed, failed);
    mir_free(&m);
    arena_free(&arena);
    return failed != 0;
}
