#include "ui/main_window/progress_tracker.h"

#include "ui/common/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

struct ProgressWords {
    Q_DECLARE_TR_FUNCTIONS(ProgressWords)
};

constexpr double rateWindow = 0.5; // seconds between two looks at the rate

double ratio(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

} // namespace

void ProgressTracker::start(const SessionSnapshot &now)
{
    *this = {};
    m_start = m_now = now;
    m_rateTime = now.seconds;
    m_rateFiles = now.files.judged();
    m_rateBytes = now.bytesRead;
}

void ProgressTracker::update(const SessionSnapshot &now)
{
    m_now = now;
    m_fraction = std::max(m_fraction, std::clamp(rawFraction(), 0.0, 1.0));
    updateRate(now);
}

double ProgressTracker::rawFraction() const
{
    const std::uint64_t found = m_now.files.found - std::min(m_start.files.found, m_now.files.found);
    const std::uint64_t judged = m_now.files.judged() - std::min(m_start.files.judged(), m_now.files.judged());
    const std::uint64_t pendingAtStart = m_start.files.pending();
    const double checked = ratio(judged, found + pendingAtStart);
    const std::uint64_t toArchive = m_now.filesToArchive - std::min(m_start.filesToArchive, m_now.filesToArchive);
    const std::uint64_t archived = m_now.filesArchived - std::min(m_start.filesArchived, m_now.filesArchived);
    if (toArchive > 0 && found + pendingAtStart == 0)
        return ratio(archived, toArchive); // only filing
    // While files are still being looked for, the total is a lower bound: the bar keeps room for what will come.
    const double share = m_now.isDiscoveryDone ? 1.0 : 0.6;
    if (toArchive == 0)
        return checked * share;
    return 0.5 * checked * share + 0.5 * ratio(archived, toArchive) * checked;
}

void ProgressTracker::updateRate(const SessionSnapshot &now)
{
    const double elapsed = now.seconds - m_rateTime;
    if (elapsed < rateWindow)
        return;
    const std::uint64_t judged = now.files.judged();
    const double files = static_cast<double>(judged - std::min(m_rateFiles, judged)) / elapsed;
    const double bytes = static_cast<double>(now.bytesRead - std::min(m_rateBytes, now.bytesRead)) / elapsed;
    const double weight = m_filesPerSecond > 0 ? 0.3 : 1.0; // smoothed, so that the numbers can be read
    m_filesPerSecond += weight * (files - m_filesPerSecond);
    m_bytesPerSecond += weight * (bytes - m_bytesPerSecond);
    m_rateTime = now.seconds;
    m_rateFiles = judged;
    m_rateBytes = now.bytesRead;
}

QString ProgressTracker::countsText() const
{
    const bool isChecking = m_now.files.pending() > 0 || !m_now.isDiscoveryDone;
    if (m_now.state == SessionState::cancelling)
        return ProgressWords::tr("Cancelling");
    if (m_now.archiving > 0 && (!isChecking || m_now.state == SessionState::idle))
        return ProgressWords::tr("Filing %1 of %2 files")
            .arg(countText(m_now.filesArchived - std::min(m_start.filesArchived, m_now.filesArchived)),
                 countText(m_now.filesToArchive - std::min(m_start.filesArchived, m_now.filesToArchive)));
    if (m_now.files.found == 0)
        return m_now.state == SessionState::running ? ProgressWords::tr("Looking for files")
                                                    : ProgressWords::tr("Ready");
    if (m_now.state == SessionState::running || m_now.state == SessionState::paused) {
        const QString judged = countText(m_now.files.judged());
        const QString found = countText(m_now.files.found);
        QString text = m_now.isDiscoveryDone ? ProgressWords::tr("%1 of %2 files").arg(judged, found)
                                             : ProgressWords::tr("%1 of at least %2 files").arg(judged, found);
        if (m_now.state == SessionState::paused)
            text = ProgressWords::tr("Paused at %1").arg(text);
        return text;
    }
    if (m_now.files.pending() > 0)
        return ProgressWords::tr("Stopped at %1 of %2 files")
            .arg(countText(m_now.files.judged()), countText(m_now.files.found));
    return m_now.files.found == 1 ? ProgressWords::tr("1 file checked")
                                  : ProgressWords::tr("%1 files checked").arg(countText(m_now.files.found));
}

QString ProgressTracker::rateText() const
{
    if (m_now.state != SessionState::running || m_filesPerSecond <= 0)
        return {};
    QStringList parts{
        ProgressWords::tr("%1 files/s").arg(countText(static_cast<std::uint64_t>(m_filesPerSecond + 0.5))),
        ProgressWords::tr("%1/s").arg(bytesText(static_cast<std::uint64_t>(m_bytesPerSecond)))};
    if (m_now.isDiscoveryDone && m_now.files.pending() > 0)
        parts << remainingText(static_cast<double>(m_now.files.pending()) / m_filesPerSecond);
    return parts.join(u", "_s);
}

} // namespace mi::ui
