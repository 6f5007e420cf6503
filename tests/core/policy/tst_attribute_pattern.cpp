#include <QTest>

#include "core/policy/attribute_pattern.h"
#include "tests/core/policy/policy_text.h"

using namespace mi;

namespace {

constexpr Tag referencedImageSequence{0x0008, 0x1140};
constexpr Tag referencedSopInstanceUid{0x0008, 0x1155};

AttributePath nested(std::uint32_t item)
{
    return {{{referencedImageSequence, item}}, referencedSopInstanceUid};
}

} // namespace

class TestAttributePattern : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void patternsMatchPaths_data();
    void patternsMatchPaths();
    void whatNamesNothingIsRefused_data();
    void whatNamesNothingIsRefused();
    void aFindingThatStandsForMoreIsLeftAlone();
};

void TestAttributePattern::patternsMatchPaths_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<int>("path");
    QTest::addColumn<bool>("matches");
    // 0: the file, 1: PatientID, 2: SOP Instance UID in item 1, 3: in item 2, 4: two levels down, 5: private
    const auto row = [](const char *pattern, int path, bool matches) {
        QTest::addRow("%s %s path %d", pattern, matches ? "is" : "is not", path)
            << QString::fromUtf8(pattern) << path << matches;
    };
    row("PatientID", 1, true);
    row("(0010,0020)", 1, true);
    row("PatientName", 1, false);
    row("PatientID", 0, false);
    row("*.PatientID", 1, true);
    row("*.PatientID", 0, false);
    row("ReferencedSOPInstanceUID", 2, false); // at the root only
    row("ReferencedImageSequence.ReferencedSOPInstanceUID", 2, true);
    row("ReferencedImageSequence.ReferencedSOPInstanceUID", 3, true);
    row("ReferencedImageSequence[1].(0008,1155)", 2, true);
    row("ReferencedImageSequence[2].(0008,1155)", 2, false);
    row("(0008,1140)[2].ReferencedSOPInstanceUID", 3, true);
    row("ReferencedImageSequence", 2, false);
    row("ReferencedImageSequence.ReferencedSOPInstanceUID", 4, false); // it is deeper there
    row("*.ReferencedImageSequence.ReferencedSOPInstanceUID", 4, true);
    row("*.ReferencedSOPInstanceUID", 4, true);
    row("*.SourceImageSequence.ReferencedSOPInstanceUID", 4, false);
    row("(0029,1110)", 5, true);
    row("(0029,xx10)", 5, true);
    row("(0029,xx11)", 5, false);
    row("(0031,xx10)", 5, false);
    row("*.(0029,xx10)", 5, true);
}

void TestAttributePattern::patternsMatchPaths()
{
    QFETCH(const QString, pattern);
    QFETCH(const int, path);
    QFETCH(const bool, matches);
    const AttributePath paths[] = {{},
                                   tags::PatientID,
                                   nested(1),
                                   nested(2),
                                   {{{Tag{0x0040, 0xA730}, 1}, {referencedImageSequence, 1}}, referencedSopInstanceUid},
                                   Tag{0x0029, 0x1110}};
    const Result<AttributePattern> parsed = AttributePattern::create(pattern.toStdString());
    QVERIFY2(parsed.isOk(), parsed ? "" : parsed.error().detail.c_str());
    QCOMPARE(parsed->matches(test::findingOf("value.ui.too-long", paths[path])), matches);
}

void TestAttributePattern::whatNamesNothingIsRefused_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char *pattern : {"",
                                "*",
                                "*.",
                                ".",
                                "PatientID.",
                                ".PatientID",
                                "PatientId",
                                "patientid",
                                "(0010,0020",
                                "0010,0020",
                                "(0010,002)",
                                "(0010,xx20)",
                                "(0029,1x10)",
                                "(0029,XX10)",
                                "(g010,0020)",
                                "PatientID[1]",
                                "(0010,0020)[1]",
                                "ReferencedImageSequence[0].PatientID",
                                "ReferencedImageSequence[].PatientID",
                                "ReferencedImageSequence[x].PatientID",
                                "ReferencedImageSequence[1.PatientID",
                                "ReferencedImageSequence[1]x.PatientID",
                                "ReferencedImageSequence[99999999999].PatientID",
                                "ReferencedImageSequence[-1].PatientID",
                                "*.*.PatientID",
                                "Patient ID",
                                "PatientID "})
        QTest::newRow(*pattern == '\0' ? "nothing" : pattern) << QString::fromUtf8(pattern);
    QString deep = QStringLiteral("PatientID");
    for (int i = 0; i < 32; ++i)
        deep.prepend(QStringLiteral("ReferencedImageSequence."));
    QTest::newRow("33 steps") << deep;
}

void TestAttributePattern::whatNamesNothingIsRefused()
{
    QFETCH(const QString, pattern);
    const Result<AttributePattern> parsed = AttributePattern::create(pattern.toStdString());
    QVERIFY(!parsed.isOk());
    QVERIFY(!parsed.error().detail.empty());
}

// The checks count a finding that repeats over items, and beyond 64 attributes, at one place: a rule for that place
// must not carry the others away.
void TestAttributePattern::aFindingThatStandsForMoreIsLeftAlone()
{
    const AttributePattern anyItem = AttributePattern::create("ReferencedImageSequence.(0008,1155)").take();
    const AttributePattern oneItem = AttributePattern::create("ReferencedImageSequence[1].(0008,1155)").take();
    Finding finding = test::findingOf("value.ui.too-long", nested(1));
    QVERIFY(anyItem.matches(finding));
    QVERIFY(oneItem.matches(finding));
    finding.count = 2;
    QVERIFY(anyItem.matches(finding));
    QVERIFY(!oneItem.matches(finding));
    finding.count = 1;
    finding.standsForOthers = true;
    QVERIFY(!anyItem.matches(finding));
}

QTEST_APPLESS_MAIN(TestAttributePattern)
#include "tst_attribute_pattern.moc"
