// Toolbar: the main actions and the search. Main thread.
#pragma once

#include <QFrame>

class QLineEdit;

namespace mi::ui {

class Actions;
class Theme;

class Toolbar : public QFrame {
    Q_OBJECT

public:
    Toolbar(const Theme &theme, const Actions &actions, QWidget *parent = nullptr);

    QLineEdit *search() const { return m_search; }

private:
    void updateSearchIcon();

    const Theme &m_theme;
    QLineEdit *m_search = nullptr;
};

} // namespace mi::ui
