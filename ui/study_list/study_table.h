// StudyTable: the view of the study list with its columns, keys and copying. Main thread.
#pragma once

#include "ui/common/copy_source.h"
#include "ui/study_list/study_row_delegate.h"
#include "ui/study_list/study_table_model.h"

#include <QTableView>

namespace mi::ui {

class StudyFilterModel;
class Theme;

class StudyTable : public QTableView, public CopySource {
    Q_OBJECT

public:
    StudyTable(const Theme &theme, StudyFilterModel &model, QWidget *parent = nullptr);

    void setRowHeight(RowHeight height);
    // Off while something is worked on: rows stay in the order of arrival.
    void setSortable(bool isSortable);
    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

    std::vector<StudyId> selectedStudies() const;
    void selectStudy(StudyId id);
    void copySelection() const override;

Q_SIGNALS:
    void selectedStudiesChanged();

protected:
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setDefaultColumns();
    void fitColumns();

    const Theme &m_theme;
    StudyFilterModel &m_model;
    StudyRowDelegate *m_delegate = nullptr;
};

} // namespace mi::ui
