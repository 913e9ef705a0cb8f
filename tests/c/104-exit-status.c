// The low byte of main's result is the exit status.
static int zero;

int main(void) {
    if (zero)
        return 1;
    return 0x1fe;
}
