// Every defect of the encoding becomes exactly one finding. Rows are files with exactly that defect.
#include <QTest>

#include "core/checks/encoding_checks.h"
#include "core/checks/finding_collector.h"
#include "tests/core/checks/draft_file.h"
#include "tests/support/instance_builder.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace mi;
using namespace mi::test;

namespace {

constexpr auto lastKind = ScanDefectKind::limitInflatedSize;
constexpr Tag procedureCodes{0x0008, 0x1032};
constexpr Tag codeValue{0x0008, 0x0100};
constexpr Tag lastCodes{0x0040, 0x0260};
constexpr Tag reasonForVisit{0x0032, 0x1066};
constexpr std::uint32_t undefined = 0xFFFFFFFFU;

std::string code()
{
    return ElementWriter{}
        .text(codeValue, Vr::SH, "CT1")
        .text(Tag{0x0008, 0x0102}, Vr::SH, "99TEST")
        .text(Tag{0x0008, 0x0104}, Vr::LO, "A code")
        .str();
}

std::string itemHeader(std::uint32_t length)
{
    return ElementWriter{}.header(tags::Item, {}, length).str();
}

std::string clean()
{
    return CleanInstance{}.file();
}

using Rows = std::vector<DefectRow>;

Rows fileDefects()
{
    using namespace std::string_view_literals;
    const DraftFile draft;
    const std::string meta = draft.meta();
    const std::string dataSet = draft.dataSet();
    const auto preamble = [](std::string_view begin) { return DraftFile{}.preamble(begin).file(); };
    const std::string deflatedMeta = fileMeta({.transferSyntax = std::string(deflatedLittle)});
    const std::string stream = deflated(dataSet);
    // A stored block with everything up to the Pixel Data, then a block of a type that does not exist.
    const std::string stored = draft.dataSetBefore(tags::PixelData);
    const auto size = static_cast<std::uint16_t>(stored.size());
    ElementWriter broken;
    broken.bytes(std::string(1, '\0'));
    broken.put16(size);
    broken.put16(static_cast<std::uint16_t>(~size));
    broken.bytes(stored).bytes("\x07\xFF\xFF\xFF");
    return {
        {"DICM at the very beginning", "DICM" + meta + dataSet, "file.preamble.missing"},
        {"File Meta Information at the very beginning", meta + dataSet, "file.prefix.missing"},
        {"no File Meta Information behind DICM", std::string(128, '\0') + "DICM" + dataSet, "file.meta.missing"},
        {"a bare Data Set", dataSet, "file.meta.missing"},
        {"an empty line in front of everything", "\r\n" + draft.file(), "file.leading-bytes"},
        {"a byte order mark in front of everything", "\xEF\xBB\xBF" + draft.file(), "file.leading-bytes"},
        {"a Windows program in the preamble", preamble("MZ\x90"sv), "file.preamble.executable"},
        {"a Linux program in the preamble", preamble("\177ELF"sv), "file.preamble.executable"},
        {"a macOS program in the preamble", preamble("\xCF\xFA\xED\xFE"sv), "file.preamble.executable"},
        {"a script in the preamble", preamble("#!/bin/sh\n"sv), "file.preamble.executable"},
        {"a little endian TIFF in the preamble", preamble("II*\0"sv), "file.preamble.tiff"},
        {"a big endian TIFF in the preamble", preamble("MM\0*"sv), "file.preamble.tiff"},
        {"cut off in the pixels", clean().substr(0, clean().size() - 6), "file.truncated (7FE0,0010)"},
        {"zeros behind the Data Set", clean() + std::string(64, '\0'), "file.trailing-zeros"},
        {"text behind the Data Set", clean() + "This is behind the end of the data.", "file.trailing-bytes"},
        {"a deflated Data Set that is damaged", part10(deflatedMeta, broken.str()), "file.deflate.corrupt"},
        {"text behind a deflated Data Set", part10(deflatedMeta, stream + "This is behind it."),
         "file.deflate.trailing-bytes"},
    };
}

Rows metaDefects()
{
    const std::string implicitMeta = ElementWriter{{.explicitVr = false}}
                                         .raw(tags::FileMetaInformationVersion, Vr::OB, std::string_view{"\0\1", 2})
                                         .text(tags::MediaStorageSOPClassUID, Vr::UI, secondaryCaptureStorage)
                                         .text(tags::MediaStorageSOPInstanceUID, Vr::UI, CleanInstance{}.sopInstanceUid)
                                         .text(tags::TransferSyntaxUID, Vr::UI, implicitLittle)
                                         .text(tags::ImplementationClassUID, Vr::UI, "1.2.276.0.9.9.3")
                                         .str();
    const std::string implicitLength =
        ElementWriter{{.explicitVr = false}}
            .header(tags::FileMetaInformationGroupLength, "UL", 4)
            .bytes(ElementWriter{}.ul(Tag{}, {static_cast<std::uint32_t>(implicitMeta.size())}).str().substr(8))
            .str();
    const std::string draftMeta = DraftFile{}.meta();
    const std::string lastOfMeta = ElementWriter{}.text(tags::ImplementationClassUID, Vr::UI, "1.2.3.4").str();
    return {
        {"File Meta Information in Implicit VR",
         part10(implicitLength + implicitMeta, CleanInstance{}.dataSet({.explicitVr = false})), "meta.encoding.wrong"},
        {"the last element of the header twice, counted once", part10(draftMeta + lastOfMeta, DraftFile{}.dataSet()),
         "encoding.element.duplicate (0002,0012)"},
        {"no group length", DraftFile{}.remove(tags::FileMetaInformationGroupLength).file(),
         "meta.group-length.missing (0002,0000)"},
        {"a group length that is too long", DraftFile{}.groupLengthOff(20).file(),
         "meta.group-length.wrong (0002,0000)"},
        {"a group length that is too short", DraftFile{}.groupLengthOff(-14).file(),
         "meta.group-length.wrong (0002,0000)"},
        {"no Transfer Syntax UID", DraftFile{}.remove(tags::TransferSyntaxUID).file(),
         "meta.transfer-syntax.missing (0002,0010)"},
        {"Explicit VR announced as Implicit VR",
         DraftFile{}.set(tags::TransferSyntaxUID, Vr::UI, implicitLittle).file(),
         "meta.transfer-syntax.contradicted (0002,0010)"},
        {"Implicit VR announced as Explicit VR", part10(fileMeta(), CleanInstance{}.dataSet({.explicitVr = false})),
         "meta.transfer-syntax.contradicted (0002,0010)"},
    };
}

Rows elementDefects()
{
    using namespace std::string_view_literals;
    const DraftFile draft;
    const std::string meta = draft.meta();
    const std::string dataSet = draft.dataSet();
    const std::string before = draft.dataSetBefore(tags::StudyDate);
    const std::string station = ElementWriter{}.text(Tag{0x0002, 0x0016}, Vr::AE, "STATION").str();
    const std::string uidThenPatient = ElementWriter{}
                                           .text(tags::SOPInstanceUID, Vr::UI, CleanInstance{}.sopInstanceUid)
                                           .text(tags::PatientID, Vr::LO, "T-1")
                                           .str();
    const std::string uidThenUnknown = ElementWriter{}
                                           .text(tags::SOPInstanceUID, Vr::UI, CleanInstance{}.sopInstanceUid)
                                           .text(Tag{0x0010, 0x5555}, Vr::LO, "T-1")
                                           .str();
    const std::string twoPatients =
        ElementWriter{}.text(tags::PatientID, Vr::LO, "T-1").text(tags::PatientID, Vr::LO, "T-2").str();

    return {
        {"a name of 7 bytes", DraftFile{}.setRaw(tags::PatientName, Vr::PN, "A^BCDEF").file(),
         "encoding.length.odd (0010,0010)"},
        {"a VR that does not exist",
         DraftFile{}
             .setElement(tags::StudyDescription, ElementWriter{}.header(tags::StudyDescription, "ZZ", 4).str() + "Test")
             .file(),
         "encoding.vr.unknown (0008,1030)"},
        {"a VR of two blanks",
         DraftFile{}
             .setElement(tags::StudyDescription, ElementWriter{}.header(tags::StudyDescription, "  ", 4).str() + "Test")
             .file(),
         "encoding.vr.unknown (0008,1030)"},
        {"reserved bytes that are not zero",
         DraftFile{}
             .setElement(tags::PixelData, std::string("\xE0\x7F\x10\0OB\x20\x20\x10\0\0\0"sv) + std::string(16, ' '))
             .file(),
         "encoding.reserved-bytes.not-zero (7FE0,0010)"},
        {"the Patient ID in front of the Study Date",
         DraftFile{}.remove(tags::PatientID).setElement(tags::SOPInstanceUID, uidThenPatient).file(),
         "encoding.element.order (0010,0020)"},
        {"an attribute that nobody knows, in front of the Study Date",
         DraftFile{}.setElement(tags::SOPInstanceUID, uidThenUnknown).file(), "encoding.element.order (0010,5555)"},
        {"two Patient IDs", DraftFile{}.setElement(tags::PatientID, twoPatients).file(),
         "encoding.element.duplicate (0010,0020)"},
        {"text of undefined length",
         DraftFile{}
             .setElement(reasonForVisit, ElementWriter{}.header(reasonForVisit, "UT", undefined).str() + "abcd")
             .file(),
         "encoding.length.undefined-not-allowed (0032,1066)"},
        {"a wrong group length",
         DraftFile{}.setElement(Tag{0x0010, 0x0000}, ElementWriter{}.ul(Tag{0x0010, 0x0000}, {9999}).str()).file(),
         "encoding.group-length.wrong (0010,0000)"},
        {"a header element among the data", part10(meta, before + station + dataSet.substr(before.size())),
         "encoding.group.meta-in-data-set (0002,0016)"},
        {"a command element among the data", part10(meta, ElementWriter{}.us(Tag{0x0000, 0x0100}, {1}).str() + dataSet),
         "encoding.group.command-in-data-set (0000,0100)"},
        {"an element of group 0003",
         part10(meta, ElementWriter{}.text(Tag{0x0003, 0x0010}, Vr::LO, "MAKER").str() + dataSet),
         "encoding.group.illegal (0003,0010)"},
    };
}

Rows itemDefects()
{
    const auto codes = [](const std::string &bytes) { return DraftFile{}.setElement(procedureCodes, bytes).file(); };
    const auto length = [](const std::string &bytes) { return static_cast<std::uint32_t>(bytes.size()); };
    const auto header = [](std::uint32_t size) { return ElementWriter{}.header(procedureCodes, "SQ", size).str(); };
    const auto mark = [](Tag tag, std::uint32_t size) { return ElementWriter{}.header(tag, {}, size).str(); };
    const std::string item = itemHeader(length(code())) + code();
    return {
        {"an element that is longer than its Item",
         codes(header(8 + 20) + itemHeader(20) +
               ElementWriter{}.withLength(codeValue, Vr::SH, 200, "CODE12345678").str()),
         "encoding.length.past-enclosing (0008,1032)[1].(0008,0100)"},
        {"an Item that is longer than its sequence",
         codes(header(length(item)) + itemHeader(length(code()) + 2) + code()),
         "encoding.length.past-enclosing (0008,1032)[1].(FFFE,E000)"},
        {"an element where an Item has to be", codes(header(length(code())) + code()),
         "encoding.item.expected (0008,1032)"},
        {"an Item outside of any sequence", codes(item), "encoding.item.outside-sequence (FFFE,E000)"},
        {"an end mark that closes nothing", codes(mark(tags::ItemDelimitationItem, 0)),
         "encoding.delimiter.stray (FFFE,E00D)"},
        {"an Item that ends like a sequence",
         codes(header(undefined) + itemHeader(undefined) + code() + mark(tags::SequenceDelimitationItem, 0) +
               mark(tags::SequenceDelimitationItem, 0)),
         "encoding.delimiter.wrong (0008,1032)[1].(FFFE,E000)"},
        {"the first of two Items ends like a sequence",
         codes(header(undefined) + itemHeader(undefined) + code() + mark(tags::SequenceDelimitationItem, 0) + item +
               mark(tags::SequenceDelimitationItem, 0)),
         "encoding.delimiter.wrong (0008,1032)[1].(FFFE,E000)"},
        {"an Item in a sequence of defined length ends like a sequence",
         codes(header(length(code()) + 16) + itemHeader(undefined) + code() + mark(tags::SequenceDelimitationItem, 0)),
         "encoding.delimiter.wrong (0008,1032)[1].(FFFE,E000)"},
        {"a sequence that ends like an Item", codes(header(undefined) + item + mark(tags::ItemDelimitationItem, 0)),
         "encoding.delimiter.wrong (0008,1032)"},
        {"a sequence that is 2 bytes too long", codes(header(length(item) + 2) + item),
         "encoding.length.past-enclosing (0008,1032)"},
        {"a sequence that is 6 bytes too long", codes(header(length(item) + 6) + item),
         "encoding.length.past-enclosing (0008,1032)"},
        {"a sequence that is 10 bytes too long", codes(header(length(item) + 10) + item),
         "encoding.length.past-enclosing (0008,1032)"},
        {"the first of two Items is 2 bytes too long",
         codes(header(2 * length(item)) + itemHeader(length(code()) + 2) + code() + item),
         "encoding.length.past-enclosing (0008,1032)[1].(FFFE,E000)"},
        {"an end mark with a length", codes(header(undefined) + item + mark(tags::SequenceDelimitationItem, 4)),
         "encoding.delimiter.length-not-zero (0008,1032)[1].(FFFE,E0DD)"},
        {"a sequence that is never closed",
         DraftFile{}
             .remove(tags::PixelData)
             .setElement(lastCodes, ElementWriter{}.header(lastCodes, "SQ", undefined).str() + item)
             .file(),
         "encoding.delimiter.missing (0040,0260)"},
    };
}

// Every rule of the family has to be here.
Rows defects()
{
    Rows rows;
    for (const Rows &more : {fileDefects(), metaDefects(), elementDefects(), itemDefects()})
        rows.insert(rows.end(), more.begin(), more.end());
    return rows;
}

} // namespace

class TestEncodingChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyDefectHasARuleOfItsOwn();
    void factsOfADefectAreKept();
    void aBareDataSetIsOneFinding();
    void everyRuleHasARow();
    void oneDefectIsOneFinding_data();
    void oneDefectIsOneFinding();
    void whatIsPastALimitIsRefused_data();
    void whatIsPastALimitIsRefused();
    void whatEndsEarlySaysWhere();
    void harmlessPreamblesAreSilent_data();
    void harmlessPreamblesAreSilent();
};

void TestEncodingChecks::everyDefectHasARuleOfItsOwn()
{
    std::set<std::string_view> seen;
    for (int i = 0; i <= static_cast<int>(lastKind); ++i) {
        const auto kind = static_cast<ScanDefectKind>(i);
        const std::string_view id = ruleOf(kind);
        QVERIFY2(std::ranges::find(encodingRules(), id, &CheckRule::id) != encodingRules().end(),
                 qPrintable(QString::number(i)));
        QVERIFY2(seen.insert(id).second, std::string(id).c_str());

        ScannedInstance instance;
        instance.kind = FileKind::part10;
        ScanDefect defect;
        defect.kind = kind;
        instance.defects.push_back(defect);
        FindingCollector findings;
        checkEncoding({instance}, findings);
        QCOMPARE(findings.findings().size(), std::size_t{1});
        QCOMPARE(findings.findings()[0].id(), id);
    }
    // The rest are the two rules about what the preamble holds.
    QCOMPARE(seen.size() + 2, encodingRules().size());
}

void TestEncodingChecks::factsOfADefectAreKept()
{
    ScannedInstance instance;
    instance.kind = FileKind::part10;
    instance.defects.push_back({.kind = ScanDefectKind::lengthOdd,
                                .attribute = tags::PatientName,
                                .vr = Vr::PN,
                                .offset = 321,
                                .observed = "7 bytes",
                                .expected = "even length",
                                .count = 3});
    FindingCollector findings;
    checkEncoding({instance}, findings);
    const Finding &finding = findings.findings().at(0);
    QCOMPARE(finding.attribute.toString(), std::string("(0010,0010)"));
    QVERIFY(finding.vr == Vr::PN);
    QCOMPARE(*finding.offset, std::uint64_t{321});
    QCOMPARE(finding.observed, std::string("7 bytes"));
    QCOMPARE(finding.expected, std::string("even length"));
    QCOMPARE(finding.count, 3U);
}

void TestEncodingChecks::aBareDataSetIsOneFinding()
{
    const QStringList expected{QStringLiteral("file.meta.missing")};
    QCOMPARE(findingIds(verdictOn(CleanInstance{}.dataSet())), expected);
    QCOMPARE(findingIds(verdictOn(CleanInstance{}.dataSet({.explicitVr = false}))), expected);
}

void TestEncodingChecks::everyRuleHasARow()
{
    const QStringList missing = rulesWithoutRow(encodingRules(), defects());
    // Limits have a test of their own.
    QCOMPARE(missing.join(QLatin1Char(' ')), QStringLiteral("limit.nesting limit.elements limit.inflated-size"));
}

void TestEncodingChecks::oneDefectIsOneFinding_data()
{
    addRows(defects());
}

void TestEncodingChecks::oneDefectIsOneFinding()
{
    QFETCH(const std::string, bytes);
    QFETCH(const QString, finding);
    QCOMPARE(findingsOf(bytes), finding);
}

void TestEncodingChecks::whatIsPastALimitIsRefused_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("id");
    std::string nested;
    for (int i = 0; i < 70; ++i)
        nested = ElementWriter{}.sequence(procedureCodes, {nested}).str();
    QTest::newRow("sequences 70 deep") << DraftFile{}.setElement(procedureCodes, nested).file()
                                       << std::string("limit.nesting");
    DraftFile items;
    items.setElement(procedureCodes, ElementWriter{}.sequence(procedureCodes, std::vector<std::string>(3000)).str());
    QTest::newRow("3000 Items") << items.file() << std::string("limit.elements");
    DraftFile zeros;
    zeros.setRaw(tags::PixelData, Vr::OB, std::string(1U << 20U, '\0'));
    QTest::newRow("a megabyte of zeros, deflated")
        << part10(fileMeta({.transferSyntax = std::string(deflatedLittle)}), deflated(zeros.dataSet()))
        << std::string("limit.inflated-size");
}

void TestEncodingChecks::whatIsPastALimitIsRefused()
{
    QFETCH(const std::string, bytes);
    QFETCH(const std::string, id);
    ScanLimits limits;
    limits.maxElements = 2000;
    limits.maxInflatedSize = 512U << 10U;
    const InstanceVerdict verdict = verdictOn(bytes, limits);
    QCOMPARE(verdict.findings.size(), std::size_t{1});
    QCOMPARE(std::string(verdict.findings[0].id()), id);
    QVERIFY(verdict.findings[0].blocksFiling());
    QVERIFY(verdict.outcome == Outcome::unreadable);
    QVERIFY(!verdict.notChecked.empty());
}

void TestEncodingChecks::whatEndsEarlySaysWhere()
{
    const std::string whole = clean();
    const InstanceVerdict verdict = verdictOn(whole.substr(0, whole.size() - 6));
    QCOMPARE(findingIds(verdict), QStringList{QStringLiteral("file.truncated (7FE0,0010)")});
    QVERIFY(verdict.outcome == Outcome::problems);
    const auto rest = std::ranges::find(verdict.notChecked, "data-set.rest", &NotChecked::what);
    QVERIFY(rest != verdict.notChecked.end());
    const std::string size = std::to_string(whole.size() - 6);
    QVERIFY2(rest->reason.find("of " + size) != std::string::npos, rest->reason.c_str());
}

void TestEncodingChecks::harmlessPreamblesAreSilent_data()
{
    QTest::addColumn<std::string>("begin");
    QTest::newRow("zeros") << std::string();
    QTest::newRow("the name of an application profile") << std::string("ACR-NEMA 2.0");
    QTest::newRow("bytes that are no known format") << std::string("\x01\x02\x03\xFF");
}

void TestEncodingChecks::harmlessPreamblesAreSilent()
{
    QFETCH(const std::string, begin);
    QCOMPARE(findingIds(verdictOn(DraftFile{}.preamble(begin).file())), QStringList{});
}

QTEST_APPLESS_MAIN(TestEncodingChecks)
#include "tst_encoding_checks.moc"
