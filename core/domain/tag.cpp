#include "core/domain/tag.h"

namespace mi {

std::string toString(Tag tag)
{
    constexpr char digits[] = "0123456789ABCDEF";
    std::string text = "(0000,0000)";
    for (unsigned i = 0; i < 4; ++i) {
        const unsigned shift = 12 - 4 * i;
        text[1 + i] = digits[(tag.group >> shift) & 0xFU];
        text[6 + i] = digits[(tag.element >> shift) & 0xFU];
    }
    return text;
}

} // namespace mi
