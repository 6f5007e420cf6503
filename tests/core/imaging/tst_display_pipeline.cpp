#include "core/imaging/display_pipeline.h"
#include "core/imaging/image_file.h"
#include "core/platform/file_layer.h"
#include "tests/support/instance_builder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mi;
using test::ElementWriter;

namespace {

SampleFrame row(std::vector<std::uint32_t> values, std::uint32_t samplesPerPixel = 1)
{
    SampleFrame frame;
    frame.rows = 1;
    frame.columns = static_cast<std::uint32_t>(values.size() / samplesPerPixel);
    frame.samplesPerPixel = samplesPerPixel;
    frame.values = std::move(values);
    return frame;
}

ImageDescription grey(std::uint32_t bits = 8)
{
    ImageDescription image;
    image.isImage = true;
    image.rows = 1;
    image.bitsAllocated = bits > 8 ? 16 : 8;
    image.bitsStored = bits;
    image.highBit = bits - 1;
    image.photometric = Photometric::monochrome2;
    return image;
}

using Bytes = std::vector<std::uint8_t>;

} // namespace

class TestDisplayPipeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void storedValuesHaveTheSignAndTheBitsOfTheFile()
    {
        ImageDescription image = grey(12);
        QCOMPARE(storedValue(image, 0xF800), 0x800);
        image.isSigned = true;
        QCOMPARE(storedValue(image, 0x0FFF), -1);
        QCOMPARE(storedValue(image, 0x0800), -2048);
        QCOMPARE(storedValue(image, 0x07FF), 2047);
        image.highBit = 15; // left-aligned
        QCOMPARE(storedValue(image, 0x8000), -2048);
        QCOMPARE(storedValue(image, 0x001F), 1);
    }

    void windowsFollowTheirFunction_data()
    {
        QTest::addColumn<int>("function");
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("expected");
        // PS3.3 C.11.2.1.2.1: center 2048, width 4096: 0 is black, 4095 is white.
        QTest::newRow("linear, lower end") << int(VoiFunction::linear) << 0.0 << 0.0;
        QTest::newRow("linear, upper end") << int(VoiFunction::linear) << 4095.0 << 1.0;
        QTest::newRow("linear, middle") << int(VoiFunction::linear) << 2047.5 << 0.5;
        QTest::newRow("linear, below") << int(VoiFunction::linear) << -5.0 << 0.0;
        QTest::newRow("exact, lower end") << int(VoiFunction::linearExact) << 0.0 << 0.0;
        QTest::newRow("exact, middle") << int(VoiFunction::linearExact) << 2048.0 << 0.5;
        QTest::newRow("exact, upper end") << int(VoiFunction::linearExact) << 4096.0 << 1.0;
        QTest::newRow("sigmoid, middle") << int(VoiFunction::sigmoid) << 2048.0 << 0.5;
        QTest::newRow("sigmoid, a quarter up") << int(VoiFunction::sigmoid) << 3072.0 << 1 / (1 + std::exp(-1.0));
    }

    void windowsFollowTheirFunction()
    {
        QFETCH(int, function);
        QFETCH(double, value);
        QFETCH(double, expected);
        const Window window{2048, 4096, static_cast<VoiFunction>(function), {}};
        QVERIFY(std::abs(windowed(window, value) - expected) < 1e-9);
    }

    void aWindowOfOneIsAThreshold()
    {
        const Window window{10, 1, VoiFunction::linear, {}};
        QCOMPARE(windowed(window, 9.5), 0.0);
        QCOMPARE(windowed(window, 10.0), 1.0);
    }

    void rescaleComesBeforeTheWindow()
    {
        FrameTransform transform;
        transform.slope = 2;
        transform.intercept = -100;
        transform.windows = {{0, 200, VoiFunction::linearExact, {}}};
        const DisplayPicture picture = makePicture(grey(), transform, row({0, 50, 100}), {});
        QCOMPARE(picture.pixels, (Bytes{0, 128, 255}));
    }

    void monochrome1AndAnInversePresentationTurnItRound()
    {
        ImageDescription image = grey();
        FrameTransform transform;
        transform.windows = {{128, 256, VoiFunction::linear, {}}};
        image.photometric = Photometric::monochrome1;
        QCOMPARE(makePicture(image, transform, row({0, 255}), {}).pixels, (Bytes{255, 0}));
        image.isInverted = true;
        QCOMPARE(makePicture(image, transform, row({0, 255}), {}).pixels, (Bytes{0, 255}));
    }

    void withoutAWindowTheRangeOfTheValuesIsUsedAndPaddingIsNot()
    {
        ImageDescription image = grey(16);
        image.isSigned = true;
        image.paddingFirst = image.paddingLast = -2000;
        const DisplayPicture picture =
            makePicture(image, {}, row({static_cast<std::uint16_t>(-2000), 100, 200, 300}), {});
        QCOMPARE(picture.pixels, (Bytes{0, 0, 128, 255}));
    }

    void aVoiTableTakesThePlaceOfTheWindow()
    {
        FrameTransform transform;
        transform.windows = {{128, 256, VoiFunction::linear, {}}};
        transform.voi = {{.firstInput = 1, .bits = 8, .values = {0, 255, 51}, .explanation = {}}};
        QCOMPARE(makePicture(grey(), transform, row({0, 1, 2, 3, 9}), {}).pixels, (Bytes{0, 0, 255, 51, 51}));
        const VoiChoice window{transform.windows.front(), std::nullopt};
        QCOMPARE(makePicture(grey(), transform, row({0, 255}), window).pixels, (Bytes{0, 255}));
    }

    void aModalityTableTakesThePlaceOfRescale()
    {
        FrameTransform transform;
        transform.slope = 100;
        transform.modality = {.firstInput = 0, .bits = 16, .values = {7, 9}, .explanation = {}};
        QCOMPARE(modalityValue(grey(), transform, 1), 9.0);
    }

    void colorsAreConvertedToRgb_data()
    {
        QTest::addColumn<int>("photometric");
        QTest::addColumn<QList<int>>("samples");
        QTest::addColumn<QList<int>>("rgb");
        // ITU-R BT.601 by hand: R = Y + 1.402 (Cr - 128) and so on.
        QTest::newRow("RGB") << int(Photometric::rgb) << QList<int>{1, 2, 3} << QList<int>{1, 2, 3};
        QTest::newRow("white") << int(Photometric::ybrFull) << QList<int>{255, 128, 128} << QList<int>{255, 255, 255};
        QTest::newRow("red") << int(Photometric::ybrFull) << QList<int>{76, 85, 255} << QList<int>{254, 0, 0};
        QTest::newRow("partial white") << int(Photometric::ybrPartial422) << QList<int>{235, 128, 128}
                                       << QList<int>{255, 255, 255};
        QTest::newRow("undone by the decoder")
            << int(Photometric::ybrRct) << QList<int>{9, 8, 7} << QList<int>{9, 8, 7};
    }

    void colorsAreConvertedToRgb()
    {
        QFETCH(int, photometric);
        QFETCH(QList<int>, samples);
        QFETCH(QList<int>, rgb);
        ImageDescription image = grey();
        image.photometric = static_cast<Photometric>(photometric);
        image.samplesPerPixel = 3;
        std::vector<std::uint32_t> values(samples.begin(), samples.end());
        const DisplayPicture picture = makePicture(image, {}, row(values, 3), {});
        QVERIFY(picture.isColor);
        for (qsizetype i = 0; i < 3; ++i)
            QVERIFY2(std::abs(picture.pixels[static_cast<std::size_t>(i)] - rgb[i]) <= 1,
                     qPrintable(QString::number(picture.pixels[static_cast<std::size_t>(i)])));
    }

    void aPaletteGivesColors()
    {
        ImageDescription image = grey();
        image.photometric = Photometric::paletteColor;
        image.palette = {{.firstInput = 0, .bits = 16, .values = {0, 65535}, .explanation = {}},
                         {.firstInput = 0, .bits = 16, .values = {65535, 0}, .explanation = {}},
                         {.firstInput = 0, .bits = 8, .values = {0, 128}, .explanation = {}}};
        QCOMPARE(makePicture(image, {}, row({0, 1}), {}).pixels, (Bytes{0, 255, 0, 255, 0, 128}));
    }

    void anOverlayIsDrawnWhereItsOriginSays()
    {
        ElementWriter writer;
        writer.us({0x6000, 0x0010}, {1})
            .us({0x6000, 0x0011}, {2})
            .raw({0x6000, 0x0050}, Vr::SS, std::string("\x02\0\x03\0", 4))
            .us({0x6000, 0x0100}, {1})
            .raw({0x6000, 0x3000}, Vr::OW, std::string("\x02\0", 2));
        openImage(3, 4, writer.str());
        QCOMPARE(m_image->description().overlays.size(), 1U);
        const Result<SampleFrame> frame = m_image->readFrame(0);
        QVERIFY(frame.isOk());
        const std::vector<std::uint8_t> mask = overlayMask(m_image->description(), m_image->description().overlays[0],
                                                           m_image->instance(), m_image->source(), *frame, 0);
        std::vector<std::uint8_t> expected(12);
        expected[1 * 4 + 3] = 1; // row 2, column 3 + 1
        QCOMPARE(mask, expected);
        DisplayPicture picture = makePicture(m_image->description(), {}, *frame, {});
        drawMask(picture, mask);
        QCOMPARE(picture.pixels[7], 255);
    }

    void windowsAndRescaleOfFramesAreFoundInTheirGroups()
    {
        ElementWriter rescale;
        rescale.text({0x0028, 0x1052}, Vr::DS, "-5").text({0x0028, 0x1053}, Vr::DS, "2");
        ElementWriter window;
        window.text({0x0028, 0x1050}, Vr::DS, "40").text({0x0028, 0x1051}, Vr::DS, "400");
        ElementWriter shared;
        shared.sequence({0x0028, 0x9145}, {rescale.str()});
        ElementWriter own;
        own.sequence({0x0028, 0x9132}, {window.str()});
        ElementWriter writer;
        writer.sequence({0x5200, 0x9229}, {shared.str()}).sequence({0x5200, 0x9230}, {"", own.str()});
        openImage(1, 1, writer.str());
        const FrameTransform first = transformOf(m_image->instance(), m_image->source(), 0);
        QCOMPARE(first.slope, 2.0);
        QCOMPARE(first.intercept, -5.0);
        QVERIFY(first.windows.empty());
        const FrameTransform second = transformOf(m_image->instance(), m_image->source(), 1);
        QCOMPARE(second.windows.size(), 1U);
        QCOMPARE(second.windows[0].center, 40.0);
    }

    void whatIsTooLargeIsNotReadAtAll()
    {
        openImage(65535, 65535, {});
        QVERIFY(m_image->readFrame(0).error().code == ErrorCode::limitExceeded);
    }

    void aFrameThatIsCutOffIsAnError()
    {
        openImage(100, 100, {}); // and 16 bytes of pixels
        QVERIFY(m_image->readFrame(0).error().code == ErrorCode::invalidFormat);
        QVERIFY(m_image->readFrame(1).error().code == ErrorCode::notFound);
    }

private:
    void openImage(std::uint16_t rows, std::uint16_t columns, const std::string &more)
    {
        ElementWriter writer;
        writer.text(tags::SOPClassUID, Vr::UI, test::secondaryCaptureStorage)
            .us(tags::SamplesPerPixel, {1})
            .text(tags::PhotometricInterpretation, Vr::CS, "MONOCHROME2")
            .us(tags::Rows, {rows})
            .us(tags::Columns, {columns})
            .us(tags::BitsAllocated, {8})
            .us(tags::BitsStored, {8})
            .us(tags::HighBit, {7})
            .us(tags::PixelRepresentation, {0})
            .bytes(more)
            .raw(tags::PixelData, Vr::OW, std::string(16, '\x10'));
        const auto path = std::filesystem::path(m_folder.path().toStdString()) / "image";
        test::writeFile(path, test::part10(test::fileMeta(), writer.str()));
        Result<std::unique_ptr<ImageFile>> opened = ImageFile::open(*m_files, path);
        QVERIFY(opened.isOk());
        m_image = opened.take();
    }

    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    QTemporaryDir m_folder;
    std::unique_ptr<ImageFile> m_image;
};

QTEST_GUILESS_MAIN(TestDisplayPipeline)
#include "tst_display_pipeline.moc"
