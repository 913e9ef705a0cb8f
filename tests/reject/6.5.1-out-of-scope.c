// error: 7:12: 'inner' is not declared
int main(void) {
    {
        int inner = 1;
        inner++;
    }
    return inner;
}
