// error: 3:27: arithmetic on a pointer to an incomplete type
struct s *p;
int main(void) { return p + 1 != 0; }
