// FilterChips: the row of choices above the study table, each with its count. Main thread.
#pragma once

#include "ui/study_list/study_table_model.h"

#include <QWidget>

#include <array>

class QPushButton;

namespace mi::ui {

class FilterChips : public QWidget {
    Q_OBJECT

public:
    explicit FilterChips(QWidget *parent = nullptr);

    void setCount(StudyGroup group, int count);
    void setCurrent(StudyGroup group);
    StudyGroup current() const;

Q_SIGNALS:
    void chosen(mi::ui::StudyGroup group);

private:
    std::array<QPushButton *, studyGroupCount> m_chips{};
    std::array<int, studyGroupCount> m_counts{};
};

} // namespace mi::ui
