#include "core/study/media_directory.h"

#include "core/dicom/character_sets.h"
#include "core/dicom/scanned_instance.h"
#include "core/support/text.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <unordered_map>

namespace mi {

namespace {

constexpr Tag rootOffset{0x0004, 0x1200};
constexpr Tag nextOffset{0x0004, 0x1400};
constexpr Tag recordInUse{0x0004, 0x1410};
constexpr Tag lowerOffset{0x0004, 0x1420};
constexpr Tag recordType{0x0004, 0x1430};
constexpr Tag fileId{0x0004, 0x1500};
constexpr Tag fileSopClass{0x0004, 0x1510};
constexpr Tag fileSopInstance{0x0004, 0x1511};
constexpr Tag fileTransferSyntax{0x0004, 0x1512};

// What the records above say.
struct Above {
    std::string patientId;
    std::string study;
    std::string series;
};
using AbovePtr = std::shared_ptr<const Above>; // a chain of records is as deep as its writer wants

// Of a value that is kept with each file below: what is longer is not legal (PS3.5 6.2, PS3.10 8.2).
constexpr std::size_t longestName = 64;
constexpr std::size_t longestFileId = 256;

bool isLegalFileId(std::string_view id)
{
    std::size_t components = 0;
    while (true) {
        const std::size_t end = std::min(id.find('/'), id.size());
        const std::string_view component = id.substr(0, end);
        const auto isAllowed = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
        if (component.empty() || component.size() > 8 || !std::ranges::all_of(component, isAllowed))
            return false;
        ++components;
        if (end == id.size())
            return components <= 8;
        id.remove_prefix(end + 1);
    }
}

class DirectoryReader {
public:
    explicit DirectoryReader(const ScannedInstance &instance)
        : m_instance(instance), m_decoder(instance.text(tags::SpecificCharacterSet))
    {}

    DirectoryFacts run()
    {
        const Element *sequence = m_instance.find(tags::DirectoryRecordSequence);
        if (sequence == nullptr)
            return {};
        const std::uint32_t begin = m_instance.indexOf(*sequence) + 1;
        for (std::uint32_t i = begin; i < sequence->end; i = std::max(i + 1, m_instance.elements[i].end)) {
            if (m_instance.elements[i].tag == tags::Item)
                m_items.emplace(m_instance.elements[i].offset, i);
        }
        m_facts.records = static_cast<std::uint32_t>(m_items.size());
        struct Step {
            std::uint64_t offset;
            AbovePtr above;
        };
        std::vector<Step> open{{offsetAt(m_instance.find(rootOffset)), std::make_shared<Above>()}};
        std::size_t visited = 0;
        while (!open.empty()) {
            const Step step = std::move(open.back());
            open.pop_back();
            const auto item = m_items.find(step.offset);
            if (item == m_items.end() || item->second == isVisited)
                continue;
            const Element &record = m_instance.elements[item->second];
            item->second = isVisited;
            ++visited;
            // What comes next at this level waits until what is below has been read.
            open.push_back({offsetAt(m_instance.findIn(record, nextOffset)), step.above});
            open.push_back({offsetAt(m_instance.findIn(record, lowerOffset)), read(record, step.above)});
        }
        m_facts.unreachable = m_facts.records - static_cast<std::uint32_t>(visited);
        return std::move(m_facts);
    }

private:
    static constexpr std::uint32_t isVisited = 0xFFFFFFFFU;

    std::uint64_t offsetAt(const Element *element) const
    {
        const std::optional<std::int64_t> number = element == nullptr ? std::nullopt : m_instance.integer(*element);
        return number && *number > 0 ? static_cast<std::uint64_t>(*number) : 0U;
    }

    std::string textIn(const Element &record, Tag tag, std::size_t longest = longestName) const
    {
        const Element *element = m_instance.findIn(record, tag);
        return element == nullptr ? std::string{}
                                  : std::string{trimmedPadding(m_instance.value(*element)).substr(0, longest)};
    }

    // What the records below it have above them.
    AbovePtr read(const Element &record, const AbovePtr &outer)
    {
        if (m_instance.findIn(record, recordInUse) != nullptr &&
            offsetAt(m_instance.findIn(record, recordInUse)) != 0xFFFF)
            return outer; // retired, but there are some that are said not to be in use
        const std::string type = textIn(record, recordType);
        Above above = *outer;
        const bool isNamed = type == "PATIENT" || type == "STUDY" || type == "SERIES";
        if (type == "PATIENT") {
            const Element *id = m_instance.findIn(record, tags::PatientID);
            above.patientId = id == nullptr ? std::string{} : m_decoder.decode(m_instance.value(*id), false).utf8;
            above.patientId = trimmedPadding(above.patientId).substr(0, longestName);
        } else if (type == "STUDY") {
            above.study = textIn(record, tags::StudyInstanceUID);
        } else if (type == "SERIES") {
            above.series = textIn(record, tags::SeriesInstanceUID);
        }
        noteFile(record, above);
        return isNamed ? std::make_shared<Above>(std::move(above)) : outer;
    }

    void noteFile(const Element &record, const Above &above)
    {
        std::string id = textIn(record, fileId, longestFileId);
        if (id.empty())
            return;
        std::ranges::replace(id, '\\', '/');
        if (!isLegalFileId(id) && m_facts.illegalIds++ == 0)
            m_facts.firstIllegalId = id;
        m_facts.files.push_back({.fileId = std::move(id),
                                 .sopClassUid = textIn(record, fileSopClass),
                                 .sopInstanceUid = textIn(record, fileSopInstance),
                                 .transferSyntaxUid = textIn(record, fileTransferSyntax),
                                 .studyInstanceUid = above.study,
                                 .seriesInstanceUid = above.series,
                                 .patientId = above.patientId});
    }

    const ScannedInstance &m_instance;
    CharacterSetDecoder m_decoder;
    std::unordered_map<std::uint64_t, std::uint32_t> m_items; // by offset; isVisited once they are
    DirectoryFacts m_facts;
};

} // namespace

DirectoryFacts extractDirectory(const ScannedInstance &instance)
{
    return DirectoryReader(instance).run();
}

} // namespace mi
