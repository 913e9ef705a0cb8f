// error: 2:1: error: 'inline' in empty declaration
inline struct s {
    int a;
};
