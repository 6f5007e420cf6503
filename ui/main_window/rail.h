// Rail: the views of the window on the left, settings at its foot. Main thread.
#pragma once

#include <QFrame>

class QAction;

namespace mi::ui {

class Actions;

class Rail : public QFrame {
    Q_OBJECT

public:
    explicit Rail(const Actions &actions, QWidget *parent = nullptr);

private:
    QWidget *makeButton(QAction *action, bool isView);
};

} // namespace mi::ui
