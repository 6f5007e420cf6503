// Each row is a clean instance with exactly one defect in its File Meta Information.
#include <QTest>

#include "core/checks/file_meta_checks.h"
#include "tests/core/checks/draft_file.h"
#include "tests/support/instance_builder.h"

using namespace mi;
using namespace mi::test;

namespace {

DraftFile draft(Tag tag, Vr vr, std::string_view text)
{
    return DraftFile{}.set(tag, vr, text);
}

// Every rule of the family has to be here.
std::vector<DefectRow> defects()
{
    std::vector<DefectRow> rows;
    const auto row = [&](const char *name, const DraftFile &file, const char *finding) {
        rows.push_back({name, file.file(), finding});
    };
    using namespace std::string_view_literals;
    const Tag version = tags::FileMetaInformationVersion;
    const Tag syntax = tags::TransferSyntaxUID;

    row("no version", DraftFile{}.remove(version), "meta.version.missing (0002,0001)");
    row("an empty version", draft(version, Vr::OB, ""), "meta.version.missing (0002,0001)");
    row("version 2", DraftFile{}.setRaw(version, Vr::OB, "\0\2"sv), "meta.version.wrong (0002,0001)");
    row("a version of four bytes", DraftFile{}.setRaw(version, Vr::OB, "\0\0\0\1"sv), "meta.version.wrong (0002,0001)");

    row("no Media Storage SOP Class UID", DraftFile{}.remove(tags::MediaStorageSOPClassUID),
        "meta.sop-class-uid.missing (0002,0002)");
    row("another Media Storage SOP Class UID", draft(tags::MediaStorageSOPClassUID, Vr::UI, ctImageStorage),
        "meta.sop-class-uid.differs (0002,0002)");
    row("an ill-formed Media Storage SOP Class UID", draft(tags::MediaStorageSOPClassUID, Vr::UI, "1.2.x"),
        "meta.sop-class-uid.differs (0002,0002)");
    row("no Media Storage SOP Instance UID", DraftFile{}.remove(tags::MediaStorageSOPInstanceUID),
        "meta.sop-instance-uid.missing (0002,0003)");
    row("an empty Media Storage SOP Instance UID", draft(tags::MediaStorageSOPInstanceUID, Vr::UI, ""),
        "meta.sop-instance-uid.missing (0002,0003)");
    row("another Media Storage SOP Instance UID", draft(tags::MediaStorageSOPInstanceUID, Vr::UI, "1.2.3.4"),
        "meta.sop-instance-uid.differs (0002,0003)");

    row("a Transfer Syntax UID that is no UID", draft(syntax, Vr::UI, "Explicit"),
        "meta.transfer-syntax.ill-formed (0002,0010)");
    row("a Transfer Syntax that the standard does not have", draft(syntax, Vr::UI, "1.2.840.10008.1.2.9"),
        "meta.transfer-syntax.unknown (0002,0010)");
    row("a private Transfer Syntax", draft(syntax, Vr::UI, "1.2.276.0.9.9.2"),
        "meta.transfer-syntax.private (0002,0010)");

    row("no Implementation Class UID", DraftFile{}.remove(tags::ImplementationClassUID),
        "meta.implementation-class-uid.missing (0002,0012)");
    row("an ill-formed Implementation Class UID", draft(tags::ImplementationClassUID, Vr::UI, "1.2.003"),
        "meta.uid.ill-formed (0002,0012)");
    row("private information without its creator", DraftFile{}.setRaw(Tag{0x0002, 0x0102}, Vr::OB, "\1\2"),
        "meta.private-information.no-creator (0002,0100)");
    row("an element that the table does not have", DraftFile{}.set(Tag{0x0002, 0x0099}, Vr::LO, "what"),
        "meta.element.unknown (0002,0099)");

    // A Transfer Syntax that is retired and not even the one of the data.
    rows.push_back({"Explicit VR Big Endian announced, little endian found",
                    part10(fileMeta({.transferSyntax = std::string(explicitBig)}), CleanInstance{}.dataSet()),
                    "meta.transfer-syntax.contradicted (0002,0010)"});
    // Explicit VR Big Endian, retired since 2006.
    const std::string big = CleanInstance{}.dataSet({.explicitVr = true, .bigEndian = true});
    rows.push_back({"Explicit VR Big Endian", part10(fileMeta({.transferSyntax = std::string(explicitBig)}), big),
                    "meta.transfer-syntax.retired (0002,0010)"});
    rows.push_back(
        {"a DICOMDIR in Implicit VR",
         part10(fileMeta({.transferSyntax = std::string(implicitLittle), .sopClassUid = "1.2.840.10008.1.3.10"}),
                emptyDirectory({.explicitVr = false})),
         "meta.transfer-syntax.not-for-directory (0002,0010)"});
    return rows;
}

} // namespace

class TestFileMetaChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRuleHasARow();
    void oneDefectIsOneFinding_data();
    void oneDefectIsOneFinding();
    void everythingThatTheTableHasIsFine();
    void theFindingShowsBothUids();
};

void TestFileMetaChecks::everyRuleHasARow()
{
    QCOMPARE(rulesWithoutRow(fileMetaRules(), defects()), QStringList{});
}

void TestFileMetaChecks::oneDefectIsOneFinding_data()
{
    addRows(defects());
}

void TestFileMetaChecks::oneDefectIsOneFinding()
{
    QFETCH(const std::string, bytes);
    QFETCH(const QString, finding);
    QCOMPARE(findingsOf(bytes), finding);
}

void TestFileMetaChecks::everythingThatTheTableHasIsFine()
{
    DraftFile file;
    for (const Tag tag : {Tag{0x0002, 0x0016}, Tag{0x0002, 0x0017}, Tag{0x0002, 0x0018}})
        file.set(tag, Vr::AE, "STATION");
    for (const Tag tag : {Tag{0x0002, 0x0026}, Tag{0x0002, 0x0027}, Tag{0x0002, 0x0028}})
        file.set(tag, Vr::UR, "dicom:station");
    file.set(Tag{0x0002, 0x0100}, Vr::UI, "1.2.276.0.9.9").setRaw(Tag{0x0002, 0x0102}, Vr::OB, "\1\2");
    QCOMPARE(findingIds(verdictOn(file.file())), QStringList{});
}

void TestFileMetaChecks::theFindingShowsBothUids()
{
    const InstanceVerdict verdict = verdictOn(draft(tags::MediaStorageSOPInstanceUID, Vr::UI, "1.2.3.4").file());
    QCOMPARE(verdict.findings.size(), std::size_t{1});
    QCOMPARE(verdict.findings[0].observed, std::string("1.2.3.4"));
    QCOMPARE(verdict.findings[0].expected, CleanInstance{}.sopInstanceUid);
    QVERIFY(verdict.findings[0].offset.has_value());
    QVERIFY(verdict.findings[0].vr == Vr::UI);
}

QTEST_APPLESS_MAIN(TestFileMetaChecks)
#include "tst_file_meta_checks.moc"
