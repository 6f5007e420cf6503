// DefectReporter: turns a defect of an element's value into a finding, at a bounded price: a hostile file has a million
// bad values, and building a path is linear in the number of items. One family, one instance, one thread.
#pragma once

#include "core/checks/catalogue.h"
#include "core/checks/finding_collector.h"
#include "core/dicom/scanned_instance.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mi {

class DefectReporter {
public:
    // Both must outlive the reporter.
    DefectReporter(const ScannedInstance &instance, FindingCollector &findings)
        : m_instance(instance), m_findings(findings)
    {}
    // Reports what has only been counted so far.
    ~DefectReporter();
    DefectReporter(const DefectReporter &) = delete;
    DefectReporter &operator=(const DefectReporter &) = delete;

    // `observed` is raw bytes, escaped here; `id` lives as long as the program.
    void add(std::string_view id, const Element &element, std::string_view observed, std::string_view expected);
    // The same with the facts as text of our own, and at another tag beside the element.
    void addAt(std::string_view id, const Element &element, Tag tag, std::string observed, std::string_view expected);

private:
    struct Key {
        std::string_view id;
        Tag tag;
        bool operator==(const Key &) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key &key) const;
    };
    struct Seen {
        AttributePath path;
        std::uint32_t reported = 0;
        std::uint32_t counted = 0;
    };
    Seen *seenBefore(std::string_view id, Tag tag);
    AttributePath pathOf(const Element &element, Tag tag);

    const ScannedInstance &m_instance;
    FindingCollector &m_findings;
    std::unordered_map<Key, Seen, Hash> m_seen;
    std::unordered_map<std::string_view, Seen> m_overflow; // by rule, when there are too many attributes
    std::uint32_t m_paths = 0;
};

} // namespace mi
