// error: 5:7: const is lost in an assignment
int main(void) {
    const char *s = "x";
    char *p;
    p = s;
    return *p;
}
