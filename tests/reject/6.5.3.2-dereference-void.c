// error: 4:12: a value of incomplete type
int main(void) {
    void *p = 0;
    return *p;
}
