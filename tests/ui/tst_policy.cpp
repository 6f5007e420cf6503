// The site policy in the window: always a count and a name, in the details, the row, the strip and the settings.
#include "core/dicom/dcmtk_session.h"
#include "core/platform/file_layer.h"
#include "core/settings/settings.h"
#include "tests/core/policy/policy_text.h"
#include "tests/support/instance_builder.h"
#include "tests/ui/sample_snapshots.h"
#include "ui/common/plain_label.h"
#include "ui/common/policy_words.h"
#include "ui/common/study_words.h"
#include "ui/common/text.h"
#include "ui/findings/findings_view.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/settings/settings_dialog.h"
#include "ui/study_list/study_table_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace mi;
using namespace mi::ui;
using namespace mi::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms: two slow cores
constexpr auto suppress = "\"suppress\": true";

std::shared_ptr<const PolicyDecision> decision(PolicyDecision made)
{
    return std::make_shared<const PolicyDecision>(std::move(made));
}

// One issue out of sight that goes on blocking, one judged otherwise.
StudySnapshot studyUnderPolicy()
{
    StudySnapshot study = makeStudy(0, Verdict::passedWithWarnings);
    PolicyIdentity identity;
    identity.name = "<b>Radiology</b>";
    identity.sha256 = std::string(64, 'a');
    study.policy = std::make_shared<const PolicyIdentity>(identity);
    study.findings.front().first.severity = Severity::info;
    study.findings.front().first.policy = decision({.rule = 2, .reason = "a note here", .severity = Severity::info});
    study.changedByPolicy = 1;
    FindingGroup hidden = makeGroup(blockingRule);
    hidden.first.policy = decision({.rule = 1, .reason = "known fault", .suppresses = true});
    study.suppressed = {hidden};
    study.isFilingBlocked = true;
    return study;
}

struct Desk {
    Desk() { QDir().mkpath(disc()); }

    QTemporaryDir folder;
    std::unique_ptr<FileLayer> files = makeSystemFileLayer();
    Settings settings{folder.filePath(u"settings.ini"_s)};
    Session session{*files, {}};
    Theme theme;
    std::unique_ptr<MainWindow> window;

    QString disc() const { return folder.filePath(u"disc"_s); }
    QString policyFile() const { return folder.filePath(u"policy.json"_s); }
    void write(const std::string &text) const { writeFile(toPath(policyFile()), text); }
    void open()
    {
        window = std::make_unique<MainWindow>(WindowParts{session, *files, settings, theme});
        window->show();
    }
    void drop() { window->addPaths({toPath(disc())}); }
    bool isDone() { return !session.snapshot().isBusy() && window->messages().has(u"run"_s); }
    StudySnapshotPtr study(int row = 0) { return window->checkView().model().studyAt(row); }
    QAction *archiveAction()
    {
        for (QAction *action : window->actions())
            if (action->text().remove(u'&').startsWith(u"Archive"_s) && action->shortcut() != QKeySequence(u"Ctrl+2"_s))
                return action;
        return nullptr;
    }
};

} // namespace

class TestPolicy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto session = DcmtkSession::create();
        QVERIFY(session.isOk());
        m_dcmtk = session.take();
        initializeIcons();
    }

    void theDetailsCountAndNameAndShowOnRequest()
    {
        const Theme theme;
        FindingsView view(theme);
        view.setStudy(shared(studyUnderPolicy()));
        const auto *line = view.findChild<PlainLabel *>(u"policyLine"_s);
        QVERIFY2(line->text().contains(u"<b>Radiology</b>"_s), qPrintable(line->text()));
        QVERIFY(line->text().contains(QString(64, u'a')));
        QVERIFY(line->text().contains(u"1 suppressed, 1 of them keeps the study out of the archive, 1 judged"_s));
        QCOMPARE(line->textFormat(), Qt::PlainText);
        QCOMPARE(view.cardCount(), 1);
        auto *button = view.findChild<QPushButton *>(u"showSuppressed"_s);
        QVERIFY(!button->isHidden());
        button->click();
        QCOMPARE(view.cardCount(), 2);
        QStringList texts;
        for (const PlainLabel *label : view.findChildren<PlainLabel *>())
            texts << label->text();
        QVERIFY(texts.contains(u"Suppressed by the site policy, rule 1: known fault"_s));
        QVERIFY(texts.contains(u"Site policy, rule 2: a note here  Otherwise: Warning."_s));
        button->click();
        QCOMPARE(view.cardCount(), 1);
        view.setStudy(shared(makeStudy(1)));
        QVERIFY(line->isHidden());
        QVERIFY(button->isHidden());
    }

    void theRowSaysItInItsTipAndToScreenReaders()
    {
        StudyTableModel model;
        model.update({shared(studyUnderPolicy()), shared(makeStudy(1))});
        const QString tip = model.index(0, StudyTableModel::Status).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.startsWith(u"<span>"_s) && tip.contains(u"&lt;b&gt;Radiology"_s), qPrintable(tip));
        QVERIFY(tip.contains(u"1 suppressed"_s) && tip.contains(QString(64, u'a')));
        QVERIFY(!model.index(1, StudyTableModel::Status).data(Qt::ToolTipRole).isValid());
        QVERIFY(model.index(0, StudyTableModel::Status)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(u"By the site policy: 1 suppressed"_s));
        QCOMPARE(archiveOf(studyUnderPolicy()).reason, u"a suppressed problem keeps it out"_s);
        QVERIFY(!isFileable(studyUnderPolicy()));
    }

    void aPolicyThatDidNothingIsNamedToo()
    {
        StudySnapshot study = studyUnderPolicy();
        study.suppressed.clear();
        study.changedByPolicy = 0;
        QVERIFY(policyLine(study).endsWith(u": nothing suppressed or judged otherwise."_s));
        QVERIFY(policySentence({shared(study)}).isEmpty());
    }

    void whatIsDroppedAtOnceIsJudgedByThePolicyOfTheSettings()
    {
        Desk desk;
        writeFile(toPath(desk.disc()) / "1", CleanInstance{.patientId = ""}.file());
        desk.write(policyText(ruleText("identity.*", "", suppress)));
        desk.settings.setValue(SettingKey::policyPath, desk.policyFile());
        desk.open();
        desk.drop(); // the policy is still being read
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        QVERIFY(desk.study()->verdict == Verdict::passed);
        QCOMPARE(desk.study()->suppressed.size(), std::size_t{1});
        QVERIFY(desk.window->messages().text(u"policy"_s).contains(u"\"Test site\" is in force"_s));
        QVERIFY(desk.window->messages().text(u"run"_s).contains(u"By the site policy: 1 issue suppressed."_s));
    }

    void anotherPolicyJudgesWhatIsOnTheScreen()
    {
        Desk desk;
        writeFile(toPath(desk.disc()) / "1", CleanInstance{.patientId = ""}.file());
        desk.open();
        desk.drop();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        QVERIFY(desk.study()->verdict == Verdict::passedWithWarnings);
        desk.write(policyText(ruleText("identity.*", "", suppress)));
        desk.settings.setValue(SettingKey::policyPath, desk.policyFile());
        desk.window->readPolicy();
        QTRY_VERIFY_WITH_TIMEOUT(desk.study()->verdict == Verdict::passed, patience);
        desk.settings.setValue(SettingKey::policyPath, QString{});
        desk.window->readPolicy();
        QTRY_VERIFY_WITH_TIMEOUT(desk.study()->verdict == Verdict::passedWithWarnings, patience);
        QCOMPARE(desk.window->checkView().model().rowCount(), 1);
    }

    void aWrongPolicyIsToldAndHoldsFiling()
    {
        Desk desk;
        writeFile(toPath(desk.disc()) / "1", CleanInstance{}.file());
        desk.write("{\n nonsense");
        desk.settings.setValue(SettingKey::policyPath, desk.policyFile());
        QVERIFY(desk.session.setArchiveRoot(toPath(desk.folder.filePath(u"archive"_s))).isOk());
        desk.open();
        desk.drop();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        const QString message = desk.window->messages().text(u"policy"_s);
        QVERIFY2(message.contains(u"line 2, column 2"_s) && message.contains(u"nothing is filed"_s),
                 qPrintable(message));
        QVERIFY(desk.study()->verdict == Verdict::passed); // it is checked all the same
        QCOMPARE(archiveOf(*desk.study()).reason, u"site policy unusable"_s);
        QVERIFY(!desk.archiveAction()->isEnabled());
        QVERIFY(desk.archiveAction()->toolTip().contains(u"site policy"_s));
        QVERIFY(QApplication::activeModalWidget() == nullptr);
        // Mended: with the next drop it is read again.
        desk.write(policyText(""));
        desk.drop();
        QTRY_VERIFY_WITH_TIMEOUT(desk.window->checkView().model().rowCount() == 2 && desk.isDone(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.archiveAction()->isEnabled(), patience);
        QVERIFY(desk.window->messages().text(u"policy"_s).contains(u"is in force"_s));
    }

    void theSettingsShowItAndTakeItBack()
    {
        Desk desk;
        desk.settings.setValue(SettingKey::policyPath, u"/site/policy.json"_s);
        SettingsDialog dialog(desk.settings, nullptr);
        const auto field = [&dialog](const QString &name) -> QLineEdit * {
            for (QLineEdit *edit : dialog.findChildren<QLineEdit *>())
                if (edit->accessibleName() == name)
                    return edit;
            return nullptr;
        };
        const auto button = [](const SettingsDialog &of, const QString &name) -> QPushButton * {
            for (QPushButton *push : of.findChildren<QPushButton *>())
                if (push->accessibleName() == name)
                    return push;
            return nullptr;
        };
        QCOMPARE(field(u"File of the site policy"_s)->text(), u"/site/policy.json"_s);
        button(dialog, u"Use no site policy"_s)->click();
        QVERIFY(desk.settings.policyPath().empty());
        QVERIFY(field(u"File of the site policy"_s)->text().isEmpty());
        QVERIFY(!button(dialog, u"Use no site policy"_s)->isEnabled());
        desk.settings.setOverride(SettingKey::policyPath, u"/fixed.json"_s);
        const SettingsDialog fixed(desk.settings, nullptr);
        QVERIFY(!button(fixed, u"Choose the site policy"_s)->isEnabled());
        QVERIFY(!button(fixed, u"Use no site policy"_s)->isEnabled());
    }

    void settingsOfCheckingApplyAtOnce()
    {
        Desk desk;
        writeFile(toPath(desk.disc()) / "1", CleanInstance{.pixels = std::string(3'000'000, '0')}.file());
        desk.open();
        for (QAction *action : desk.window->actions())
            if (action->text().remove(u'&').startsWith(u"Settings"_s))
                action->trigger();
        for (QSpinBox *box : desk.window->findChildren<QSpinBox *>()) {
            if (box->accessibleName().startsWith(u"Largest file"_s))
                box->setValue(1); // MiB
            if (box->accessibleName() == u"Worker threads"_s)
                box->setValue(1);
        }
        desk.drop();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        QCOMPARE(desk.study()->findings.front().first.id(), std::string_view("file.too-large-for-setting"));
    }

private:
    std::unique_ptr<DcmtkSession> m_dcmtk;
};

QTEST_MAIN(TestPolicy)
#include "tst_policy.moc"
