#include "core/checks/values/dictionary_check.h"

#include "core/checks/values/binary_value.h"
#include "core/checks/values/value_multiplicity.h"

namespace mi {

namespace {

enum class Kind { text, binary, sequence };

Kind kindOf(Vr vr)
{
    return isText(vr) ? Kind::text : vr == Vr::SQ ? Kind::sequence : Kind::binary;
}

bool isAllowed(Vr vr, std::string_view dictionaryVrs)
{
    const std::string_view code = toString(vr);
    return dictionaryVrs == code || (dictionaryVrs.size() > 2 && dictionaryVrs.find(code) != std::string_view::npos);
}

// Items, delimiters and the like have no VR of the usual sort.
bool isWithoutVr(const DictionaryEntry &entry)
{
    return entry.vr.size() < 2 || entry.vr.starts_with("See");
}

// Groups that have no place in a Data Set; the scan reports them.
bool isMisplacedGroup(const Element &element, const ScannedInstance &instance)
{
    const std::uint16_t group = element.tag.group;
    return group == 0x0000 || (group == 0x0002 && instance.indexOf(element) >= instance.dataSetBegin);
}

// Image Pixel attributes that are signed when the pixels are (PS3.3 C.7.6.3.1, C.7.5.1.1.2). Look-up tables are not
// among them: there each number has a rule of its own.
bool isSignedLikePixels(Tag tag)
{
    const bool isRange = tag.element >= 0x0104 && tag.element <= 0x0111;
    return tag.group == 0x0028 && (isRange || tag.element == 0x0120 || tag.element == 0x0121);
}

} // namespace

DictionaryCheck::DictionaryCheck(const ScannedInstance &instance, DefectReporter &reporter)
    : m_instance(instance), m_reporter(reporter)
{}

void DictionaryCheck::reportVr(const Element &element, const DictionaryEntry &entry)
{
    const bool sameKind = isAllowed(element.vr, entry.vr) || kindOf(element.vr) == kindOf(dictionaryVr(element.tag));
    m_reporter.addAt(sameKind ? "value.vr.differs-from-dictionary" : "value.vr.incompatible", element, element.tag,
                     std::string(toString(element.vr)), entry.vr);
}

// US where the pixels are signed, or SS where they are not, matters when the highest bit is set.
void DictionaryCheck::checkSign(const Element &element)
{
    if (!m_pixelRepresentation)
        m_pixelRepresentation = m_instance.integer(tags::PixelRepresentation).value_or(-1);
    const bool isSigned = *m_pixelRepresentation == 1;
    if (*m_pixelRepresentation < 0 || *m_pixelRepresentation > 1 || (element.vr == Vr::SS) == isSigned)
        return;
    const std::string_view value = m_instance.value(element);
    if (value.size() != 2 || (unsignedAt(value, 0, 2, element.has(Element::bigEndian)) & 0x8000U) == 0)
        return;
    m_reporter.addAt("value.vr.sign-changes-value", element, element.tag, std::string(toString(element.vr)),
                     isSigned ? "SS, as Pixel Representation is 1" : "US, as Pixel Representation is 0");
}

const DictionaryEntry *DictionaryCheck::check(const Element &element)
{
    const DictionaryEntry *entry = findInDictionary(element.tag);
    if (entry == nullptr) {
        // An unknown element of the File Meta Information is the business of that family.
        if (!isMisplacedGroup(element, m_instance) && !element.tag.isFileMeta())
            m_reporter.addAt("attribute.unknown", element, element.tag, {}, dictionaryEdition());
        return nullptr;
    }
    if (entry->retired && element.tag.group != 0x0000)
        m_reporter.addAt("attribute.retired", element, element.tag, std::string(entry->name), {});
    if (element.has(Element::vrFromDictionary))
        return entry;
    if (element.vr == Vr::unknown || isWithoutVr(*entry))
        return nullptr;
    if (element.vr == Vr::UN && entry->vr != "UN") {
        if (m_knownAsUn++ == 0)
            m_firstKnownAsUn = &element;
        return entry;
    }
    if (!isAllowed(element.vr, entry->vr)) {
        reportVr(element, *entry);
        return nullptr;
    }
    if (element.depth == 0 && isSignedLikePixels(element.tag))
        checkSign(element);
    return entry;
}

// One cause, a program that did not know the dictionary, for all of them.
void DictionaryCheck::reportKnownAsUn(FindingCollector &findings) const
{
    if (m_knownAsUn == 0)
        return;
    const DictionaryEntry *entry = findInDictionary(m_firstKnownAsUn->tag);
    findings.add("value.vr.un-for-known", {.attribute = m_instance.pathOf(*m_firstKnownAsUn),
                                           .vr = Vr::UN,
                                           .observed = "UN",
                                           .expected = std::string(entry->vr),
                                           .offset = m_firstKnownAsUn->offset,
                                           .count = m_knownAsUn});
}

const DictionaryEntry *DictionaryCheck::entryOf(const Element &element)
{
    const DictionaryEntry *entry = findInDictionary(element.tag);
    const bool isAsInDictionary = element.has(Element::vrFromDictionary) || element.vr == Vr::UN ||
                                  (entry != nullptr && isAllowed(element.vr, entry->vr));
    return isAsInDictionary ? entry : nullptr;
}

bool DictionaryCheck::isMultiplicityRight(const DictionaryEntry &entry, std::uint64_t count)
{
    if (entry.vm == "1")
        return count == 1;
    return entry.vm == "1-n" || Multiplicity::parse(entry.vm).allows(count);
}

void DictionaryCheck::reportMultiplicity(DefectReporter &reporter, const Element &element, const DictionaryEntry &entry,
                                         std::uint64_t count)
{
    // Numbers come in pairs, triples and matrices that mean nothing when one is missing.
    const Vr vr = vrOfValue(element);
    const bool isNumber = !isText(vr) || vr == Vr::DS || vr == Vr::IS;
    reporter.addAt(isNumber ? "value.vm.numbers-wrong" : "value.vm.wrong", element, element.tag, std::to_string(count),
                   entry.vm);
}

} // namespace mi
