// ProgressTracker: what the footer says about a run: a fraction that never falls, a rate and the time that is left.
// Pure; main thread.
#pragma once

#include "ui/common/snapshots.h"

#include <QString>

namespace mi::ui {

class ProgressTracker {
public:
    // A new run begins: what was judged before does not count.
    void start(const SessionSnapshot &now);
    void update(const SessionSnapshot &now);

    double fraction() const { return m_fraction; } // 0 to 1 within one run
    double filesPerSecond() const { return m_filesPerSecond; }
    double bytesPerSecond() const { return m_bytesPerSecond; }

    // "2,388 of at least 2,441 files", "Filing 120 of 512 files", "Ready".
    QString countsText() const;
    // "3,150 files/s, 38 MB/s, a few seconds left".
    QString rateText() const;

private:
    double rawFraction() const;
    void updateRate(const SessionSnapshot &now);

    SessionSnapshot m_start;
    SessionSnapshot m_now;
    double m_fraction = 0;
    double m_rateTime = 0; // SessionSnapshot::seconds of the last rate
    std::uint64_t m_rateFiles = 0;
    std::uint64_t m_rateBytes = 0;
    double m_filesPerSecond = 0;
    double m_bytesPerSecond = 0;
};

} // namespace mi::ui
