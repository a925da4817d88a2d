/* A DLL without code of its own: what it exports leads elsewhere. */
int DllMainCRTStartup(void *module, unsigned long reason, void *reserved)
{
    return 1;
}
