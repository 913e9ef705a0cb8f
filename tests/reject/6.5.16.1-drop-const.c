// error: 5:7: incompatible types in an assignment
int main(void) {
    const char *s = "x";
    char *p;
    p = s;
    return *p;
}
