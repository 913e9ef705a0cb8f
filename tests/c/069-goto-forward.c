// goto skips statements, into error paths.
#include <stdio.h>

static int work(int fail_at) {
    int done = 0;
    if (fail_at == 1)
        goto out;
    done++;
    if (fail_at == 2)
        goto out;
    done += 10;
    if (fail_at == 3)
        goto undo;
    return done;
undo:
    done -= 100;
out:
    return -done;
}

int main(void) {
    printf("%d %d %d %d\n", work(0), work(1), work(2), work(3));
    goto end;
    printf("skipped\n");
end:;
    printf("end\n");
    return 0;
}
