// What goes wrong at a desk: sources that vanish, targets that are full, programs that are killed. Each ends with a
// message that says it, files that are all accounted for, and a window that goes on working.
#include "core/archive/archive.h"
#include "core/dicom/dcmtk_session.h"
#include "core/platform/file_layer.h"
#include "core/samples/sample_study.h"
#include "core/settings/settings.h"
#include "tests/support/fault_file_layer.h"
#include "tests/support/forwarding_file_layer.h"
#include "tests/support/instance_builder.h"
#include "ui/common/text.h"
#include "ui/history/history_view.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/study_list/study_table.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cerrno>

using namespace mi;
using namespace mi::ui;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr int patience = 20'000; // ms

// Fails with `code` whatever is below a folder, from when that is asked for.
class LosingFileLayer final : public test::ForwardingFileLayer {
public:
    using ForwardingFileLayer::ForwardingFileLayer;

    void lose(const fs::path &below, ErrorCode code)
    {
        m_below = below.string();
        m_code = code;
        m_isLost = true;
    }
    // As soon as so many files of it were opened. Before anything is dropped.
    void loseAfter(int opened, const fs::path &below, ErrorCode code)
    {
        m_below = below.string();
        m_code = code;
        m_left = opened;
    }
    Result<std::unique_ptr<File>> openForReading(const fs::path &path, LinkPolicy links) override
    {
        if (m_left > 0 && path.string().starts_with(m_below) && --m_left == 0)
            m_isLost = true;
        if (isLost(path))
            return Error{.code = m_code, .operation = "open", .subject = path.string(), .detail = {}, .offset = {}};
        return ForwardingFileLayer::openForReading(path, links);
    }
    Result<FileInfo> info(const fs::path &path, LinkPolicy links) override
    {
        if (isLost(path) && m_code == ErrorCode::notFound)
            return Error{.code = m_code, .operation = "look", .subject = path.string(), .detail = {}, .offset = {}};
        return ForwardingFileLayer::info(path, links);
    }

private:
    bool isLost(const fs::path &path) const { return m_isLost && path.string().starts_with(m_below); }

    std::string m_below;
    ErrorCode m_code = ErrorCode::notFound;
    std::atomic<bool> m_isLost = false;
    std::atomic<int> m_left = 0; // 0: not counted
};

struct Desk {
    explicit Desk(const QTemporaryDir &folder, FileLayer &layer)
        : place(toPath(folder.path())), files(layer), settings(folder.filePath(u"settings.ini"_s)),
          window({session, files, settings, theme, place / "data"})
    {
        window.show();
    }

    bool isDone() { return !session.snapshot().isBusy() && window.messages().has(u"run"_s); }
    bool isFiled() { return !session.snapshot().isBusy() && window.messages().has(u"filing"_s); }
    QString said(const QString &key) { return window.messages().text(key); }
    QAction *action(const QString &beginning, qsizetype shortcuts)
    {
        for (QAction *candidate : window.actions())
            if (candidate->text().remove(u'&').startsWith(beginning) && candidate->shortcuts().size() == shortcuts)
                return candidate;
        return nullptr;
    }
    void archiveAll()
    {
        window.checkView().table().clearSelection();
        QAction *archive = action(u"Archive"_s, 2);
        QVERIFY(archive != nullptr && archive->isEnabled());
        archive->trigger();
    }
    // Whether it still does what it is for.
    void checkAgain(const fs::path &source)
    {
        const std::uint64_t before = session.snapshot().files.found;
        window.addPaths({source});
        QTRY_VERIFY_WITH_TIMEOUT(session.snapshot().files.found > before && isDone(), patience);
        isAccountedFor();
    }
    void isAccountedFor()
    {
        const FileAccounting accounting = session.snapshot().files;
        QCOMPARE(accounting.pending(), std::uint64_t{0});
        QCOMPARE(accounting.found, accounting.judged());
    }

    fs::path place;
    FileLayer &files;
    Settings settings;
    Session session{files, {}};
    Theme theme;
    MainWindow window;
};

} // namespace

class TestBreaking : public QObject {
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
        m_place = toPath(m_folder->path());
        m_source = m_place / "source";
        m_other = m_place / "other";
        SampleStudy sample;
        sample.instancesPerSeries = 40;
        QVERIFY(writeSampleStudy(m_source, sample).isOk());
        fs::create_directories(m_other);
        test::writeFile(m_other / "one.dcm", test::CleanInstance{}.file());
    }

    void theSourceVanishes()
    {
        LosingFileLayer layer(*m_files);
        Desk desk(*m_folder, layer);
        desk.session.pause();
        desk.window.addPaths({m_source});
        QTRY_VERIFY_WITH_TIMEOUT(desk.session.snapshot().files.found > 0, patience);
        layer.lose(m_source, ErrorCode::notFound);
        desk.session.resume();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        desk.isAccountedFor();
        QVERIFY2(desk.said(u"run"_s).contains(u"cannot be read"_s) || desk.said(u"run"_s).contains(u"went away"_s),
                 qPrintable(desk.said(u"run"_s)));
        desk.checkAgain(m_other);
    }

    void theSourceVanishesInTheMiddle()
    {
        LosingFileLayer layer(*m_files);
        layer.loseAfter(20, m_source, ErrorCode::notFound);
        Desk desk(*m_folder, layer);
        desk.window.addPaths({m_source});
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        desk.isAccountedFor();
        QVERIFY(desk.session.snapshot().files.unreadable > 0);
        QVERIFY2(desk.said(u"run"_s).contains(u"The source went away: 1 study"_s), qPrintable(desk.said(u"run"_s)));
        desk.checkAgain(m_other);
    }

    void theTargetIsFull() { filingFailsWith(ENOSPC, u"space"_s); }
    void theTargetIsReadOnly() { filingFailsWith(EROFS, u"read-only"_s); }

    void thePermissionIsLost()
    {
        LosingFileLayer layer(*m_files);
        layer.lose(m_source, ErrorCode::accessDenied);
        Desk desk(*m_folder, layer);
        desk.window.addPaths({m_source, m_other});
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        desk.isAccountedFor();
        QVERIFY(desk.session.snapshot().files.unreadable > 0);
        QCOMPARE(desk.session.snapshot().files.passed + desk.session.snapshot().files.warnings, std::uint64_t{1});
        QVERIFY2(desk.said(u"run"_s).contains(u"cannot be read"_s), qPrintable(desk.said(u"run"_s)));
        desk.checkAgain(m_other);
    }

    void aFileGrowsAfterItWasChecked()
    {
        Desk desk(*m_folder, *m_files);
        desk.window.setArchiveFolder(m_folder->filePath(u"archive"_s));
        desk.window.addPaths({m_other});
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        // Still being written when it was checked: the rest is no Data Element.
        test::writeFile(m_other / "one.dcm", test::CleanInstance{}.file() + std::string(5, '\x01'));
        desk.archiveAll();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isFiled(), patience);
        const StudySnapshotPtr study = desk.session.studies()[0];
        if (study->archive == ArchiveState::filedAndVerified)
            QCOMPARE(desk.said(u"filing"_s), u"1 study is filed and verified."_s);
        else
            QVERIFY2(desk.said(u"filing"_s).startsWith(u"1 study was not filed: it is not what was checked"_s),
                     qPrintable(desk.said(u"filing"_s)));
        isIntact();
        desk.checkAgain(m_source);
    }

    void theSameDropComesTwice()
    {
        Desk desk(*m_folder, *m_files);
        desk.window.setArchiveFolder(m_folder->filePath(u"archive"_s));
        for (const QString &expected :
             {u"1 study is filed and verified."_s, u"1 study is already in the archive; nothing was written."_s}) {
            desk.window.addPaths({m_other});
            QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
            desk.archiveAll();
            QTRY_COMPARE_WITH_TIMEOUT(desk.said(u"filing"_s), expected, patience);
            QTRY_VERIFY_WITH_TIMEOUT(desk.isFiled(), patience);
        }
        QCOMPARE(desk.session.snapshot().files.found, std::uint64_t{2});
        desk.isAccountedFor();
        isIntact();
    }

    void theWindowIsClosedDuringWork()
    {
        {
            Desk desk(*m_folder, *m_files);
            desk.window.setArchiveFolder(m_folder->filePath(u"archive"_s));
            desk.session.pause();
            desk.window.addPaths({m_source});
            QTRY_VERIFY_WITH_TIMEOUT(desk.session.snapshot().files.found > 0, patience);
            QVERIFY(!desk.window.close()); // asks
            QPushButton *stop = nullptr;
            for (QPushButton *button : desk.window.findChildren<QPushButton *>())
                if (button->text() == u"Stop and quit"_s)
                    stop = button;
            QVERIFY(stop != nullptr);
            stop->click();
            QTRY_VERIFY_WITH_TIMEOUT(!desk.window.isVisible(), patience);
        }
        Desk desk(*m_folder, *m_files);
        QVERIFY(desk.window.messages().has(u"open-work"_s)); // it was not finished
        desk.checkAgain(m_source);
    }

    void theProgramIsKilledDuringWork()
    {
        const fs::path work = m_place / "mivalidator" / "open-work.json";
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"XDG_DATA_HOME"_s, m_folder->path());
        environment.insert(u"XDG_CONFIG_HOME"_s, m_folder->path());
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(WINDOW_PROGRAM),
                      {u"--archive"_s, m_folder->filePath(u"archive"_s), toQString(m_source)});
        QTRY_VERIFY_WITH_TIMEOUT(fs::exists(work), patience);
        program.kill();
        QVERIFY(program.waitForFinished(patience));
        fs::create_directories(m_place / "data");
        fs::rename(work, m_place / "data" / "open-work.json");
        Desk desk(*m_folder, *m_files);
        desk.window.setArchiveFolder(m_folder->filePath(u"archive"_s));
        QVERIFY2(desk.said(u"open-work"_s).startsWith(u"MI Validator ended while 1 source was open."_s),
                 qPrintable(desk.said(u"open-work"_s)));
        desk.checkAgain(m_source);
        desk.archiveAll();
        QTRY_COMPARE_WITH_TIMEOUT(desk.said(u"filing"_s), u"1 study is filed and verified."_s, patience);
        isIntact();
    }

    void theClockJumpsBack()
    {
        Desk desk(*m_folder, *m_files);
        desk.window.addPaths({m_other});
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        // What an earlier run left behind lies in the future now.
        History history(m_place / "data" / "history");
        HistoryEntry later;
        later.startedMs = 4'000'000'000'000;
        later.endedMs = later.startedMs - 1000;
        later.files.found = later.files.passed = 1;
        QVERIFY(history.add(later).isOk());
        {
            Desk next(*m_folder, *m_files);
            next.checkAgain(m_other);
            QAction *showHistory = next.action(u"History"_s, 1);
            QVERIFY(showHistory != nullptr);
            showHistory->trigger();
            QTRY_VERIFY_WITH_TIMEOUT(next.window.historyView().model().rowCount() == 3, patience);
            for (int row = 0; row < 3; ++row)
                for (int column = 0; column < next.window.historyView().model().columnCount(); ++column)
                    QVERIFY(!next.window.historyView().model().index(row, column).data().toString().contains(u"-1"_s));
        }
    }

    void theSettingsFileIsCorrupt()
    {
        QFile file(m_folder->filePath(u"settings.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[view\n\xff\xfe\x00 nothing");
        file.close();
        Desk desk(*m_folder, *m_files);
        QVERIFY2(desk.said(u"settings"_s).startsWith(u"The settings file was damaged."_s),
                 qPrintable(desk.said(u"settings"_s)));
        desk.checkAgain(m_other);
        QVERIFY(desk.window.close());
        Desk next(*m_folder, *m_files);
        QVERIFY(!next.window.messages().has(u"settings"_s));
    }

private:
    void filingFailsWith(int code, const QString &word)
    {
        test::FaultFileLayer layer(*m_files);
        Desk desk(*m_folder, layer);
        desk.window.setArchiveFolder(m_folder->filePath(u"archive"_s));
        desk.window.addPaths({m_other});
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        layer.setFault(test::Fault{.operation = 0,
                                   .systemCode = code,
                                   .mode = test::Fault::Mode::forEver,
                                   .kind = test::Fault::Kind::writingOnly});
        desk.archiveAll();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isFiled(), patience);
        QVERIFY2(desk.said(u"filing"_s).startsWith(u"Filing 1 study failed. Reason:"_s) &&
                     desk.said(u"filing"_s).contains(word, Qt::CaseInsensitive),
                 qPrintable(desk.said(u"filing"_s)));
        desk.isAccountedFor();
        layer.setFault(std::nullopt); // room was made
        desk.archiveAll();
        QTRY_COMPARE_WITH_TIMEOUT(desk.said(u"filing"_s), u"1 study is filed and verified."_s, patience);
        isIntact();
    }

    void isIntact()
    {
        const auto archive = Archive::open(*m_files, m_place / "archive", Archive::OpenMode::readOnly);
        QVERIFY(archive.isOk());
        const Result<VerifyReport> report = (*archive)->verify(std::stop_token{});
        QVERIFY(report.isOk());
        QVERIFY(report->differences.empty());
    }

    std::unique_ptr<DcmtkSession> m_dcmtk;
    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_place;
    fs::path m_source;
    fs::path m_other;
};

QTEST_MAIN(TestBreaking)
#include "tst_breaking.moc"
