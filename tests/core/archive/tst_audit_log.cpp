#include "core/archive/audit_log.h"
#include "core/archive/sha256.h"
#include "tests/core/archive/archive_fixture.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>

using namespace mi;
using namespace mi::archive;
using namespace mi::test;

namespace {

class LogFixture {
public:
    LogFixture()
    {
        std::filesystem::create_directory(fixture.root());
        std::filesystem::create_directory(fixture.root() / "audit");
        std::filesystem::create_directory(fixture.root() / ".staging");
    }
    AuditLog log() const { return {*fixture.files, fixture.root()}; }
    std::filesystem::path file() const
    {
        return fixture.root() / "audit" / ArchiveFixture::namesIn(fixture.root() / "audit").back();
    }
    std::string text() const
    {
        std::ifstream stream(file(), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    void setText(const std::string &text) const { std::ofstream(file(), std::ios::binary | std::ios::trunc) << text; }
    std::vector<std::string> lines() const
    {
        std::vector<std::string> lines;
        std::istringstream stream(text());
        for (std::string line; std::getline(stream, line);)
            lines.push_back(line);
        return lines;
    }
    static AuditEvent event()
    {
        AuditEvent event;
        event.outcome = "filed";
        event.studyInstanceUid = "1.2.3";
        event.importId = "4711";
        event.bags.push_back({"studies/ab/1.2.3/b0001", std::string(64, 'c')});
        event.filedInstances = 2;
        return event;
    }
    ArchiveFixture fixture;
};

QJsonObject jsonOf(const std::string &line)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
}

} // namespace

class TestAuditLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void linesFormAChain();
    void aTornLineIsKeptAndTheChainGoesOn_data();
    void aTornLineIsKeptAndTheChainGoesOn();
    void theChainGoesOnInTheNextMonth();
    void aClockThatWasSetBackDoesNotBreakTheChain();
    void everyChangedLineButTheLastIsFound();
    void linesTakenOutExchangedRepeatedOrTornAreFound();
    void writersAtOnceKeepTheOrder();
};

void TestAuditLog::linesFormAChain()
{
    const LogFixture log;
    for (int i = 0; i < 3; ++i)
        QVERIFY(log.log().append(LogFixture::event()));
    const std::vector<std::string> lines = log.lines();
    QCOMPARE(lines.size(), std::size_t{3});
    std::string previous(64, '0');
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const QJsonObject object = jsonOf(lines[i]);
        QCOMPARE(object[QStringLiteral("sequence")].toInteger(), static_cast<qint64>(i + 1));
        QCOMPARE(object[QStringLiteral("previous")].toString().toStdString(), previous);
        QCOMPARE(object[QStringLiteral("event")].toString(), QStringLiteral("dataImport"));
        QVERIFY(object[QStringLiteral("time")].toString().endsWith(QLatin1Char('Z')));
        QVERIFY(!object[QStringLiteral("user")].toString().isEmpty());
        previous = sha256Of(lines[i]);
    }
    const AuditLog::Check check = log.log().check();
    QVERIFY(check.problems.empty());
    QCOMPARE(check.bags.size(), std::size_t{3});
}

void TestAuditLog::aTornLineIsKeptAndTheChainGoesOn_data()
{
    QTest::addColumn<int>("lines");
    QTest::addColumn<int>("bytesLost");
    QTest::newRow("half of the only line") << 1 << 100;
    QTest::newRow("half of the second line") << 2 << 100;
    QTest::newRow("only the line feed") << 2 << 1;
}

void TestAuditLog::aTornLineIsKeptAndTheChainGoesOn()
{
    QFETCH(int, lines);
    QFETCH(int, bytesLost);
    const LogFixture log;
    for (int i = 0; i < lines; ++i)
        QVERIFY(log.log().append(LogFixture::event()));
    const std::string whole = log.text();
    const std::string torn = whole.substr(0, whole.size() - static_cast<std::size_t>(bytesLost));
    log.setText(torn);
    QVERIFY(log.log().check().problems.empty()); // a crash is no manipulation
    QVERIFY(log.log().append(LogFixture::event()));
    QVERIFY(log.log().append(LogFixture::event()));
    QVERIFY(log.text().starts_with(torn + "\n"));
    const std::vector<std::string> after = log.lines();
    QCOMPARE(after.size(), static_cast<std::size_t>(lines + 2));
    const QJsonObject next = jsonOf(after[static_cast<std::size_t>(lines)]);
    QVERIFY(next[QStringLiteral("afterTornLine")].toBool());
    QCOMPARE(next[QStringLiteral("previous")].toString().toStdString(),
             sha256Of(after[static_cast<std::size_t>(lines - 1)]));
    QCOMPARE(next[QStringLiteral("sequence")].toInteger(), static_cast<qint64>(bytesLost == 1 ? lines + 1 : lines));
    QVERIFY(!jsonOf(after.back()).contains(QStringLiteral("afterTornLine")));
    QVERIFY(log.log().check().problems.empty());
}

void TestAuditLog::theChainGoesOnInTheNextMonth()
{
    const LogFixture log;
    QVERIFY(log.log().append(LogFixture::event()));
    QVERIFY(log.log().append(LogFixture::event()));
    std::filesystem::rename(log.file(), log.fixture.root() / "audit/2001-01.ndjson");
    QVERIFY(log.log().append(LogFixture::event()));
    QCOMPARE(ArchiveFixture::namesIn(log.fixture.root() / "audit").size(), std::size_t{2});
    QCOMPARE(jsonOf(log.lines().front())[QStringLiteral("sequence")].toInteger(), qint64{3});
    QVERIFY(log.log().check().problems.empty());
}

void TestAuditLog::aClockThatWasSetBackDoesNotBreakTheChain()
{
    const LogFixture log;
    QVERIFY(log.log().append(LogFixture::event()));
    std::filesystem::rename(log.file(), log.fixture.root() / "audit/2999-12.ndjson");
    QVERIFY(log.log().append(LogFixture::event()));
    QCOMPARE(ArchiveFixture::namesIn(log.fixture.root() / "audit"), std::vector<std::string>{"2999-12.ndjson"});
    QVERIFY(log.log().check().problems.empty());
}

void TestAuditLog::everyChangedLineButTheLastIsFound()
{
    const LogFixture log;
    for (int i = 0; i < 3; ++i)
        QVERIFY(log.log().append(LogFixture::event()));
    const std::string whole = log.text();
    const std::size_t lastLine = whole.rfind('\n', whole.size() - 2) + 1;
    for (std::size_t i = 0; i < lastLine; ++i) {
        std::string bytes = whole;
        bytes[i] = static_cast<char>(bytes[i] ^ (1 << (i % 8)));
        log.setText(bytes);
        QVERIFY2(!log.log().check().problems.empty(), std::to_string(i).c_str());
    }
}

void TestAuditLog::linesTakenOutExchangedRepeatedOrTornAreFound()
{
    const LogFixture log;
    for (int i = 0; i < 5; ++i)
        QVERIFY(log.log().append(LogFixture::event()));
    const std::vector<std::string> lines = log.lines();
    const auto isFound = [&](const std::vector<std::string> &changed) {
        std::string text;
        for (const std::string &line : changed)
            text += line + "\n";
        log.setText(text);
        return !log.log().check().problems.empty();
    };
    QVERIFY(!isFound(lines));
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) { // the newest line is vouched for by none
        std::vector<std::string> changed = lines;
        changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(i));
        QVERIFY(isFound(changed));
        changed = lines;
        std::swap(changed[i], changed[i + 1]);
        QVERIFY(isFound(changed));
        changed = lines;
        changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
        QVERIFY(isFound(changed));
        changed = lines;
        changed[i].resize(changed[i].size() / 2); // cut off, but nothing after it says so
        QVERIFY(isFound(changed));
    }
    QVERIFY(isFound({lines.back()}));
}

void TestAuditLog::writersAtOnceKeepTheOrder()
{
    const LogFixture log;
    std::atomic<int> failures = 0;
    const auto write = [&] {
        for (int i = 0; i < 20; ++i) {
            if (!log.log().append(LogFixture::event()))
                ++failures;
        }
    };
    {
        std::thread other(write);
        write();
        other.join();
    }
    QCOMPARE(failures.load(), 0);
    QCOMPARE(log.lines().size(), std::size_t{40});
    QVERIFY(log.log().check().problems.empty());
}

QTEST_APPLESS_MAIN(TestAuditLog)
#include "tst_audit_log.moc"
