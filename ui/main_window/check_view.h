// CheckView: the queue: chips, studies and details, or the empty state. Owns the models of the list. Main thread.
#pragma once

#include "ui/common/snapshots.h"
#include "ui/findings/finding_words.h"
#include "ui/study_list/study_row_delegate.h"

#include <QWidget>

#include <vector>

class QSplitter;
class QStackedWidget;

namespace mi::ui {

class Actions;
class BackgroundJobs;
class DetailsPane;
class EmptyState;
class FilterChips;
class FindingsView;
class ImagesView;
class RunOverview;
class StudyFilterModel;
class StudyTable;
class StudyTableModel;
class Theme;
struct MetadataSource;
struct PictureSource;

class CheckView : public QWidget {
    Q_OBJECT

public:
    CheckView(const Theme &theme, const Actions &actions, const MetadataSource &source, const PictureSource &pictures,
              BackgroundJobs &jobs, QWidget *parent = nullptr);

    void refresh(const SessionSnapshot &session, const std::vector<StudySnapshotPtr> &changed);
    void setWorking(bool isWorking); // no sorting meanwhile
    void setEmpty(bool isEmpty);
    void setWelcome(QWidget *page); // above the empty state, until it is deleted
    void setSearch(const QString &text);
    void setRowHeight(RowHeight height);
    void setDetailLevel(DetailLevel level);
    void showOnly(const std::vector<StudyId> &studies);
    void selectAll();

    StudyTableModel &model() { return *m_model; }
    StudyTable &table() { return *m_table; }
    FilterChips &chips() { return *m_chips; }
    ImagesView &images() { return *m_images; }
    // The selected studies that may be filed; with no selection all that may be.
    std::vector<StudyId> fileableChoice() const;
    // The selected studies that a person may accept.
    std::vector<StudyId> acceptableChoice() const;
    bool hasSelection() const;
    std::size_t fileableChoiceCount() const;

    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &state);
    // Panes for F6, in order.
    std::vector<QWidget *> panes() const;

Q_SIGNALS:
    void choiceChanged();
    void detailLevelChosen(mi::ui::DetailLevel level);
    void textCopied();
    void acceptRequested();

private:
    void showSelected();

    StudyTableModel *m_model = nullptr;
    StudyFilterModel *m_filter = nullptr;
    StudyTable *m_table = nullptr;
    FilterChips *m_chips = nullptr;
    DetailsPane *m_details = nullptr;
    FindingsView *m_findings = nullptr;
    ImagesView *m_images = nullptr;
    RunOverview *m_overview = nullptr;
    QSplitter *m_splitter = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_emptyPage = nullptr; // the empty state, and what stands above it at the first start
    QWidget *m_work = nullptr;
    StudySnapshotPtr m_shown;
};

} // namespace mi::ui
