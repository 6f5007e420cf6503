// FindingsView: the Issues tab. The causes of a study, worst first, then what was checked and what was not. Main
// thread.
#pragma once

#include "ui/common/snapshots.h"
#include "ui/findings/finding_words.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace mi::ui {

class FindingCard;
class PlainLabel;
class Theme;

class FindingsView : public QWidget {
    Q_OBJECT

public:
    explicit FindingsView(const Theme &theme, QWidget *parent = nullptr);

    void setStudy(const StudySnapshotPtr &study); // null: nothing to show
    void setDetailLevel(DetailLevel level);
    DetailLevel detailLevel() const { return m_level; }
    int cardCount() const; // cards on the screen

Q_SIGNALS:
    void detailLevelChosen(mi::ui::DetailLevel level);
    void showFileRequested(quint32 fileIndex);
    void textCopied();
    void acceptRequested(); // the study, with a reason

private:
    FindingCard *makeCard(std::size_t position);
    const FindingGroup *groupAt(std::size_t position) const; // those in sight, then what is suppressed
    void rebuild();
    void showAcceptance();

    const Theme &m_theme;
    StudySnapshotPtr m_study;
    DetailLevel m_level = DetailLevel::staff;
    std::size_t m_limit;
    std::vector<FindingCard *> m_cards;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_list = nullptr;
    QPushButton *m_more = nullptr;
    PlainLabel *m_clean = nullptr;
    QWidget *m_acceptance = nullptr;  // stays in sight while the list is scrolled
    PlainLabel *m_accepted = nullptr; // that it was accepted, or may be
    QPushButton *m_accept = nullptr;
    PlainLabel *m_policy = nullptr;
    QPushButton *m_suppressed = nullptr; // shows them, or hides them again
    bool m_showsSuppressed = false;
    PlainLabel *m_coverage = nullptr;
    QPushButton *m_staff = nullptr;
    QPushButton *m_engineer = nullptr;
};

} // namespace mi::ui
