#ifdef DEEP
#error included twice
#endif
#define DEEP 30
#include "sibling.h"
