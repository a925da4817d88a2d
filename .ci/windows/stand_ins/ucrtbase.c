/* Microsoft's C runtime has functions of complex numbers, which numpy calls when it loads; Wine 8 only names them.
   Numbers go in and out as pairs, as Microsoft's compiler passes them; a long double is a double there. */
#include <complex.h>

typedef struct { double re, im; } pair;
typedef struct { float re, im; } small_pair;
typedef union { double _Complex number; pair parts; } both;
typedef union { float _Complex number; small_pair parts; } small_both;

#define PAIR_OF_PAIR(name)                                          \
    pair my_##name(pair z)                                          \
    {                                                               \
        both in = {.parts = z}, out;                                \
        out.number = name(in.number);                               \
        return out.parts;                                           \
    }                                                               \
    small_pair my_##name##f(small_pair z)                           \
    {                                                               \
        small_both in = {.parts = z}, out;                          \
        out.number = name##f(in.number);                            \
        return out.parts;                                           \
    }

#define NUMBER_OF_PAIR(name)                                                                    \
    double my_##name(pair z) { both in = {.parts = z}; return name(in.number); }                \
    float my_##name##f(small_pair z) { small_both in = {.parts = z}; return name##f(in.number); }

NUMBER_OF_PAIR(creal) NUMBER_OF_PAIR(cimag) NUMBER_OF_PAIR(carg) NUMBER_OF_PAIR(cabs)
PAIR_OF_PAIR(cexp) PAIR_OF_PAIR(clog) PAIR_OF_PAIR(csqrt) PAIR_OF_PAIR(conj) PAIR_OF_PAIR(cproj)
PAIR_OF_PAIR(csin) PAIR_OF_PAIR(ccos) PAIR_OF_PAIR(ctan) PAIR_OF_PAIR(casin) PAIR_OF_PAIR(cacos) PAIR_OF_PAIR(catan)
PAIR_OF_PAIR(csinh) PAIR_OF_PAIR(ccosh) PAIR_OF_PAIR(ctanh) PAIR_OF_PAIR(casinh) PAIR_OF_PAIR(cacosh) PAIR_OF_PAIR(catanh)

pair my_cpow(pair x, pair y)
{
    both base = {.parts = x}, power = {.parts = y}, out;
    out.number = cpow(base.number, power.number);
    return out.parts;
}

small_pair my_cpowf(small_pair x, small_pair y)
{
    small_both base = {.parts = x}, power = {.parts = y}, out;
    out.number = cpowf(base.number, power.number);
    return out.parts;
}
