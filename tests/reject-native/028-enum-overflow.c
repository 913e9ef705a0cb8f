// error: 2:24: error: overflow in enumeration values
enum { A = 0x7fffffff, B };
