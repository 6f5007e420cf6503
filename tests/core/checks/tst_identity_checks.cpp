// Each row is a clean instance with exactly one defect in who or what it belongs to.
#include <QTest>

#include "core/checks/identity_checks.h"
#include "tests/core/checks/draft_file.h"
#include "tests/support/instance_builder.h"

using namespace mi;
using namespace mi::test;

namespace {

constexpr Tag seriesUid = tags::SeriesInstanceUID;
constexpr Tag studyUid = tags::StudyInstanceUID;
constexpr Tag instanceUid = tags::SOPInstanceUID;
constexpr Tag sopClass = tags::SOPClassUID;

constexpr const char *hangingProtocol = "1.2.840.10008.5.1.4.38.1";
constexpr const char *standaloneOverlay = "1.2.840.10008.5.1.4.1.1.8";
constexpr const char *worklist = "1.2.840.10008.5.1.4.31";

DraftFile draft(Tag tag, Vr vr, std::string_view text)
{
    return DraftFile{}.set(tag, vr, text);
}

// The SOP Instance UID stands in the File Meta Information too.
DraftFile withInstanceUid(std::string_view uid)
{
    return draft(instanceUid, Vr::UI, uid).set(tags::MediaStorageSOPInstanceUID, Vr::UI, uid);
}

// Every rule of the family has to be here.
std::vector<DefectRow> defects()
{
    std::vector<DefectRow> rows;
    const auto row = [&](const char *name, const DraftFile &file, const char *finding) {
        rows.push_back({name, file.file(), finding});
    };
    const std::string tooLong = "1.2." + std::string(61, '3');

    row("no Study Instance UID", DraftFile{}.remove(studyUid), "identity.study-uid.missing (0020,000D)");
    row("an empty Study Instance UID", draft(studyUid, Vr::UI, ""), "identity.study-uid.missing (0020,000D)");
    row("letters in the Study Instance UID", draft(studyUid, Vr::UI, "1.2.x"),
        "identity.study-uid.unusable (0020,000D)");
    row("a Study Instance UID of 65 characters", draft(studyUid, Vr::UI, tooLong),
        "identity.study-uid.unusable (0020,000D)");
    row("two Study Instance UIDs", draft(studyUid, Vr::UI, "1.2.3\\1.2.4"), "identity.study-uid.unusable (0020,000D)");
    row("a path as Study Instance UID", draft(studyUid, Vr::UI, "../../etc"),
        "identity.study-uid.unusable (0020,000D)");
    row("an empty component in the Study Instance UID", draft(studyUid, Vr::UI, "1.2..3"),
        "identity.study-uid.unusable (0020,000D)");
    row("a leading zero in the Study Instance UID", draft(studyUid, Vr::UI, "1.2.03"),
        "identity.uid.ill-formed (0020,000D)");
    row("a Study Instance UID of one component", draft(studyUid, Vr::UI, "12345"),
        "identity.uid.ill-formed (0020,000D)");

    row("no Series Instance UID", DraftFile{}.remove(seriesUid), "identity.series-uid.missing (0020,000E)");
    row("an empty Series Instance UID", draft(seriesUid, Vr::UI, ""), "identity.series-uid.missing (0020,000E)");
    row("letters in the Series Instance UID", draft(seriesUid, Vr::UI, "SERIES1"),
        "identity.series-uid.unusable (0020,000E)");
    row("a root of 3 in the Series Instance UID", draft(seriesUid, Vr::UI, "3.1.2"),
        "identity.uid.ill-formed (0020,000E)");

    row("no SOP Instance UID", DraftFile{}.remove(instanceUid), "identity.sop-instance-uid.missing (0008,0018)");
    row("an empty SOP Instance UID", draft(instanceUid, Vr::UI, ""), "identity.sop-instance-uid.missing (0008,0018)");
    row("letters in both SOP Instance UIDs", withInstanceUid("1.2.3a"),
        "identity.sop-instance-uid.unusable (0008,0018)");
    row("a leading zero in both SOP Instance UIDs", withInstanceUid("1.02.3"), "identity.uid.ill-formed (0008,0018)");

    DraftFile nobodys;
    for (const Tag tag : {sopClass, instanceUid, tags::StudyInstanceUID, seriesUid, tags::PatientID, tags::PatientName})
        nobodys.remove(tag);
    row("nothing that names anything", nobodys, "identity.none");
    row("nothing that names anything but the patient's ID", DraftFile(nobodys).set(tags::PatientID, Vr::LO, "1"),
        "identity.sop-class-uid.missing (0008,0016); identity.sop-instance-uid.missing (0008,0018); "
        "identity.study-uid.missing (0020,000D); identity.series-uid.missing (0020,000E); "
        "identity.patient-name.missing (0010,0010)");
    row("no SOP Class UID", DraftFile{}.remove(sopClass), "identity.sop-class-uid.missing (0008,0016)");
    row("an empty SOP Class UID", draft(sopClass, Vr::UI, ""), "identity.sop-class-uid.missing (0008,0016)");
    row("words as SOP Class UID in the Data Set only", DraftFile{}.set(tags::SOPClassUID, Vr::UI, "CT Image"),
        "identity.sop-class-uid.unusable (0008,0016)");
    row("words as SOP Class UID", DraftFile::ofSopClass("CT Image"), "identity.sop-class-uid.unusable (0008,0016)");
    row("a private SOP Class", DraftFile::ofSopClass("1.2.276.0.9.9.1"), "identity.sop-class-uid.private (0008,0016)");
    row("a SOP Class that the standard does not have", DraftFile::ofSopClass("1.2.840.10008.5.1.4.1.1.9999"),
        "identity.sop-class-uid.unknown (0008,0016)");
    row("a retired SOP Class", DraftFile::ofSopClass(standaloneOverlay), "identity.sop-class-uid.retired (0008,0016)");
    row("a SOP Class of the network", DraftFile::ofSopClass(worklist),
        "identity.sop-class-uid.not-for-files (0008,0016)");

    row("study and series with one UID", draft(seriesUid, Vr::UI, CleanInstance{}.studyUid),
        "identity.uid.same (0020,000E)");
    row("instance and study with one UID", draft(studyUid, Vr::UI, CleanInstance{}.sopInstanceUid),
        "identity.uid.same (0020,000D)");
    row("the SOP Class as SOP Instance UID", withInstanceUid(secondaryCaptureStorage), "identity.uid.same (0008,0018)");
    row("a Study Instance UID under the root of the standard", draft(studyUid, Vr::UI, "1.2.840.10008.1.2.3.4"),
        "identity.uid.reserved-root (0020,000D)");

    row("no Patient ID", DraftFile{}.remove(tags::PatientID), "identity.patient-id.missing (0010,0020)");
    row("an empty Patient ID", draft(tags::PatientID, Vr::LO, ""), "identity.patient-id.empty (0010,0020)");
    row("a Patient ID of spaces", draft(tags::PatientID, Vr::LO, "    "), "identity.patient-id.empty (0010,0020)");
    row("no Patient's Name", DraftFile{}.remove(tags::PatientName), "identity.patient-name.missing (0010,0010)");
    row("an empty Patient's Name", draft(tags::PatientName, Vr::PN, ""), "identity.patient-name.empty (0010,0010)");
    row("a Patient's Name of delimiters", draft(tags::PatientName, Vr::PN, "^^^"),
        "identity.patient-name.empty (0010,0010)");
    return rows;
}

} // namespace

class TestIdentityChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRuleHasARow();
    void oneDefectIsOneFinding_data();
    void oneDefectIsOneFinding();
    void nonPatientObjectsNeedNeitherPatientNorStudy();
    void aDirectoryNeedsNoIdentity();
    void whatWasNotReadIsNotMissing();
    void theRuleSaysWhetherFilingIsBlocked_data();
    void theRuleSaysWhetherFilingIsBlocked();
};

void TestIdentityChecks::everyRuleHasARow()
{
    QCOMPARE(rulesWithoutRow(identityRules(), defects()), QStringList{});
}

void TestIdentityChecks::oneDefectIsOneFinding_data()
{
    addRows(defects());
}

void TestIdentityChecks::oneDefectIsOneFinding()
{
    QFETCH(const std::string, bytes);
    QFETCH(const QString, finding);
    QCOMPARE(findingsOf(bytes), finding);
}

void TestIdentityChecks::nonPatientObjectsNeedNeitherPatientNorStudy()
{
    DraftFile file = DraftFile::ofSopClass(hangingProtocol);
    file.remove(tags::PatientID).remove(tags::PatientName).remove(studyUid).remove(seriesUid);
    QCOMPARE(findingIds(verdictOn(file.file())).filter(QStringLiteral("identity.")), QStringList{});
    file.remove(instanceUid);
    QCOMPARE(findingIds(verdictOn(file.file())).filter(QStringLiteral("identity.")),
             QStringList{QStringLiteral("identity.sop-instance-uid.missing (0008,0018)")});
}

void TestIdentityChecks::aDirectoryNeedsNoIdentity()
{
    QCOMPARE(findingIds(verdictOn(DraftFile::directory().file())), QStringList{});
}

void TestIdentityChecks::whatWasNotReadIsNotMissing()
{
    // Cut in the middle of the Study Date: nothing is known of patient and study.
    const std::string whole = DraftFile{}.file();
    const InstanceVerdict verdict = verdictOn(whole.substr(0, whole.find("20260105") + 4));
    QCOMPARE(findingIds(verdict), QStringList{QStringLiteral("file.truncated (0008,0020)")});
    QVERIFY(verdict.notDecidableChecks >= 10);

    // Cut inside the Patient ID: the UIDs before it were read, those behind it were not.
    const InstanceVerdict later = verdictOn(whole.substr(0, whole.find("T-1") + 1));
    QCOMPARE(findingIds(later), QStringList{QStringLiteral("file.truncated (0010,0020)")});
}

void TestIdentityChecks::theRuleSaysWhetherFilingIsBlocked_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<bool>("isBlocked");
    QTest::newRow("no Study Instance UID") << DraftFile{}.remove(studyUid).file() << true;
    QTest::newRow("no Series Instance UID") << DraftFile{}.remove(seriesUid).file() << true;
    QTest::newRow("no SOP Instance UID") << DraftFile{}.remove(instanceUid).file() << true;
    QTest::newRow("a Study Instance UID that is no UID") << draft(studyUid, Vr::UI, "1.2.x").file() << true;
    QTest::newRow("a leading zero in the Study Instance UID") << draft(studyUid, Vr::UI, "1.2.03").file() << false;
    QTest::newRow("no Patient ID") << DraftFile{}.remove(tags::PatientID).file() << false;
    QTest::newRow("a private SOP Class") << DraftFile::ofSopClass("1.2.276.0.9.9.1").file() << false;
}

void TestIdentityChecks::theRuleSaysWhetherFilingIsBlocked()
{
    QFETCH(const std::string, bytes);
    QFETCH(const bool, isBlocked);
    const InstanceVerdict verdict = verdictOn(bytes);
    QCOMPARE(verdict.findings.size(), std::size_t{1});
    QCOMPARE(verdict.findings[0].blocksFiling(), isBlocked);
}

QTEST_APPLESS_MAIN(TestIdentityChecks)
#include "tst_identity_checks.moc"
