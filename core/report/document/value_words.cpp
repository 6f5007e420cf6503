// The words of report_content.h for single values.
#include "core/report/document/report_content.h"
#include "core/report/document/report_mask.h"
#include "core/report/document/shown_text.h"
#include "core/report/texts/frame_texts.h"

namespace mi {

std::string verdictText(Verdict verdict, Language language)
{
    switch (verdict) {
    case Verdict::passed:
        return std::string(say(Say::verdictPassed, language));
    case Verdict::passedWithWarnings:
        return std::string(say(Say::verdictWarnings, language));
    case Verdict::problems:
        return std::string(say(Say::verdictProblems, language));
    case Verdict::cannotBeRead:
        return std::string(say(Say::verdictUnreadable, language));
    case Verdict::notDicom:
        return std::string(say(Say::verdictNotDicom, language));
    case Verdict::undecided:
        break;
    }
    return std::string(say(Say::verdictUndecided, language));
}

std::string severityText(Severity severity, Language language)
{
    switch (severity) {
    case Severity::error:
        return std::string(say(Say::severityError, language));
    case Severity::warning:
        return std::string(say(Say::severityWarning, language));
    case Severity::info:
        break;
    }
    return std::string(say(Say::severityInfo, language));
}

std::string placeText(FilePlace place, Language language)
{
    // The texts stand in the order of the places.
    const auto text = static_cast<Say>(static_cast<std::size_t>(Say::placeFiled) + static_cast<std::size_t>(place));
    return std::string(say(text, language));
}

std::string archiveText(const ReportStudy &study, Language language)
{
    Say word = study.isFilingBlocked ? Say::archiveRefused : Say::archiveNot;
    switch (study.archive) {
    case ArchiveState::filedAndVerified:
        word = Say::archiveFiled;
        break;
    case ArchiveState::alreadyInArchive:
        word = Say::archiveKnown;
        break;
    case ArchiveState::conflict:
        word = Say::archiveConflict;
        break;
    case ArchiveState::filingFailed:
        word = Say::archiveFailed;
        break;
    case ArchiveState::filing:
        word = Say::archiveUnfinished;
        break;
    case ArchiveState::notFiled:
        break;
    }
    std::string out(say(word, language));
    if (!study.archivePath.empty())
        out += ": " + valueText(study.archivePath, language);
    if (!study.archiveMessage.empty())
        out += " (" + valueText(study.archiveMessage, language) + ")";
    return out;
}

std::string neutralTitle(const ReportStudy &study, Language language)
{
    switch (study.kind) {
    case StudyKind::withoutStudy:
        return std::string(say(Say::withoutStudyHeading, language));
    case StudyKind::mediaDirectory:
        return std::string(say(Say::mediaDirectoryHeading, language));
    case StudyKind::notDicom:
        return std::string(say(Say::notDicomHeading, language));
    case StudyKind::study:
        break;
    }
    return say(Say::studyHeading, language, {std::to_string(study.number)});
}

std::string fullTitle(const ReportStudy &study, Language language, bool isMasked)
{
    if (study.kind != StudyKind::study)
        return neutralTitle(study, language);
    if (isMasked)
        return "Study Instance UID " + valueText(study.studyInstanceUid, language);
    std::string out = study.patientName.empty() ? study.patientId : study.patientName;
    out = out.empty() ? neutralTitle(study, language) : valueText(out, language);
    std::string modalities;
    for (const std::string &modality : study.modalities)
        modalities += (modalities.empty() ? "" : "/") + modality;
    for (const std::string &part :
         {shownDate(study.patientBirthDate, language), modalities, shownDate(study.studyDate, language)})
        out += part.empty() ? "" : ", " + shownText(part);
    return out;
}

std::string factsText(const std::string &observed, const std::string &expected, Language language)
{
    std::string out;
    if (!observed.empty())
        out = say(Say::observed, language, {valueText(observed, language)});
    if (!expected.empty())
        out += (out.empty() ? "" : ", ") + say(Say::expected, language, {valueText(expected, language)});
    return out;
}

std::string valueText(const std::string &value, Language language)
{
    return value == maskedText ? std::string(say(Say::masked, language)) : shownText(value);
}

} // namespace mi
