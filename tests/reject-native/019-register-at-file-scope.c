// error: 2:14: error: register name not specified for 'x'
register int x;
