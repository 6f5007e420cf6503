// EmptyState: the large target that the window starts with, and the line around the window while something is dragged
// over it. Main thread.
#pragma once

#include <QWidget>

namespace mi::ui {

class Actions;
class Theme;

class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(const Theme &theme, const Actions &actions, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

// Lies over the window while something is dragged over it; lets all events through.
class DropOverlay : public QWidget {
    Q_OBJECT

public:
    DropOverlay(const Theme &theme, QWidget *window);
    void appear();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace mi::ui
