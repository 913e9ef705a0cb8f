// error: 3:5: expected an expression
int main(void) {
    else
        return 1;
    return 0;
}
