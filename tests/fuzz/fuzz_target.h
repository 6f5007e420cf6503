// What the fuzz targets share. Included once by each.
#pragma once

#include <cstdlib>
#include <cstring>

// Options that a run cannot do without, so that nobody has to remember them: a small quarantine, little filling and
// no stacks of allocations make a run several times as fast. The environment still wins: a crash is looked at with
// ASAN_OPTIONS=malloc_context_size=20.
extern "C" inline __attribute__((used)) const char *__asan_default_options()
{
    return "quarantine_size_mb=16:max_malloc_fill_size=64:malloc_context_size=1";
}

extern "C" inline __attribute__((used)) const char *__ubsan_default_options()
{
    return "print_stacktrace=1";
}

namespace mi::fuzz {

// What must hold whatever the bytes are.
inline void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace mi::fuzz
