#include "core/settings/settings.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mi;

class TestSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        qunsetenv("MIVALIDATOR_ARCHIVE_PATH");
        qunsetenv("MIVALIDATOR_MAX_FILE_SIZE");
        qunsetenv("MIVALIDATOR_LOG_LEVEL");
        qunsetenv("MIVALIDATOR_POLICY");
    }

    void everyKeyHasOneRowInItsPlaceWithADefault()
    {
        std::uint8_t index = 0;
        for (const SettingRow &row : allSettings()) {
            QCOMPARE(static_cast<std::uint8_t>(row.key), index++);
            QVERIFY(row.defaultValue().isValid());
            QVERIFY(std::string_view{row.name}.find('/') != std::string_view::npos);
            // QSettings writes such a group as [%General] and does not find it again in the next process.
            QVERIFY(!std::string_view{row.name}.starts_with("general/"));
        }
        QCOMPARE(static_cast<std::uint8_t>(SettingKey::tableHeader), index - 1);
    }

    void theCommandLineBeatsTheEnvironmentWhichBeatsTheFile()
    {
        const QString file = m_folder.filePath(QStringLiteral("a.ini"));
        Settings settings(file);
        QCOMPARE(settings.value(SettingKey::archivePath).toString(), QString());
        settings.setValue(SettingKey::archivePath, QStringLiteral("/from/file"));
        QCOMPARE(settings.archivePath(), std::filesystem::path("/from/file"));
        QVERIFY(!settings.isFixed(SettingKey::archivePath));
        qputenv("MIVALIDATOR_ARCHIVE_PATH", "/from/environment");
        QCOMPARE(settings.archivePath(), std::filesystem::path("/from/environment"));
        QVERIFY(settings.isFixed(SettingKey::archivePath));
        settings.setOverride(SettingKey::archivePath, QStringLiteral("/from/line"));
        QCOMPARE(settings.archivePath(), std::filesystem::path("/from/line"));
    }

    void theSitePolicyComesFromTheSameThreePlaces()
    {
        Settings settings(m_folder.filePath(QStringLiteral("p.ini")));
        QVERIFY(settings.policyPath().empty());
        settings.setValue(SettingKey::policyPath, QStringLiteral("/from/file.json"));
        QCOMPARE(settings.policyPath(), std::filesystem::path("/from/file.json"));
        qputenv("MIVALIDATOR_POLICY", "/from/environment.json");
        QCOMPARE(settings.policyPath(), std::filesystem::path("/from/environment.json"));
        settings.setOverride(SettingKey::policyPath, QString());
        QVERIFY(settings.policyPath().empty()); // --policy '': none for this run
        QVERIFY(settings.isFixed(SettingKey::policyPath));
    }

    void anOverrideIsNotWrittenToTheFile()
    {
        const QString file = m_folder.filePath(QStringLiteral("b.ini"));
        {
            Settings settings(file);
            settings.setOverride(SettingKey::jobs, 7);
        }
        QCOMPARE(Settings(file).value(SettingKey::jobs).toInt(), 0);
    }

    void maxFileSizeIsNoneUnlessItIsAPositiveNumber_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("bytes"); // -1: none
        QTest::newRow("not set") << QByteArray() << qint64{-1};
        QTest::newRow("zero is no limit") << QByteArray("0") << qint64{-1};
        QTest::newRow("a number of bytes") << QByteArray("1048576") << qint64{1048576};
        QTest::newRow("not a number") << QByteArray("10MB") << qint64{-1};
    }

    void maxFileSizeIsNoneUnlessItIsAPositiveNumber()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, bytes);
        if (!text.isEmpty())
            qputenv("MIVALIDATOR_MAX_FILE_SIZE", text);
        const Settings settings(m_folder.filePath(QStringLiteral("c.ini")));
        QCOMPARE(settings.maxFileSize() ? static_cast<qint64>(*settings.maxFileSize()) : qint64{-1}, bytes);
    }

    void aFileThatIsNoSettingsFileGivesTheDefaults()
    {
        const QString path = m_folder.filePath(QStringLiteral("d.ini"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(1000, '\xff'));
        file.close();
        const Settings settings(path);
        QCOMPARE(settings.value(SettingKey::detailLevel).toString(), QStringLiteral("staff"));
    }

    void aDamagedFileIsKeptAndSaidToBeSo()
    {
        const QString path = m_folder.filePath(QStringLiteral("e.ini"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[view]\ndetailLevel=engineer\n[archive\n\xff\xfe nothing\n");
        file.close();
        {
            Settings settings(path);
            QVERIFY(settings.hasDamagedFile());
            QCOMPARE(settings.value(SettingKey::detailLevel).toString(), QStringLiteral("engineer"));
            settings.setValue(SettingKey::jobs, 2);
        }
        QVERIFY(!Settings(path).hasDamagedFile());
        QFile kept(path + QStringLiteral(".damaged"));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(kept.readAll().contains("nothing"));
    }

    void theAdministratorBeatsEverybody()
    {
        const QString fixed = m_folder.filePath(QStringLiteral("fixed.ini"));
        QFile file(fixed);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[archive]\npath=/srv/archive\n[checking]\njobs=3\n");
        file.close();
        qputenv("MIVALIDATOR_ARCHIVE_PATH", "/from/environment");
        Settings settings(m_folder.filePath(QStringLiteral("f.ini")), fixed);
        QCOMPARE(settings.administratorFile(), fixed);
        QVERIFY(!settings.hasDamagedAdministratorFile());
        QCOMPARE(settings.archivePath(), std::filesystem::path("/srv/archive"));
        QCOMPARE(settings.fixedBy(SettingKey::archivePath), FixedBy::administrator);
        settings.setValue(SettingKey::jobs, 8);
        QCOMPARE(settings.value(SettingKey::jobs).toInt(), 3);
        QVERIFY(settings.refusedOverrides().empty());
        settings.setOverride(SettingKey::archivePath, QStringLiteral("/srv/archive")); // the same
        QVERIFY(settings.refusedOverrides().empty());
        settings.setOverride(SettingKey::archivePath, QStringLiteral("/elsewhere"));
        QCOMPARE(settings.refusedOverrides(), std::vector<SettingKey>{SettingKey::archivePath});
        QCOMPARE(settings.archivePath(), std::filesystem::path("/srv/archive"));
        QCOMPARE(settings.fixedBy(SettingKey::policyPath), FixedBy::nobody);
    }

    void whoDecidesIsNamed()
    {
        Settings settings(m_folder.filePath(QStringLiteral("g.ini")));
        QCOMPARE(settings.fixedBy(SettingKey::policyPath), FixedBy::nobody);
        qputenv("MIVALIDATOR_POLICY", "/from/environment.json");
        QCOMPARE(settings.fixedBy(SettingKey::policyPath), FixedBy::environment);
        settings.setOverride(SettingKey::policyPath, QStringLiteral("/from/line.json"));
        QCOMPARE(settings.fixedBy(SettingKey::policyPath), FixedBy::commandLine);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
