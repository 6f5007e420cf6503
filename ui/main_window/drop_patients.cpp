#include "ui/main_window/drop_patients.h"

#include "ui/common/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <map>
#include <set>

namespace mi::ui {

namespace {

struct PatientWords {
    Q_DECLARE_TR_FUNCTIONS(PatientWords)
};

QString comparable(const QString &text)
{
    QString kept;
    for (const QChar c : text)
        if (c.isLetterOrNumber())
            kept += c.toCaseFolded();
    return kept;
}

} // namespace

PatientWarning patientWarning(const std::vector<StudySnapshotPtr> &studiesOfDrop)
{
    PatientWarning warning;
    std::set<std::pair<QString, QString>> identities; // ID and name as written
    std::map<QString, std::set<QString>> namesOfId;
    std::set<QString> people; // an ID, or the name where there is no ID
    std::set<QString> looselyWritten;
    for (const StudySnapshotPtr &study : studiesOfDrop) {
        if (study->kind != StudyKind::study)
            continue;
        const QString id = displayText(study->patientId).trimmed();
        const QString name = personText(study->patientName);
        if (id.isEmpty() && name.isEmpty())
            continue; // nothing to compare; a finding of its own
        warning.studies.push_back(study->id);
        identities.emplace(id, name);
        people.insert(id.isEmpty() ? name : id);
        looselyWritten.insert(comparable(id.isEmpty() ? name : id));
        namesOfId[comparable(id)].insert(name);
    }
    if (identities.size() < 2)
        return {};
    if (looselyWritten.size() == 1 && people.size() > 1) {
        const QStringList ids(people.begin(), people.end());
        warning.text = PatientWords::tr("One patient, %1 spellings of the ID: %2. Compare before filing.")
                           .arg(ids.size())
                           .arg(ids.first(std::min<qsizetype>(ids.size(), 3)).join(PatientWords::tr(" and ")));
        return warning;
    }
    if (people.size() == 1) {
        warning.text = PatientWords::tr("One patient ID with %1 different names. Compare before filing.")
                           .arg(namesOfId.begin()->second.size());
        return warning;
    }
    warning.text = PatientWords::tr("This drop holds studies of %1 patients. Check the names before filing.")
                       .arg(looselyWritten.size());
    return warning;
}

} // namespace mi::ui
