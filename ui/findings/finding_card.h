// FindingCard: one cause, in the reader's words first. Cards are reused when the study changes. Main thread.
#pragma once

#include "ui/common/snapshots.h"
#include "ui/findings/finding_words.h"

#include <QFrame>

class QPushButton;

namespace mi::ui {

class PlainLabel;
class Theme;

class FindingCard : public QFrame {
    Q_OBJECT

public:
    FindingCard(const Theme &theme, QWidget *parent);

    void setGroup(const FindingGroup &group, const StudySnapshot &study, DetailLevel level);

Q_SIGNALS:
    void copyRequested();
    void showFileRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyFonts();

    const Theme &m_theme;
    Severity m_severity = Severity::info;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_facts = nullptr;
    PlainLabel *m_meaning = nullptr;
    PlainLabel *m_policy = nullptr;
    PlainLabel *m_technical = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_showFile = nullptr;
};

} // namespace mi::ui
