// Each row is a small document with exactly one thing wrong in its content tree, or with nothing wrong.
#include <QTest>

#include "core/checks/content_tree_checks.h"
#include "core/checks/finding_collector.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/encoding_scan.h"
#include "tests/support/instance_builder.h"

using namespace mi;
using namespace mi::test;

namespace {

constexpr Tag relationshipType{0x0040, 0xA010};
constexpr Tag valueType{0x0040, 0xA040};
constexpr Tag contentSequence{0x0040, 0xA730};
constexpr Tag referencedItem{0x0040, 0xDB73};

constexpr auto basic = "1.2.840.10008.5.1.4.1.1.88.11";
constexpr auto enhanced = "1.2.840.10008.5.1.4.1.1.88.22";
constexpr auto comprehensive = "1.2.840.10008.5.1.4.1.1.88.33";
constexpr auto keyObject = "1.2.840.10008.5.1.4.1.1.88.59";
constexpr auto dose = "1.2.840.10008.5.1.4.1.1.88.67";
constexpr auto mammographyCad = "1.2.840.10008.5.1.4.1.1.88.50";

std::string item(std::string_view relation, std::string_view type, const std::vector<std::string> &below = {})
{
    ElementWriter out;
    out.text(relationshipType, Vr::CS, relation).text(valueType, Vr::CS, type);
    if (!below.empty())
        out.sequence(contentSequence, below);
    return out.str();
}

std::string reference(std::string_view relation, std::initializer_list<std::uint32_t> position)
{
    return ElementWriter().text(relationshipType, Vr::CS, relation).ul(referencedItem, position).str();
}

QString findingsOf(const char *sopClass, const std::vector<std::string> &items, const char *root = "CONTAINER")
{
    ElementWriter out;
    out.text(tags::SOPClassUID, Vr::UI, sopClass).text(valueType, Vr::CS, root).sequence(contentSequence, items);
    const std::string bytes = part10(fileMeta({.sopClassUid = sopClass}), out.str());
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scanned = scanEncoding(source);
    if (!scanned)
        qFatal("the scan failed");
    FindingCollector findings;
    checkContentTree({*scanned, &source}, findings);
    QStringList ids;
    for (const Finding &finding : findings.findings())
        ids += QString::fromStdString(std::string(finding.id()) + " " + finding.observed);
    return ids.join(QStringLiteral(", "));
}

} // namespace

class TestContentTreeChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trees_data()
    {
        QTest::addColumn<QString>("sopClass");
        QTest::addColumn<std::vector<std::string>>("items");
        QTest::addColumn<QString>("found");
        const auto row = [](const char *name, const char *sopClass, std::vector<std::string> items,
                            const char *found = "") {
            QTest::newRow(name) << QString::fromLatin1(sopClass) << std::move(items) << QString::fromLatin1(found);
        };
        row("a text in a container", basic, {item("CONTAINS", "TEXT")});
        row("containers in containers", basic, {item("CONTAINS", "CONTAINER", {item("CONTAINS", "IMAGE")})});
        row("a number is too much for Basic Text", basic, {item("CONTAINS", "NUM")},
            "content-tree.relationship.not-allowed CONTAINER CONTAINS NUM");
        row("a number in Enhanced SR", enhanced, {item("CONTAINS", "NUM")});
        row("a number with what it was taken from", enhanced,
            {item("CONTAINS", "NUM", {item("INFERRED FROM", "SCOORD", {item("SELECTED FROM", "IMAGE")})})});
        row("a text contains nothing", enhanced, {item("CONTAINS", "TEXT", {item("CONTAINS", "TEXT")})},
            "content-tree.relationship.not-allowed TEXT CONTAINS TEXT");
        row("coordinates are of an image", enhanced, {item("CONTAINS", "SCOORD", {item("SELECTED FROM", "WAVEFORM")})},
            "content-tree.relationship.not-allowed SCOORD SELECTED FROM WAVEFORM");
        row("anything may be modified by a code", basic,
            {item("CONTAINS", "PNAME", {item("HAS CONCEPT MOD", "CODE")})});
        row("but not by a number", basic, {item("CONTAINS", "PNAME", {item("HAS CONCEPT MOD", "NUM")})},
            "content-tree.relationship.not-allowed PNAME HAS CONCEPT MOD NUM");
        row("a key object names images", keyObject, {item("CONTAINS", "IMAGE"), item("HAS OBS CONTEXT", "PNAME")});
        row("a key object has no codes in it", keyObject, {item("CONTAINS", "CODE")},
            "content-tree.relationship.not-allowed CONTAINER CONTAINS CODE");
        row("a dose report", dose, {item("HAS OBS CONTEXT", "UIDREF"), item("CONTAINS", "NUM")});
        row("a dose report without waveforms", dose, {item("CONTAINS", "WAVEFORM")},
            "content-tree.relationship.not-allowed CONTAINER CONTAINS WAVEFORM");
        row("a reference in Comprehensive SR", comprehensive,
            {item("CONTAINS", "IMAGE"), item("CONTAINS", "NUM", {reference("INFERRED FROM", {1, 1})})});
        row("a reference that leads nowhere", comprehensive,
            {item("CONTAINS", "NUM", {reference("INFERRED FROM", {1, 7})})},
            "content-tree.reference.leads-nowhere 1.7");
        row("a reference that does not begin at the root", comprehensive,
            {item("CONTAINS", "NUM", {reference("INFERRED FROM", {2})})}, "content-tree.reference.leads-nowhere 2");
        row("a reference to what may not be there", comprehensive,
            {item("CONTAINS", "TEXT"), item("CONTAINS", "SCOORD", {reference("SELECTED FROM", {1, 1})})},
            "content-tree.relationship.not-allowed SCOORD SELECTED FROM TEXT");
        row("a reference in Enhanced SR", enhanced,
            {item("CONTAINS", "IMAGE"), item("CONTAINS", "NUM", {reference("INFERRED FROM", {1, 1})})},
            "content-tree.reference.not-allowed a reference");
        row("words that nobody knows are for others to judge", basic,
            {item("CONTAINS", "PICTURE"), item("HOLDS", "TEXT")});
        row("documents without a table here", mammographyCad, {item("CONTAINS", "TEXT", {item("CONTAINS", "TEXT")})});
    }
    void trees()
    {
        QFETCH(QString, sopClass);
        QFETCH(std::vector<std::string>, items);
        QTEST(findingsOf(sopClass.toLatin1().constData(), items), "found");
    }

    void theRootIsAContainer()
    {
        QCOMPARE(findingsOf(basic, {item("CONTAINS", "TEXT")}, "TEXT"),
                 QStringLiteral("content-tree.root.not-container TEXT"));
    }

    void aContentSequenceElsewhereIsNoContentTree()
    {
        const std::string inner = ElementWriter().sequence(contentSequence, {item("HAS CONCEPT MOD", "NUM")}).str();
        QCOMPARE(
            findingsOf(basic, {item("CONTAINS", "TEXT") + ElementWriter().sequence({0x0040, 0xA993}, {inner}).str()}),
            QString());
    }
};

QTEST_APPLESS_MAIN(TestContentTreeChecks)
#include "tst_content_tree_checks.moc"
