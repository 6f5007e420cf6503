#include "app/cli/json_output.h"

#include "app/cli/console.h"

#include <QJsonDocument>
#include <QSaveFile>

namespace mi::cli {

bool writeJson(const QString &target, const QJsonObject &object)
{
    const QByteArray text = QJsonDocument(object).toJson();
    if (target == QLatin1String("-")) {
        printOut(QString::fromUtf8(text));
        return true;
    }
    QSaveFile file(target);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
    if (!isWritten)
        printError(QStringLiteral("the report could not be written to %1").arg(target));
    return isWritten;
}

} // namespace mi::cli
