// Native pixel data of every shape and encoding: the right length has no finding, and each wrong one has exactly one,
// of all families together.
#include <QTest>

#include "core/checks/instance_checker.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/encoding_scan.h"
#include "tests/core/checks/draft_file.h"
#include "tests/support/instance_builder.h"

#include <cstdlib>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

using namespace mi;
using namespace mi::test;

namespace {

enum class Kind { integer, floating, doubleFloating };

struct Shape {
    std::uint16_t rows = 5;
    std::uint16_t columns = 4;
    std::uint16_t samples = 1;
    std::uint16_t bits = 8;
    int frames = 1;
    std::uint16_t planar = 0;
    std::string photometric = "MONOCHROME2";
    Kind kind = Kind::integer;
};

// Counted pixel by pixel, not by the code under test.
std::size_t bitsOf(const Shape &shape)
{
    std::size_t samples = 0;
    for (int frame = 0; frame < shape.frames; ++frame) {
        for (unsigned row = 0; row < shape.rows; ++row) {
            for (unsigned column = 0; column < shape.columns; ++column) {
                const bool isSubsampled = shape.photometric == "YBR_FULL_422";
                const bool hasColour = !isSubsampled || column % 2 == 0;
                samples += shape.samples == 3 && !hasColour ? 1U : shape.samples;
            }
        }
    }
    return samples * shape.bits;
}

std::string instanceOf(const Shape &shape, std::string_view transferSyntax, ByteOrder order, std::size_t bytes)
{
    ElementWriter out(order);
    const bool isInteger = shape.kind == Kind::integer;
    out.text(tags::SOPClassUID, Vr::UI, secondaryCaptureStorage)
        .text(tags::SOPInstanceUID, Vr::UI, "1.2.276.0.7230010.3.1.4.1")
        .text(tags::StudyDate, Vr::DA, "20240102")
        .text(tags::StudyTime, Vr::TM, "101112")
        .text(tags::AccessionNumber, Vr::SH, "A1")
        .text(tags::Modality, Vr::CS, "OT")
        .text(tags::ReferringPhysicianName, Vr::PN, "DOCTOR^ONE")
        .text(tags::PatientName, Vr::PN, "TEST^ONE")
        .text(tags::PatientID, Vr::LO, "T-1")
        .text(tags::PatientBirthDate, Vr::DA, "19700101")
        .text(tags::PatientSex, Vr::CS, "O")
        .text(tags::StudyInstanceUID, Vr::UI, "1.2.276.0.7230010.3.1.2.1")
        .text(tags::SeriesInstanceUID, Vr::UI, "1.2.276.0.7230010.3.1.3.1")
        .text(tags::StudyID, Vr::SH, "1")
        .text(tags::SeriesNumber, Vr::IS, "1")
        .text(tags::InstanceNumber, Vr::IS, "1")
        .us(tags::SamplesPerPixel, {shape.samples})
        .text(tags::PhotometricInterpretation, Vr::CS, shape.photometric);
    if (shape.samples > 1)
        out.us(tags::PlanarConfiguration, {shape.planar});
    out.text(tags::NumberOfFrames, Vr::IS, std::to_string(shape.frames))
        .us(tags::Rows, {shape.rows})
        .us(tags::Columns, {shape.columns})
        .us(tags::BitsAllocated, {shape.bits});
    if (isInteger)
        out.us(tags::BitsStored, {shape.bits})
            .us(tags::HighBit, {static_cast<std::uint16_t>(shape.bits - 1)})
            .us(tags::PixelRepresentation, {0});
    const std::string pixels(bytes, '\0');
    if (isInteger)
        out.raw(tags::PixelData, shape.bits > 8 || !order.explicitVr ? Vr::OW : Vr::OB, pixels);
    else if (shape.kind == Kind::floating)
        out.raw(tags::FloatPixelData, Vr::OF, pixels);
    else
        out.raw(tags::DoubleFloatPixelData, Vr::OD, pixels);
    return part10(fileMeta({.transferSyntax = std::string(transferSyntax)}), out.str());
}

QStringList findingsOfBytes(const std::string &bytes)
{
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scan = scanEncoding(source);
    if (!scan)
        std::abort();
    QStringList ids = findingIdsOfParts(checkInstance({*scan, &source, Decoding::off}));
    ids.removeIf([](const QString &id) { return id.startsWith(QLatin1String("meta.transfer-syntax.retired")); });
    return ids;
}

QString idOf(const char *rule, Kind kind)
{
    const char *tag = kind == Kind::integer ? "(7FE0,0010)" : kind == Kind::floating ? "(7FE0,0008)" : "(7FE0,0009)";
    return QString::fromLatin1(rule) + QLatin1Char(' ') + QString::fromLatin1(tag);
}

std::vector<Shape> shapesOf(std::uint16_t bits)
{
    std::vector<Shape> shapes;
    for (const auto rows : std::initializer_list<std::uint16_t>{1, 5}) {
        for (const auto columns : std::initializer_list<std::uint16_t>{3, 4, 7}) {
            for (const int frames : {1, 3}) {
                shapes.push_back({.rows = rows, .columns = columns, .bits = bits, .frames = frames});
                for (const auto planar : std::initializer_list<std::uint16_t>{0, 1})
                    shapes.push_back({.rows = rows,
                                      .columns = columns,
                                      .samples = 3,
                                      .bits = bits,
                                      .frames = frames,
                                      .planar = planar,
                                      .photometric = "RGB"});
                if (columns % 2 == 0 && bits == 8)
                    shapes.push_back({.rows = rows,
                                      .columns = columns,
                                      .samples = 3,
                                      .bits = bits,
                                      .frames = frames,
                                      .photometric = "YBR_FULL_422"});
            }
        }
    }
    return shapes;
}

} // namespace

class TestNativeMatrix : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRightLengthIsCleanAndEveryOtherIsOneFinding_data();
    void theRightLengthIsCleanAndEveryOtherIsOneFinding();
};

void TestNativeMatrix::theRightLengthIsCleanAndEveryOtherIsOneFinding_data()
{
    QTest::addColumn<QString>("transferSyntax");
    QTest::addColumn<bool>("explicitVr");
    QTest::addColumn<bool>("bigEndian");
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("kind");
    struct Encoding {
        const char *name;
        std::string_view uid;
        bool explicitVr;
        bool bigEndian;
    };
    const Encoding encodings[] = {{"implicit little endian", implicitLittle, false, false},
                                  {"explicit little endian", explicitLittle, true, false},
                                  {"explicit big endian", explicitBig, true, true}};
    for (const Encoding &encoding : encodings) {
        const auto row = [&](const std::string &what, int bits, Kind kind) {
            QTest::newRow((std::string(encoding.name) + ", " + what).c_str())
                << QString::fromLatin1(encoding.uid.data(), static_cast<qsizetype>(encoding.uid.size()))
                << encoding.explicitVr << encoding.bigEndian << bits << static_cast<int>(kind);
        };
        for (const int bits : {1, 8, 16, 24, 32, 64})
            row(std::to_string(bits) + " bits", bits, Kind::integer);
        row("floats", 32, Kind::floating);
        row("doubles", 64, Kind::doubleFloating);
    }
}

void TestNativeMatrix::theRightLengthIsCleanAndEveryOtherIsOneFinding()
{
    QFETCH(QString, transferSyntax);
    QFETCH(bool, explicitVr);
    QFETCH(bool, bigEndian);
    QFETCH(int, bits);
    QFETCH(int, kind);
    const auto pixelKind = static_cast<Kind>(kind);
    for (Shape shape : shapesOf(static_cast<std::uint16_t>(bits))) {
        shape.kind = pixelKind;
        if (pixelKind != Kind::integer && shape.samples != 1)
            continue;
        const std::size_t exact = (bitsOf(shape) + 7) / 8;
        const std::size_t padded = exact + exact % 2;
        const auto check = [&](std::size_t length) {
            return findingsOfBytes(instanceOf(shape, transferSyntax.toStdString(), {explicitVr, bigEndian}, length));
        };
        QCOMPARE(check(padded).join(QStringLiteral("; ")), QString{});
        const bool isUnpadded = exact % 2 != 0;
        if (isUnpadded)
            QCOMPARE(check(exact), QStringList{idOf("encoding.length.odd", pixelKind)});
        // Where a whole frame is two bytes or less, a frame is missing or too many.
        const QStringList shorter = check(padded - 2);
        QCOMPARE(shorter.size(), 1);
        QVERIFY2(shorter.front() == idOf("pixel.native.too-short", pixelKind) ||
                     shorter.front() == idOf("pixel.native.frames-missing", pixelKind),
                 qPrintable(shorter.front()));
        const QStringList longer = check(padded + 2);
        QCOMPARE(longer.size(), 1);
        QVERIFY2(longer.front() == idOf("pixel.native.too-long", pixelKind) ||
                     longer.front() == idOf("pixel.native.more-frames", pixelKind) ||
                     longer.front() == idOf("pixel.native.not-subsampled", pixelKind),
                 qPrintable(longer.front()));
        const QStringList odd = check(padded + 1);
        QCOMPARE(odd.size(), 1);
        QVERIFY2(odd.front() == idOf("pixel.native.too-long", pixelKind) ||
                     odd.front() == idOf("pixel.native.more-frames", pixelKind),
                 qPrintable(odd.front()));
        if (!isUnpadded)
            QCOMPARE(check(padded - 1), QStringList{idOf("pixel.native.too-short", pixelKind)});
        QCOMPARE(check(0), QStringList{idOf("pixel.native.too-short", pixelKind)});
    }
}

QTEST_GUILESS_MAIN(TestNativeMatrix)
#include "tst_native_matrix.moc"
