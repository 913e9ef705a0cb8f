// error: 4:12: incompatible types in a return
int main(void) {
    void *p = 0;
    return *p;
}
