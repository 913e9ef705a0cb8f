// error: 5:7: incompatible types in an assignment
int main(void) {
    int x = 1;
    char *p;
    p = &x;
    return *p;
}
