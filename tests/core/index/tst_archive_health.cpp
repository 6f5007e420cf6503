#include <QDateTime>
#include <QTest>

#include "core/index/archive_health.h"
#include "tests/core/index/index_fixture.h"
#include "tests/support/fault_file_layer.h"

using namespace mi;
using mi::test::IndexFixture;

namespace {

QString summaryOf(const ArchiveHealth &health)
{
    QStringList parts{QString::fromLatin1(toString(health.health))};
    for (const HealthCheck &check : health.checks) {
        if (check.health != Health::good)
            parts.append(QString::fromStdString(check.name));
    }
    return parts.join(u' ');
}

ArchiveHealth examine(FileLayer &files, const IndexFixture &fixture, const HealthLimits &limits = {})
{
    return checkArchiveHealth(files, fixture.archive.root(), {}, limits, std::chrono::system_clock::now());
}

} // namespace

class TestArchiveHealth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anArchiveThatIsWellIsGood()
    {
        IndexFixture fixture({});
        fixture.fileStudy("1.1", {});
        fixture.openCaughtUp();
        const auto before = mi::test::ArchiveFixture::namesIn(fixture.archive.root() / ".staging");
        const ArchiveHealth health = examine(*fixture.archive.files, fixture);
        QCOMPARE(summaryOf(health), QStringLiteral("good"));
        QCOMPARE(health.checks.size(), std::size_t{5});
        QVERIFY(health.freeSpace.value_or(0) > 0);
        QCOMPARE(health.index->studies, std::uint64_t{1});
        QCOMPARE(mi::test::ArchiveFixture::namesIn(fixture.archive.root() / ".staging"), before);
    }

    void whatIsWrongIsNamed()
    {
        IndexFixture fixture({});
        QCOMPARE(summaryOf(examine(*fixture.archive.files, fixture)), QStringLiteral("failed reachable"));
        fixture.fileStudy("1.1", {});
        QCOMPARE(summaryOf(examine(*fixture.archive.files, fixture)), QStringLiteral("warning index"));
        const auto index = fixture.openCaughtUp();
        QCOMPARE(summaryOf(examine(*fixture.archive.files, fixture,
                                   {.leastFreeSpace = std::numeric_limits<std::uint64_t>::max()})),
                 QStringLiteral("failed freeSpace"));
        const HealthLimits weekly{.mostDaysUnverified = 7};
        QCOMPARE(summaryOf(examine(*fixture.archive.files, fixture, weekly)), QStringLiteral("warning verification"));
        // A week after the last verification it is due.
        const auto now = std::chrono::system_clock::now();
        const std::string at = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
        fixture.noteVerified("1.1", at);
        QCOMPARE(summaryOf(examine(*fixture.archive.files, fixture, weekly)), QStringLiteral("good"));
        QCOMPARE(summaryOf(checkArchiveHealth(*fixture.archive.files, fixture.archive.root(), {}, weekly,
                                              now + std::chrono::days(8))),
                 QStringLiteral("warning verification"));
        fixture.noteVerified("1.1", at, 1);
        QCOMPARE(summaryOf(examine(*fixture.archive.files, fixture)), QStringLiteral("failed verification"));
    }

    void anArchiveThatCannotBeWrittenIsNotGood()
    {
        IndexFixture fixture({});
        fixture.fileStudy("1.1", {});
        fixture.openCaughtUp();
        mi::test::FaultFileLayer layer(*fixture.archive.files);
        layer.setFault(mi::test::Fault{
            .systemCode = EROFS, .mode = mi::test::Fault::Mode::forEver, .kind = mi::test::Fault::Kind::writingOnly});
        const ArchiveHealth health = examine(layer, fixture);
        QCOMPARE(health.health, Health::failed);
        QVERIFY(summaryOf(health).contains(QStringLiteral("writable")));
    }
};

QTEST_GUILESS_MAIN(TestArchiveHealth)
#include "tst_archive_health.moc"
