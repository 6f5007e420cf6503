#include "tests/core/checks/rule_object.h"

#include "core/checks/finding_collector.h"
#include "core/checks/iod_checks.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/dictionary.h"
#include "core/dicom/encoding_scan.h"
#include "tests/support/instance_builder.h"

#include <QtGlobal>

#include <bit>
#include <cstdlib>

namespace mi::test {

namespace {

Vr vrOf(const DictionaryEntry &entry)
{
    return vrFromCode(entry.vr.substr(0, 2)).value_or(Vr::UN);
}

std::vector<std::string> valuesIn(std::string_view text)
{
    std::vector<std::string> values;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\\', at), text.size());
        values.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return values;
}

std::string littleEndian(std::uint64_t number, unsigned size)
{
    std::string bytes;
    for (unsigned i = 0; i < size; ++i)
        bytes += static_cast<char>(number >> (8 * i) & 0xFFU);
    return bytes;
}

// One value of a binary VR.
std::string encoded(Vr vr, const std::string &value)
{
    switch (vr) {
    case Vr::AT:
        return littleEndian(std::stoul(value.substr(1, 4), nullptr, 16), 2) +
               littleEndian(std::stoul(value.substr(6, 4), nullptr, 16), 2);
    case Vr::FL:
        return littleEndian(std::bit_cast<std::uint32_t>(std::stof(value)), 4);
    case Vr::FD:
        return littleEndian(std::bit_cast<std::uint64_t>(std::stod(value)), 8);
    default:
        return littleEndian(static_cast<std::uint64_t>(std::stoll(value)), fixedValueSize(vr));
    }
}

const DictionaryEntry &entryOf(std::string_view keyword)
{
    const DictionaryEntry *entry = findKeyword(keyword);
    if (entry == nullptr)
        qFatal("no such keyword: %s", std::string(keyword).c_str());
    return *entry;
}

Tag tagOf(const DictionaryEntry &entry)
{
    return {static_cast<std::uint16_t>(entry.key >> 16U), static_cast<std::uint16_t>(entry.key & 0xFFFFU)};
}

} // namespace

ItemDraft &ItemDraft::set(std::string_view keyword, std::string_view value)
{
    const DictionaryEntry &entry = entryOf(keyword);
    return setAt(tagOf(entry), toString(vrOf(entry)), value);
}

ItemDraft &ItemDraft::setAt(Tag tag, std::string_view code, std::string_view value)
{
    const Vr vr = vrFromCode(code).value_or(Vr::UN);
    std::string bytes(value);
    if (fixedValueSize(vr) != 0 && vr != Vr::OW && !value.empty()) {
        bytes.clear();
        for (const std::string &one : valuesIn(value))
            bytes += encoded(vr, one);
    }
    m_elements[tag] = ElementWriter{}.text(tag, vr, bytes).str();
    return *this;
}

ItemDraft &ItemDraft::items(std::string_view keyword, const std::vector<ItemDraft> &items)
{
    const Tag tag = tagOf(entryOf(keyword));
    std::vector<std::string> encodedItems;
    encodedItems.reserve(items.size());
    for (const ItemDraft &one : items)
        encodedItems.push_back(one.bytes());
    m_elements[tag] = ElementWriter{}.sequence(tag, encodedItems).str();
    return *this;
}

ItemDraft &ItemDraft::remove(std::string_view keyword)
{
    if (m_elements.erase(tagOf(entryOf(keyword))) == 0)
        qFatal("not there: %s", std::string(keyword).c_str());
    return *this;
}

std::string ItemDraft::bytes() const
{
    std::string all;
    for (const auto &[tag, element] : m_elements)
        all += element;
    return all;
}

ItemDraft item(const ItemDraft &like)
{
    return like;
}

ItemDraft code(std::string_view value, std::string_view scheme, std::string_view meaning)
{
    return item().set("CodeValue", value).set("CodingSchemeDesignator", scheme).set("CodeMeaning", meaning);
}

std::string fileOf(const ItemDraft &root, std::string_view sopClass)
{
    const std::string instance = MetaOptions{}.sopInstanceUid;
    ItemDraft all = root;
    if (!sopClass.empty())
        all.set("SOPClassUID", sopClass);
    all.set("SOPInstanceUID", instance);
    return part10(fileMeta({.sopClassUid = std::string(sopClass)}), all.bytes());
}

std::shared_ptr<const RuleTables> rulesOf(std::string_view text)
{
    const RuleTables::Source source{"test.rules", text};
    Result<std::shared_ptr<const RuleTables>> tables = RuleTables::create({&source, 1});
    if (!tables)
        qFatal("%s", describeWithSubject(tables.error()).c_str());
    return tables.take();
}

RuleVerdict ruleVerdictOn(std::string_view bytes, const RuleTables &tables, std::vector<const ProfileRule *> profiles)
{
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scanned = scanEncoding(source);
    if (!scanned)
        qFatal("the scan failed");
    CheckInput input{*scanned, &source};
    input.rules = &tables;
    input.profiles = profiles;
    FindingCollector collector;
    checkIod(input, collector);
    RuleVerdict verdict;
    verdict.decided = collector.decidedChecks();
    verdict.undecided = collector.notDecidableChecks();
    verdict.notChecked = collector.takeNotChecked();
    verdict.notDecidable = collector.takeNotDecidable();
    verdict.all = collector.takeFindings();
    for (const Finding &finding : verdict.all) {
        std::string text = std::string(finding.id()) + " " + finding.attribute.toString();
        if (finding.count != 1)
            text += " x" + std::to_string(finding.count);
        verdict.findings += QString::fromStdString(text);
    }
    return verdict;
}

} // namespace mi::test
