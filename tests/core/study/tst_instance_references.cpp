#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/study/instance_references.h"

#include "core/dicom/encoding_scan.h"
#include "tests/support/instance_builder.h"

using namespace mi;
using test::ElementWriter;

namespace {

constexpr Tag referencedSeries{0x0008, 0x1115};
constexpr Tag referencedInstances{0x0008, 0x1199};
constexpr Tag evidence{0x0040, 0xA375};

std::string reference(std::string_view sopClass, std::string_view uid, std::string_view frames = {})
{
    ElementWriter out;
    out.text({0x0008, 0x1150}, Vr::UI, sopClass).text({0x0008, 0x1155}, Vr::UI, uid);
    if (!frames.empty())
        out.text({0x0008, 0x1160}, Vr::IS, frames);
    return out.str();
}

std::string seriesItem(const std::string &item)
{
    return ElementWriter().sequence(referencedInstances, {item}).text(tags::SeriesInstanceUID, Vr::UI, "1.9").str();
}

InstanceReferences allReferencesIn(const ElementWriter &content)
{
    const std::string file = test::part10(test::fileMeta(), content.str());
    MemorySource source(std::as_bytes(std::span(file)));
    const Result<ScannedInstance> scanned = scanEncoding(source);
    return scanned ? extractReferences(*scanned) : InstanceReferences{};
}

std::vector<InstanceReference> referencesIn(const ElementWriter &content)
{
    return allReferencesIn(content).references;
}

} // namespace

class TestInstanceReferences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSeriesAtTheRootIsOfTheOwnStudy()
    {
        const auto found =
            referencesIn(ElementWriter()
                             .sequence(referencedSeries, {seriesItem(reference(test::ctImageStorage, "1.2.3", "4\\2"))})
                             .text(tags::StudyInstanceUID, Vr::UI, "1.8"));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found.front().sopInstanceUid, std::string("1.2.3"));
        QCOMPARE(found.front().seriesInstanceUid, std::string("1.9"));
        QCOMPARE(found.front().studyInstanceUid, std::string("1.8"));
        QCOMPARE(found.front().highestFrame, 4U);
    }

    void evidenceNamesItsStudy()
    {
        const std::string study =
            ElementWriter()
                .sequence(referencedSeries, {seriesItem(reference(test::ctImageStorage, "1.2.3"))})
                .text(tags::StudyInstanceUID, Vr::UI, "1.7")
                .str();
        const auto found =
            referencesIn(ElementWriter().text(tags::StudyInstanceUID, Vr::UI, "1.8").sequence(evidence, {study}));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found.front().studyInstanceUid, std::string("1.7"));
    }

    void whatARejectionNoteNamesMayBeGone()
    {
        const auto note = [](std::string_view title, std::string_view scheme) {
            const std::string code =
                ElementWriter().text({0x0008, 0x0100}, Vr::SH, title).text({0x0008, 0x0102}, Vr::SH, scheme).str();
            return referencesIn(ElementWriter()
                                    .text(tags::SOPClassUID, Vr::UI, "1.2.840.10008.5.1.4.1.1.88.59")
                                    .sequence({0x0008, 0x1140}, {reference(test::ctImageStorage, "1.2.3")})
                                    .sequence({0x0040, 0xA043}, {code}));
        };
        QVERIFY(note("113001", "DCM").front().mayBeGone);
        QVERIFY(note("113039", "DCM").front().mayBeGone);
        QVERIFY(!note("113000", "DCM").front().mayBeGone);
        QVERIFY(!note("113001", "99LOCAL").front().mayBeGone);
    }

    void aPlainReferenceSaysNothingOfStudyAndSeries()
    {
        const auto found =
            referencesIn(ElementWriter().sequence({0x0008, 0x1140}, {reference(test::ctImageStorage, "1.2.3")}));
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(found.front().studyInstanceUid.empty() && found.front().seriesInstanceUid.empty());
    }

    void whatIsNoFileIsLeftOut()
    {
        // A performed procedure step, a study, and a class that nobody knows.
        QVERIFY(referencesIn(ElementWriter()
                                 .sequence({0x0008, 0x1110}, {reference("1.2.840.10008.3.1.2.3.1", "1.2.3")})
                                 .sequence({0x0008, 0x1111}, {reference("1.2.840.10008.3.1.2.3.3", "1.2.4")})
                                 .sequence({0x0008, 0x1140}, {reference("1.2.3.4.5", "1.2.5")}))
                    .empty());
    }

    // Hostile: each of these takes for ever when what is around a reference is looked at for each reference.
    void aHundredThousandReferencesInOneSeries()
    {
        constexpr int count = 100'000;
        std::vector<std::string> items;
        for (int i = 0; i < count; ++i)
            items.push_back(reference(test::ctImageStorage, "1.2." + std::to_string(i)));
        const std::string series =
            ElementWriter().sequence(referencedInstances, items).text(tags::SeriesInstanceUID, Vr::UI, "1.9").str();
        const auto found = referencesIn(ElementWriter().sequence(referencedSeries, {series}));
        QCOMPARE(found.size(), std::size_t{count});
        QCOMPARE(found.back().seriesInstanceUid, std::string("1.9"));
    }

    void whatIsPastTheLimitIsSaid()
    {
        std::vector<std::string> items;
        for (std::size_t i = 0; i < mostReferencesInInstance; ++i)
            items.push_back(reference(test::ctImageStorage, "1.2." + std::to_string(i)));
        items.push_back(items.front()); // known already
        InstanceReferences found = allReferencesIn(ElementWriter().sequence({0x0008, 0x1140}, items));
        QCOMPARE(found.references.size(), mostReferencesInInstance);
        QVERIFY(!found.isCut);
        items.push_back(reference(test::ctImageStorage, "1.3"));
        found = allReferencesIn(ElementWriter().sequence({0x0008, 0x1140}, items));
        QCOMPARE(found.references.size(), mostReferencesInInstance);
        QVERIFY(found.isCut);
    }

    void manySequencesBesideEachOther()
    {
        ElementWriter around;
        for (std::uint16_t group = 1; group < 60'001; group = static_cast<std::uint16_t>(group + 2))
            around.sequence({group, 0x1140}, {reference(test::ctImageStorage, "1.2." + std::to_string(group))});
        const auto found = referencesIn(ElementWriter().sequence(evidence, {around.str()}));
        QCOMPARE(found.size(), std::size_t{30'000});
    }

    void manyUidsInOneItem()
    {
        ElementWriter item;
        item.text({0x0008, 0x1150}, Vr::UI, test::ctImageStorage);
        for (int i = 0; i < 50'000; ++i)
            item.text({0x0008, 0x1155}, Vr::UI, "1.2." + std::to_string(i));
        QCOMPARE(referencesIn(ElementWriter().sequence({0x0008, 0x1140}, {item.str()})).size(), std::size_t{1});
    }

    void aDeepReferenceKnowsWhatIsAroundIt()
    {
        std::string inner =
            ElementWriter().sequence(referencedInstances, {reference(test::ctImageStorage, "1.2.3")}).str();
        for (int depth = 0; depth < 50; ++depth)
            inner = ElementWriter().sequence({0x0040, 0xA730}, {inner}).str();
        const auto found =
            referencesIn(ElementWriter().sequence(evidence, {inner + ElementWriter()
                                                                         .text(tags::StudyInstanceUID, Vr::UI, "1.7")
                                                                         .text(tags::SeriesInstanceUID, Vr::UI, "1.6")
                                                                         .str()}));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found.front().studyInstanceUid, std::string("1.7"));
        QCOMPARE(found.front().seriesInstanceUid, std::string("1.6"));
    }

    void anInstanceIsThereOnceWithItsHighestFrame()
    {
        const auto found =
            referencesIn(ElementWriter().sequence({0x0008, 0x1140}, {reference(test::ctImageStorage, "1.2.3", "7"),
                                                                     reference(test::ctImageStorage, "1.2.3", "3"),
                                                                     reference(test::ctImageStorage, "1.2.4")}));
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found.front().highestFrame, 7U);
    }
};

QTEST_APPLESS_MAIN(TestInstanceReferences)
#include "tst_instance_references.moc"
