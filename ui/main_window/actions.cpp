#include "ui/main_window/actions.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QKeySequence>
#include <QMenu>
#include <QMenuBar>

namespace mi::ui {

using namespace Qt::StringLiterals;

Actions::Actions(const Theme &theme, QWidget *window) : QObject(window), m_theme(theme), m_window(window)
{
    addFiles = make(tr("Add &files"), u"add-files"_s, QKeySequence(u"Ctrl+O"_s), tr("Check files of your choice"));
    addFolder = make(tr("Add f&older"), u"add-folder"_s, QKeySequence(u"Ctrl+Shift+O"_s),
                     tr("Check a disc or a folder with all in it"));
    trySample = make(tr("&Try a sample study"), {}, {}, tr("Makes a small study of nobody and checks it"));
    password = make(tr("Enter the pass&word"), {}, QKeySequence(u"Ctrl+Shift+P"_s),
                    tr("Opens the archive files that need a password"));
    pause = make(tr("&Pause"), u"pause"_s, QKeySequence(u"Ctrl+P"_s), tr("Pauses between two files"));
    cancel = make(tr("&Cancel"), u"cancel"_s, QKeySequence(u"Ctrl+."_s),
                  tr("Stops. What is finished stays, nothing is left half done"));
    archive = make(tr("&Archive"), u"archive"_s, {},
                   tr("Files the selected studies in the archive, or all that may be filed"));
    archive->setShortcuts({QKeySequence(u"Ctrl+Return"_s), QKeySequence(u"Ctrl+Enter"_s)});
    accept = make(tr("Accept &with a reason"), {}, QKeySequence(u"Ctrl+Shift+Return"_s),
                  tr("Files the selected studies in spite of the problems that keep them out"));
    report = make(tr("&Report"), u"report"_s, QKeySequence(u"Ctrl+S"_s),
                  tr("Writes a report, a letter or a table of what was checked"));
    quit = make(tr("&Quit"), {}, QKeySequence(u"Ctrl+Q"_s));
    quit->setMenuRole(QAction::QuitRole);
    copy = make(tr("&Copy"), u"copy"_s, QKeySequence::Copy);
    selectAll = make(tr("Select &all studies"), {}, QKeySequence(u"Ctrl+Shift+A"_s));
    find = make(tr("&Find"), u"search"_s, QKeySequence(u"Ctrl+F"_s));
    settings = make(tr("&Settings"), u"settings"_s, QKeySequence(u"Ctrl+,"_s));
    settings->setMenuRole(QAction::PreferencesRole);
    showCheck = make(tr("C&heck"), u"check"_s, QKeySequence(u"Ctrl+1"_s));
    showArchive = make(tr("Arc&hive"), u"archive"_s, QKeySequence(u"Ctrl+2"_s));
    showHistory = make(tr("H&istory"), u"history"_s, QKeySequence(u"Ctrl+3"_s));
    compactRows = make(tr("&Compact rows"), {}, {});
    compactRows->setCheckable(true);
    engineerDetail = make(tr("Detail for &engineers"), {}, QKeySequence(u"Ctrl+E"_s));
    engineerDetail->setCheckable(true);
    nextPane = make(tr("&Next pane"), {}, QKeySequence(u"F6"_s));
    previousPane = make(tr("&Previous pane"), {}, QKeySequence(u"Shift+F6"_s));
    manual = make(tr("&Manual"), {}, QKeySequence(QKeySequence::HelpContents));
    about = make(tr("&About MI Validator"), {}, {});
    about->setMenuRole(QAction::AboutRole);
    updateIcons();
    connect(&theme, &Theme::changed, this, &Actions::updateIcons);
}

QAction *Actions::make(const QString &text, const QString &icon, const QKeySequence &key, const QString &tip)
{
    auto *action = new QAction(text, m_window);
    action->setProperty("iconName", icon);
    if (!key.isEmpty())
        action->setShortcut(key);
    if (!tip.isEmpty())
        action->setToolTip(key.isEmpty() ? tip : u"%1 (%2)"_s.arg(tip, key.toString(QKeySequence::NativeText)));
    m_window->addAction(action);
    return action;
}

void Actions::updateIcons()
{
    const QList<QAction *> all = m_window->actions();
    for (QAction *action : all) {
        const QString name = action->property("iconName").toString();
        if (name.isEmpty())
            continue;
        if (action == archive) {
            const Tokens &tokens = m_theme.tokens();
            action->setIcon(themedIcon(name, tokens.onAccent, tokens.mutedText, tokens.onAccent));
        } else {
            action->setIcon(themedIcon(name, m_theme.tokens()));
        }
    }
}

void Actions::setPaused(bool isPaused)
{
    pause->setText(isPaused ? tr("&Resume") : tr("&Pause"));
    pause->setProperty("iconName", isPaused ? u"resume"_s : u"pause"_s);
    pause->setIcon(themedIcon(pause->property("iconName").toString(), m_theme.tokens()));
}

void Actions::fill(QMenuBar &bar)
{
    QMenu *file = bar.addMenu(tr("&File"));
    file->addActions({addFiles, addFolder, trySample});
    recent = file->addMenu(tr("&Recent"));
    file->addSeparator();
    file->addActions({password, pause, cancel});
    file->addSeparator();
    file->addActions({archive, accept, report});
    file->addSeparator();
    file->addAction(quit);
    QMenu *edit = bar.addMenu(tr("&Edit"));
    edit->addActions({copy, selectAll, find});
    edit->addSeparator();
    edit->addAction(settings);
    QMenu *view = bar.addMenu(tr("&View"));
    view->addActions({showCheck, showArchive, showHistory});
    view->addSeparator();
    view->addActions({compactRows, engineerDetail});
    view->addSeparator();
    view->addActions({nextPane, previousPane});
    bar.addMenu(tr("&Help"))->addActions({manual, about});
    // The menus show words only; icons belong to the buttons.
    for (QMenu *menu : {file, edit, view})
        for (QAction *action : menu->actions())
            action->setIconVisibleInMenu(false);
}

} // namespace mi::ui
