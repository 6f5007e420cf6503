// ArchiveSearch: the fields that archived studies are searched by. Tells of a change when typing has paused. Main
// thread.
#pragma once

#include "core/index/archive_index.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QTimer;

namespace mi::ui {

class ArchiveSearch : public QWidget {
    Q_OBJECT

public:
    explicit ArchiveSearch(QWidget *parent = nullptr);

    StudyQuery query() const;
    bool isEmpty() const;
    void clear();

Q_SIGNALS:
    void changed();

private:
    QLineEdit *addField(const QString &label, const QString &hint, int stretch);

    QLineEdit *m_name = nullptr;
    QLineEdit *m_id = nullptr;
    QLineEdit *m_accession = nullptr;
    QLineEdit *m_from = nullptr;
    QLineEdit *m_to = nullptr;
    QLineEdit *m_modality = nullptr;
    QPushButton *m_clear = nullptr;
    QTimer *m_pause = nullptr;
};

// "31.1.2024", "2024-01-31", "20240131", in the order that the locale writes dates in, as "20240131"; a year or a month
// stands for its first or last day. "" if it is no date.
enum class DateEnd { first, last };
std::string typedDate(const QString &text, DateEnd end);

} // namespace mi::ui
