// An element against the data dictionary: known, current, in the right VR, with a right number of values (PS3.6,
// PS3.5 6.2 and 6.4). One instance, one thread.
#pragma once

#include "core/checks/values/defect_reporter.h"
#include "core/dicom/dictionary.h"

#include <optional>

namespace mi {

class DictionaryCheck {
public:
    DictionaryCheck(const ScannedInstance &instance, DefectReporter &reporter);
    // `element` is a standard one. Returns its entry if it is encoded as the dictionary says, so that its number of
    // values means something; else null.
    const DictionaryEntry *check(const Element &element);
    // After the last element.
    void reportKnownAsUn(FindingCollector &findings) const;
    // The entry, if the element is encoded as it says; reports nothing.
    static const DictionaryEntry *entryOf(const Element &element);
    static bool isMultiplicityRight(const DictionaryEntry &entry, std::uint64_t count);
    static void reportMultiplicity(DefectReporter &reporter, const Element &element, const DictionaryEntry &entry,
                                   std::uint64_t count);

private:
    void reportVr(const Element &element, const DictionaryEntry &entry);
    void checkSign(const Element &element);

    const ScannedInstance &m_instance;
    DefectReporter &m_reporter;
    std::optional<std::int64_t> m_pixelRepresentation;
    const Element *m_firstKnownAsUn = nullptr;
    std::uint32_t m_knownAsUn = 0;
};

} // namespace mi
