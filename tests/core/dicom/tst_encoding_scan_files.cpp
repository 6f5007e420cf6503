// Real files: what is known to be wrong with each of Debian's pydicom test files, and nothing else.
#include <QTest>

#include "core/dicom/encoding_scan.h"
#include "tests/core/dicom/scan_helpers.h"
#include "tests/support/instance_builder.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

using namespace mi;
using namespace mi::test;

namespace {

constexpr const char *dataFolder = "/usr/lib/python3/dist-packages/pydicom/data";

using Kinds = std::multiset<std::string>;

// By file name; every other .dcm file, and every DICOMDIR, is clean.
const std::map<std::string, Kinds> &knownDefects()
{
    static const std::map<std::string, Kinds> known{
        {"693_J2KI.dcm", {"groupLengthWrong", "groupLengthWrong", "groupLengthWrong"}},
        {"DICOMDIR-nooffset", {"truncated"}},
        {"ExplVR_BigEndNoMeta.dcm", {"metaMissing", "prefixMissing"}},
        {"ExplVR_LitEndNoMeta.dcm", {"metaMissing", "prefixMissing"}},
        {"MR_truncated.dcm", {"truncated"}},
        {"SC_rgb_jpeg.dcm", {"transferSyntaxContradicted"}},
        {"chrJapMulti.dcm", {"groupLengthWrong"}},
        {"chrKoreanMulti.dcm", {"groupLengthWrong", "groupLengthWrong"}},
        {"image_dfl.dcm", {"deflateTrailingBytes"}},
        {"meta_missing_tsyntax.dcm",
         {"transferSyntaxMissing", "illegalGroup", "illegalGroup", "illegalGroup", "illegalGroup", "lengthOdd"}},
        {"nested_priv_SQ.dcm", {"illegalGroup", "illegalGroup", "illegalGroup", "illegalGroup", "lengthOdd"}},
        // It lost all but the last byte before its Data Set.
        {"no_meta.dcm", {"leadingBytes", "metaMissing", "prefixMissing"}},
        {"no_meta_group_length.dcm", {"metaGroupLengthMissing"}},
        {"rtplan_truncated.dcm", {"truncated"}},
        {"rtstruct.dcm", {"metaMissing", "prefixMissing"}},
        {"winter.dcm", {"elementDuplicate"}},
    };
    return known;
}

bool isDicomByName(const std::filesystem::path &path)
{
    return path.extension() == ".dcm" || path.filename().string().starts_with("DICOMDIR");
}

} // namespace

class TestEncodingScanFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsWhatIsKnown_data();
    void findsWhatIsKnown();
};

void TestEncodingScanFiles::findsWhatIsKnown_data()
{
    QTest::addColumn<QByteArray>("path");
    int files = 0;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(dataFolder)) {
        const std::string extension = entry.path().extension().string();
        if (!entry.is_regular_file() || extension == ".py" || extension == ".pyc")
            continue;
        ++files;
        const std::string name = entry.path().lexically_relative(dataFolder).string();
        QTest::newRow(name.c_str()) << QByteArray::fromStdString(entry.path().string());
    }
    QVERIFY2(files > 150, "Debian's python3-pydicom is needed");
}

void TestEncodingScanFiles::findsWhatIsKnown()
{
    QFETCH(const QByteArray, path);
    const std::filesystem::path file(path.toStdString());
    const Result<ScannedInstance> scanned = scanBytes(readFile(file));
    QVERIFY(scanned.isOk());
    Kinds found;
    for (const ScanDefect &defect : scanned->defects)
        found.emplace(nameOf(defect.kind));
    const auto known = knownDefects().find(file.filename().string());
    const Kinds expected = known != knownDefects().end() ? known->second : Kinds{};
    QVERIFY2(found == expected, describeDefects(*scanned).c_str());
    const bool mayBeAnything =
        file.extension() != ".dcm" && scanned->kind == FileKind::part10; // files without extension
    if (!mayBeAnything)
        QCOMPARE(scanned->kind != FileKind::notDicom, isDicomByName(file));
    QCOMPARE(scanned->isSafeForDcmtk, scanned->kind != FileKind::notDicom);
}

QTEST_APPLESS_MAIN(TestEncodingScanFiles)
#include "tst_encoding_scan_files.moc"
