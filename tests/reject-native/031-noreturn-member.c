// error: 3:19: error: expected specifier-qualifier-list before 'a'
struct s {
    _Noreturn int a;
};
