static int sibling(void) { return DEEP + 1; }
