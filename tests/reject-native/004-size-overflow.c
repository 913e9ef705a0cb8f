// error: 2:19: error: size of array is too large
struct s { char a[1 << 30][1 << 30]; };

struct s x[1 << 20];
