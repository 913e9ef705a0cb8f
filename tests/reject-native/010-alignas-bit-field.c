// error: 3:21: error: alignment specified for a bit-field
struct s {
    _Alignas(8) int a : 3;
};
