/* The version of samara, for --version and the like. */
#ifndef VERSION_H
#define VERSION_H

#define SAMARA_VERSION "0.2.0"
#define SAMARA_MAJOR "0"
#define SAMARA_MINOR "2"
#define SAMARA_PATCH "0"

#endif
