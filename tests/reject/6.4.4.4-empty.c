// error: 2:25: empty character constant
int main(void) { return ''; }
