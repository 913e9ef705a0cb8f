// error: 5:11: variable length arrays are not supported
// subset
int main(void) {
    int n = 3;
    int a[n];
    return sizeof a;
}
