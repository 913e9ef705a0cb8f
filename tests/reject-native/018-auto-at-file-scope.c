// error: 2:10: error: file-scope declaration of 'x' specifies 'auto'
auto int x;
