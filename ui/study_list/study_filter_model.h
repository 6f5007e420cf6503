// StudyFilterModel: the rows that match the chip and the search. Sorted only when the user asked for it and nothing is
// being worked on, so that rows do not jump under the mouse. Main thread.
#pragma once

#include "ui/study_list/study_table_model.h"

#include <QSortFilterProxyModel>

#include <optional>
#include <set>

namespace mi::ui {

class StudyFilterModel : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit StudyFilterModel(QObject *parent = nullptr);

    void setGroup(StudyGroup group);
    StudyGroup group() const { return m_group; }
    // Every word must occur in the name, ID, accession number, description, modality, date, UID or source.
    void setSearch(const QString &text);
    // Only these studies, whatever the chip; nothing: no such limit.
    void setOnly(std::optional<std::set<StudyId>> only);
    bool hasOnly() const { return m_only.has_value(); }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    StudyGroup m_group = StudyGroup::all;
    QStringList m_words;
    std::optional<std::set<StudyId>> m_only;
};

} // namespace mi::ui
