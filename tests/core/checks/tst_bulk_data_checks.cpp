// The bulk data family: overlays, waveforms, look-up tables, colour profiles, documents, spectroscopy, values for each
// frame. Each defect is one finding of all families together, and what is right has none.
#include <QElapsedTimer>
#include <QSet>
#include <QTest>

#include "core/checks/bulk/document_formats.h"
#include "core/checks/bulk_data_checks.h"
#include "core/checks/finding_collector.h"
#include "core/dicom/byte_source.h"
#include "tests/core/checks/bulk_rows.h"

#include <cstdlib>
#include <span>

using namespace mi;
using namespace mi::test;

namespace {

struct Judged {
    QStringList ids;
    QStringList notChecked;
};

enum class Source { given, absent };

Judged judge(std::string_view bytes, Source use = Source::given)
{
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scan = scanEncoding(source);
    if (!scan)
        std::abort();
    const InstanceVerdict found = checkInstance({*scan, use == Source::given ? &source : nullptr, Decoding::off});
    Judged verdict;
    verdict.ids = findingIdsOfParts(found);
    for (const NotChecked &entry : found.notChecked)
        verdict.notChecked += QString::fromStdString(std::string(entry.what));
    return verdict;
}

} // namespace

class TestBulkDataChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneDefectIsOneFinding_data();
    void oneDefectIsOneFinding();
    void everyRuleHasADefect();
    void whatIsRightHasNoFinding_data();
    void whatIsRightHasNoFinding();
    void withoutASourceItSaysWhatWasNotChecked();
    void aDocumentIsRecognisedByItsEnds_data();
    void aDocumentIsRecognisedByItsEnds();
    void aMillionBadItemsTakeNoTime();
    void anySingleByteChangeIsSurvived_data();
    void anySingleByteChangeIsSurvived();
};

void TestBulkDataChecks::oneDefectIsOneFinding_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<QString>("expected");
    for (const BulkDefect &row : bulkDefects())
        QTest::newRow(row.name.c_str()) << row.bytes << QString::fromStdString(row.finding);
}

void TestBulkDataChecks::oneDefectIsOneFinding()
{
    QFETCH(std::string, bytes);
    QFETCH(QString, expected);
    QCOMPARE(judge(bytes).ids.join(QStringLiteral("; ")), expected);
}

void TestBulkDataChecks::everyRuleHasADefect()
{
    QSet<QString> covered;
    for (const BulkDefect &row : bulkDefects())
        covered.insert(QString::fromStdString(row.finding.substr(0, row.finding.find(' '))));
    QStringList uncovered;
    for (const CheckRule &rule : bulkDataRules()) {
        const QString id = QString::fromStdString(std::string(rule.id));
        if (!covered.contains(id))
            uncovered += id;
    }
    QCOMPARE(uncovered, QStringList{});
}

void TestBulkDataChecks::whatIsRightHasNoFinding_data()
{
    QTest::addColumn<std::string>("bytes");
    for (const BulkDefect &row : cleanBulk())
        QTest::newRow(row.name.c_str()) << row.bytes;
}

void TestBulkDataChecks::whatIsRightHasNoFinding()
{
    QFETCH(std::string, bytes);
    QCOMPARE(judge(bytes).ids.join(QStringLiteral("; ")), QString{});
    QCOMPARE(judge(bytes).notChecked.filter(QStringLiteral("bulk-data")), QStringList{});
}

void TestBulkDataChecks::withoutASourceItSaysWhatWasNotChecked()
{
    // Longer than what the scan keeps.
    const std::string document = longDocument(200'000);
    QCOMPARE(judge(document).ids, QStringList{});
    const Judged blind = judge(document, Source::absent);
    QCOMPARE(blind.ids, QStringList{});
    QVERIFY(blind.notChecked.contains(QStringLiteral("bulk-data.document")));
}

void TestBulkDataChecks::aDocumentIsRecognisedByItsEnds_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("verdict");
    using F = DocumentFormat;
    using V = DocumentVerdict;
    const auto row = [](const char *name, F format, const std::string &text, V verdict) {
        QTest::newRow(name) << static_cast<int>(format) << text << static_cast<int>(verdict);
    };
    row("a PDF", F::pdf, "%PDF-1.4\nrest\n%%EOF\n", V::right);
    row("a PDF behind other bytes", F::pdf, std::string(900, '\n') + "%PDF-1.4 %%EOF", V::right);
    row("a PDF too far behind other bytes", F::pdf, std::string(1100, '\n') + "%PDF-1.4 %%EOF", V::otherFormat);
    row("a PDF whose end is followed by blanks", F::pdf, "%PDF-1.4 %%EOF" + std::string(900, '\n'), V::right);
    row("a PDF without an end", F::pdf, "%PDF-1.4 rest", V::cutOff);
    row("a CDA", F::cda, "<ClinicalDocument>x</ClinicalDocument>", V::right);
    row("a CDA behind everything that may come first", F::cda,
        "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- > --><?style x?><!DOCTYPE a>\n<v3:ClinicalDocument a=\"b\">"
        "</v3:ClinicalDocument >\n",
        V::right);
    row("XML of another kind", F::cda, "<?xml version=\"1.0\"?><html></html>", V::otherFormat);
    row("a name that only begins like it", F::cda, "<ClinicalDocuments/>", V::otherFormat);
    row("an empty CDA text", F::cda, "", V::otherFormat);
    row("a comment without an end", F::cda, "<!-- <ClinicalDocument>", V::otherFormat);
    row("a comment that is longer than what is read", F::cda, "<!-- " + std::string(20'000, '-'), V::notDecided);
    row("a CDA in UTF-16", F::cda, std::string{"\xFF\xFE<\0C\0", 6}, V::notDecided);
    row("a CDA that is cut off", F::cda, "<ClinicalDocument><a>text", V::cutOff);
    row("an STL of no triangles", F::stl, std::string(84, '\0'), V::right);
    row("an STL of one triangle", F::stl, binaryStl(1, 50), V::right);
    row("an STL of one triangle that lacks bytes", F::stl, binaryStl(1, 48), V::cutOff);
    row("an STL of one triangle with bytes behind it", F::stl, binaryStl(1, 60), V::trailingBytes);
    row("an STL in text", F::stl, "solid a\nendsolid a\n", V::right);
    row("an STL in text without an end", F::stl, "solid a\nfacet", V::cutOff);
    row("a binary STL whose name begins with solid", F::stl, binaryStl(2, 100, "solid"), V::right);
    row("too short for an STL", F::stl, "rest", V::otherFormat);
    row("an OBJ", F::obj, "# made by hand\n\nv 0 0 0\nf 1 1 1\n", V::right);
    row("an OBJ that ends with padding", F::obj, std::string{"v 0 0 0\n\0", 9}, V::right);
    row("an OBJ of comments only", F::obj, "# nothing\n", V::otherFormat);
    row("bytes for an OBJ", F::obj, std::string{"v\0\0\1", 4}, V::otherFormat);
    row("an MTL", F::mtl, "#\r\nnewmtl red\r\n", V::right);
    row("an OBJ for an MTL", F::mtl, "v 0 0 0\n", V::otherFormat);
    row("a document of an unknown format", F::unknown, "rest", V::notDecided);
}

void TestBulkDataChecks::aDocumentIsRecognisedByItsEnds()
{
    QFETCH(int, format);
    QFETCH(std::string, text);
    QFETCH(int, verdict);
    const std::string_view view = text;
    const std::string_view head = view.substr(0, documentHead);
    const std::string_view tail = view.substr(view.size() - std::min(view.size(), documentTail));
    const DocumentVerdict judged = judgeDocument(static_cast<DocumentFormat>(format), head, tail, text.size());
    QCOMPARE(static_cast<int>(judged), verdict);
}

void TestBulkDataChecks::aMillionBadItemsTakeNoTime()
{
    // As many as the scan reads: each Item has a LUT of an impossible size.
    const std::string item = ElementWriter{}.us({0x0028, 0x3002}, {4, 0, 7}).str();
    const Tag sequence{0x0028, 0x3010};
    const std::string bytes =
        nativeImage({}, 16)
            .setElement(sequence, ElementWriter{}.sequence(sequence, std::vector<std::string>(400'000, item)).str())
            .file();
    QElapsedTimer timer;
    timer.start();
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scan = scanEncoding(source);
    QVERIFY(scan && !scan->stoppedAt);
    FindingCollector collector;
    checkBulkData({*scan, &source, Decoding::off}, collector);
    QCOMPARE(collector.findings().size(), std::size_t{1});
    QCOMPARE(collector.findings().front().count, 400'000U);
    QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
}

void TestBulkDataChecks::anySingleByteChangeIsSurvived_data()
{
    QTest::addColumn<std::string>("bytes");
    for (const BulkDefect &row : cleanBulk()) {
        if (row.bytes.size() < 3000)
            QTest::newRow(row.name.c_str()) << row.bytes;
    }
}

void TestBulkDataChecks::anySingleByteChangeIsSurvived()
{
    QFETCH(std::string, bytes);
    int withFindings = 0;
    for (std::size_t at = 600; at < bytes.size(); ++at) {
        for (const unsigned value : {0x00U, 0x01U, 0x7FU, 0x80U, 0xFFU}) {
            std::string changed = bytes;
            changed[at] = static_cast<char>(static_cast<unsigned char>(value));
            MemorySource source(std::as_bytes(std::span(changed)));
            const Result<ScannedInstance> scan = scanEncoding(source);
            QVERIFY(scan.isOk());
            if (scan->stoppedAt)
                continue;
            FindingCollector collector;
            checkBulkData({*scan, &source, Decoding::off}, collector);
            withFindings += collector.findings().empty() ? 0 : 1;
        }
    }
    QVERIFY(withFindings > 0);
}

QTEST_GUILESS_MAIN(TestBulkDataChecks)
#include "tst_bulk_data_checks.moc"
