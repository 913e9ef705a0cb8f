int b_value(void);
const char *b_thing(void);
int b_kind(void);
