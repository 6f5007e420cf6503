#include "core/report/texts/frame_texts.h"

#include <array>

namespace mi {

namespace {

struct FrameRow {
    Say key;
    std::string_view english;
    std::string_view german;
};

constexpr std::array<FrameRow, sayings> rows{{
    {Say::title, "Check report", "Prüfbericht"},
    {Say::titleOfStudy, "Check report of a study", "Prüfbericht einer Studie"},
    {Say::subject, "DICOM studies, checked for format and consistency",
     "DICOM-Studien, geprüft auf Format und Widerspruchsfreiheit"},
    {Say::notice, "MI Validator checks format and consistency, not diagnostic quality.",
     "MI Validator prüft Format und Widerspruchsfreiheit, nicht die diagnostische Qualität."},
    {Say::created, "Created", "Erstellt"},
    {Say::createdBy, "Created by", "Erstellt von"},
    {Say::onHost, "%1 on %2", "%1 auf %2"},
    {Say::program, "Program", "Programm"},
    {Say::checkedWith, "Checked with", "Geprüft mit"},
    {Say::standard, "DICOM standard", "DICOM-Standard"},
    {Say::scope, "Covers", "Umfang"},
    {Say::scopeStudy, "one study", "eine Studie"},
    {Say::scopeSelection, "a selection of studies", "eine Auswahl von Studien"},
    {Say::scopeSession, "everything that was checked", "alles, was geprüft wurde"},
    {Say::scopeArchive, "studies of an archive", "Studien eines Archivs"},
    {Say::source, "Source", "Quelle"},
    {Say::policy, "Site policy", "Hausregeln"},
    {Say::noPolicy, "none", "keine"},
    {Say::policyRules, "%1, %2 of %3 rules in force on %4", "%1, %2 von %3 Regeln in Kraft am %4"},
    {Say::policyProblem, "%1 could not be applied: %2", "%1 konnte nicht angewendet werden: %2"},
    {Say::identity, "Identities", "Personenangaben"},
    {Say::identityMasked, "masked: names, IDs, dates, descriptions and file names are left out",
     "verdeckt: Namen, IDs, Daten, Beschreibungen und Dateinamen sind weggelassen"},
    {Say::identityShown, "shown; this report holds personal data",
     "enthalten; dieser Bericht enthält personenbezogene Daten"},
    {Say::masked, "[masked]", "[verdeckt]"},
    {Say::notStated, "not stated", "nicht angegeben"},
    {Say::summary, "Summary", "Überblick"},
    {Say::studies, "Studies", "Studien"},
    {Say::verdict, "Verdict", "Urteil"},
    {Say::verdictPassed, "Passed", "Bestanden"},
    {Say::verdictWarnings, "Passed with warnings", "Bestanden mit Warnungen"},
    {Say::verdictProblems, "Problems found", "Mängel gefunden"},
    {Say::verdictUnreadable, "Cannot be read", "Nicht lesbar"},
    {Say::verdictNotDicom, "Not DICOM", "Kein DICOM"},
    {Say::verdictUndecided, "Not decided", "Nicht entschieden"},
    {Say::filesFound, "Files found", "Gefundene Dateien"},
    {Say::files, "Files", "Dateien"},
    {Say::fileAccounting, "Where every file is", "Verbleib aller Dateien"},
    {Say::judgement, "How the files were judged", "Beurteilung der Dateien"},
    {Say::filePassed, "Passed", "Bestanden"},
    {Say::fileWarnings, "Warnings", "Warnungen"},
    {Say::fileProblems, "Problems", "Mängel"},
    {Say::fileUnreadable, "Unreadable", "Nicht lesbar"},
    {Say::fileNotDicom, "Not DICOM", "Kein DICOM"},
    {Say::fileNotJudged, "Not judged: the run ended before", "Nicht beurteilt: vorher beendet"},
    {Say::placeFiled, "Filed in the archive and verified", "Im Archiv abgelegt und verifiziert"},
    {Say::placeAlreadyThere, "In the archive before", "Schon vorher im Archiv"},
    {Say::placeConflict, "Conflict with the archive", "Widerspruch zum Archiv"},
    {Say::placeFilingFailed, "Filing failed", "Ablegen gescheitert"},
    {Say::placeRefused, "Refused: problems keep the study out", "Abgewiesen: Mängel verhindern das Ablegen"},
    {Say::placeNotFiled, "Not filed; nothing keeps the study out", "Nicht abgelegt; nichts spricht dagegen"},
    {Say::placeDuplicate, "A copy of another file here", "Kopie einer anderen Datei von hier"},
    {Say::placeMediaDirectory, "Directory of a medium (DICOMDIR)", "Verzeichnis eines Datenträgers (DICOMDIR)"},
    {Say::placeWithoutStudy, "DICOM, but of no study", "DICOM, aber ohne Studie"},
    {Say::placeUnreadable, "Could not be read", "Konnte nicht gelesen werden"},
    {Say::placeNotDicom, "Not DICOM", "Kein DICOM"},
    {Say::placeNotJudged, "Not judged: the run ended before", "Nicht beurteilt: vorher beendet"},
    {Say::sum, "Sum", "Summe"},
    {Say::bySeverity, "Findings by severity", "Befunde nach Schwere"},
    {Say::byManufacturer, "Findings by manufacturer", "Befunde nach Hersteller"},
    {Say::severityError, "Problem", "Mangel"},
    {Say::severityWarning, "Warning", "Warnung"},
    {Say::severityInfo, "Note", "Hinweis"},
    {Say::otherManufacturers, "%1 others", "%1 weitere"},
    {Say::causes, "What was found", "Was gefunden wurde"},
    {Say::noFindings, "Nothing was found to be wrong.", "Es wurde nichts beanstandet."},
    {Say::meaning, "Consequence", "Folge"},
    {Say::advice, "Advice", "Rat"},
    {Say::foundIn, "Found in", "Gefunden in"},
    {Say::studiesInstances, "studies: %1, instances: %2, occurrences: %3", "Studien: %1, Instanzen: %2, Vorkommen: %3"},
    {Say::blocks, "Filing", "Ablage"},
    {Say::blocksFiling, "keeps the study out of the archive", "verhindert die Ablage im Archiv"},
    {Say::attributes, "Attributes", "Attribute"},
    {Say::attribute, "Attribute", "Attribut"},
    {Say::manufacturers, "Maker and model", "Hersteller und Modell"},
    {Say::manufacturerCount, "%1 (%2)", "%1 (%2)"},
    {Say::andMore, "and %1 more", "und %1 weitere"},
    {Say::example, "Example", "Beispiel"},
    {Say::exampleOf, "study %1: %2", "Studie %1: %2"},
    {Say::observed, "found %1", "gefunden %1"},
    {Say::expected, "expected %1", "erwartet %1"},
    {Say::severalValues, "other values elsewhere", "anderswo andere Werte"},
    {Say::rule, "Rule", "Regel"},
    {Say::ruleOwn, "of MI Validator", "von MI Validator"},
    {Say::file, "File", "Datei"},
    {Say::instance, "SOP Instance UID", "SOP Instance UID"},
    {Say::studyHeading, "Study %1", "Studie %1"},
    {Say::withoutStudyHeading, "Files without a study", "Dateien ohne Studie"},
    {Say::mediaDirectoryHeading, "Directories of media (DICOMDIR)", "Verzeichnisse von Datenträgern (DICOMDIR)"},
    {Say::notDicomHeading, "Files that are not DICOM", "Dateien, die kein DICOM sind"},
    {Say::patient, "Patient", "Patient"},
    {Say::patientId, "Patient ID", "Patienten-ID"},
    {Say::birthDate, "Birth date", "Geburtsdatum"},
    {Say::sex, "Sex", "Geschlecht"},
    {Say::studyDate, "Study date", "Datum der Studie"},
    {Say::description, "Description", "Beschreibung"},
    {Say::accessionNumber, "Accession Number", "Accession Number"},
    {Say::institution, "Institution", "Einrichtung"},
    {Say::modalities, "Modalities", "Modalitäten"},
    {Say::studyUid, "Study Instance UID", "Study Instance UID"},
    {Say::content, "Content", "Inhalt"},
    {Say::seriesInstances, "series: %1, instances: %2, files: %3", "Serien: %1, Instanzen: %2, Dateien: %3"},
    {Say::archive, "Archive", "Archiv"},
    {Say::archiveFiled, "filed and verified", "abgelegt und verifiziert"},
    {Say::archiveKnown, "was in the archive before", "war schon im Archiv"},
    {Say::archiveConflict, "conflict with the archive", "Widerspruch zum Archiv"},
    {Say::archiveFailed, "filing failed", "Ablegen gescheitert"},
    {Say::archiveUnfinished, "filing was not finished", "Ablegen nicht abgeschlossen"},
    {Say::archiveRefused, "not filed: problems keep it out", "nicht abgelegt: Mängel verhindern es"},
    {Say::archiveNot, "not filed", "nicht abgelegt"},
    {Say::checks, "Checks", "Prüfungen"},
    {Say::checksText, "passed: %1, not decidable from the files: %2",
     "bestanden: %1, aus den Dateien nicht entscheidbar: %2"},
    {Say::suppressed, "Put out of sight by the site policy", "Von den Hausregeln ausgeblendet"},
    {Say::suppressedCauses, "causes: %1", "Ursachen: %1"},
    {Say::policyChanged, "Site policy: rule %1 (%2); the check itself says: %3",
     "Hausregeln: Regel %1 (%2); die Prüfung selbst sagt: %3"},
    {Say::noFindingsInStudy, "No findings.", "Keine Befunde."},
    {Say::instancesOf, "instances: %1 of %2", "Instanzen: %1 von %2"},
    {Say::wholeStudy, "the study as a whole", "die Studie als Ganzes"},
    {Say::notChecked, "What was not checked", "Was nicht geprüft wurde"},
    {Say::notCheckedNone, "Everything that this version checks was looked at.",
     "Alles, was diese Version prüft, wurde geprüft."},
    {Say::notCheckedStudies, "studies: %1; %2", "Studien: %1; %2"},
    {Say::notDecidable, "Checks that could not be decided from the files alone: %1.",
     "Aus den Dateien allein nicht entscheidbare Prüfungen: %1."},
    {Say::page, "Page %1 of %2", "Seite %1 von %2"},
    {Say::letterSubject, "DICOM studies that you sent us: what our check found",
     "Von Ihnen gesandte DICOM-Studien: Ergebnis unserer Prüfung"},
    {Say::letterGreeting, "Dear colleagues,", "Sehr geehrte Damen und Herren,"},
    {Say::letterIntro,
     "we received DICOM studies from you and checked their format and consistency before filing them. The following "
     "was found.",
     "wir haben DICOM-Studien von Ihnen erhalten und sie vor der Ablage auf Format und Widerspruchsfreiheit geprüft. "
     "Dabei wurde Folgendes festgestellt."},
    {Say::letterNothing,
     "we received DICOM studies from you and checked their format and consistency before filing them. We have nothing "
     "to object to.",
     "wir haben DICOM-Studien von Ihnen erhalten und sie vor der Ablage auf Format und Widerspruchsfreiheit geprüft. "
     "Wir haben nichts zu beanstanden."},
    {Say::letterStudies, "The studies", "Die Studien"},
    {Say::letterWrong, "What was found", "Was festgestellt wurde"},
    {Say::letterAsk, "What we ask you for", "Worum wir Sie bitten"},
    {Say::letterAskCorrect, "Please correct what is called a problem above and send the studies concerned again.",
     "Bitte beheben Sie, was oben Mangel heißt, und senden Sie die betroffenen Studien erneut."},
    {Say::letterAskNotFiled, "Until then we cannot file these studies: %1.",
     "Bis dahin können wir diese Studien nicht ablegen: %1."},
    {Say::letterAskRead, "Some files could not be read. Please send us a new copy of the medium or the transfer.",
     "Einige Dateien waren nicht lesbar. Bitte senden Sie uns eine neue Kopie des Datenträgers oder der Übertragung."},
    {Say::letterAskSource,
     "Please have what is called a warning corrected at its source, so that later studies are free of it. The studies "
     "concerned need not be sent again for that.",
     "Bitte lassen Sie an der Quelle beheben, was oben Warnung heißt, damit spätere Studien frei davon sind. Die "
     "betroffenen Studien brauchen deshalb nicht erneut gesandt zu werden."},
    {Say::letterAskMaker,
     "Please pass the technical details on to whoever maintains the device or the program that wrote the files.",
     "Bitte geben Sie die technischen Angaben an die Stelle weiter, die das Gerät oder Programm betreut, das die "
     "Dateien geschrieben hat."},
    {Say::letterAskName, "Please name the Study Instance UIDs when you answer.",
     "Bitte nennen Sie in Ihrer Antwort die Study Instance UIDs."},
    {Say::letterCheckedWith, "Checked with MI Validator %1 by %2.", "Geprüft mit MI Validator %1 nach %2."},
    {Say::letterClosing, "Kind regards", "Mit freundlichen Grüßen"},
    {Say::letterFindings, "problems: %1, warnings: %2", "Mängel: %1, Warnungen: %2"},
    {Say::statisticsTitle, "Statistics of checked studies", "Statistik der geprüften Studien"},
    {Say::allStudies, "All studies", "Alle Studien"},
    {Say::byModality, "By modality", "Nach Modalität"},
    {Say::byManufacturerOnly, "By manufacturer", "Nach Hersteller"},
    {Say::byMonth, "By month", "Nach Monat"},
    {Say::manufacturer, "Manufacturer", "Hersteller"},
    {Say::month, "Month", "Monat"},
    {Say::errorRate, "Error rate", "Fehlerquote"},
    {Say::instances, "Instances", "Instanzen"},
    {Say::secondsAStudy, "s a study", "s je Studie"},
    {Say::statisticsNote,
     "Error rate: studies with problems or unreadable files among those judged. A study of several modalities is in "
     "several rows. Month: of filing where it is known, else of the study. Seconds: of checking, added over threads; a "
     "dash where they are not known.",
     "Fehlerquote: Studien mit Mängeln oder unlesbaren Dateien unter den beurteilten. Eine Studie mit mehreren "
     "Modalitäten steht in mehreren Zeilen. Monat: der Ablage, wo bekannt, sonst der Studie. Sekunden: der Prüfung, "
     "über alle Threads addiert; ein Strich, wo sie nicht bekannt sind."},
    {Say::slicesCaption, "Places of slices: %1, from %2 to %3 mm along the normal",
     "Schichtpositionen: %1, von %2 bis %3 mm entlang der Normalen"},
    {Say::slicesThere, "there", "vorhanden"},
    {Say::slicesMissing, "missing", "fehlt"},
    {Say::slicesRepeated, "too often", "zu oft"},
}};

// A row in the wrong place would say something else.
constexpr bool areInOrder()
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].key) != i || rows[i].english.empty() || rows[i].german.empty())
            return false;
    }
    return true;
}
static_assert(areInOrder());

} // namespace

std::string_view say(Say text, Language language)
{
    const FrameRow &row = rows[static_cast<std::size_t>(text)];
    return language == Language::german ? row.german : row.english;
}

std::string say(Say text, Language language, std::initializer_list<std::string_view> values)
{
    const std::string_view pattern = say(text, language);
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool isPlace = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' &&
                             pattern[i + 1] < static_cast<char>('1' + values.size());
        if (isPlace)
            out += *(values.begin() + (pattern[++i] - '1'));
        else
            out += pattern[i];
    }
    return out;
}

} // namespace mi
