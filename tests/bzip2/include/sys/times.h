/* bzip2.c includes this and uses nothing of it. */
