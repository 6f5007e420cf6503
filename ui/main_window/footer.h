// Footer: the counts, the bar, the rate, and where the archive is. Main thread.
#pragma once

#include <QFrame>

class QProgressBar;

namespace mi::ui {

class PlainLabel;
class ProgressTracker;

class Footer : public QFrame {
    Q_OBJECT

public:
    explicit Footer(QWidget *parent = nullptr);

    void setProgress(const ProgressTracker &tracker, bool isBusy);
    void setArchive(const QString &text, const QString &tip);

private:
    PlainLabel *m_counts = nullptr;
    QProgressBar *m_bar = nullptr;
    PlainLabel *m_rate = nullptr;
    PlainLabel *m_archive = nullptr;
};

} // namespace mi::ui
