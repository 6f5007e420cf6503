#include "ui/images/window_presets.h"

#include "ui/common/text.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFile>
#include <QLocale>
#include <QTemporaryDir>
#include <QUrl>

#include <array>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Images)
};

struct UsualWindow {
    const char *name;
    double center;
    double width;
};

// Settings that every CT console offers, in Hounsfield Units.
constexpr std::array<UsualWindow, 5> usualWindows{{
    {QT_TRANSLATE_NOOP("Images", "CT abdomen"), 60, 400},
    {QT_TRANSLATE_NOOP("Images", "CT bone"), 400, 1800},
    {QT_TRANSLATE_NOOP("Images", "CT brain"), 40, 80},
    {QT_TRANSLATE_NOOP("Images", "CT lung"), -600, 1500},
    {QT_TRANSLATE_NOOP("Images", "CT mediastinum"), 40, 400},
}};

} // namespace

QString windowText(const Window &window)
{
    const QLocale locale;
    return Words::tr("C %1  W %2").arg(locale.toString(window.center, 'g', 5), locale.toString(window.width, 'g', 5));
}

std::vector<WindowPreset> windowPresets(const std::vector<Window> &ofFile, const QString &unit)
{
    std::vector<WindowPreset> presets;
    for (const Window &window : ofFile) {
        const QString name = window.explanation.empty() ? Words::tr("As in the file") : displayText(window.explanation);
        presets.push_back({window, -1, false, name + u"  "_s + windowText(window)});
    }
    presets.push_back({{}, -1, true, Words::tr("All values")});
    if (unit == u"HU") {
        for (const UsualWindow &usual : usualWindows) {
            const Window window{usual.center, usual.width, VoiFunction::linear, {}};
            presets.push_back({window, -1, false, Words::tr(usual.name) + u"  "_s + windowText(window)});
        }
    }
    return presets;
}

QString openOutside(const std::string &bytes, const QTemporaryDir &folder)
{
    if (bytes.empty() || !folder.isValid())
        return Words::tr("The document cannot be read.");
    QFile file(folder.filePath(u"document.pdf"_s));
    const auto size = static_cast<qint64>(bytes.size());
    const bool isWritten =
        file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes.data(), size) == size && file.flush();
    if (!isWritten)
        return Words::tr("The document cannot be opened: %1").arg(file.errorString());
    file.close();
    return QDesktopServices::openUrl(QUrl::fromLocalFile(file.fileName()))
               ? QString{}
               : Words::tr("The system has no program that opens this document.");
}

} // namespace mi::ui
