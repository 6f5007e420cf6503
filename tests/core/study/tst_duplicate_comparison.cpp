#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/study/duplicate_comparison.h"

#include "tests/support/instance_builder.h"

using namespace mi;
using test::CleanInstance;

namespace {

Result<CopyDifference> compared(const std::string &a, const std::string &b)
{
    MemorySource left(std::as_bytes(std::span(a)));
    MemorySource right(std::as_bytes(std::span(b)));
    return compareInstances(left, right, {});
}

std::string pixels()
{
    std::string bytes;
    for (int i = 0; i < 16; ++i)
        bytes += static_cast<char>(i * 13);
    return bytes;
}

} // namespace

class tst_DuplicateComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameBytesAreIdentical()
    {
        const std::string file = CleanInstance{.pixels = pixels()}.file();
        QVERIFY(compared(file, file)->isIdentical);
    }

    void anotherEncodingIsTheSameContent()
    {
        const CleanInstance instance{.pixels = pixels()};
        const std::string implicit = test::part10(test::fileMeta({.transferSyntax = std::string(test::implicitLittle)}),
                                                  instance.dataSet({.explicitVr = false}));
        const Result<CopyDifference> difference = compared(instance.file(), implicit);
        QVERIFY(difference.isOk());
        QVERIFY(!difference->isIdentical);
        QVERIFY(difference->attributes.empty());
        QVERIFY(difference->pixels == PixelComparison::equal);
        QVERIFY(!difference->hasOnlyOneValue);
    }

    void changedAttributesAreListed()
    {
        const Result<CopyDifference> difference =
            compared(CleanInstance{.pixels = pixels()}.file(),
                     CleanInstance{.patientName = "OTHER", .instanceNumber = "2", .pixels = pixels()}.file());
        QVERIFY(difference.isOk());
        QCOMPARE(difference->attributes, (std::vector<Tag>{tags::PatientName, tags::InstanceNumber}));
        QVERIFY(difference->pixels == PixelComparison::equal);
    }

    void otherPixelsAreSeen()
    {
        std::string other = pixels();
        other.back() = 1;
        const Result<CopyDifference> difference =
            compared(CleanInstance{.pixels = pixels()}.file(), CleanInstance{.pixels = other}.file());
        QVERIFY(difference.isOk());
        QVERIFY(difference->pixels == PixelComparison::different);
    }

    void pixelsOfOneValueTellNothing()
    {
        const CleanInstance instance;
        const Result<CopyDifference> difference =
            compared(instance.file(), CleanInstance{.patientName = "OTHER"}.file());
        QVERIFY(difference.isOk());
        QVERIFY(difference->pixels == PixelComparison::equal);
        QVERIFY(difference->hasOnlyOneValue);
    }

    // What was cut off is said of the file; here only what both have counts.
    void aCutCopyDiffersInNothingElse()
    {
        const std::string file = CleanInstance{.pixels = pixels()}.file();
        int cut = 0;
        for (std::size_t lost = 1; lost < 200; ++lost) {
            const Result<CopyDifference> difference = compared(file, file.substr(0, file.size() - lost));
            QVERIFY(difference.isOk());
            if (!difference->isPartlyUnread)
                continue; // the cut is between two elements: nothing shows it
            QVERIFY(difference->attributes.empty());
            ++cut;
        }
        QVERIFY(cut > 150);
        const std::string other = CleanInstance{.patientName = "OTHER", .pixels = pixels()}.file();
        const Result<CopyDifference> difference = compared(file, other.substr(0, other.size() - 4));
        QVERIFY(difference.isOk());
        QCOMPARE(difference->attributes, (std::vector<Tag>{tags::PatientName}));
    }

    void anythingElseThanDicomIsCompared()
    {
        QVERIFY(compared("", "").isOk());
        QVERIFY(compared("a", "").isOk());
        QVERIFY(compared(CleanInstance{}.file().substr(0, 200), CleanInstance{}.file()).isOk());
    }
};

QTEST_APPLESS_MAIN(tst_DuplicateComparison)
#include "tst_duplicate_comparison.moc"
