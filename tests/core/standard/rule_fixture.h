// Rules and instances in a few words, for tests of core/standard.
#pragma once

#include "core/dicom/encoding_scan.h"
#include "core/standard/condition.h"
#include "core/standard/rule_tables.h"
#include "tests/support/instance_builder.h"

#include <QString>

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace mi::test {

inline QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// "rules 1" and the text, as the file "test.rules".
inline Result<std::shared_ptr<const RuleTables>> readRules(std::string_view text)
{
    const std::string whole = "rules 1\n" + std::string{text};
    const RuleTables::Source source{.name = "test.rules", .text = whole};
    return RuleTables::create({&source, 1});
}

// "" if the text can be read; else what is wrong and where.
inline QString errorOf(std::string_view text)
{
    const auto tables = readRules(text);
    return tables ? QString{} : QString::fromStdString(tables.error().detail);
}

// Two IODs, three modules and a functional group for expressions that name them.
inline constexpr std::string_view namedRules = "iod one \"One\"\n"
                                               "  module patient M Patient\n"
                                               "  module contrast U Image\n"
                                               "  group pixel-measures M\n"
                                               "iod two \"Two\"\n"
                                               "  module patient M Patient\n"
                                               "module patient \"Patient\"\n"
                                               "  PatientID 2\n"
                                               "module contrast \"Contrast\"\n"
                                               "  ContrastBolusAgent 2\n"
                                               "module device \"Device\"\n"
                                               "  DeviceSequence 1\n"
                                               "macro pixel-measures \"Pixel Measures\"\n"
                                               "  PixelMeasuresSequence 1\n";

// Tables whose only condition of interest is this one.
struct Expression {
    std::shared_ptr<const RuleTables> tables;
    ConditionId id = ConditionId::none;

    explicit Expression(std::string_view text)
    {
        auto read = readRules(std::string{namedRules} + "module tested \"Tested\"\n  PatientComments 1C when " +
                              std::string{text} + "\n");
        if (!read)
            qFatal("%s", describeWithSubject(read.error()).c_str());
        tables = read.take();
        id = tables->rows(tables->module("tested")->rows).front().when;
    }
};

// The elements as a Data Set in this encoding.
inline ScannedInstance scanned(const std::string &dataSet, std::string_view transferSyntax = explicitLittle)
{
    const std::string file = part10(fileMeta({.transferSyntax = std::string{transferSyntax}}), dataSet);
    MemorySource source(std::as_bytes(std::span(file)));
    auto result = scanEncoding(source);
    if (!result)
        qFatal("the scan failed");
    return result.take();
}

inline const char *wordOf(Truth truth)
{
    return truth == Truth::unknown ? "unknown" : truth == Truth::yes ? "yes" : "no";
}

inline const char *truthOf(std::string_view expression, const ScannedInstance &instance,
                           std::uint32_t item = Element::noParent, std::uint32_t frameItem = Element::noParent)
{
    const Expression tested(expression);
    return wordOf(evaluate(*tested.tables, tested.id, {.instance = instance, .item = item, .frameItem = frameItem}));
}

// The index of the n-th Item of the Sequence, wherever it is.
inline std::uint32_t itemIndex(const ScannedInstance &instance, Tag sequence, unsigned number = 1)
{
    for (std::uint32_t i = 0; i < instance.elements.size(); ++i) {
        const Element &element = instance.elements[i];
        const bool isOurs = element.tag == tags::Item && element.parent != Element::noParent &&
                            instance.elements[element.parent].tag == sequence;
        if (isOurs && --number == 0)
            return i;
    }
    qFatal("there is no such Item");
}

} // namespace mi::test
