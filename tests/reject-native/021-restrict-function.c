// error: 2:17: error: invalid use of 'restrict'
void (*restrict x)(void);
