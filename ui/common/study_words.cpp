#include "ui/common/study_words.h"

#include "ui/common/policy_words.h"
#include "ui/common/text.h"

#include <QCoreApplication>
#include <QStringList>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

StatusWords verdictWords(Verdict verdict)
{
    switch (verdict) {
    case Verdict::passed:
        return {Tone::passed, Words::tr("Passed")};
    case Verdict::passedWithWarnings:
        return {Tone::warnings, Words::tr("Warnings")};
    case Verdict::problems:
        return {Tone::problems, Words::tr("Problems")};
    case Verdict::cannotBeRead:
        return {Tone::unreadable, Words::tr("Cannot be read")};
    case Verdict::notDicom:
        return {Tone::waiting, Words::tr("Not DICOM")};
    case Verdict::undecided:
        break;
    }
    return {Tone::waiting, Words::tr("Not decided")};
}

StatusWords archivingWords(const StudySnapshot &study)
{
    if (study.instances == 0)
        return {Tone::working, Words::tr("Archiving")};
    const double progress = qBound(0.0, static_cast<double>(study.workDone) / study.instances, 1.0);
    return {Tone::working, Words::tr("Archiving %1 %").arg(static_cast<int>(progress * 100)), progress};
}

QString joinNonEmpty(const QStringList &parts, const QString &separator)
{
    QStringList kept;
    for (const QString &part : parts)
        if (!part.isEmpty())
            kept << part;
    return kept.join(separator);
}

QString firstFileAndMore(const StudySnapshot &study)
{
    const QString name = displayText(study.firstFileName);
    if (study.files <= 1)
        return name;
    return Words::tr("%1 and %2 more").arg(name, countText(study.files - 1));
}

QString filesText(const StudySnapshot &study)
{
    return study.files == 1 ? Words::tr("1 file") : Words::tr("%1 files").arg(countText(study.files));
}

} // namespace

StatusWords statusOf(const StudySnapshot &study)
{
    switch (study.work) {
    case WorkState::waiting:
        return {Tone::waiting, Words::tr("Waiting")};
    case WorkState::reading:
        return {Tone::working, Words::tr("Reading")};
    case WorkState::checking:
        return {Tone::working, Words::tr("Checking")};
    case WorkState::archiving:
        return archivingWords(study);
    case WorkState::paused:
        return {Tone::waiting, Words::tr("Paused")};
    case WorkState::interrupted:
        return {Tone::problems, Words::tr("Interrupted")};
    case WorkState::cancelled:
        return {Tone::waiting, Words::tr("Cancelled")};
    case WorkState::done:
        break;
    }
    return verdictWords(study.verdict);
}

QString modalitiesOf(const StudySnapshot &study)
{
    QStringList list;
    for (const std::string &modality : study.modalities)
        list << displayText(modality);
    return list.join(u", "_s);
}

QString descriptionOf(const StudySnapshot &study)
{
    return displayText(study.studyDescription).trimmed();
}

TwoLines patientOf(const StudySnapshot &study)
{
    switch (study.kind) {
    case StudyKind::notDicom:
        return {Words::tr("Not DICOM"), displayText(study.source)};
    case StudyKind::mediaDirectory:
        return {Words::tr("Directory of the medium"), displayText(study.source)};
    case StudyKind::withoutStudy:
    case StudyKind::study:
        break;
    }
    const QString name = personText(study.patientName);
    const QString id = displayText(study.patientId).trimmed();
    const QString born = dateText(study.patientBirthDate);
    return {name.isEmpty() ? Words::tr("(no patient name)") : name,
            joinNonEmpty({id.isEmpty() ? Words::tr("Patient ID missing") : id,
                          born.isEmpty() ? QString{} : Words::tr("born %1").arg(born)},
                         u"   "_s)};
}

TwoLines studyOf(const StudySnapshot &study)
{
    switch (study.kind) {
    case StudyKind::notDicom:
        return {firstFileAndMore(study), study.files == 1 ? Words::tr("1 file, left where it is")
                                                          : Words::tr("%1, left where they are").arg(filesText(study))};
    case StudyKind::mediaDirectory:
        return {firstFileAndMore(study), filesText(study)};
    case StudyKind::withoutStudy:
        return {firstFileAndMore(study), Words::tr("No study they belong to")};
    case StudyKind::study:
        break;
    }
    const QString date = dateText(study.studyDate);
    const QString description = descriptionOf(study);
    const QString first = joinNonEmpty(
        {modalitiesOf(study), description.isEmpty() ? Words::tr("(no description)") : description}, u"   "_s);
    const QString accession = displayText(study.accessionNumber).trimmed();
    return {first, joinNonEmpty({date.isEmpty() ? Words::tr("Study date unknown") : date,
                                 accession.isEmpty() ? QString{} : Words::tr("Accession %1").arg(accession)},
                                u"   "_s)};
}

ArchiveWords archiveOf(const StudySnapshot &study)
{
    if (study.kind != StudyKind::study)
        return {};
    switch (study.archive) {
    case ArchiveState::filing:
        return {Words::tr("Filing"), {}, true, Tone::working};
    case ArchiveState::filedAndVerified:
        return {Words::tr("Filed and verified"), {}, true, Tone::passed};
    case ArchiveState::alreadyInArchive:
        return {Words::tr("Already in archive"), {}, true, Tone::passed};
    case ArchiveState::conflict:
        return {Words::tr("Conflict"), Words::tr("kept in quarantine"), true, Tone::problems};
    case ArchiveState::filingFailed:
        return {Words::tr("Filing failed"), displayText(study.archiveMessage), true, Tone::problems};
    case ArchiveState::notFiled:
        break;
    }
    if (!study.isClosed)
        return {};
    if (study.policy && !study.policy->problem.empty())
        return {Words::tr("Not filed"), Words::tr("site policy unusable"), false, Tone::waiting};
    if (study.isFilingBlocked)
        return {Words::tr("Not filed"),
                isBlockedOutOfSight(study) ? Words::tr("a suppressed problem keeps it out")
                                           : Words::tr("a problem keeps it out"),
                false, Tone::waiting};
    return {Words::tr("Not filed"), study.acceptance ? Words::tr("accepted") : QString{}, false, Tone::waiting};
}

QString shortTitleOf(const StudySnapshot &study)
{
    if (study.kind != StudyKind::study)
        return joinNonEmpty(
            {study.kind == StudyKind::withoutStudy ? Words::tr("Files without a study") : patientOf(study).first,
             filesText(study)},
            u", "_s);
    return joinNonEmpty(
        {joinNonEmpty({modalitiesOf(study), descriptionOf(study)}, u" "_s), dateText(study.studyDate),
         study.instances == 1 ? Words::tr("1 instance") : Words::tr("%1 instances").arg(countText(study.instances))},
        u", "_s);
}

QString sentenceOf(const StudySnapshot &study)
{
    const TwoLines patient = patientOf(study);
    const TwoLines about = studyOf(study);
    QStringList parts{statusOf(study).word, joinNonEmpty({patient.first, patient.second}, u", "_s),
                      joinNonEmpty({about.first, about.second}, u", "_s)};
    if (study.kind == StudyKind::study)
        parts << (study.instances == 1 ? Words::tr("1 instance")
                                       : Words::tr("%1 instances").arg(countText(study.instances)));
    if (study.errors > 0)
        parts << (study.errors == 1 ? Words::tr("1 problem") : Words::tr("%1 problems").arg(study.errors));
    if (study.warnings > 0)
        parts << (study.warnings == 1 ? Words::tr("1 warning") : Words::tr("%1 warnings").arg(study.warnings));
    if (const QString counts = policyCounts(study); !counts.isEmpty())
        parts << Words::tr("By the site policy: %1").arg(counts);
    const ArchiveWords archive = archiveOf(study);
    parts << joinNonEmpty({archive.word, archive.reason}, u", "_s);
    return joinNonEmpty(parts, u". "_s).replace(u"   "_s, u", "_s) + u'.';
}

bool isFileable(const StudySnapshot &study)
{
    const bool isHeld = study.policy && !study.policy->problem.empty();
    return study.kind == StudyKind::study && study.isClosed && !study.isFilingBlocked && !isHeld &&
           study.work == WorkState::done &&
           (study.archive == ArchiveState::notFiled || study.archive == ArchiveState::filingFailed);
}

QString outcomeWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::passed:
        return Words::tr("Passed");
    case Outcome::warnings:
        return Words::tr("Warnings");
    case Outcome::problems:
        return Words::tr("Problems");
    case Outcome::unreadable:
        return Words::tr("Cannot be read");
    case Outcome::notDicom:
        break;
    }
    return Words::tr("Not DICOM");
}

Tone outcomeTone(Outcome outcome)
{
    switch (outcome) {
    case Outcome::passed:
        return Tone::passed;
    case Outcome::warnings:
        return Tone::warnings;
    case Outcome::problems:
        return Tone::problems;
    case Outcome::unreadable:
        return Tone::unreadable;
    case Outcome::notDicom:
        break;
    }
    return Tone::waiting;
}

Tone severityTone(Severity severity)
{
    switch (severity) {
    case Severity::error:
        return Tone::problems;
    case Severity::warning:
        return Tone::warnings;
    case Severity::info:
        break;
    }
    return Tone::waiting;
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::error:
        return Words::tr("Problem");
    case Severity::warning:
        return Words::tr("Warning");
    case Severity::info:
        break;
    }
    return Words::tr("Note");
}

} // namespace mi::ui
