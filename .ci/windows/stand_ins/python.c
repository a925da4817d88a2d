/* python.exe: the wheel that brings the interpreter has none. */
__declspec(dllimport) int Py_Main(int count, unsigned short **words);

int wmain(int count, unsigned short **words)
{
    return Py_Main(count, words);
}
