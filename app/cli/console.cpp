#include "app/cli/console.h"

#include "core/dicom/dictionary.h"
#include "core/report/finding_texts.h"

#include <QStringList>

#include <algorithm>
#include <cstdio>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace mi::cli {

namespace {

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool isErrorStreamATerminal()
{
#ifdef _WIN32
    return _isatty(2) != 0;
#else
    return isatty(STDERR_FILENO) != 0;
#endif
}

QString verdictWords(const StudySnapshot &study)
{
    switch (study.verdict) {
    case Verdict::passed:
        return QStringLiteral("Passed");
    case Verdict::passedWithWarnings:
        return QStringLiteral("Passed with warnings");
    case Verdict::problems:
        return QStringLiteral("Problems found");
    case Verdict::cannotBeRead:
        return QStringLiteral("Cannot be read");
    case Verdict::notDicom:
        return QStringLiteral("Not DICOM");
    case Verdict::undecided:
        break;
    }
    return QStringLiteral("Not decided");
}

QString archiveWords(const StudySnapshot &study)
{
    const QString message =
        study.archiveMessage.empty() ? QString{} : QStringLiteral(": ") + toText(study.archiveMessage);
    switch (study.archive) {
    case ArchiveState::filedAndVerified:
        return QStringLiteral("Filed and verified: ") + toText(study.archivePath);
    case ArchiveState::alreadyInArchive:
        return QStringLiteral("Already in archive");
    case ArchiveState::conflict:
        return QStringLiteral("Conflict") + message;
    case ArchiveState::filingFailed:
        return QStringLiteral("Filing failed") + message;
    case ArchiveState::filing:
        return QStringLiteral("Filing was not finished");
    case ArchiveState::notFiled:
        break;
    }
    return message.isEmpty() ? QString{} : QStringLiteral("Not filed") + message;
}

QString heading(const StudySnapshot &study)
{
    switch (study.kind) {
    case StudyKind::withoutStudy:
        return QStringLiteral("Files without a study: %1").arg(study.files);
    case StudyKind::mediaDirectory:
        return QStringLiteral("DICOMDIR: %1").arg(study.files);
    case StudyKind::notDicom:
        return QStringLiteral("Not DICOM: %1 files").arg(study.files);
    case StudyKind::study:
        break;
    }
    QStringList modalities;
    for (const std::string &modality : study.modalities)
        modalities.append(printable(modality));
    return QStringLiteral("%1 (%2)  %3 %4 %5, %6 instances in %7 series")
        .arg(study.patientName.empty() ? QStringLiteral("no patient name") : printable(study.patientName),
             study.patientId.empty() ? QStringLiteral("no ID") : printable(study.patientId),
             modalities.join(QLatin1Char('/')), printable(study.studyDescription), printable(study.studyDate))
        .arg(study.instances)
        .arg(study.series);
}

// What the site policy made of it, and what the check says.
QString policyLines(const Finding &finding)
{
    if (!finding.policy)
        return {};
    QString text = QStringLiteral("\n        site policy, rule %1: %2")
                       .arg(QString::number(finding.policy->rule), printable(finding.policy->reason));
    if (finding.severity != finding.rule->severity)
        text += QStringLiteral(" (else %1)").arg(toText(toString(finding.rule->severity)));
    if (finding.blocksFiling() != (finding.rule->filing == Filing::blocked))
        text +=
            finding.blocksFiling() ? QStringLiteral(" (blocks filing)") : QStringLiteral(" (does not block filing)");
    return text;
}

// The counts of a study; "" if the policy made no difference to it.
QString policySummary(const StudySnapshot &study)
{
    QStringList parts;
    if (!study.suppressed.empty()) {
        parts << QStringLiteral("%1 suppressed").arg(study.suppressed.size());
        const auto blocking = std::ranges::count_if(
            study.suppressed, [](const FindingGroup &group) { return group.first.blocksFiling(); });
        if (blocking > 0)
            parts << QStringLiteral("%1 of them blocking filing").arg(blocking);
    }
    if (study.changedByPolicy > 0)
        parts << QStringLiteral("%1 judged otherwise").arg(study.changedByPolicy);
    return parts.isEmpty() ? QString{}
                           : QStringLiteral("    site policy \"%1\": %2\n")
                                 .arg(printable(study.policy->name), parts.join(QStringLiteral(", ")));
}

// "PatientName (0010,0010)"; "" for what is not about an attribute.
QString placeWords(const Finding &finding)
{
    const AttributePath &path = finding.attribute;
    if (path.isEmpty())
        return {};
    const std::string_view keyword = keywordOf(path.tag());
    const QString place = toText(path.toString());
    return keyword.empty() ? place : QStringLiteral("%1 %2").arg(toText(keyword), place);
}

QString findingLines(const FindingGroup &group, StudyId study, const PathOfFile &pathOf)
{
    const FindingText words = findingText(group.first.id());
    QString line = QStringLiteral("    %1: %2").arg(toText(toString(group.first.severity)), words.title);
    if (group.instances > 1)
        line += QStringLiteral("  (%1 instances)").arg(group.instances);
    QStringList facts{placeWords(group.first), findingFacts(group.first)};
    facts.removeAll(QString{});
    if (!facts.isEmpty())
        line += QStringLiteral("\n        ") + facts.join(QStringLiteral(": "));
    if (!group.files.empty())
        line += QStringLiteral("\n        in ") + printable(pathOf(study, group.files.front()));
    line += policyLines(group.first);
    line += QStringLiteral("\n        [%1]").arg(toText(group.first.id()));
    return line + QLatin1Char('\n');
}

QString studyText(const StudySnapshot &study, const PathOfFile &pathOf)
{
    QString text = QStringLiteral("%1  %2\n").arg(verdictWords(study), heading(study));
    for (const FindingGroup &group : study.findings)
        text += findingLines(group, study.id, pathOf);
    text += policySummary(study);
    for (const NotChecked &entry : study.notChecked)
        text += QStringLiteral("    not checked: %1 (%2)\n").arg(toText(entry.what), printable(entry.reason));
    const QString archive = archiveWords(study);
    if (!archive.isEmpty())
        text += QStringLiteral("    ") + archive + QLatin1Char('\n');
    return text;
}

} // namespace

QString printable(const std::string &text)
{
    QString out = toText(text);
    for (QChar &c : out) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QChar(0xFFFD);
    }
    return out;
}

QString policyLine(const PolicyIdentity &policy)
{
    QString text = QStringLiteral("Site policy \"%1\"").arg(printable(policy.name));
    if (!policy.revision.empty())
        text += QStringLiteral(", revision %1").arg(printable(policy.revision));
    return text + QStringLiteral(", %1 of %2 rules in force on %3, SHA-256 %4")
                      .arg(policy.rulesInForce)
                      .arg(policy.rules)
                      .arg(toText(policy.day), toText(policy.sha256));
}

void printOut(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
}

void printError(const QString &text)
{
    const QByteArray bytes = QStringLiteral("mivalidator-cli: %1\n").arg(text).toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
}

void StreamedLines::write(const QByteArray &line)
{
    const std::lock_guard lock(m_mutex);
    const auto size = static_cast<std::size_t>(line.size());
    if (std::fwrite(line.constData(), 1, size, stdout) != size || std::fputc('\n', stdout) == EOF ||
        std::fflush(stdout) != 0)
        m_hasFailed = true;
}

bool StreamedLines::hasFailed() const
{
    const std::lock_guard lock(m_mutex);
    return m_hasFailed;
}

Progress::Progress(bool isWanted) : m_isOn(isWanted && isErrorStreamATerminal()) {}

Progress::~Progress()
{
    if (m_hasLine)
        std::fputs("\r\033[K", stderr);
}

void Progress::show(const SessionSnapshot &snapshot)
{
    if (!m_isOn)
        return;
    const double seconds = std::max(snapshot.seconds, 0.001);
    QString line = QStringLiteral("%1 of %2%3 files, %4 files/s, %5 MB/s")
                       .arg(snapshot.files.judged())
                       .arg(snapshot.isDiscoveryDone ? QString{} : QStringLiteral("at least "))
                       .arg(snapshot.files.found)
                       .arg(static_cast<double>(snapshot.files.judged()) / seconds, 0, 'f', 0)
                       .arg(static_cast<double>(snapshot.bytesRead) / seconds / 1e6, 0, 'f', 0);
    if (snapshot.filesToArchive > 0)
        line += QStringLiteral(", archived %1 of %2").arg(snapshot.filesArchived).arg(snapshot.filesToArchive);
    std::fprintf(stderr, "\r%s\033[K", line.toUtf8().constData());
    std::fflush(stderr);
    m_hasLine = true;
}

QString summaryText(const SessionSnapshot &session, const std::vector<StudySnapshotPtr> &studies,
                    const PathOfFile &pathOf)
{
    QString text;
    for (const StudySnapshotPtr &study : studies)
        text += studyText(*study, pathOf) + QLatin1Char('\n');
    const FileAccounting &files = session.files;
    text += QStringLiteral("%1 files: %2 passed, %3 with warnings, %4 with problems, %5 cannot be read, %6 not DICOM")
                .arg(files.found)
                .arg(files.passed)
                .arg(files.warnings)
                .arg(files.problems)
                .arg(files.unreadable)
                .arg(files.notDicom);
    if (files.pending() > 0)
        text += QStringLiteral(", %1 not looked at").arg(files.pending());
    if (session.policy) {
        std::uint64_t suppressed = 0;
        std::uint64_t changed = 0;
        for (const StudySnapshotPtr &study : studies) {
            suppressed += study->suppressed.size();
            changed += study->changedByPolicy;
        }
        text += QStringLiteral("\n%1: %2 suppressed, %3 judged otherwise")
                    .arg(policyLine(*session.policy), QString::number(suppressed), QString::number(changed));
    }
    return text + QStringLiteral("\nMI Validator checks format and consistency, not diagnostic quality.\n");
}

} // namespace mi::cli
