// ManualWindow: the manual (docs/manual), which is built in, beside the window and on paper. Not modal. Main thread.
#pragma once

#include <QDialog>

class QTextBrowser;

namespace mi::ui {

class ManualWindow : public QDialog {
    Q_OBJECT

public:
    explicit ManualWindow(QWidget *parent);

private:
    void print();

    QTextBrowser *m_text = nullptr;
};

} // namespace mi::ui
