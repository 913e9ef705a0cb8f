// error: 4:7: incompatible types in an assignment
int main(void) {
    int *p;
    p = 5;
    return p != 0;
}
