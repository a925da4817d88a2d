/* Random numbers as libraries written in Rust ask for them; newer than Wine 8. */
__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *place, unsigned long size);

int ProcessPrng(void *place, unsigned long long size)
{
    return SystemFunction036(place, (unsigned long)size);
}
