#include "ui/main_window/check_view.h"

#include "ui/common/study_words.h"
#include "ui/files/files_view.h"
#include "ui/findings/findings_view.h"
#include "ui/images/images_view.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/details_pane.h"
#include "ui/main_window/empty_state.h"
#include "ui/main_window/run_overview.h"
#include "ui/metadata/metadata_view.h"
#include "ui/study_list/filter_chips.h"
#include "ui/study_list/study_filter_model.h"
#include "ui/study_list/study_table.h"
#include "ui/study_list/study_table_model.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QFrame>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace mi::ui {

using namespace Qt::StringLiterals;

CheckView::CheckView(const Theme &theme, const Actions &actions, const MetadataSource &source,
                     const PictureSource &pictures, BackgroundJobs &jobs, QWidget *parent)
    : QWidget(parent), m_model(new StudyTableModel(this)), m_filter(new StudyFilterModel(this))
{
    m_filter->setSourceModel(m_model);
    m_chips = new FilterChips;
    m_table = new StudyTable(theme, *m_filter);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({actions.archive, actions.accept, actions.copy, actions.selectAll});
    m_overview = new RunOverview(theme);
    m_findings = new FindingsView(theme);
    m_images = new ImagesView(theme, pictures, jobs);
    m_details = new DetailsPane(m_overview, m_findings, new MetadataView(source, jobs), m_images,
                                new FilesView(theme, source.files, jobs));

    auto *panel = new QFrame;
    panel->setProperty("look", u"panel"_s);
    auto *panelLayout = new QVBoxLayout(panel);
    panelLayout->setContentsMargins(1, 4, 1, 6);
    panelLayout->addWidget(m_table);
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(12);
    m_splitter->addWidget(panel);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 5);
    m_splitter->setStretchFactor(1, 4);
    panel->setMinimumHeight(120);
    m_details->setMinimumHeight(120);

    m_work = new QWidget;
    auto *work = new QVBoxLayout(m_work);
    work->setContentsMargins(0, 0, 0, 0);
    work->setSpacing(12);
    work->addWidget(m_chips);
    work->addWidget(m_splitter, 1);
    m_empty = new EmptyState(theme, actions);
    m_stack = new QStackedWidget;
    m_emptyPage = new QWidget;
    auto *page = new QVBoxLayout(m_emptyPage);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(12);
    page->addWidget(m_empty, 1);
    m_stack->addWidget(m_emptyPage);
    m_stack->addWidget(m_work);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_chips, &FilterChips::chosen, m_filter, &StudyFilterModel::setGroup);
    connect(m_table, &StudyTable::selectedStudiesChanged, this, [this] {
        showSelected();
        Q_EMIT choiceChanged();
    });
    connect(m_findings, &FindingsView::detailLevelChosen, this, &CheckView::detailLevelChosen);
    connect(m_findings, &FindingsView::acceptRequested, this, &CheckView::acceptRequested);
    connect(m_findings, &FindingsView::textCopied, this, &CheckView::textCopied);
}

void CheckView::refresh(const SessionSnapshot &session, const std::vector<StudySnapshotPtr> &changed)
{
    m_overview->setSession(session);
    if (changed.empty())
        return;
    m_model->update(changed);
    for (std::size_t i = 0; i < studyGroupCount; ++i)
        m_chips->setCount(static_cast<StudyGroup>(i), m_model->groupCount(static_cast<StudyGroup>(i)));
    if (m_shown && m_model->study(m_shown->id) != m_shown)
        showSelected();
    Q_EMIT choiceChanged();
}

void CheckView::showSelected()
{
    const std::vector<StudyId> selected = m_table->selectedStudies();
    m_shown = selected.size() == 1 ? m_model->study(selected.front()) : nullptr;
    m_details->setStudy(m_shown, selected.size());
}

void CheckView::setWorking(bool isWorking)
{
    m_table->setSortable(!isWorking);
    if (!isWorking && m_model->rowCount() == 1 && !hasSelection())
        m_table->selectStudy(m_model->studyAt(0)->id);
}

void CheckView::setEmpty(bool isEmpty)
{
    m_stack->setCurrentWidget(isEmpty ? m_emptyPage : m_work);
}

void CheckView::setWelcome(QWidget *page)
{
    static_cast<QVBoxLayout *>(m_emptyPage->layout())->insertWidget(0, page);
}

void CheckView::setSearch(const QString &text)
{
    m_filter->setSearch(text);
}

void CheckView::setRowHeight(RowHeight height)
{
    m_table->setRowHeight(height);
}

void CheckView::setDetailLevel(DetailLevel level)
{
    m_findings->setDetailLevel(level);
}

void CheckView::showOnly(const std::vector<StudyId> &studies)
{
    m_chips->setCurrent(StudyGroup::all);
    m_filter->setGroup(StudyGroup::all);
    m_filter->setOnly(std::set<StudyId>(studies.begin(), studies.end()));
}

void CheckView::selectAll()
{
    m_table->selectAll();
    m_table->setFocus(Qt::ShortcutFocusReason);
}

bool CheckView::hasSelection() const
{
    return m_table->selectionModel()->hasSelection();
}

std::size_t CheckView::fileableChoiceCount() const
{
    return hasSelection() ? fileableChoice().size() : static_cast<std::size_t>(m_model->fileableCount());
}

std::vector<StudyId> CheckView::fileableChoice() const
{
    std::vector<StudyId> ids;
    if (hasSelection()) {
        for (const StudyId id : m_table->selectedStudies())
            if (const StudySnapshotPtr study = m_model->study(id); study && isFileable(*study))
                ids.push_back(id);
        return ids;
    }
    for (const StudySnapshotPtr &study : m_model->studies())
        if (isFileable(*study))
            ids.push_back(study->id);
    return ids;
}

std::vector<StudyId> CheckView::acceptableChoice() const
{
    std::vector<StudyId> ids;
    for (const StudyId id : m_table->selectedStudies())
        if (const StudySnapshotPtr study = m_model->study(id); study && study->mayBeAccepted)
            ids.push_back(id);
    return ids;
}

QByteArray CheckView::saveLayout() const
{
    return m_splitter->saveState();
}

void CheckView::restoreLayout(const QByteArray &state)
{
    m_splitter->restoreState(state);
    m_splitter->setHandleWidth(12);
}

std::vector<QWidget *> CheckView::panes() const
{
    if (m_stack->currentWidget() == m_emptyPage)
        return {m_emptyPage};
    return {m_chips, m_table, m_details};
}

} // namespace mi::ui
