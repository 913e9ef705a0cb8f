// error: 5:10: expected an integer constant expression
int main(void) {
    int n = 2;
    switch (3) {
    case n:
        return 1;
    }
    return 0;
}
