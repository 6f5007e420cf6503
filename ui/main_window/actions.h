// Actions: everything the window can do, with words, keys and icons in one place; menus and buttons share them. Main
// thread.
#pragma once

#include <QObject>

class QAction;
class QMenu;
class QMenuBar;
class QWidget;

namespace mi::ui {

class Theme;

class Actions : public QObject {
    Q_OBJECT

public:
    Actions(const Theme &theme, QWidget *window);

    QAction *addFiles = nullptr;
    QAction *addFolder = nullptr;
    QAction *trySample = nullptr;
    QAction *password = nullptr; // of archive files
    QAction *pause = nullptr;    // says Resume while paused
    QAction *cancel = nullptr;
    QAction *archive = nullptr;
    QAction *accept = nullptr; // a study that problems keep out
    QAction *report = nullptr;
    QAction *quit = nullptr;
    QAction *copy = nullptr;
    QAction *selectAll = nullptr;
    QAction *find = nullptr;
    QAction *settings = nullptr;
    QAction *showCheck = nullptr;
    QAction *showArchive = nullptr;
    QAction *showHistory = nullptr;
    QAction *compactRows = nullptr;
    QAction *engineerDetail = nullptr;
    QAction *nextPane = nullptr;
    QAction *previousPane = nullptr;
    QAction *manual = nullptr;
    QAction *about = nullptr;

    QMenu *recent = nullptr; // in the menu; who knows what was recent fills it

    void fill(QMenuBar &bar);
    void setPaused(bool isPaused);

private:
    QAction *make(const QString &text, const QString &icon, const QKeySequence &key, const QString &tip = {});
    void updateIcons();

    const Theme &m_theme;
    QWidget *m_window;
};

} // namespace mi::ui
