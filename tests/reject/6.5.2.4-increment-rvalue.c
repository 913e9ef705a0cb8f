// error: 4:19: assignment to something that is not an lvalue
int main(void) {
    int x = 1;
    return (x + 1)++;
}
