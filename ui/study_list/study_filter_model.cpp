#include "ui/study_list/study_filter_model.h"

#include "ui/common/study_words.h"
#include "ui/common/text.h"

#include <QRegularExpression>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

QString searchableText(const StudySnapshot &study)
{
    const TwoLines patient = patientOf(study);
    const TwoLines about = studyOf(study);
    return QStringList{patient.first,
                       patient.second,
                       about.first,
                       about.second,
                       displayText(study.patientName),
                       displayText(study.studyDate),
                       displayText(study.studyInstanceUid),
                       displayText(study.institutionName),
                       displayText(study.source)}
        .join(u'\n');
}

} // namespace

StudyFilterModel::StudyFilterModel(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(StudyTableModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
}

void StudyFilterModel::setGroup(StudyGroup group)
{
    m_group = group;
    m_only.reset();
    invalidateFilter();
}

void StudyFilterModel::setSearch(const QString &text)
{
    static const QRegularExpression spaces(u"\\s+"_s);
    m_words = text.split(spaces, Qt::SkipEmptyParts);
    invalidateFilter();
}

void StudyFilterModel::setOnly(std::optional<std::set<StudyId>> only)
{
    m_only = std::move(only);
    invalidateFilter();
}

bool StudyFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const auto *model = qobject_cast<const StudyTableModel *>(sourceModel());
    const StudySnapshotPtr study = model != nullptr ? model->studyAt(sourceRow) : nullptr;
    if (!study)
        return false;
    if (m_only ? !m_only->contains(study->id) : !isInGroup(*study, m_group))
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = searchableText(*study);
    return std::ranges::all_of(m_words,
                               [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace mi::ui
