// error: 3:21: error: '_Alignas' specifiers cannot reduce alignment of 'x'
struct s {
    _Alignas(1) int x;
};
