// DefectList: the defects of one scan, each kind once per attribute whatever the item, with a count (one cause, one
// defect). Adding the same again costs no allocation, so that a million repetitions stay cheap. One thread.
#pragma once

#include "core/dicom/scanned_instance.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace mi {

// What is known of an occurrence; texts are facts: "12 bytes", "even".
struct DefectFacts {
    Vr vr = Vr::none;
    std::uint64_t offset = 0;
    std::string observed = {};
    std::string expected = {};
};

class DefectList {
public:
    // At most so many attributes are told apart for each kind; further ones count for the last of them.
    static constexpr std::uint32_t maxPerKind = 200;

    // `placeKey` is equal for paths that differ only in item numbers.
    void add(ScanDefectKind kind, std::uint64_t placeKey, const std::function<AttributePath()> &path,
             DefectFacts facts);
    void addForFile(ScanDefectKind kind, DefectFacts facts);

    bool isEmpty() const { return m_defects.empty(); }
    bool has(ScanDefectKind kind) const { return m_kinds[static_cast<std::size_t>(kind)] > 0; }
    // In the order of their offsets.
    std::vector<ScanDefect> take();

private:
    static constexpr std::size_t kindCount = static_cast<std::size_t>(ScanDefectKind::limitInflatedSize) + 1;
    std::vector<ScanDefect> m_defects;
    std::unordered_map<std::uint64_t, std::uint32_t> m_index;
    std::array<std::uint32_t, kindCount> m_kinds{};
    std::array<std::uint32_t, kindCount> m_last{};
};

} // namespace mi
