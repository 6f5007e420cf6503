#include "core/checks/value_checks.h"

#include "core/checks/attribute_facts.h"
#include "core/checks/finding_collector.h"
#include "core/checks/values/binary_value.h"
#include "core/checks/values/defect_reporter.h"
#include "core/checks/values/dictionary_check.h"
#include "core/checks/values/private_blocks.h"
#include "core/checks/values/text_form.h"
#include "core/checks/values/value_rules.h"
#include "core/checks/values/vr_syntax.h"
#include "core/dicom/scanned_instance.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace mi {

namespace {

// FL and FD by which pixels become positions or quantities: without them nothing can be measured.
bool isMeasure(Tag tag)
{
    switch (tag.key()) {
    case 0x0018602C: // Physical Delta X
    case 0x0018602E: // Physical Delta Y
    case 0x00189087: // Diffusion b-value
    case 0x00189322: // Reconstruction Pixel Spacing
    case 0x00189404: // Object Pixel Spacing in Center of Beam
    case 0x00209301: // Image Position (Volume)
    case 0x00209302: // Image Orientation (Volume)
    case 0x00409212: // Real World Value LUT Data
    case 0x00409224: // Real World Value Intercept
    case 0x00409225: // Real World Value Slope
    case 0x00480001: // Imaged Volume Width
    case 0x00480002: // Imaged Volume Height
        return true;
    default:
        return false;
    }
}

class ValueChecker {
public:
    ValueChecker(const ScannedInstance &instance, FindingCollector &findings)
        : m_instance(instance), m_findings(findings), m_reporter(instance, findings), m_private(instance, m_reporter),
          m_dictionary(instance, m_reporter)
    {}
    // After the last element: what is one remark for the whole instance.
    void finish()
    {
        reportGroupLengths();
        reportDirectoryElements();
        m_dictionary.reportKnownAsUn(m_findings);
    }

    void check(const Element &element)
    {
        if (element.vr == Vr::none || element.has(Element::fragment) || isTagDamaged(m_instance, element))
            return;
        if (element.tag.isGroupLength()) {
            countGroupLength(element);
            return;
        }
        if (element.tag.group == 0x0004 && !m_isDirectory)
            noteDirectoryElement(element);
        const DictionaryEntry *entry = nullptr;
        if (element.tag.isPrivate())
            m_private.check(element);
        else
            entry = m_dictionary.check(element);
        if (element.length == 0 || element.hasUndefinedLength() || isLengthDoubtful(m_instance, element))
            return;
        const Vr vr = vrOfValue(element);
        if (isText(vr))
            checkText(element, vr, entry);
        else
            checkBinary(element, vr, entry);
    }

private:
    void add(std::string_view id, const Element &element, std::string_view observed, std::string_view expected)
    {
        m_reporter.add(ruleFor(element, id), element, observed, expected);
    }

    void checkText(const Element &element, Vr vr, const DictionaryEntry *entry)
    {
        if (!element.has(Element::valueKept)) {
            checkLongText(element, vr);
            return;
        }
        const std::string_view value = m_instance.value(element);
        // Other texts are decoded first, in the family of texts.
        if (!isCharacterSetDependent(vr) || isPlainAscii(value))
            checkTextForm(m_reporter, element, value, value, entry);
    }

    // Longer than what the scan keeps, and so longer than what these VRs allow in any character set.
    void checkLongText(const Element &element, Vr vr)
    {
        if (vr == Vr::LT || vr == Vr::ST)
            add("value.length.too-long", element, std::to_string(element.length) + " bytes",
                brokenRule(vr, ValueDefect::tooLong).expected);
        else if (!m_instance.stoppedAt)
            m_findings.addNotChecked("value.long-text", "a text of more than 64 KB");
    }

    void checkBinary(const Element &element, Vr vr, const DictionaryEntry *entry)
    {
        const unsigned size = fixedValueSize(vr);
        // An odd length is a defect of the encoding; the length of pixel data is judged by what is in the image.
        if (size == 0 || element.length % 2 != 0 || element.tag.group == 0x7FE0)
            return;
        if (element.length % size != 0) {
            add("value.length.not-multiple", element, std::to_string(element.length) + " bytes",
                "a multiple of " + std::to_string(size));
            return;
        }
        const bool isBulk = vr == Vr::OD || vr == Vr::OF || vr == Vr::OL || vr == Vr::OV || vr == Vr::OW;
        if (isBulk)
            return;
        checkCount(element, entry, element.length / size);
        if (vr == Vr::FL || vr == Vr::FD)
            checkFinite(element, size);
    }

    void checkFinite(const Element &element, unsigned size)
    {
        const std::string_view value = m_instance.value(element);
        const bool bigEndian = element.has(Element::bigEndian);
        for (std::size_t offset = 0; offset + size <= value.size(); offset += size) {
            const double number = floatAt(value, offset, size, bigEndian);
            if (std::isfinite(number))
                continue;
            add(isMeasure(element.tag) ? "value.float.measure-not-finite" : "value.float.not-finite", element,
                std::isnan(number) ? "not a number" : "infinite", "a finite number");
            return;
        }
    }

    void checkCount(const Element &element, const DictionaryEntry *entry, std::uint64_t count)
    {
        if (entry != nullptr && !DictionaryCheck::isMultiplicityRight(*entry, count))
            DictionaryCheck::reportMultiplicity(m_reporter, element, *entry, count);
    }

    void noteDirectoryElement(const Element &element)
    {
        if (m_directoryElements++ == 0)
            m_firstDirectoryElement = &element;
    }

    // One cause, whatever the number: an entry of a directory in something else.
    void reportDirectoryElements()
    {
        if (m_directoryElements > 0)
            m_findings.add("attribute.directory-only", {.attribute = m_instance.pathOf(*m_firstDirectoryElement),
                                                        .vr = m_firstDirectoryElement->vr,
                                                        .expected = "group 0004 in a DICOMDIR only",
                                                        .offset = m_firstDirectoryElement->offset,
                                                        .count = m_directoryElements});
    }

    void countGroupLength(const Element &element)
    {
        if (element.tag.group <= 0x0002)
            return;
        if (m_groupLengths == 0)
            m_firstGroupLength = &element;
        ++m_groupLengths;
    }

    // Retired since 2004 and everywhere in older files: one remark for all of them.
    void reportGroupLengths()
    {
        const bool isReported = std::ranges::any_of(m_instance.defects, [](const ScanDefect &defect) {
            return defect.kind == ScanDefectKind::groupLengthWrong;
        });
        if (m_groupLengths > 0 && !isReported)
            m_findings.add("attribute.group-length", {.attribute = m_instance.pathOf(*m_firstGroupLength),
                                                      .vr = m_firstGroupLength->vr,
                                                      .offset = m_firstGroupLength->offset,
                                                      .count = m_groupLengths});
    }

    const ScannedInstance &m_instance;
    FindingCollector &m_findings;
    DefectReporter m_reporter;
    PrivateBlocks m_private;
    DictionaryCheck m_dictionary;
    const Element *m_firstGroupLength = nullptr;
    std::uint32_t m_groupLengths = 0;
    const bool m_isDirectory = isMediaDirectory(m_instance);
    const Element *m_firstDirectoryElement = nullptr;
    std::uint32_t m_directoryElements = 0;
};

} // namespace

std::span<const CheckRule> valueRules()
{
    return allValueRules();
}

void checkValues(const CheckInput &input, FindingCollector &findings)
{
    ValueChecker checker(input.instance, findings);
    for (const Element &element : input.instance.elements)
        checker.check(element);
    checker.finish();
    findings.countChecks(static_cast<std::uint32_t>(allValueRules().size()));
}

} // namespace mi
