// error: 3:7: parameters without types are not supported
// subset
int f(a, b)
int a, b;
{
    return a + b;
}
int main(void) { return f(1, 2); }
