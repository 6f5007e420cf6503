#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/study/frame_stack.h"
#include "core/study/series_checks.h"

#include "core/dicom/encoding_scan.h"
#include "tests/support/instance_builder.h"

using namespace mi;
using test::ElementWriter;

namespace {

constexpr std::string_view enhancedMr = "1.2.840.10008.5.1.4.1.1.4.1";
constexpr std::string_view segmentation = "1.2.840.10008.5.1.4.1.1.66.4";

std::string group(Tag sequence, const std::string &item)
{
    return ElementWriter().sequence(sequence, {item}).str();
}

// A file with a frame at each of these places along z; the orientation is shared.
Result<ScannedInstance> scanned(std::string_view sopClass, const std::vector<double> &places)
{
    std::vector<std::string> frames;
    for (const double place : places)
        frames.push_back(group({0x0020, 0x9113},
                               ElementWriter().text({0x0020, 0x0032}, Vr::DS, "0\\0\\" + std::to_string(place)).str()));
    const std::string shared =
        group({0x0020, 0x9116}, ElementWriter().text({0x0020, 0x0037}, Vr::DS, "1\\0\\0\\0\\1\\0").str());
    ElementWriter out;
    out.text(tags::SOPClassUID, Vr::UI, sopClass)
        .text(tags::SOPInstanceUID, Vr::UI, "1.2.3")
        .text(tags::SeriesInstanceUID, Vr::UI, "1.2.4")
        .sequence({0x5200, 0x9229}, {shared})
        .sequence({0x5200, 0x9230}, frames);
    const std::string file = test::part10(test::fileMeta({.sopClassUid = std::string(sopClass)}), out.str());
    MemorySource source(std::as_bytes(std::span(file)));
    return scanEncoding(source);
}

} // namespace

class TestFrameStack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gapsBetweenFramesAreFound()
    {
        const auto whole = scanned(enhancedMr, {0, 2, 4, 6, 8});
        QVERIFY(whole.isOk());
        QCOMPARE(missingFrames(*whole), std::string());
        const auto gap = scanned(enhancedMr, {0, 2, 6, 8, 10});
        QCOMPARE(missingFrames(*gap), std::string("no frame at 4 mm along the normal of 5 places that are 2 mm apart"));
    }

    void segmentationsLeaveOutEmptyFrames()
    {
        QCOMPARE(missingFrames(*scanned(segmentation, {0, 2, 6, 8, 10})), std::string());
    }

    void theFindingIsOfItsInstance()
    {
        StudyFacts facts;
        facts.add(extractInstanceFacts(*scanned(enhancedMr, {0, 2, 6, 8, 10}), nullptr));
        std::uint64_t decided = 0;
        std::uint64_t notDecidable = 0;
        const std::vector<StudyFinding> found = checkSeries(facts, {false}, {}, {}, decided, notDecidable);
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(found.front().id == "study.frames.slices-missing");
        QCOMPARE(found.front().files, std::vector<std::uint32_t>{0});
    }
};

QTEST_APPLESS_MAIN(TestFrameStack)
#include "tst_frame_stack.moc"
