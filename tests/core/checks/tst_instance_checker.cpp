// The verdict on a file by itself: clean files pass in every encoding, and the outcome follows from what was found.
#include <QTest>

#include "core/checks/file_type_guess.h"
#include "core/checks/instance_checker.h"
#include "core/dicom/scanned_instance.h"
#include "tests/core/checks/draft_file.h"
#include "tests/support/instance_builder.h"

#include <algorithm>

using namespace mi;
using namespace mi::test;

namespace {

Finding findingOf(std::string_view id)
{
    Finding finding;
    finding.rule = findCheckRule(id);
    finding.severity = finding.rule->severity;
    return finding;
}

} // namespace

class TestInstanceChecker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCleanInstancePasses_data();
    void aCleanInstancePasses();
    void theOutcomeFollowsFromTheFindings();
    void filesAreJudged_data();
    void filesAreJudged();
    void worstFindingsComeFirst();
    void familiesThatNeedTheWholeAreSkippedAloud();
    void otherFilesAreGuessed_data();
    void otherFilesAreGuessed();
};

void TestInstanceChecker::aCleanInstancePasses_data()
{
    QTest::addColumn<std::string>("bytes");
    const CleanInstance clean;
    const auto meta = [](std::string_view syntax) { return fileMeta({.transferSyntax = std::string(syntax)}); };
    QTest::newRow("Explicit VR Little Endian") << clean.file();
    QTest::newRow("Implicit VR Little Endian") << part10(meta(implicitLittle), clean.dataSet({.explicitVr = false}));
    QTest::newRow("Deflated Explicit VR Little Endian") << part10(meta(deflatedLittle), deflated(clean.dataSet()));
}

void TestInstanceChecker::aCleanInstancePasses()
{
    QFETCH(const std::string, bytes);
    const InstanceVerdict verdict = verdictOn(bytes);
    QCOMPARE(findingIds(verdict), QStringList{});
    QVERIFY(verdict.outcome == Outcome::passed);
    QVERIFY(verdict.notChecked.empty());
    QVERIFY(verdict.decidedChecks > 50);
    // Whether the patient is an animal, and the like.
    QVERIFY(verdict.notDecidableChecks > 0);
    QCOMPARE(verdict.notDecidable.size(), std::size_t{verdict.notDecidableChecks});
}

void TestInstanceChecker::theOutcomeFollowsFromTheFindings()
{
    const Finding error = findingOf("identity.study-uid.missing");
    const Finding warning = findingOf("identity.patient-id.empty");
    const Finding info = findingOf("file.preamble.tiff");
    QVERIFY(outcomeOf({}) == Outcome::passed);
    QVERIFY(outcomeOf({info}) == Outcome::passed);
    QVERIFY(outcomeOf({info, warning}) == Outcome::warnings);
    QVERIFY(outcomeOf({info, error, warning}) == Outcome::problems);
}

void TestInstanceChecker::filesAreJudged_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QStringList>("ids");
    const auto row = [](const char *name, const std::string &bytes, Outcome outcome, const QStringList &ids) {
        QTest::newRow(name) << bytes << static_cast<int>(outcome) << ids;
    };
    const std::string whole = CleanInstance{}.file();
    const auto before = [&](std::string_view text) { return whole.substr(0, whole.rfind(text)); };
    row("nothing at all", "", Outcome::unreadable, {QStringLiteral("file.empty")});
    row("a text", "Read me first.\n", Outcome::notDicom, {QStringLiteral("file.not-dicom")});
    row("a PDF", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<<>>\nendobj\n", Outcome::notDicom,
        {QStringLiteral("file.not-dicom")});
    row("cut off in the pixels", whole.substr(0, whole.size() - 4), Outcome::problems,
        {QStringLiteral("file.truncated (7FE0,0010)")});
    row("cut off behind the UIDs", before("20260105") + "20", Outcome::problems,
        {QStringLiteral("file.truncated (0008,0020)")});
    row("cut off in the first UID", before(secondaryCaptureStorage) + "1.2.840", Outcome::unreadable,
        {QStringLiteral("file.truncated (0008,0016)")});
    row("a program in the preamble", DraftFile{}.preamble("MZ").file(), Outcome::warnings,
        {QStringLiteral("file.preamble.executable")});
    row("a TIFF in the preamble", DraftFile{}.preamble(std::string("II*\0", 4)).file(), Outcome::passed,
        {QStringLiteral("file.preamble.tiff")});
    row("no Study Instance UID", DraftFile{}.remove(tags::StudyInstanceUID).file(), Outcome::problems,
        {QStringLiteral("identity.study-uid.missing (0020,000D)")});
}

void TestInstanceChecker::filesAreJudged()
{
    QFETCH(const std::string, bytes);
    QFETCH(const int, outcome);
    QFETCH(const QStringList, ids);
    const InstanceVerdict verdict = verdictOn(bytes);
    QCOMPARE(findingIds(verdict), ids);
    QCOMPARE(static_cast<int>(verdict.outcome), outcome);
}

void TestInstanceChecker::worstFindingsComeFirst()
{
    const InstanceVerdict verdict = verdictOn(DraftFile{}
                                                  .preamble(std::string("II*\0", 4))
                                                  .set(tags::PatientID, Vr::LO, "")
                                                  .remove(tags::StudyInstanceUID)
                                                  .set(tags::SOPInstanceUID, Vr::UI, "1.2.x")
                                                  .remove(tags::MediaStorageSOPInstanceUID)
                                                  .file());
    for (std::size_t i = 1; i < verdict.findings.size(); ++i)
        QVERIFY(verdict.findings[i - 1].severity >= verdict.findings[i].severity);
    QCOMPARE(verdict.findings.size(), std::size_t{5});
    QCOMPARE(verdict.findings.back().id(), std::string_view("file.preamble.tiff"));
}

void TestInstanceChecker::familiesThatNeedTheWholeAreSkippedAloud()
{
    const std::string whole = CleanInstance{}.file();
    const InstanceVerdict verdict = verdictOn(whole.substr(0, whole.size() - 4));
    for (const CheckFamily &family : allCheckFamilies()) {
        const bool isReported =
            std::ranges::find(verdict.notChecked, family.name, &NotChecked::what) != verdict.notChecked.end();
        // The rule tables are applied to what was read.
        const bool isExpected = family.needsWholeDataSet || family.name == "iod";
        QVERIFY2(isReported == isExpected, std::string(family.name).c_str());
    }
}

void TestInstanceChecker::otherFilesAreGuessed_data()
{
    using namespace std::string_view_literals;
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("type");
    const auto row = [](std::string_view bytes, const char *type) {
        QTest::newRow(type) << std::string(bytes) << std::string(type);
    };
    row("%PDF-1.4"sv, "PDF document");
    row("PK\3\4....."sv, "ZIP archive");
    row("\x89PNG\r\n\x1A\n...."sv, "PNG image");
    row("\xFF\xD8\xFF\xE0"sv, "JPEG image");
    row("MZ\x90\0"sv, "Windows program");
    row("\x7F"
        "ELF\2\1"sv,
        "Linux program");
    row("#!/bin/sh"sv, "script");
    row("<?xml version=\"1.0\"?>"sv, "XML");
    row("[autorun]\r\nopen=viewer.exe"sv, "autorun.inf");
    row("Sehr geehrte Frau M\xC3\xBCller"sv, "text");
    row(std::string(257, '\0') + "ustar", "TAR archive");
    row("\1\2\3\4"sv, "");
    row(""sv, "");
}

void TestInstanceChecker::otherFilesAreGuessed()
{
    QFETCH(const std::string, bytes);
    QFETCH(const std::string, type);
    QCOMPARE(std::string(guessFileType(bytes)), type);
}

QTEST_APPLESS_MAIN(TestInstanceChecker)
#include "tst_instance_checker.moc"
