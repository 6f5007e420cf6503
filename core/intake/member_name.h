// The name of a file inside a container, as it may be shown. Any thread.
#pragma once

#include <filesystem>
#include <string_view>

namespace mi {

struct MemberName {
    std::filesystem::path path; // relative, without "..": for people; never used on a disk
    bool isUnsafe = false;      // as written it leads outside: absolute, a drive, "..", or control characters
};

// `stored`: the bytes in the container, folders divided by "/" (or by "\" alone, as some Windows programs do).
MemberName memberNameOf(std::string_view stored);

} // namespace mi
