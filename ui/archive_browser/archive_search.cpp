#include "ui/archive_browser/archive_search.h"

#include <QBoxLayout>
#include <QDate>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QTimer>

#include <algorithm>
#include <array>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int typingPause = 250; // ms

std::string asDicom(const QDate &date)
{
    return date.toString(u"yyyyMMdd"_s).toStdString();
}

} // namespace

std::string typedDate(const QString &text, DateEnd end)
{
    const QString trimmed = text.trimmed();
    const bool isLast = end == DateEnd::last;
    static const QRegularExpression yearAndMonth(u"^(\\d{4})(?:[-./]?(\\d{1,2}))?$"_s);
    const QRegularExpressionMatch match = yearAndMonth.match(trimmed);
    if (match.hasMatch()) {
        const bool hasMonth = !match.captured(2).isEmpty();
        const int month = hasMonth ? match.captured(2).toInt() : (isLast ? 12 : 1);
        const QDate first(match.captured(1).toInt(), month, 1);
        return first.isValid() ? asDicom(isLast ? QDate(first.year(), month, first.daysInMonth()) : first)
                               : std::string();
    }
    for (const QString &format : {u"yyyyMMdd"_s, u"yyyy-MM-dd"_s, u"yyyy-M-d"_s, u"d.M.yyyy"_s}) {
        if (const QDate date = QDate::fromString(trimmed, format); date.isValid())
            return asDicom(date);
    }
    const QLocale locale;
    for (const QLocale::FormatType format : {QLocale::ShortFormat, QLocale::NarrowFormat}) {
        // Four digits of the year, whatever the locale makes of it: two would be guessing.
        QString pattern = locale.dateFormat(format);
        if (!pattern.contains(u"yyyy"_s))
            pattern.replace(u"yy"_s, u"yyyy"_s);
        if (const QDate date = locale.toDate(trimmed, pattern); date.isValid())
            return asDicom(date);
    }
    return {};
}

ArchiveSearch::ArchiveSearch(QWidget *parent) : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    m_name = addField(tr("Name"), tr("Any part, in any script"), 4);
    m_id = addField(tr("Patient ID"), tr("Beginning, or with *"), 3);
    m_accession = addField(tr("Accession"), tr("Beginning, or with *"), 3);
    m_from = addField(tr("From"), tr("Date"), 2);
    m_to = addField(tr("To"), tr("Date"), 2);
    m_modality = addField(tr("Modality"), tr("CT, MR"), 2);
    m_clear = new QPushButton(tr("Clear"));
    m_clear->setAccessibleName(tr("Clear the search"));
    m_clear->setEnabled(false);
    row->addWidget(m_clear, 0, Qt::AlignBottom);
    m_pause = new QTimer(this);
    m_pause->setSingleShot(true);
    m_pause->setInterval(typingPause);
    connect(m_pause, &QTimer::timeout, this, &ArchiveSearch::changed);
    connect(m_clear, &QPushButton::clicked, this, &ArchiveSearch::clear);
}

QLineEdit *ArchiveSearch::addField(const QString &label, const QString &hint, int stretch)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(3);
    auto *name = new QLabel(label);
    auto *field = new QLineEdit;
    field->setPlaceholderText(hint);
    field->setAccessibleName(label);
    field->setToolTip(hint);
    field->setClearButtonEnabled(false);
    name->setBuddy(field);
    column->addWidget(name);
    column->addWidget(field);
    static_cast<QHBoxLayout *>(layout())->addLayout(column, stretch);
    connect(field, &QLineEdit::textChanged, this, [this] {
        m_clear->setEnabled(!isEmpty());
        m_pause->start();
    });
    // Whoever presses Return does not want to wait.
    connect(field, &QLineEdit::returnPressed, this, [this] {
        m_pause->stop();
        Q_EMIT changed();
    });
    return field;
}

StudyQuery ArchiveSearch::query() const
{
    StudyQuery query;
    query.name = m_name->text().trimmed().toStdString();
    query.patientId = m_id->text().trimmed().toStdString();
    query.accessionNumber = m_accession->text().trimmed().toStdString();
    query.modality = m_modality->text().trimmed().toStdString();
    query.firstDate = typedDate(m_from->text(), DateEnd::first);
    query.lastDate = typedDate(m_to->text(), DateEnd::last);
    return query;
}

bool ArchiveSearch::isEmpty() const
{
    const std::array fields{m_name, m_id, m_accession, m_from, m_to, m_modality};
    return std::ranges::all_of(fields, [](const QLineEdit *field) { return field->text().isEmpty(); });
}

void ArchiveSearch::clear()
{
    for (QLineEdit *field : {m_name, m_id, m_accession, m_from, m_to, m_modality})
        field->clear();
    m_pause->stop();
    Q_EMIT changed();
}

} // namespace mi::ui
