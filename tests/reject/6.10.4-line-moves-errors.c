// error: renamed.c:7:9: 'x' is not declared
#line 7 "renamed.c"
int a = x;
int main(void) { return 0; }
