#include "ui/findings/finding_words.h"

#include "core/dicom/dictionary.h"
#include "core/report/finding_texts.h"
#include "ui/common/study_words.h"
#include "ui/common/text.h"

#include <QCoreApplication>
#include <QStringList>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

struct FindingWords {
    Q_DECLARE_TR_FUNCTIONS(FindingWords)
};

constexpr auto gap = "   "_L1;

QString nameOf(Tag tag)
{
    if (const DictionaryEntry *entry = findInDictionary(tag))
        return fromUtf8(entry->name);
    if (tag.isGroupLength())
        return FindingWords::tr("Group Length");
    return tag.isPrivate() ? FindingWords::tr("Private attribute") : FindingWords::tr("Unknown attribute");
}

QString instancesText(const FindingGroup &group, const StudySnapshot &study)
{
    const std::uint32_t all = study.kind == StudyKind::study ? study.instances : study.files;
    if (group.instances == 0)
        return FindingWords::tr("the study as a whole");
    if (study.kind != StudyKind::study)
        return FindingWords::tr("%1 of %2 files").arg(countText(group.instances), countText(all));
    return FindingWords::tr("%1 of %2 instances").arg(countText(group.instances), countText(all));
}

void addIfFilled(QStringList &list, const QString &text)
{
    if (!text.isEmpty())
        list << text;
}

} // namespace

QString attributeText(const AttributePath &path)
{
    if (path.isEmpty())
        return {};
    QStringList steps;
    for (const AttributePath::Step &step : path.steps())
        steps << nameOf(step.sequence);
    steps << nameOf(path.tag());
    return u"%1 %2"_s.arg(steps.join(u" > "_s), fromUtf8(path.toStringWithoutItems()));
}

QString factsLine(const FindingGroup &group, const StudySnapshot &study)
{
    QStringList parts;
    addIfFilled(parts, findingFacts(group.first));
    if (group.hasDifferentValues)
        parts << FindingWords::tr("other values elsewhere");
    parts << instancesText(group, study);
    return parts.join(gap);
}

QString technicalLine(const FindingGroup &group, const StudySnapshot &study, DetailLevel level)
{
    const Finding &finding = group.first;
    QStringList parts;
    if (level == DetailLevel::engineer && !finding.attribute.isEmpty()) {
        parts << attributeText(finding.attribute);
        if (!finding.attribute.steps().empty())
            parts << FindingWords::tr("first at %1").arg(fromUtf8(finding.attribute.toString()));
        if (finding.vr != Vr::none)
            parts << FindingWords::tr("VR %1").arg(fromUtf8(toString(finding.vr)));
        if (!finding.privateCreator.empty())
            parts << FindingWords::tr("creator %1").arg(displayText(finding.privateCreator));
    } else {
        addIfFilled(parts, attributeText(finding.attribute));
    }
    parts << fromUtf8(finding.id());
    addIfFilled(parts, fromUtf8(finding.source()));
    if (level == DetailLevel::engineer) {
        if (finding.offset)
            parts << FindingWords::tr("byte %1").arg(countText(*finding.offset));
        if (group.occurrences > group.instances)
            parts << FindingWords::tr("%1 occurrences").arg(countText(group.occurrences));
        parts << (finding.blocksFiling() ? FindingWords::tr("keeps the study out of the archive")
                                         : FindingWords::tr("does not keep the study out of the archive"));
    }
    addIfFilled(parts, displayText(study.manufacturer));
    return parts.join(gap);
}

QString textForSender(const FindingGroup &group, const StudySnapshot &study)
{
    const FindingText words = findingText(group.first.id(), windowLanguage());
    QStringList lines;
    lines << FindingWords::tr("%1: %2").arg(severityWord(group.first.severity), words.title);
    addIfFilled(lines, factsLine(group, study));
    addIfFilled(lines, words.meaning);
    lines << QString{};
    lines << FindingWords::tr("Study: %1").arg(shortTitleOf(study));
    if (!study.studyInstanceUid.empty())
        lines << FindingWords::tr("Study Instance UID: %1").arg(displayText(study.studyInstanceUid));
    if (!study.accessionNumber.empty())
        lines << FindingWords::tr("Accession Number: %1").arg(displayText(study.accessionNumber));
    lines << FindingWords::tr("Technical: %1")
                 .arg(technicalLine(group, study, DetailLevel::engineer).replace(gap, "; "_L1));
    lines << FindingWords::tr("Checked with MI Validator %1.").arg(QStringLiteral(MIVALIDATOR_VERSION));
    return lines.join(u'\n') + u'\n';
}

QString coverageLine(const StudySnapshot &study)
{
    QStringList parts;
    parts << FindingWords::tr("Passed %1 checks.").arg(countText(study.passedChecks));
    if (study.notDecidableChecks > 0)
        parts << FindingWords::tr("%1 not decidable from the file.").arg(countText(study.notDecidableChecks));
    QStringList reasons;
    for (const NotChecked &item : study.notChecked) {
        const QString what = fromUtf8(item.what);
        reasons << (item.reason.empty() ? what : u"%1 (%2)"_s.arg(what, displayText(item.reason)));
    }
    reasons.removeDuplicates();
    constexpr qsizetype shown = 6;
    const qsizetype more = reasons.size() - shown;
    if (more > 0) {
        reasons = reasons.first(shown);
        reasons << FindingWords::tr("%1 more").arg(more);
    }
    parts << FindingWords::tr("Not checked: %1.")
                 .arg(reasons.isEmpty() ? FindingWords::tr("none") : reasons.join(u", "_s));
    return parts.join(u"  "_s);
}

} // namespace mi::ui
