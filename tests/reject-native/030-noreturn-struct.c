// error: 2:1: error: '_Noreturn' in empty declaration
_Noreturn struct s {
    int a;
};
