// The same pictures as DCMTK's own renderer makes of the same files, within rounding. JPEG 2000 goes through GDCM
// first, because DCMTK has no decoder for it.
#include "core/dicom/dcmtk_session.h"
#include "core/imaging/display_pipeline.h"
#include "core/imaging/image_file.h"
#include "core/platform/file_layer.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace mi;

namespace {

constexpr auto dataFolder = "/usr/lib/python3/dist-packages/pydicom/data/test_files/";

struct Pnm {
    int columns = 0;
    int rows = 0;
    bool isColor = false;
    QByteArray pixels;
};

Pnm readPnm(const QString &path)
{
    Pnm pnm;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return pnm;
    QByteArray header;
    QList<QByteArray> words;
    while (words.size() < 4 && !file.atEnd()) {
        const QByteArray line = file.readLine();
        if (!line.startsWith('#'))
            header += line;
        words = header.simplified().split(' ');
    }
    pnm.isColor = words.value(0) == "P6";
    pnm.columns = words.value(1).toInt();
    pnm.rows = words.value(2).toInt();
    pnm.pixels = file.readAll();
    return pnm;
}

bool run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

} // namespace

class TestImagingPeers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto dcmtk = DcmtkSession::create();
        QVERIFY(dcmtk.isOk());
        m_dcmtk = dcmtk.take();
    }

    void picturesAreThoseOfAnotherProgram_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<int>("frame"); // 1 is the first
        QTest::addColumn<int>("largestDifference");
        const auto add = [](const char *name, const char *program, int difference, int frame = 1) {
            QTest::newRow(qPrintable(QStringLiteral("%1, frame %2").arg(QLatin1String(name)).arg(frame)))
                << QString::fromLatin1(program) << frame << difference;
        };
        add("CT_small.dcm", "dcm2pnm", 1);
        add("MR_small.dcm", "dcm2pnm", 1);
        add("MR_small_bigendian.dcm", "dcm2pnm", 1);
        add("MR_small_implicit.dcm", "dcm2pnm", 1);
        add("MR_small_RLE.dcm", "dcm2pnm", 1);
        add("MR_small_jpeg_ls_lossless.dcm", "dcml2pnm", 1);
        add("MR_small_jp2klossless.dcm", "gdcmconv", 1);
        add("693_J2KI.dcm", "gdcmconv", 1);
        add("JPGExtended.dcm", "dcmj2pnm", 1);
        add("SC_rgb_rle.dcm", "dcm2pnm", 0);
        add("SC_rgb_rle_16bit.dcm", "dcm2pnm", 1);
        add("SC_rgb_rle_2frame.dcm", "dcm2pnm", 0, 2);
        add("SC_rgb_small_odd.dcm", "dcm2pnm", 0);
        add("SC_ybr_full_422_uncompressed.dcm", "dcm2pnm", 1);
        add("SC_rgb_jpeg_dcmtk.dcm", "dcmj2pnm", 2);
        add("SC_rgb_dcmtk_+eb+cr.dcm", "dcmj2pnm", 2);
        add("SC_rgb_dcmtk_+eb+cy+np.dcm", "dcmj2pnm", 2);
        add("SC_rgb_jpeg_gdcm.dcm", "dcmj2pnm", 2);
        add("image_dfl.dcm", "dcm2pnm", 1);
        add("liver_1frame.dcm", "dcm2pnm", 0);
        add("rtdose.dcm", "dcm2pnm", 1, 3);
        add("rtdose_rle_1frame.dcm", "dcm2pnm", 1);
    }

    void picturesAreThoseOfAnotherProgram()
    {
        QFETCH(QString, program);
        QFETCH(int, frame);
        QFETCH(int, largestDifference);
        const QString name = QString::fromLatin1(QTest::currentDataTag()).section(QStringLiteral(", frame"), 0, 0);
        const QString path = QLatin1String(dataFolder) + name;
        QVERIFY2(QFile::exists(path), "install python3-pydicom");
        Result<std::unique_ptr<ImageFile>> opened = ImageFile::open(*m_files, path.toStdString());
        QVERIFY(opened.isOk());
        ImageFile &file = **opened;
        const auto index = static_cast<std::uint32_t>(frame - 1);
        const Result<SampleFrame> samples = file.readFrame(index);
        QVERIFY2(samples.isOk(), samples.isOk() ? "" : describe(samples.error()).c_str());
        const FrameTransform transform = transformOf(file.instance(), file.source(), index);
        Window window = transform.windows.empty() ? windowOfAll(file.description(), transform, *samples)
                                                  : transform.windows.front();
        window.function = VoiFunction::linear;
        const DisplayPicture ours = makePicture(file.description(), transform, *samples, {window, std::nullopt});

        const Pnm theirs = peerPicture(program, path, frame, window, ours.isColor);
        QCOMPARE(theirs.columns, static_cast<int>(ours.columns));
        QCOMPARE(theirs.rows, static_cast<int>(ours.rows));
        QCOMPARE(theirs.isColor, ours.isColor);
        QCOMPARE(theirs.pixels.size(), static_cast<qsizetype>(ours.pixels.size()));
        int largest = 0;
        for (std::size_t i = 0; i < ours.pixels.size(); ++i)
            largest = std::max(largest, std::abs(ours.pixels[i] -
                                                 static_cast<std::uint8_t>(theirs.pixels[static_cast<qsizetype>(i)])));
        QVERIFY2(largest <= largestDifference, qPrintable(QString::number(largest)));
    }

private:
    Pnm peerPicture(const QString &program, const QString &path, int frame, const Window &window, bool isColor)
    {
        const QTemporaryDir folder;
        QString source = path;
        QString renderer = program;
        if (program == QLatin1String("gdcmconv")) {
            source = folder.filePath(QStringLiteral("raw.dcm"));
            if (!run(program, {QStringLiteral("--raw"), path, source}))
                return {};
            renderer = QStringLiteral("dcm2pnm");
        }
        QStringList arguments{QStringLiteral("--no-overlays"), QStringLiteral("+F"), QString::number(frame)};
        if (!isColor)
            arguments << QStringLiteral("+Ww") << QString::number(window.center, 'g', 12)
                      << QString::number(window.width, 'g', 12);
        const QString picture = folder.filePath(QStringLiteral("picture.pnm"));
        arguments << QStringLiteral("+op") << source << picture;
        return run(renderer, arguments) ? readPnm(picture) : Pnm{};
    }

    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<DcmtkSession> m_dcmtk;
};

QTEST_GUILESS_MAIN(TestImagingPeers)
#include "tst_imaging_peers.moc"
