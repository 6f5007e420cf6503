// Real files: Debian's pydicom data. Every finding of the pixel and bulk data families on them is written down here;
// each was compared with the bytes, with dciodvfy and with what pydicom says of its files.
#include <QDirIterator>
#include <QTest>

#include "core/checks/bulk_data_checks.h"
#include "core/checks/finding_collector.h"
#include "core/checks/pixel_data_checks.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/dcmtk_session.h"
#include "core/dicom/encoding_scan.h"
#include "tests/support/instance_builder.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <vector>

using namespace mi;

namespace {

const QString dataFolder = QStringLiteral("/usr/lib/python3/dist-packages/pydicom/data/");

// The files that have findings; the images of the DICOMDIR samples, which are headers only, are not listed.
std::map<std::string, std::vector<std::string>> expectedFindings()
{
    return {
        {"charset_files/chrJapMulti.dcm", {"pixel.data.missing (7FE0,0010)"}},
        {"charset_files/chrJapMultiExplicitIR6.dcm", {"pixel.data.missing (7FE0,0010)"}},
        {"charset_files/chrKoreanMulti.dcm", {"pixel.data.missing (7FE0,0010)"}},
        {"test_files/693_J2KI.dcm",
         {"pixel.codestream.precision-larger (0028,0101)", "pixel.vr.encapsulated (7FE0,0010)"}},
        {"test_files/GDCMJ2K_TextGBR.dcm", {"pixel.codestream.file-wrapper (7FE0,0010)"}},
        {"test_files/J2K_pixelrep_mismatch.dcm", {"pixel.codestream.sign (0028,0103)"}},
        {"test_files/JPEG2000-embedded-sequence-delimiter.dcm", {"pixel.codestream.size (0028,0011)"}},
        {"test_files/MR_small_jp2klossless.dcm", {"pixel.vr.encapsulated (7FE0,0010)"}},
        {"test_files/MR_small_jpeg_ls_lossless.dcm", {"pixel.vr.encapsulated (7FE0,0010)"}},
        {"test_files/MR_small_padded.dcm", {"pixel.native.too-long (7FE0,0010)"}},
        {"test_files/SC_rgb_dcmtk_+eb+cy+n1.dcm", {"pixel.codestream.subsampling (0028,0004)"}},
        {"test_files/SC_rgb_dcmtk_+eb+cy+n2.dcm", {"pixel.codestream.subsampling (0028,0004)"}},
        {"test_files/SC_rgb_jpeg_lossy_gdcm.dcm", {"pixel.codestream.colour (0028,0004)"}},
        {"test_files/SC_rgb_rle_16bit.dcm", {"pixel.vr.encapsulated (7FE0,0010)"}},
        {"test_files/SC_rgb_rle_16bit_2frame.dcm", {"pixel.vr.encapsulated (7FE0,0010)"}},
        {"test_files/UN_sequence.dcm", {"pixel.transfer-syntax.without-pixels (0002,0010)"}},
        {"test_files/meta_missing_tsyntax.dcm", {"pixel.attributes.missing (0028,0010)"}},
        {"test_files/nested_priv_SQ.dcm", {"pixel.attributes.missing (0028,0010)"}},
        {"test_files/rtdose_1frame.dcm", {"bulk.dose.frame-offsets (3004,000C)"}},
        {"test_files/rtdose_expb_1frame.dcm", {"bulk.dose.frame-offsets (3004,000C)"}},
        {"test_files/rtdose_rle.dcm", {"pixel.vr.encapsulated (7FE0,0010)"}},
        {"test_files/rtdose_rle_1frame.dcm", {"pixel.vr.encapsulated (7FE0,0010)"}},
    };
}

} // namespace

class TestPixelDataSamples : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFindingOnRealFilesIsKnown();
};

void TestPixelDataSamples::everyFindingOnRealFilesIsKnown()
{
    const auto session = DcmtkSession::create(); // frames are decoded
    QVERIFY(session.isOk());
    std::map<std::string, std::vector<std::string>> expected = expectedFindings();
    int instances = 0;
    int headersOnly = 0;
    QDirIterator files(dataFolder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const std::string name = path.mid(dataFolder.size()).toStdString();
        const std::string bytes = test::readFile(path.toStdString());
        MemorySource source(std::as_bytes(std::span(bytes)));
        const Result<ScannedInstance> scan = scanEncoding(source);
        QVERIFY2(scan.isOk(), name.c_str());
        if (scan->kind == FileKind::notDicom || scan->kind == FileKind::empty)
            continue;
        ++instances;
        FindingCollector collector;
        checkPixelData({*scan, &source}, collector);
        if (!scan->stoppedAt)
            checkBulkData({*scan, &source}, collector);
        std::vector<std::string> found;
        for (const Finding &finding : collector.findings())
            found.push_back(std::string(finding.id()) + ' ' + finding.attribute.toString());
        std::ranges::sort(found);
        if (name.starts_with("test_files/dicomdirtests/") && !found.empty()) {
            QCOMPARE(found, std::vector<std::string>{"pixel.data.missing (7FE0,0010)"});
            QVERIFY(bytes.find(std::string_view{"\xE0\x7F\x10\0", 4}) == std::string::npos);
            ++headersOnly;
            continue;
        }
        const auto known = expected.find(name);
        const std::vector<std::string> wanted = known == expected.end() ? std::vector<std::string>{} : known->second;
        QVERIFY2(found == wanted, (name + ": " + (found.empty() ? "nothing" : found.front())).c_str());
        if (known != expected.end())
            expected.erase(known);
    }
    QVERIFY2(instances >= 150, "the test data of Debian's python3-pydicom is missing");
    QVERIFY(headersOnly >= 40);
    QVERIFY2(expected.empty(), "a file with known findings is gone");
}

QTEST_GUILESS_MAIN(TestPixelDataSamples)
#include "tst_pixel_data_samples.moc"
