// What the window remembers and notices: earlier runs, open work after a crash, a second start, media, a watched
// folder.
#include "core/dicom/dcmtk_session.h"
#include "core/history/open_work.h"
#include "core/platform/file_layer.h"
#include "core/samples/sample_study.h"
#include "core/settings/settings.h"
#include "ui/history/history_view.h"
#include "ui/main_window/arrivals.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/main_window/recent_places.h"
#include "ui/main_window/single_instance.h"
#include "ui/study_list/study_table_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDirIterator>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace mi;
using namespace mi::ui;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr int patience = 60'000; // ms

struct Desk {
    explicit Desk(const QTemporaryDir &folder)
        : data(fs::path(folder.path().toStdString()) / "data"), settings(folder.filePath(u"settings.ini"_s)),
          window({session, *files, settings, theme, data})
    {}

    bool isDone() { return !session.snapshot().isBusy() && window.messages().has(u"run"_s); }

    fs::path data;
    std::unique_ptr<FileLayer> files = makeSystemFileLayer();
    Settings settings;
    Session session{*files, {}};
    Theme theme;
    MainWindow window;
};

QPushButton *buttonIn(QWidget &parent, const QString &text)
{
    const QList<QPushButton *> buttons = parent.findChildren<QPushButton *>();
    for (QPushButton *button : buttons)
        if (button->isVisible() && button->text() == text)
            return button;
    return nullptr;
}

} // namespace

class TestSessions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initializeIcons();
        m_dcmtk = DcmtkSession::create().take();
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_source = fs::path(m_folder->path().toStdString()) / "source";
        QVERIFY(writeSampleStudy(m_source, {}).isOk());
    }

    void runsAreInTheHistoryWithoutNames()
    {
        Desk desk(*m_folder);
        HistoryModel &model = desk.window.historyView().model();
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.window.show();
        desk.window.setArchiveFolder(m_folder->filePath(u"archive"_s));
        desk.window.addPaths({m_source});
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        actionOf(desk, u"Archive"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(desk.window.messages().has(u"filing"_s), patience);
        actionOf(desk, u"History"_s)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 2, patience);
        const HistoryEntry &filing = *model.entryAt(0);
        QCOMPARE(filing.filed, 1U);
        QCOMPARE(filing.filedPlaces.size(), 1U);
        const HistoryEntry &checking = *model.entryAt(1);
        QCOMPARE(checking.files.found, 8U);
        QCOMPARE(checking.files.passed, 8U);
        QCOMPARE(checking.studies, 1U);
        QCOMPARE(checking.passed, 1U);
        QVERIFY(!historyDetails(checking).contains(u"SAMPLE"_s));
        QVERIFY(!filesHold(desk.data, "SAMPLE"));

        auto *clear = buttonIn(desk.window.historyView(), u"Clear history"_s);
        QVERIFY(clear != nullptr && !clear->accessibleName().isEmpty());
        clear->click();
        auto *sure = desk.window.historyView().findChild<QDialog *>();
        QVERIFY(sure != nullptr);
        QTRY_VERIFY(buttonIn(*sure, u"Clear history"_s) != nullptr);
        buttonIn(*sure, u"Clear history"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 0, patience);
    }

    void namesAreInTheHistoryWhenTheUserWantsThat()
    {
        Desk desk(*m_folder);
        desk.settings.setValue(SettingKey::namesInHistory, true);
        desk.window.show();
        desk.window.addPaths({m_source});
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(filesHold(desk.data, "SAMPLE"), patience);
    }

    void openWorkIsOfferedAfterACrashAndNotAfterAQuietEnd()
    {
        const fs::path work = fs::path(m_folder->path().toStdString()) / "data" / "open-work.json";
        {
            Desk desk(*m_folder);
            desk.window.show();
            desk.window.addPaths({m_source});
            QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
            QTRY_VERIFY_WITH_TIMEOUT(fs::exists(work), patience);
            // Destroyed without being closed: as good as a crash.
        }
        QVERIFY(fs::exists(work));
        {
            Desk desk(*m_folder);
            desk.window.show();
            QVERIFY(desk.window.messages().has(u"open-work"_s));
            QTRY_VERIFY(buttonIn(desk.window.messages(), u"Take it up again"_s) != nullptr);
            buttonIn(desk.window.messages(), u"Take it up again"_s)->click();
            QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
            QCOMPARE(desk.window.checkView().model().rowCount(), 1);
            QVERIFY(desk.window.close());
        }
        QVERIFY(!fs::exists(work));
        Desk desk(*m_folder);
        QVERIFY(!desk.window.messages().has(u"open-work"_s));
    }

    void whatWasBeingFiledIsFiledWhenWorkIsTakenUpAgain()
    {
        const fs::path work = fs::path(m_folder->path().toStdString()) / "data" / "open-work.json";
        QVERIFY(saveOpenWork(work, {{m_source}, {openWorkKey("2.25.1000001.1")}}).isOk());
        Desk desk(*m_folder);
        desk.window.show();
        desk.window.setArchiveFolder(m_folder->filePath(u"archive"_s));
        QTRY_VERIFY(buttonIn(desk.window.messages(), u"Take it up again"_s) != nullptr);
        buttonIn(desk.window.messages(), u"Take it up again"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.window.checkView().model().studyAt(0)->archive == ArchiveState::filedAndVerified,
                                 patience);
    }

    void nothingIsKeptWhenTheUserDoesNotWantIt()
    {
        const fs::path work = fs::path(m_folder->path().toStdString()) / "data" / "open-work.json";
        Desk desk(*m_folder);
        desk.settings.setValue(SettingKey::restoreWork, false);
        desk.window.show();
        desk.window.addPaths({m_source});
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        QVERIFY(!fs::exists(work));
    }

    void aSecondStartHandsItsPathsToTheFirst()
    {
        SingleInstance first(m_folder->filePath(u"settings.ini"_s), m_folder->path());
        QVERIFY(first.start({}) == SingleInstance::Role::first);
        std::vector<fs::path> received;
        bool isReceived = false;
        connect(&first, &SingleInstance::pathsReceived, this, [&](const std::vector<fs::path> &paths) {
            received = paths;
            isReceived = true;
        });
        const fs::path odd = fs::path(std::string("/tmp/a disc \n with \xC3\xBC"));
        SingleInstance::Role role = SingleInstance::Role::alone;
        // The second start is another process, which may wait.
        std::unique_ptr<QThread> second(QThread::create([&] {
            SingleInstance instance(m_folder->filePath(u"settings.ini"_s), m_folder->path());
            role = instance.start({odd, "relative"});
        }));
        second->start();
        QTRY_VERIFY_WITH_TIMEOUT(second->isFinished(), patience);
        QVERIFY(role == SingleInstance::Role::handed);
        QVERIFY(isReceived);
        QCOMPARE(received.size(), 2U);
        QVERIFY(received[0] == odd);
        QVERIFY(received[1].is_absolute());

        SingleInstance other(m_folder->filePath(u"other.ini"_s), m_folder->path());
        QVERIFY(other.start({}) == SingleInstance::Role::first);
    }

    void aMediumThatIsPutInIsOfferedAndOneThatWasThereIsNot()
    {
        Desk desk(*m_folder);
        BackgroundJobs jobs;
        Arrivals arrivals(*desk.files, desk.data / "watched.json", jobs);
        QSignalSpy arrived(&arrivals, &Arrivals::mediumArrived);
        QSignalSpy left(&arrivals, &Arrivals::mediumLeft);
        arrivals.setMedia({{"/media/desk/OLD", u"OLD"_s}});
        QCOMPARE(arrived.count(), 0);
        arrivals.setMedia({{"/media/desk/OLD", u"OLD"_s}, {"/media/desk/CD", u"CD"_s}});
        QCOMPARE(arrived.count(), 1);
        arrivals.setMedia({});
        QCOMPARE(left.count(), 2);
    }

    void mediaAreToldFromOtherFileSystems()
    {
        QVERIFY(isMedium(u"/mnt/cdrom"_s, "iso9660"));
        QVERIFY(isMedium(u"/media/desk/STICK"_s, "vfat"));
        QVERIFY(isMedium(u"/run/media/desk/STICK"_s, "exfat"));
        QVERIFY(!isMedium(u"/"_s, "ext4"));
        QVERIFY(!isMedium(u"/home"_s, "btrfs"));
    }

    void whatArrivesInTheWatchedFolderIsChecked()
    {
        Desk desk(*m_folder);
        const QString watched = m_folder->filePath(u"watched"_s);
        QVERIFY(QDir().mkpath(watched));
        desk.window.show();
        BackgroundJobs jobs;
        Arrivals arrivals(*desk.files, desk.data / "watched.json", jobs);
        std::vector<fs::path> found;
        connect(&arrivals, &Arrivals::filesArrived, this,
                [&](const std::vector<fs::path> &paths) { found.insert(found.end(), paths.begin(), paths.end()); });
        arrivals.watch(watched.toStdString(), 0);
        fs::rename(m_source, fs::path(watched.toStdString()) / "from the modality");
        arrivals.start();
        QTRY_COMPARE_WITH_TIMEOUT(found.size(), 1U, patience);
        QCOMPARE(found[0].filename().string(), "from the modality");
        QTRY_VERIFY(fs::exists(desk.data / "watched.json"));
        QVERIFY(!filesHold(desk.data, "modality"));
    }

    void placesThatAreKeptNameNobody()
    {
        const QStringList places{u"/home/desk"_s, u"/home/desk/Downloads"_s, u"/media"_s};
        QCOMPARE(recentPlaceOf(u"/home/desk/Downloads/DOE_JANE.zip"_s, places), u"/home/desk/Downloads"_s);
        QCOMPARE(recentPlaceOf(u"/media/desk/DOE_JANE"_s, places), u"/media"_s);
        QCOMPARE(recentPlaceOf(u"/home/desktop/x"_s, places), QString());
        QCOMPARE(recentPlaceOf(u"/srv/DOE_JANE"_s, places), QString());
        QStringList kept;
        for (int i = 0; i < 9; ++i)
            kept = withRecentPlace(kept, u"/place%1"_s.arg(i));
        kept = withRecentPlace(kept, u"/place5"_s);
        QCOMPARE(kept.size(), mostRecentPlaces);
        QCOMPARE(kept.first(), u"/place5"_s);
    }

private:
    static QAction *actionOf(Desk &desk, const QString &startsWith)
    {
        const QList<QAction *> actions = desk.window.actions();
        for (QAction *action : actions)
            if (action->text().remove(u'&').startsWith(startsWith) && action->isEnabled())
                return action;
        return nullptr;
    }

    static bool filesHold(const fs::path &folder, const char *text)
    {
        QDirIterator files(QString::fromStdString(folder.string()), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
                return true;
        }
        return false;
    }

    std::unique_ptr<DcmtkSession> m_dcmtk;
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_source;
};

QTEST_MAIN(TestSessions)
#include "tst_sessions.moc"
