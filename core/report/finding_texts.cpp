#include "core/report/finding_texts.h"

#include "core/report/texts/text_row.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <vector>

namespace mi {

namespace {

using Rows = std::vector<TextRow>;

Rows joinedRows(std::initializer_list<std::span<const TextRow>> tables)
{
    Rows rows;
    for (const auto table : tables)
        rows.insert(rows.end(), table.begin(), table.end());
    std::ranges::sort(rows, {}, [](const TextRow &row) { return std::string_view(row.id); });
    return rows;
}

const Rows &rowsOf(Language language)
{
    static const Rows english =
        joinedRows({bulkDataTexts(), consistencyTexts(), contentTreeTexts(), encodingTexts(), fileMetaTexts(),
                    identityTexts(), iodTexts(), pixelDataTexts(), studyAsWholeTexts(), studyTexts(), valueTexts()});
    static const Rows german =
        joinedRows({germanBulkTexts(), germanConsistencyTexts(), germanEncodingTexts(), germanFileMetaTexts(),
                    germanIdentityTexts(), germanIodTexts(), germanPixelTexts(), germanValueTexts()});
    return language == Language::german ? german : english;
}

const TextRow *findRow(std::string_view id, Language language)
{
    const Rows &rows = rowsOf(language);
    const auto found =
        std::ranges::lower_bound(rows, id, {}, [](const TextRow &row) { return std::string_view(row.id); });
    return found != rows.end() && found->id == id ? &*found : nullptr;
}

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

bool hasFindingText(std::string_view id, Language language)
{
    return findRow(id, language) != nullptr;
}

FindingText findingText(std::string_view id, Language language)
{
    const TextRow *row = findRow(id, language);
    if (row == nullptr)
        row = findRow(id, Language::english);
    // A report of another version may name a rule that this one does not know.
    if (row == nullptr)
        return {fromUtf8(id), {}, {}};
    return {fromUtf8(row->title), fromUtf8(row->meaning), fromUtf8(row->advice)};
}

QString findingFacts(const Finding &finding)
{
    QStringList facts;
    if (!finding.observed.empty())
        facts += QCoreApplication::translate("Findings", "found %1").arg(fromUtf8(finding.observed));
    if (!finding.expected.empty())
        facts += QCoreApplication::translate("Findings", "expected %1").arg(fromUtf8(finding.expected));
    if (finding.count > 1)
        facts += QCoreApplication::translate("Findings", "%n times", nullptr, static_cast<int>(finding.count));
    return facts.join(QStringLiteral(", "));
}

} // namespace mi
