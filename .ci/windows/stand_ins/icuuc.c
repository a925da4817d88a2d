/* Windows' own converters of text, which Qt asks for encodings that it has not: here there is none to be had. */
#define ABSENT(name) void *name(void) { return 0; }

ABSENT(ucnv_close)
ABSENT(ucnv_reset)
ABSENT(ucnv_getName)
ABSENT(ucnv_getStandardName)
ABSENT(ucnv_getAvailableName)
ABSENT(ucnv_countAvailable)
ABSENT(ucnv_getMaxCharSize)
ABSENT(ucnv_getToUCallBack)
ABSENT(ucnv_setToUCallBack)
ABSENT(ucnv_getFromUCallBack)
ABSENT(ucnv_setFromUCallBack)
ABSENT(ucnv_cbToUWriteUChars)
ABSENT(ucnv_cbFromUWriteUChars)
ABSENT(ucnv_toUnicode)
ABSENT(ucnv_fromUnicode)
ABSENT(ucnv_toUCountPending)
ABSENT(ucnv_fromUCountPending)
ABSENT(UCNV_TO_U_CALLBACK_SUBSTITUTE)
ABSENT(UCNV_FROM_U_CALLBACK_SUBSTITUTE)

void *ucnv_open(const char *name, int *error)
{
    if (error)
        *error = 16; /* unsupported */
    return 0;
}
