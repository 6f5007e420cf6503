// RunOverview: what the details pane shows while no study is selected: every file found, by outcome, adding up. Main
// thread.
#pragma once

#include "ui/common/snapshots.h"

#include <QWidget>

#include <array>

namespace mi::ui {

class PlainLabel;
class Theme;

class RunOverview : public QWidget {
    Q_OBJECT

public:
    explicit RunOverview(const Theme &theme, QWidget *parent = nullptr);
    void setSession(const SessionSnapshot &session);

private:
    struct Line {
        QWidget *mark = nullptr;
        PlainLabel *word = nullptr;
        PlainLabel *count = nullptr;
    };
    std::array<Line, 6> m_lines; // in the order of Outcome, then what is not judged yet
    PlainLabel *m_total = nullptr;
};

} // namespace mi::ui
