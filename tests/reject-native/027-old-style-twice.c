// error: 4:9: error: redefinition of parameter 'a'
int f(a)
    int a;
    int a;
{
    return a;
}
