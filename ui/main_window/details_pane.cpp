#include "ui/main_window/details_pane.h"

#include "ui/common/plain_label.h"
#include "ui/common/study_words.h"
#include "ui/common/text.h"
#include "ui/files/files_view.h"
#include "ui/findings/findings_view.h"
#include "ui/images/images_view.h"
#include "ui/main_window/run_overview.h"
#include "ui/metadata/metadata_view.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <QVariant>

namespace mi::ui {

using namespace Qt::StringLiterals;

DetailsPane::DetailsPane(RunOverview *overview, FindingsView *findings, MetadataView *metadata, ImagesView *images,
                         FilesView *files, QWidget *parent)
    : QFrame(parent), m_overview(overview), m_findings(findings), m_metadata(metadata), m_images(images), m_files(files)
{
    setObjectName(u"detailsPane"_s);
    setProperty("look", u"panel"_s);
    m_tabs = new QTabBar(this);
    m_tabs->setAccessibleName(tr("Details"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->addTab(tr("Issues"));
    m_tabs->addTab(tr("Metadata"));
    m_tabs->addTab(tr("Images"));
    m_tabs->addTab(tr("Files"));
    m_title = new PlainLabel;
    m_title->setMuted();
    m_title->setElided(true);
    m_title->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_head = new QWidget(this);
    auto *head = new QHBoxLayout(m_head);
    head->setContentsMargins(6, 0, 16, 0);
    head->addWidget(m_tabs);
    head->addWidget(m_title, 1);
    m_line = new QFrame(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 6);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    m_line->setProperty("look", u"line"_s);
    m_line->setFixedHeight(1);
    layout->addWidget(m_line);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_overview);
    m_pages->addWidget(m_findings);
    m_pages->addWidget(m_metadata);
    m_pages->addWidget(m_images);
    m_pages->addWidget(m_files);
    layout->addWidget(m_pages, 1);

    connect(m_tabs, &QTabBar::currentChanged, this, &DetailsPane::showPage);
    connect(m_findings, &FindingsView::showFileRequested, this, [this](quint32 file) {
        m_tabs->setCurrentIndex(FilesTab);
        m_files->showFile(file);
    });
    connect(m_files, &FilesView::metadataRequested, this, [this](quint32 file) {
        m_tabs->setCurrentIndex(MetadataTab);
        m_metadata->showFile(file);
    });
    setStudy(nullptr, 0);
}

void DetailsPane::setStudy(const StudySnapshotPtr &study, std::size_t selected)
{
    m_study = study;
    m_findings->setStudy(study);
    m_metadata->setStudy(study);
    m_images->setStudy(study);
    m_files->setStudy(study);
    const std::size_t issues = study ? study->errors + study->warnings + study->infos : 0;
    const QString issuesText = issues == 0 ? tr("Issues") : tr("Issues  %1").arg(countText(issues));
    if (m_tabs->tabText(IssuesTab) != issuesText)
        m_tabs->setTabText(IssuesTab, issuesText);
    m_tabs->setTabEnabled(MetadataTab, study && study->kind != StudyKind::notDicom);
    m_tabs->setTabEnabled(ImagesTab, study && study->kind == StudyKind::study);
    if (study)
        m_title->setText(shortTitleOf(*study));
    else
        m_title->setText(selected > 1 ? tr("%1 studies selected").arg(countText(selected)) : QString{});
    showPage();
}

void DetailsPane::showPage()
{
    m_tabs->setVisible(m_study != nullptr);
    const bool hasHead = m_study != nullptr || !m_title->text().isEmpty();
    m_head->setVisible(hasHead);
    m_line->setVisible(hasHead);
    if (!m_study)
        m_pages->setCurrentWidget(m_overview);
    else if (m_tabs->currentIndex() == MetadataTab)
        m_pages->setCurrentWidget(m_metadata);
    else if (m_tabs->currentIndex() == ImagesTab)
        m_pages->setCurrentWidget(m_images);
    else if (m_tabs->currentIndex() == FilesTab)
        m_pages->setCurrentWidget(m_files);
    else
        m_pages->setCurrentWidget(m_findings);
}

void DetailsPane::focusPane()
{
    if (m_study)
        m_tabs->setFocus(Qt::TabFocusReason);
    else
        m_overview->setFocus(Qt::TabFocusReason);
}

} // namespace mi::ui
