// DetailsPane: Issues, Metadata, Images and Files of the selected study, or the overview of the run. Main thread.
#pragma once

#include "ui/common/snapshots.h"

#include <QFrame>

class QStackedWidget;
class QTabBar;

namespace mi::ui {

class FilesView;
class FindingsView;
class ImagesView;
class MetadataView;
class PlainLabel;
class RunOverview;

class DetailsPane : public QFrame {
    Q_OBJECT

public:
    // Takes the views over.
    DetailsPane(RunOverview *overview, FindingsView *findings, MetadataView *metadata, ImagesView *images,
                FilesView *files, QWidget *parent = nullptr);

    // Null: the overview. `selected`: how many studies are selected in all.
    void setStudy(const StudySnapshotPtr &study, std::size_t selected);
    void focusPane();

private:
    enum Tab { IssuesTab, MetadataTab, ImagesTab, FilesTab };
    void showPage();

    StudySnapshotPtr m_study;
    RunOverview *m_overview;
    FindingsView *m_findings;
    MetadataView *m_metadata;
    ImagesView *m_images;
    FilesView *m_files;
    QTabBar *m_tabs = nullptr;
    PlainLabel *m_title = nullptr;
    QWidget *m_head = nullptr;
    QFrame *m_line = nullptr;
    QStackedWidget *m_pages = nullptr;
};

} // namespace mi::ui
