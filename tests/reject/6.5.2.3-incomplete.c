// error: 3:26: a member of an incomplete type
struct s *p;
int main(void) { return p->x; }
