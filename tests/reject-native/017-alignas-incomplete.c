// error: 2:1: error: invalid use of incomplete type 'struct s'
_Alignas(struct s) char x;
