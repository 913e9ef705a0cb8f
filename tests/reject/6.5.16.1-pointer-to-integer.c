// error: 4:7: incompatible types in an assignment
int main(void) {
    int x, y;
    x = &y;
    return x;
}
