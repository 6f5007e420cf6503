#include "ui/reports/report_dialog.h"

#include "ui/common/plain_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

bool isDocument(ReportKind kind)
{
    return kind == ReportKind::report || kind == ReportKind::reportForEngineer || kind == ReportKind::letter ||
           kind == ReportKind::statistics;
}

QPushButton *addButton(QHBoxLayout &row, const QString &text, const QString &accessible)
{
    auto *button = new QPushButton(text);
    button->setAccessibleName(accessible);
    button->setAutoDefault(false);
    row.addWidget(button);
    return button;
}

} // namespace

QString suffixOf(ReportForm form)
{
    switch (form) {
    case ReportForm::html:
        return u"html"_s;
    case ReportForm::csv:
    case ReportForm::csvFindings:
        return u"csv"_s;
    case ReportForm::json:
        return u"json"_s;
    case ReportForm::text:
        return u"txt"_s;
    case ReportForm::pdf:
        break;
    }
    return u"pdf"_s;
}

ReportSubject subjectOf(ReportKind kind)
{
    if (kind == ReportKind::letter)
        return ReportSubject::letter;
    return kind == ReportKind::statistics ? ReportSubject::statistics : ReportSubject::report;
}

ReportDialog::ReportDialog(Settings &settings, QWidget *parent) : QDialog(parent), m_settings(settings)
{
    setWindowTitle(tr("Report"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(14);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->addLayout(form);
    m_kind = new QComboBox;
    m_kind->setAccessibleName(tr("What to write"));
    for (const auto &[text, kind] :
         {std::pair{tr("Report"), ReportKind::report},
          std::pair{tr("Report for the sender's engineer"), ReportKind::reportForEngineer},
          std::pair{tr("Letter to the sender"), ReportKind::letter},
          std::pair{tr("Table, a row a study"), ReportKind::studiesTable},
          std::pair{tr("Table, a row a finding"), ReportKind::findingsTable},
          std::pair{tr("Statistics"), ReportKind::statistics}, std::pair{tr("Report as data"), ReportKind::data},
          std::pair{tr("All results of the check"), ReportKind::wholeCheck}})
        m_kind->addItem(text, static_cast<int>(kind));
    form->addRow(tr("What"), m_kind);
    m_format = new QComboBox;
    m_format->setAccessibleName(tr("Form"));
    form->addRow(tr("As"), m_format);
    m_some = new QRadioButton;
    m_all = new QRadioButton;
    form->addRow(tr("Of"), m_some);
    form->addRow(QString{}, m_all);
    m_language = new QComboBox;
    m_language->setAccessibleName(tr("Language"));
    m_language->addItem(u"English"_s, u"en"_s);
    m_language->addItem(u"Deutsch"_s, u"de"_s);
    m_language->setCurrentIndex(qMax(0, m_language->findData(m_settings.value(SettingKey::reportLanguage).toString())));
    form->addRow(tr("Language"), m_language);
    m_mask = new QCheckBox(tr("Leave out who the patients are"));
    m_mask->setAccessibleName(m_mask->text());
    form->addRow(QString{}, m_mask);
    m_user = new QCheckBox(tr("Say who made it, on which computer"));
    m_user->setAccessibleName(m_user->text());
    form->addRow(QString{}, m_user);
    m_note = new PlainLabel;
    m_note->setMuted();
    m_note->setWordWrap(true);
    layout->addWidget(m_note);

    auto *buttons = new QHBoxLayout;
    m_copy = addButton(*buttons, tr("Copy as text"), tr("Copy the report as text"));
    m_print = addButton(*buttons, tr("Print"), tr("Print the report"));
    buttons->addStretch(1);
    QPushButton *close = addButton(*buttons, tr("Close"), tr("Close the report dialog"));
    m_save = addButton(*buttons, tr("Save"), tr("Save the report"));
    m_save->setDefault(true);
    m_save->setProperty("look", u"primary"_s);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_save, &QPushButton::clicked, this, &ReportDialog::saveRequested);
    connect(m_copy, &QPushButton::clicked, this, &ReportDialog::copyRequested);
    connect(m_print, &QPushButton::clicked, this, &ReportDialog::printRequested);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        // Whoever sends something to an engineer means the files, not the patients.
        m_mask->setChecked(choice().kind == ReportKind::reportForEngineer);
        fillFormats();
    });
    connect(m_mask, &QCheckBox::toggled, this, &ReportDialog::update);
    connect(m_language, &QComboBox::activated, this,
            [this] { m_settings.setValue(SettingKey::reportLanguage, m_language->currentData()); });
    setMinimumWidth(fontMetrics().averageCharWidth() * 64);
    fillFormats();
}

void ReportDialog::setStudies(std::vector<StudyId> selected, std::size_t all)
{
    m_selected = std::move(selected);
    m_some->setText(m_selected.size() == 1 ? tr("the selected study")
                                           : tr("the %1 selected studies").arg(m_selected.size()));
    m_some->setAccessibleName(m_some->text());
    m_some->setEnabled(!m_selected.empty());
    m_all->setText(tr("everything that was checked (%1 rows)").arg(all));
    m_all->setAccessibleName(m_all->text());
    (m_selected.empty() ? m_all : m_some)->setChecked(true);
    update();
}

ReportChoice ReportDialog::choice() const
{
    ReportChoice choice;
    choice.kind = static_cast<ReportKind>(m_kind->currentData().toInt());
    choice.form = static_cast<ReportForm>(m_format->currentData().toInt());
    choice.language = languageFromText(m_language->currentData().toString().toStdString()).value_or(Language::english);
    choice.isSelection = m_some->isChecked() && choice.kind != ReportKind::wholeCheck;
    choice.isMasked = m_mask->isChecked() && choice.kind != ReportKind::wholeCheck;
    choice.namesUser = m_user->isChecked();
    choice.selected = m_selected;
    return choice;
}

void ReportDialog::fillFormats()
{
    m_format->clear();
    const auto add = [this](const QString &text, ReportForm form) { m_format->addItem(text, static_cast<int>(form)); };
    const ReportKind kind = choice().kind;
    if (isDocument(kind)) {
        add(tr("PDF"), ReportForm::pdf);
        add(tr("HTML, for a browser"), ReportForm::html);
        add(tr("Plain text"), ReportForm::text);
    }
    if (kind == ReportKind::studiesTable || kind == ReportKind::statistics)
        add(tr("CSV, for a spreadsheet"), ReportForm::csv);
    if (kind == ReportKind::findingsTable)
        add(tr("CSV, for a spreadsheet"), ReportForm::csvFindings);
    if (kind == ReportKind::data || kind == ReportKind::wholeCheck)
        add(tr("JSON"), ReportForm::json);
    m_format->setEnabled(m_format->count() > 1);
    update();
}

void ReportDialog::update()
{
    const ReportChoice now = choice();
    const bool isWhole = now.kind == ReportKind::wholeCheck;
    m_language->setEnabled(isDocument(now.kind));
    m_mask->setEnabled(!isWhole && now.kind != ReportKind::statistics);
    m_user->setEnabled(!isWhole && now.kind != ReportKind::letter && now.kind != ReportKind::statistics);
    m_some->setEnabled(!m_selected.empty() && !isWhole);
    m_copy->setEnabled(isDocument(now.kind));
    m_print->setEnabled(isDocument(now.kind));
    m_note->setText(now.isMasked ? tr("Names, IDs, dates, descriptions and file names are left out. UIDs, makers and "
                                      "models stay, so that the sender can find the study.")
                    : now.kind == ReportKind::statistics ? tr("It holds numbers only.")
                                                         : tr("It holds names, IDs and other data of patients."));
}

} // namespace mi::ui
