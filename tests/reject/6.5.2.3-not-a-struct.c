// error: 3:26: a member of something that is not a struct or union
int x;
int main(void) { return x.y; }
