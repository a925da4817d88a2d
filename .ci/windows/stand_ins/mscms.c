/* The screen's colour profile, for which Qt asks and at which Wine 8 ends the program: there is none. */
#define ABSENT(name) void *name(void) { return 0; }

ABSENT(WcsCreateIccProfile)
ABSENT(OpenColorProfileW)
ABSENT(CloseColorProfile)
ABSENT(GetColorProfileFromHandle)
