// The windows that are offered: those of the file, the whole range, and the usual ones for CT. Main thread.
#pragma once

#include "core/imaging/image_description.h"

#include <QMetaType>
#include <QString>

#include <string>
#include <vector>

class QTemporaryDir;

namespace mi::ui {

struct WindowPreset {
    Window window;
    int voiTable = -1; // of the file; -1: `window`
    bool isWindowOfAll = false;
    QString name;
};

// `unit`: of the values, "HU" for CT.
std::vector<WindowPreset> windowPresets(const std::vector<Window> &ofFile, const QString &unit);

// "C 40  W 400"
QString windowText(const Window &window);

// Writes a document to a file without a patient's name and opens it with the program that the system has for it; why
// it could not, or "".
QString openOutside(const std::string &bytes, const QTemporaryDir &folder);

} // namespace mi::ui

Q_DECLARE_METATYPE(mi::ui::WindowPreset)
