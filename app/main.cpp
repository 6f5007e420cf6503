// The window: everything is constructed and wired here.
#include "core/dicom/dcmtk_session.h"
#include "core/pipeline/session.h"
#include "core/platform/file_layer.h"
#include "core/settings/settings.h"
#include "ui/common/text.h"
#include "ui/common/translation.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/single_instance.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLoggingCategory>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>

namespace {

using namespace Qt::StringLiterals;

// Qt's categories of less than `level` are silent; nothing the program logs holds patient data at any level.
void setLogLevel(const QString &level)
{
    QString rules = u"*.debug=false\n*.info=false\n"_s;
    if (level == "error"_L1)
        rules += u"*.warning=false\n"_s;
    else if (level == "info"_L1)
        rules = u"*.debug=false\n"_s;
    else if (level == "debug"_L1)
        rules = u"mivalidator.*.debug=true\n"_s;
    QLoggingCategory::setFilterRules(rules);
}

mi::SessionOptions optionsFrom(const mi::Settings &settings)
{
    mi::SessionOptions options;
    options.jobs = settings.value(mi::SettingKey::jobs).toInt();
    options.maxFileSize = settings.maxFileSize();
    options.archiveRoot = settings.archivePath();
    options.quarantineRefused = settings.value(mi::SettingKey::quarantineRefused).toBool();
    options.indexUrl = settings.value(mi::SettingKey::indexUrl).toString().toStdString();
    options.archiveWhatPasses = settings.value(mi::SettingKey::archiveWhatPasses).toBool();
    return options;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication::setApplicationName(u"MI Validator"_s);
    QApplication::setApplicationVersion(QStringLiteral(MIVALIDATOR_VERSION));
    QApplication::setDesktopFileName(u"mivalidator"_s);
    QApplication application(argc, argv);

    mi::Settings settings;
    mi::ui::Translation::install(application,
                                 mi::ui::Translation::languageOf(settings.value(mi::SettingKey::language).toString()));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "Checks DICOM studies that come from outside, and files them.\n"
                                        "It checks format and consistency, not diagnostic quality."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"paths"_s, QApplication::translate("main", "Files and folders to check at once."),
                                 u"[paths...]"_s);
    const QCommandLineOption archive(u"archive"_s, QApplication::translate("main", "Folder to file studies in."),
                                     u"folder"_s);
    const QCommandLineOption colors(
        u"colors"_s, QApplication::translate("main", "system, light, dark or high-contrast."), u"scheme"_s);
    const QCommandLineOption policy(
        u"policy"_s, QApplication::translate("main", "File with the site policy; '' for none."), u"file"_s);
    parser.addOptions({archive, colors, policy});
    QCommandLineOption quitWhenShown(u"quit-when-shown"_s);
    quitWhenShown.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(quitWhenShown);
    parser.process(application);

    if (parser.isSet(archive))
        settings.setOverride(mi::SettingKey::archivePath, parser.value(archive));
    if (parser.isSet(policy))
        settings.setOverride(mi::SettingKey::policyPath, parser.value(policy));
    if (parser.isSet(colors))
        settings.setOverride(mi::SettingKey::colorScheme, parser.value(colors));
    setLogLevel(settings.value(mi::SettingKey::logLevel).toString());
    std::vector<std::filesystem::path> paths;
    const QStringList arguments = parser.positionalArguments();
    for (const QString &argument : arguments)
        paths.push_back(mi::ui::toPath(argument));
    const QString dataFolder =
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/mivalidator"_s;
    mi::ui::SingleInstance instance(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation),
                                    dataFolder);
    if (!parser.isSet(quitWhenShown) && instance.start(paths) == mi::ui::SingleInstance::Role::handed)
        return 0;
    const auto dcmtk = mi::DcmtkSession::create();
    if (!dcmtk) {
        std::fprintf(stderr, "mivalidator: %s\n", mi::describe(dcmtk.error()).c_str());
        return 70; // EX_SOFTWARE
    }
    const std::unique_ptr<mi::FileLayer> files = mi::makeSystemFileLayer();
    mi::Session session(*files, optionsFrom(settings));
    session.removeAbandonedScratch();

    mi::ui::initializeIcons();
    mi::ui::Theme theme;
    theme.apply(mi::ui::schemeChoiceFromText(settings.value(mi::SettingKey::colorScheme).toString()));
    mi::ui::MainWindow window({session, *files, settings, theme, mi::ui::toPath(dataFolder)});
    QObject::connect(&instance, &mi::ui::SingleInstance::pathsReceived, &window, &mi::ui::MainWindow::comeForward);
    window.show();
    window.addPaths(std::move(paths));
    if (parser.isSet(quitWhenShown))
        QTimer::singleShot(0, &application, &QCoreApplication::quit);
    return QApplication::exec();
}
