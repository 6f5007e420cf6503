#include "core/imaging/image_file.h"
#include "core/imaging/instance_content.h"
#include "core/platform/file_layer.h"
#include "tests/support/instance_builder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mi;
using test::ElementWriter;

namespace {

constexpr auto dataFolder = "/usr/lib/python3/dist-packages/pydicom/data/test_files/";

std::string code(const std::string &meaning, const std::string &value = "1")
{
    ElementWriter writer;
    writer.text({0x0008, 0x0100}, Vr::SH, value).text({0x0008, 0x0104}, Vr::LO, meaning);
    return writer.str();
}

} // namespace

class TestInstanceContent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEcgIsCurvesInItsUnit()
    {
        openFile(std::string(dataFolder) + "waveform_ecg.dcm");
        QVERIFY(contentKindOf(m_file->instance()) == ContentKind::waveform);
        const std::vector<WaveformGroup> groups = waveformsOf(m_file->instance(), m_file->source());
        QCOMPARE(groups.size(), 2U);
        QCOMPARE(groups[0].channels.size(), 12U);
        QCOMPARE(groups[0].samplesPerSecond, 1000.0);
        QCOMPARE(groups[0].channels[0].samples.size(), 10000U);
        QCOMPARE(groups[0].channels[0].unit, "uV");
        QVERIFY(groups[0].channels[0].name.find("Lead I") != std::string::npos);
        // The first sample is 80 in the file, its sensitivity is 1.25 microvolt.
        QCOMPARE(groups[0].channels[0].samples[0], 100.0F);
    }

    void aWaveformOfAnotherCodingSaysSo()
    {
        ElementWriter item;
        item.us({0x003A, 0x0005}, {1})
            .ul({0x003A, 0x0010}, {2})
            .text({0x003A, 0x001A}, Vr::DS, "100")
            .us({0x5400, 0x1004}, {8})
            .text({0x5400, 0x1006}, Vr::CS, "MB")
            .raw({0x5400, 0x1010}, Vr::OB, std::string(2, '\x01'));
        ElementWriter writer;
        writer.text(tags::SOPClassUID, Vr::UI, "1.2.840.10008.5.1.4.1.1.9.1.1")
            .sequence({0x5400, 0x0100}, {item.str()});
        openBytes(writer.str());
        const std::vector<WaveformGroup> groups = waveformsOf(m_file->instance(), m_file->source());
        QCOMPARE(groups.size(), 1U);
        QVERIFY(groups[0].channels.empty());
        QVERIFY(!groups[0].problem.empty());
    }

    void aReportIsLinesInTheOrderOfItsTree()
    {
        ElementWriter unit;
        unit.text({0x0040, 0xA30A}, Vr::DS, "12.5").sequence({0x0040, 0x08EA}, {code("millimeter", "mm")});
        ElementWriter number;
        number.text({0x0040, 0xA040}, Vr::CS, "NUM")
            .sequence({0x0040, 0xA043}, {code("Diameter")})
            .sequence({0x0040, 0xA300}, {unit.str()});
        ElementWriter text;
        text.text({0x0040, 0xA040}, Vr::CS, "TEXT")
            .sequence({0x0040, 0xA043}, {code("Finding")})
            .text({0x0040, 0xA160}, Vr::UT, "A nodule.")
            .sequence({0x0040, 0xA730}, {number.str()});
        ElementWriter root;
        root.text(tags::SOPClassUID, Vr::UI, "1.2.840.10008.5.1.4.1.1.88.11")
            .text({0x0040, 0xA040}, Vr::CS, "CONTAINER")
            .sequence({0x0040, 0xA043}, {code("Chest CT Report")})
            .sequence({0x0040, 0xA730}, {text.str()});
        openBytes(root.str());
        QVERIFY(contentKindOf(m_file->instance()) == ContentKind::report);
        const std::vector<ReportLine> lines = reportLinesOf(m_file->instance());
        QCOMPARE(lines.size(), 3U);
        QCOMPARE(lines[0].name, "Chest CT Report");
        QCOMPARE(lines[0].depth, 0U);
        QCOMPARE(lines[1].value, "A nodule.");
        QCOMPARE(lines[1].depth, 1U);
        QCOMPARE(lines[2].name, "Diameter");
        QCOMPARE(lines[2].value, "12.5 mm");
        QCOMPARE(lines[2].depth, 2U);
    }

    void aRealReportIsReadable()
    {
        openFile(std::string(dataFolder) + "test-SR.dcm");
        const std::vector<ReportLine> lines = reportLinesOf(m_file->instance());
        QVERIFY(lines.size() > 10);
        QVERIFY(!lines.front().name.empty());
    }

    void aDocumentSaysWhatItIsAndGivesItsBytes()
    {
        ElementWriter writer;
        writer.text(tags::SOPClassUID, Vr::UI, "1.2.840.10008.5.1.4.1.1.104.1")
            .text({0x0042, 0x0010}, Vr::ST, "Discharge letter")
            .raw({0x0042, 0x0011}, Vr::OB, std::string("%PDF-1.4\n\0", 10))
            .text({0x0042, 0x0012}, Vr::LO, "application/pdf")
            .ul({0x0042, 0x0015}, {9});
        openBytes(writer.str());
        QVERIFY(contentKindOf(m_file->instance()) == ContentKind::document);
        const EncapsulatedDocument document = documentOf(m_file->instance());
        QCOMPARE(document.mimeType, "application/pdf");
        QCOMPARE(document.title, "Discharge letter");
        QCOMPARE(document.size, 9U);
        QCOMPARE(documentBytes(m_file->instance(), m_file->source()), "%PDF-1.4\n");
    }

    void anObjectWithoutAnyOfItIsOther()
    {
        openFile(std::string(dataFolder) + "rtplan.dcm");
        QVERIFY(contentKindOf(m_file->instance()) == ContentKind::other);
        QVERIFY(m_file->readFrame(0).error().code == ErrorCode::unsupported);
    }

private:
    void openBytes(const std::string &dataSet)
    {
        const std::string path = m_folder.path().toStdString() + "/instance";
        test::writeFile(path, test::part10(test::fileMeta(), dataSet));
        openFile(path);
    }

    void openFile(const std::string &path)
    {
        Result<std::unique_ptr<ImageFile>> opened = ImageFile::open(*m_files, path);
        QVERIFY(opened.isOk());
        m_file = opened.take();
    }

    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    QTemporaryDir m_folder;
    std::unique_ptr<ImageFile> m_file;
};

QTEST_GUILESS_MAIN(TestInstanceContent)
#include "tst_instance_content.moc"
