#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/study/reference_checks.h"

using namespace mi;

namespace {

constexpr std::string_view study = "1.2.3";
constexpr std::string_view multiframe = "1.2.840.10008.5.1.4.1.1.7.2";

// One selection that refers to a frame of an instance.
StudyFacts factsWithReference(std::uint32_t frame)
{
    InstanceReference reference;
    reference.sopInstanceUid = "1.2.3.1.1";
    reference.sopClassUid = multiframe;
    reference.seriesInstanceUid = "1.2.3.1";
    reference.studyInstanceUid = study;
    reference.highestFrame = frame;
    reference.sequence = Tag{0x0008, 0x1199};
    InstanceFacts selection;
    selection.sopInstanceUid = "1.2.3.2.1";
    selection.seriesInstanceUid = "1.2.3.2";
    selection.references.references = {reference};
    StudyFacts facts;
    facts.add(selection);
    return facts;
}

} // namespace

class tst_ReferenceChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void frames_data()
    {
        QTest::addColumn<std::uint32_t>("frame");
        QTest::addColumn<std::uint32_t>("frames");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("the last frame") << 3U << 3U << false;
        QTest::newRow("one behind the last") << 4U << 3U << true;
        QTest::newRow("second of one") << 2U << 1U << true;
        QTest::newRow("no frame is named") << 0U << 3U << false;
        QTest::newRow("the number of frames is not stated") << 2U << 0U << false;
    }
    void frames()
    {
        QFETCH(std::uint32_t, frame);
        QFETCH(std::uint32_t, frames);
        QFETCH(bool, isFound);
        const ReferenceJudgement judgement = checkReferences(factsWithReference(frame), study, [&](std::string_view) {
            return KnownInstance{multiframe, frames};
        });
        QCOMPARE(judgement.findings.size(), std::size_t{isFound ? 1U : 0U});
        if (isFound)
            QVERIFY(judgement.findings.front().id == "study.reference.frame-not-there");
        QVERIFY(judgement.missing.empty());
    }

    void aClassThatIsNotStatedIsNotJudged()
    {
        const auto findingsFor = [](std::string_view sopClass) {
            return checkReferences(factsWithReference(1), study,
                                   [&](std::string_view) {
                                       return KnownInstance{sopClass, 3};
                                   })
                .findings.size();
        };
        QCOMPARE(findingsFor(""), std::size_t{0});
        QCOMPARE(findingsFor("1.2.840.10008.5.1.4.1.1.7"), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(tst_ReferenceChecks)
#include "tst_reference_checks.moc"
