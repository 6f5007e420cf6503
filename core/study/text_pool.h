// TextPool: equal texts once, by number. 0 is "". Numbers depend on the order of adding: never order a result by them.
// Not thread-safe.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mi {

class TextPool {
public:
    TextPool() { add({}); }
    TextPool(TextPool &&) = default; // the texts stay where they are
    TextPool &operator=(TextPool &&) = default;

    std::uint32_t add(std::string_view text);
    const std::string &operator[](std::uint32_t number) const { return m_texts[number]; }
    // The number of a text that is there; nothing else than 0 for "" and for one that is not.
    std::uint32_t find(std::string_view text) const;

private:
    std::deque<std::string> m_texts; // never moves what it holds
    std::unordered_map<std::string_view, std::uint32_t> m_numbers;
};

} // namespace mi
