// A JSON document to a file or to the output stream. Main thread.
#pragma once

#include <QJsonObject>
#include <QString>

namespace mi::cli {

// `target` is a file, or "-". False, and a line on the error stream, when it could not be written.
bool writeJson(const QString &target, const QJsonObject &object);

} // namespace mi::cli
