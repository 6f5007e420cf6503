// Measures the real window over the real engine. Only the files are made up, in memory, so that no disk is measured.
//   bench_window PROGRAMS [INSTANCES [STUDIES]]
// PROGRAMS holds mivalidator and bench_bare_window. Prints a line a figure with its bar; ends with 1 when one is
// missed.
#include "core/dicom/dcmtk_session.h"
#include "core/pipeline/session.h"
#include "core/settings/settings.h"
#include "tests/support/forwarding_file_layer.h"
#include "tests/support/instance_builder.h"
#include "ui/common/text.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/study_list/study_table.h"
#include "ui/study_list/study_table_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFile>
#include <QMimeData>
#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

using namespace mi;
using namespace mi::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

int missed = 0;

void show(const char *what, double value, double bar, const char *unit)
{
    const bool isGood = value < bar;
    missed += isGood ? 0 : 1;
    std::printf("%s %-52s %10.1f %s   bar %.0f\n", isGood ? "ok  " : "MISS", what, value, unit, bar);
    std::fflush(stdout);
}

// "VmHWM", in MB of 2^20 bytes.
double memory(const char *name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines)
        if (line.startsWith(name))
            return line.mid(static_cast<qsizetype>(std::strlen(name)) + 1).trimmed().split(' ').first().toDouble() /
                   1024;
    return 0;
}

class MemoryFile final : public File {
public:
    explicit MemoryFile(std::string bytes) : m_bytes(std::move(bytes)) {}
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) override
    {
        if (offset >= m_bytes.size())
            return std::size_t{0};
        const std::size_t size = std::min(buffer.size(), m_bytes.size() - static_cast<std::size_t>(offset));
        std::memcpy(buffer.data(), m_bytes.data() + offset, size);
        return size;
    }
    Result<void> write(std::span<const std::byte>) override { return {}; }
    Result<void> flush() override { return {}; }
    void startWriteBack() override {}
    Result<FileInfo> info() override { return FileInfo{.type = FileType::regular, .size = m_bytes.size()}; }
    Result<void> close() override { return {}; }

private:
    std::string m_bytes;
};

// A folder "/many" with so many instances in so many studies, and whatever the system has elsewhere.
class ManyFiles final : public test::ForwardingFileLayer {
public:
    ManyFiles(int instances, int studies) : m_instances(instances), m_studies(studies)
    {
        m_template = test::CleanInstance{.patientId = "P000000",
                                         .studyUid = "1.2.276.0.7230010.3.1.2.1000000",
                                         .seriesUid = "1.2.276.0.7230010.3.1.3.1000000",
                                         .sopInstanceUid = "1.2.276.0.7230010.3.1.4.1000000"}
                         .file();
    }
    Result<std::unique_ptr<File>> openForReading(const std::filesystem::path &path, LinkPolicy links) override
    {
        if (!isOurs(path))
            return ForwardingFileLayer::openForReading(path, links);
        return std::unique_ptr<File>(std::make_unique<MemoryFile>(bytesOf(std::stoi(path.filename().string()))));
    }
    Result<FileInfo> info(const std::filesystem::path &path, LinkPolicy links) override
    {
        if (path == "/many")
            return FileInfo{.type = FileType::folder, .fileId = 1, .deviceId = 1};
        if (!isOurs(path))
            return ForwardingFileLayer::info(path, links);
        const int number = std::stoi(path.filename().string());
        return FileInfo{.type = FileType::regular,
                        .size = m_template.size(),
                        .fileId = static_cast<std::uint64_t>(number) + 2,
                        .deviceId = 1};
    }
    Result<std::filesystem::path> resolve(const std::filesystem::path &path) override
    {
        return path.string().starts_with("/many") ? Result<std::filesystem::path>(path)
                                                  : ForwardingFileLayer::resolve(path);
    }
    Result<std::vector<FolderEntry>> list(const std::filesystem::path &folder, LinkPolicy links) override
    {
        if (folder != "/many")
            return ForwardingFileLayer::list(folder, links);
        std::vector<FolderEntry> entries;
        for (int i = 0; i < m_instances; ++i)
            entries.push_back({std::to_string(i), FileType::regular});
        return entries;
    }

private:
    static bool isOurs(const std::filesystem::path &path) { return path.string().starts_with("/many/"); }
    std::string bytesOf(int number) const
    {
        std::string bytes = m_template;
        const auto put = [&bytes](const std::string &prefix, int value) {
            const std::string digits = std::to_string(1'000'000 + value);
            for (std::size_t at = bytes.find(prefix); at != std::string::npos; at = bytes.find(prefix, at + 1))
                bytes.replace(at + prefix.size(), 7, digits);
        };
        const int study = number % m_studies;
        put("7230010.3.1.2.", study);
        put("7230010.3.1.3.", study);
        put("7230010.3.1.4.", number);
        const std::string patient = std::to_string(1'000'000 + study);
        bytes.replace(bytes.find("P000000") + 1, 6, patient.substr(1));
        return bytes;
    }

    int m_instances;
    int m_studies;
    std::string m_template;
};

// The longest time in which the event loop came to nothing else.
class Heartbeat {
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        start();
    }
    void start()
    {
        m_longest = 0;
        m_workBefore = threadTime();
        m_clock.start();
        m_timer.start(5);
    }
    double longest()
    {
        beat();
        return static_cast<double>(m_longest) / 1e6;
    }
    // Of the longest: what the window's own thread computed. The rest it waited, for a core or for a lock.
    double workInLongest() const { return static_cast<double>(m_workInLongest) / 1e6; }

private:
    void beat()
    {
        const qint64 work = threadTime();
        if (const qint64 elapsed = m_clock.nsecsElapsed(); elapsed > m_longest) {
            m_longest = elapsed;
            m_workInLongest = work - m_workBefore;
        }
        m_workBefore = work;
        m_clock.start();
    }
    static qint64 threadTime()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return time.tv_sec * qint64{1'000'000'000} + time.tv_nsec;
    }
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0; // ns
    qint64 m_workBefore = 0;
    qint64 m_workInLongest = 0;
};

// Ends the program with a message when what is measured does not come to its end, wherever that is: an event that never
// comes, a call that does not return, a destructor that waits.
class Step {
public:
    explicit Step(std::string what, std::chrono::seconds limit = 60s)
        : m_watch([what = std::move(what), limit](const std::stop_token &stop) {
              std::mutex mutex;
              std::condition_variable_any ended;
              std::unique_lock lock(mutex);
              ended.wait_for(lock, stop, limit, [&stop] { return stop.stop_requested(); });
              if (stop.stop_requested())
                  return;
              std::printf("MISS %s did not end within %lld s\n", what.c_str(), static_cast<long long>(limit.count()));
              std::fflush(stdout);
              std::_Exit(1); // what hangs would hang the end of the program too
          })
    {}

private:
    std::jthread m_watch; // told to stop when this goes
};

void showWork(const Heartbeat &heart)
{
    std::printf("     of that the window's thread computed %.1f ms\n", heart.workInLongest());
}

void spinUntil(const std::function<bool()> &condition)
{
    QTimer wake; // the condition may come true without an event
    wake.start(5);
    while (!condition())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

struct Desk {
    Desk(int instances, int studies) : files(instances, studies)
    {
        window.resize(1920, 1080);
        window.show();
    }

    QTemporaryDir folder;
    ManyFiles files;
    Settings settings{folder.filePath(u"settings.ini"_s)};
    Session session{files, {}};
    Theme theme;
    MainWindow window{{session, files, settings, theme, toPath(folder.filePath(u"data"_s))}};
};

// As the system hands a drop over: the bytes, on request. QMimeData of its own would hold a list of QUrl and write it
// out again each time.
class DroppedBytes final : public QMimeData {
public:
    explicit DroppedBytes(QByteArray uris) : m_uris(std::move(uris)) {}
    QStringList formats() const override { return {u"text/uri-list"_s}; }
    bool hasFormat(const QString &type) const override { return type == "text/uri-list"_L1; }

protected:
    QVariant retrieveData(const QString &type, QMetaType) const override
    {
        return hasFormat(type) ? QVariant(m_uris) : QVariant();
    }

private:
    QByteArray m_uris;
};

double dropMilliseconds(Desk &desk, const QByteArray &uris)
{
    const DroppedBytes data(uris);
    const QPoint middle = desk.window.rect().center();
    QElapsedTimer timer;
    timer.start();
    // A drop only reaches a window that the drag has entered.
    QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&desk.window, &enter);
    QDropEvent drop(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&desk.window, &drop);
    const double milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    if (!enter.isAccepted() || !drop.isAccepted()) {
        std::printf("MISS the window did not take the drop\n");
        ++missed;
    }
    return milliseconds;
}

void takeIn(int instances, int studies)
{
    const Step step("taking in the instances", 600s);
    Desk desk(instances, studies);
    spinUntil([&] { return desk.window.isVisible(); });
    Heartbeat heart;
    heart.start();
    QElapsedTimer timer;
    timer.start();
    show("drop of the folder returns", dropMilliseconds(desk, "file:///many\r\n"), 100, "ms");
    qint64 firstRow = -1;
    spinUntil([&] {
        if (firstRow < 0 && desk.window.checkView().model().rowCount() > 0)
            firstRow = timer.elapsed();
        return desk.window.messages().has(u"run"_s);
    });
    show("first row of a study", static_cast<double>(firstRow), 1000, "ms");
    std::printf("     %d instances in %d studies took %.1f s\n", instances, studies,
                static_cast<double>(timer.elapsed()) / 1000);
    show("longest stall of the event loop meanwhile", heart.longest(), 50, "ms");
    showWork(heart);
    show("memory at its highest", memory("VmHWM:"), 300, "MB");
    const FileAccounting files = desk.session.snapshot().files;
    if (files.passed + files.warnings != static_cast<std::uint64_t>(instances)) {
        std::printf("MISS of %d instances %llu passed\n", instances,
                    static_cast<unsigned long long>(files.passed + files.warnings));
        ++missed;
    }
}

void cancel(int instances, int studies)
{
    const Step step("the cancel");
    Desk desk(instances, studies);
    desk.window.addPaths({"/many"});
    spinUntil([&] { return desk.session.snapshot().files.judged() > static_cast<std::uint64_t>(instances) / 50; });
    Heartbeat heart;
    QElapsedTimer timer;
    timer.start();
    desk.session.cancel();
    spinUntil([&] { return !desk.session.snapshot().isBusy(); });
    show("cancel", static_cast<double>(timer.elapsed()), 1000, "ms");
    show("longest stall while cancelling", heart.longest(), 50, "ms");
    showWork(heart);
}

void dropPaths(int count)
{
    const Step step("the drop of 1,000,000 paths");
    Desk desk(10, 1);
    spinUntil([&] { return desk.window.isVisible(); });
    QByteArray uris;
    for (int i = 0; i < count; ++i)
        uris += "file:///nowhere/at/all/in/a/folder/" + QByteArray::number(i) + "\r\n";
    Heartbeat heart;
    QElapsedTimer timer;
    timer.start();
    show("drop of 1,000,000 paths returns", dropMilliseconds(desk, uris), 100, "ms");
    spinUntil([&] { return desk.session.snapshot().files.judged() > 1000; });
    std::printf("     the first 1,000 of them were judged after %.1f s\n", static_cast<double>(timer.elapsed()) / 1000);
    desk.session.cancel();
    spinUntil([&] { return !desk.session.snapshot().isBusy(); });
    show("longest stall from it to the end of a cancel", heart.longest(), 50, "ms");
    showWork(heart);
}

// Rows as the engine makes them, without files.
void scroll(int rows)
{
    const Step step("the scrolling");
    Desk desk(10, 1);
    std::vector<StudySnapshotPtr> studies;
    for (int i = 0; i < rows; ++i) {
        StudySnapshot study;
        study.id = static_cast<StudyId>(i);
        study.patientName = "DOE^JANE";
        study.patientId = std::to_string(i);
        study.studyDate = "20261030";
        study.studyDescription = "Thorax";
        study.modalities = {"CT"};
        study.files = study.instances = 512;
        study.work = WorkState::done;
        study.isClosed = true;
        study.verdict = i % 3 == 0 ? Verdict::problems : Verdict::passed;
        studies.push_back(std::make_shared<const StudySnapshot>(std::move(study)));
    }
    desk.window.checkView().setEmpty(false);
    desk.window.checkView().model().update(studies);
    StudyTable &table = desk.window.checkView().table();
    spinUntil([&] { return table.isVisible(); });
    QScrollBar &bar = *table.verticalScrollBar();
    spinUntil([&] { return bar.maximum() >= rows - 1000; }); // by pixel or by row: all of them are there
    std::vector<double> frames;
    for (int i = 0; i < 300; ++i) {
        QElapsedTimer timer;
        timer.start();
        bar.setValue(static_cast<int>(static_cast<double>(bar.maximum()) * i / 300));
        table.viewport()->grab(); // painted as a whole, whether or not the platform thinks that it is seen
        frames.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(frames.begin(), frames.end());
    show("a frame while scrolling 100,000 rows, 95 of 100 below", frames[frames.size() * 95 / 100], 16, "ms");
    QElapsedTimer timer;
    timer.start();
    desk.window.checkView().setSearch(u"99999"_s);
    show("search in 100,000 rows", static_cast<double>(timer.nsecsElapsed()) / 1e6, 500, "ms");
}

double startMilliseconds(const QString &program, const QStringList &arguments)
{
    const Step step("the start of " + program.toStdString());
    std::vector<double> times;
    for (int i = 0; i < 7; ++i) {
        QElapsedTimer timer;
        timer.start();
        if (QProcess::execute(program, arguments) != 0)
            std::printf("MISS %s does not start\n", qPrintable(program));
        times.push_back(static_cast<double>(timer.elapsed()));
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList words = QApplication::arguments();
    if (words.size() < 2) {
        std::fprintf(stderr, "bench_window takes PROGRAMS [INSTANCES [STUDIES]]\n");
        return 64;
    }
    const int instances = words.size() > 2 ? words[2].toInt() : 100'000;
    const int studies = words.size() > 3 ? words[3].toInt() : 300;
    initializeIcons();
    const auto dcmtk = DcmtkSession::create();
    QTemporaryDir settings;
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    qputenv("XDG_DATA_HOME", settings.path().toUtf8());
    const double bare = startMilliseconds(words[1] + u"/bench_bare_window"_s, {});
    const double ours = startMilliseconds(words[1] + u"/mivalidator"_s, {u"--quit-when-shown"_s});
    std::printf("     an empty window of Qt starts in %.0f ms\n", bare);
    show("start to a shown window", ours, 500, "ms");
    takeIn(instances, studies);
    cancel(instances, studies);
    dropPaths(1'000'000);
    scroll(100'000);
    return missed > 0 ? 1 : 0;
}
