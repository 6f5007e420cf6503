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
constexpr auto comprehensive3d = "1.2.840.10008.5.1.4.1.1.88.34";
constexpr auto chestCad = "1.2.840.10008.5.1.4.1.1.88.65";
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
            "content-tree.relationship.not-allowed SCOORD SELECTED FROM TEXT by reference");
        row("a reference in Enhanced SR", enhanced,
            {item("CONTAINS", "IMAGE"), item("CONTAINS", "NUM", {reference("INFERRED FROM", {1, 1})})},
            "content-tree.reference.not-allowed a reference");
        row("words that nobody knows are for others to judge", basic,
            {item("CONTAINS", "PICTURE"), item("HOLDS", "TEXT")});
        row("documents without a table here", chestCad, {item("CONTAINS", "TEXT", {item("CONTAINS", "TEXT")})});
        row("a container is not referred to", comprehensive,
            {item("CONTAINS", "CONTAINER"), reference("CONTAINS", {1, 1})},
            "content-tree.relationship.not-allowed CONTAINER CONTAINS CONTAINER by reference");
        row("a modifier is not referred to", comprehensive,
            {item("CONTAINS", "CODE"), item("CONTAINS", "TEXT", {reference("HAS CONCEPT MOD", {1, 1})})},
            "content-tree.relationship.not-allowed TEXT HAS CONCEPT MOD CODE by reference");
        row("what a mammogram was found in is referred to", mammographyCad,
            {item("CONTAINS", "IMAGE"), item("CONTAINS", "CODE", {reference("INFERRED FROM", {1, 1})})});
        row("a mammogram is not contained by reference", mammographyCad,
            {item("CONTAINS", "IMAGE"), reference("CONTAINS", {1, 1})},
            "content-tree.relationship.not-allowed CONTAINER CONTAINS IMAGE by reference");
    }
    void trees()
    {
        QFETCH(QString, sopClass);
        QFETCH(std::vector<std::string>, items);
        QTEST(findingsOf(sopClass.toLatin1().constData(), items), "found");
    }

    // All pairs of Value Types under all relationships, against what PS3.3 A.35.x.3.1.2 lists, row by row.
    void relationships_data()
    {
        QTest::addColumn<QString>("sopClass");
        QTest::addColumn<QStringList>("allowed"); // "SOURCES|RELATIONSHIP|TARGETS"
        const QString simple = QStringLiteral("TEXT CODE DATETIME DATE TIME UIDREF PNAME ");
        const QString objects = QStringLiteral("COMPOSITE IMAGE WAVEFORM ");
        const QString every = simple + objects + QStringLiteral("NUM SCOORD SCOORD3D TCOORD CONTAINER");
        const QString person = QStringLiteral("PNAME|HAS PROPERTIES|") + simple;
        const QString modifier = every + QStringLiteral("|HAS CONCEPT MOD|TEXT CODE");
        QTest::newRow("Basic Text")
            << QString::fromLatin1(basic)
            << QStringList{
                   QString(QLatin1String("CONTAINER|CONTAINS|") + simple + objects + QLatin1String("CONTAINER")),
                   QString(QLatin1String("CONTAINER|HAS OBS CONTEXT|") + simple + QLatin1String("COMPOSITE CONTAINER")),
                   QString(QLatin1String("CONTAINER ") + objects + QLatin1String("|HAS ACQ CONTEXT|") + simple),
                   modifier,
                   QString(QLatin1String("TEXT|HAS PROPERTIES|") + simple + objects),
                   person,
                   QString(QLatin1String("TEXT|INFERRED FROM|") + simple + objects)};
        const QString numbers = simple + objects + QStringLiteral("NUM SCOORD TCOORD");
        QTest::newRow("Enhanced")
            << QString::fromLatin1(enhanced)
            << QStringList{QString(QLatin1String("CONTAINER|CONTAINS|") + numbers + QLatin1String(" CONTAINER")),
                           QString(QLatin1String("CONTAINER|HAS OBS CONTEXT|") + simple +
                                   QLatin1String("NUM COMPOSITE CONTAINER")),
                           QString(QLatin1String("CONTAINER NUM ") + objects + QLatin1String("|HAS ACQ CONTEXT|") +
                                   simple + QLatin1String("NUM")),
                           modifier,
                           QString(QLatin1String("TEXT CODE NUM|HAS PROPERTIES|") + numbers),
                           person,
                           QString(QLatin1String("TEXT CODE NUM|INFERRED FROM|") + numbers),
                           QStringLiteral("SCOORD|SELECTED FROM|IMAGE"),
                           QStringLiteral("TCOORD|SELECTED FROM|SCOORD IMAGE WAVEFORM")};
        const QStringList threeDimensional{QString(QLatin1String("CONTAINER|CONTAINS|") + every),
                                           QString(QLatin1String("CONTAINER TEXT CODE NUM|HAS OBS CONTEXT|") + simple +
                                                   QLatin1String("NUM COMPOSITE")),
                                           QStringLiteral("CONTAINER|HAS OBS CONTEXT|CONTAINER"),
                                           QString(QLatin1String("CONTAINER NUM ") + objects +
                                                   QLatin1String("|HAS ACQ CONTEXT|") + simple +
                                                   QLatin1String("NUM CONTAINER")),
                                           modifier,
                                           QString(QLatin1String("TEXT CODE NUM|HAS PROPERTIES|") + every),
                                           person,
                                           QString(QLatin1String("TEXT CODE NUM|INFERRED FROM|") + every),
                                           QStringLiteral("SCOORD|SELECTED FROM|IMAGE"),
                                           QStringLiteral("TCOORD|SELECTED FROM|SCOORD SCOORD3D IMAGE WAVEFORM")};
        // SCOORD3D in the flat one is a wrong value, and said there.
        QTest::newRow("Comprehensive") << QString::fromLatin1(comprehensive) << threeDimensional;
        QTest::newRow("Comprehensive 3D") << QString::fromLatin1(comprehensive3d) << threeDimensional;
        QTest::newRow("Key Object Selection")
            << QString::fromLatin1(keyObject)
            << QStringList{QString(QLatin1String("CONTAINER|CONTAINS|TEXT ") + objects),
                           QStringLiteral("CONTAINER|HAS OBS CONTEXT|TEXT CODE UIDREF PNAME"),
                           QStringLiteral("CONTAINER|HAS CONCEPT MOD|CODE")};
        QTest::newRow("Mammography CAD")
            << QString::fromLatin1(mammographyCad)
            << QStringList{
                   QStringLiteral("CONTAINER|CONTAINS|CODE NUM SCOORD IMAGE CONTAINER TEXT DATE"),
                   QStringLiteral(
                       "CONTAINER TEXT CODE NUM|HAS OBS CONTEXT|TEXT CODE NUM DATE TIME PNAME UIDREF COMPOSITE"),
                   QStringLiteral("IMAGE|HAS ACQ CONTEXT|TEXT CODE DATE TIME NUM"),
                   QStringLiteral("CONTAINER CODE NUM COMPOSITE|HAS CONCEPT MOD|TEXT CODE"),
                   QStringLiteral("TEXT CODE NUM|HAS PROPERTIES|CONTAINER TEXT CODE NUM DATE IMAGE SCOORD UIDREF"),
                   QStringLiteral("CODE NUM|INFERRED FROM|CODE NUM SCOORD CONTAINER TEXT IMAGE"),
                   QStringLiteral("SCOORD|SELECTED FROM|IMAGE")};
        const QString ofDose = QStringLiteral("TEXT CODE NUM DATETIME UIDREF ");
        QTest::newRow("X-Ray Radiation Dose")
            << QString::fromLatin1(dose)
            << QStringList{
                   QString(QLatin1String("CONTAINER|CONTAINS|") + ofDose +
                           QLatin1String("PNAME IMAGE COMPOSITE CONTAINER")),
                   QStringLiteral("CONTAINER|HAS OBS CONTEXT|TEXT CODE DATETIME UIDREF PNAME CONTAINER"),
                   QString(QLatin1String("TEXT CODE NUM|HAS OBS CONTEXT|") + ofDose + QLatin1String("PNAME COMPOSITE")),
                   QString(QLatin1String("CONTAINER IMAGE COMPOSITE|HAS ACQ CONTEXT|") + ofDose +
                           QLatin1String("PNAME CONTAINER")),
                   modifier,
                   QString(QLatin1String("TEXT CODE NUM|HAS PROPERTIES|") + ofDose +
                           QLatin1String("PNAME IMAGE COMPOSITE CONTAINER")),
                   person,
                   QString(QLatin1String("TEXT CODE NUM|INFERRED FROM|") + ofDose +
                           QLatin1String("IMAGE COMPOSITE CONTAINER"))};
    }
    void relationships()
    {
        QFETCH(QString, sopClass);
        QFETCH(QStringList, allowed);
        const QStringList types =
            QStringLiteral("TEXT CODE NUM DATETIME DATE TIME UIDREF PNAME COMPOSITE IMAGE WAVEFORM "
                           "SCOORD SCOORD3D TCOORD CONTAINER")
                .split(QLatin1Char(' '));
        const QStringList relations =
            QStringLiteral("CONTAINS|HAS OBS CONTEXT|HAS ACQ CONTEXT|HAS CONCEPT MOD|HAS PROPERTIES|INFERRED FROM|"
                           "SELECTED FROM")
                .split(QLatin1Char('|'));
        for (const QString &source : types) {
            for (const QString &relation : relations) {
                for (const QString &target : types) {
                    const bool isAllowed = std::any_of(allowed.begin(), allowed.end(), [&](const QString &row) {
                        const QStringList parts = row.split(QLatin1Char('|'));
                        return parts[1] == relation && parts[0].split(QLatin1Char(' ')).contains(source) &&
                               parts[2].split(QLatin1Char(' ')).contains(target);
                    });
                    const std::string inner = item(relation.toStdString(), target.toStdString());
                    const QString found =
                        findingsOf(sopClass.toLatin1().constData(), {item("CONTAINS", source.toStdString(), {inner})});
                    const QString words = source + QLatin1Char(' ') + relation + QLatin1Char(' ') + target;
                    const QStringList named = found.split(QStringLiteral(", "));
                    const bool isNamed =
                        named.contains(QStringLiteral("content-tree.relationship.not-allowed ") + words);
                    // The item around it is judged by the same table, and may be the same triple.
                    QVERIFY2(isNamed != isAllowed, qPrintable(words));
                }
            }
        }
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
