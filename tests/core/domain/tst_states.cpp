// Finding, the states and the accounting of files.
#include <QTest>

#include "core/domain/finding.h"
#include "core/domain/snapshots.h"
#include "core/domain/states.h"

#include <set>

using namespace mi;

namespace {

template <class Enum>
std::size_t countOfNames(Enum last)
{
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        const std::string_view name = toString(static_cast<Enum>(i));
        if (!name.empty())
            names.insert(name);
    }
    return names.size();
}

} // namespace

class TestStates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasAName();
    void everyFileIsCountedOnce();
    void theWorstSeverityWins();
    void aFindingSpeaksForItsRule();
    void idleMeansNothingIsUnderWay();
};

void TestStates::everyStateHasAName()
{
    QCOMPARE(countOfNames(Outcome::notDicom), std::size_t{5});
    QCOMPARE(countOfNames(WorkState::done), std::size_t{8});
    QCOMPARE(countOfNames(Verdict::notDicom), std::size_t{6});
    QCOMPARE(countOfNames(ArchiveState::filingFailed), std::size_t{6});
    QCOMPARE(countOfNames(Severity::error), std::size_t{3});
    QCOMPARE(std::string(toString(Outcome::notDicom)), std::string("notDicom"));
    QCOMPARE(std::string(toString(Verdict::passedWithWarnings)), std::string("passedWithWarnings"));
}

void TestStates::everyFileIsCountedOnce()
{
    FileAccounting files;
    files.found = 7;
    for (int i = 0; i <= static_cast<int>(Outcome::notDicom); ++i)
        files.count(static_cast<Outcome>(i));
    QCOMPARE(files.judged(), std::uint64_t{5});
    QCOMPARE(files.pending(), std::uint64_t{2});
    QCOMPARE(files.passed, std::uint64_t{1});
    QCOMPARE(files.warnings, std::uint64_t{1});
    QCOMPARE(files.problems, std::uint64_t{1});
    QCOMPARE(files.unreadable, std::uint64_t{1});
    QCOMPARE(files.notDicom, std::uint64_t{1});
}

void TestStates::theWorstSeverityWins()
{
    const auto finding = [](Severity severity) {
        Finding made;
        made.severity = severity;
        return made;
    };
    QVERIFY(!worstSeverity({}).has_value());
    QVERIFY(worstSeverity({finding(Severity::info)}) == Severity::info);
    QVERIFY(worstSeverity({finding(Severity::info), finding(Severity::error), finding(Severity::warning)}) ==
            Severity::error);
}

void TestStates::aFindingSpeaksForItsRule()
{
    const CheckRule rule{"file.truncated", Severity::error, Filing::blocked, "PS3.5 7.1"};
    Finding finding;
    finding.rule = &rule;
    QCOMPARE(std::string(finding.id()), std::string("file.truncated"));
    QVERIFY(finding.blocksFiling());
}

void TestStates::idleMeansNothingIsUnderWay()
{
    SessionSnapshot session;
    QVERIFY(!session.isBusy());
    session.archiving = 1;
    QVERIFY(session.isBusy());
    session.archiving = 0;
    session.state = SessionState::running;
    QVERIFY(session.isBusy());
    session.state = SessionState::finished;
    QVERIFY(!session.isBusy());
}

QTEST_APPLESS_MAIN(TestStates)
#include "tst_states.moc"
