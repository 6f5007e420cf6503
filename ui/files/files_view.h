// FilesView: the Files tab. Every file of the study with its outcome. Main thread.
#pragma once

#include "ui/common/copy_source.h"
#include "ui/files/file_table_model.h"

#include <QWidget>

class QTableView;

namespace mi::ui {

class Theme;

class FilesView : public QWidget, public CopySource {
    Q_OBJECT

public:
    FilesView(const Theme &theme, FileSource source, BackgroundJobs &jobs, QWidget *parent = nullptr);

    void setStudy(const StudySnapshotPtr &study);
    void showFile(std::uint32_t fileIndex);
    FileTableModel &model() { return *m_model; }
    void copySelection() const override;

Q_SIGNALS:
    // The user wants to see what is in this file.
    void metadataRequested(quint32 fileIndex);

protected:
    void showEvent(QShowEvent *event) override;

private:
    StudySnapshotPtr m_study;
    FileTableModel *m_model = nullptr;
    QTableView *m_table = nullptr;
};

} // namespace mi::ui
