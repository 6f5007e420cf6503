#include "ui/main_window/first_run.h"

#include "ui/common/plain_label.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>

namespace mi::ui {

using namespace Qt::StringLiterals;

FirstRun::FirstRun(const Theme &theme, Settings &settings, QWidget *parent) : QFrame(parent), m_settings(settings)
{
    setObjectName(u"firstRun"_s);
    setProperty("look", u"panel"_s);
    auto *title = new PlainLabel(tr("Before the first study"));
    title->setFont(theme.titleFont());
    auto *later = new PlainLabel(tr("All of this can wait, and is found again in the settings."));
    later->setMuted();
    m_archive = new PlainLabel;
    m_policy = new PlainLabel;
    m_archive->setElided(true);
    m_policy->setElided(true);
    m_chooseArchive = new QPushButton(tr("Choose folder"));
    m_chooseArchive->setAccessibleName(tr("Choose the archive folder"));
    m_choosePolicy = new QPushButton(tr("Choose file"));
    m_choosePolicy->setAccessibleName(tr("Choose the site policy"));
    m_detail = new QComboBox;
    m_detail->setAccessibleName(tr("Detail of issues"));
    m_detail->addItem(tr("For staff at the desk"), u"staff"_s);
    m_detail->addItem(tr("For engineers, with tags and offsets"), u"engineer"_s);
    auto *done = new QPushButton(tr("Done"));
    done->setAccessibleName(tr("Do not show this again"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(20, 14, 20, 14);
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    grid->addWidget(title, 0, 0);
    grid->addWidget(later, 0, 1);
    grid->addWidget(done, 0, 2);
    grid->addWidget(new PlainLabel(tr("Where studies are filed")), 1, 0);
    grid->addWidget(m_archive, 1, 1);
    grid->addWidget(m_chooseArchive, 1, 2);
    grid->addWidget(new PlainLabel(tr("Policy of your site, if it has one")), 2, 0);
    grid->addWidget(m_policy, 2, 1);
    grid->addWidget(m_choosePolicy, 2, 2);
    grid->addWidget(new PlainLabel(tr("How issues are told")), 3, 0);
    grid->addWidget(m_detail, 3, 1, 1, 2);
    connect(m_chooseArchive, &QPushButton::clicked, this, &FirstRun::chooseArchiveRequested);
    connect(m_choosePolicy, &QPushButton::clicked, this, &FirstRun::choosePolicyRequested);
    connect(done, &QPushButton::clicked, this, &FirstRun::done);
    connect(m_detail, &QComboBox::activated, this, [this] {
        m_settings.setValue(SettingKey::detailLevel, m_detail->currentData());
        Q_EMIT changed(SettingKey::detailLevel);
    });
    reload();
}

void FirstRun::reload()
{
    const QString archive = m_settings.value(SettingKey::archivePath).toString();
    const QString policy = m_settings.value(SettingKey::policyPath).toString();
    m_archive->setText(archive.isEmpty() ? tr("Not chosen yet") : archive);
    m_policy->setText(policy.isEmpty() ? tr("None") : policy);
    m_chooseArchive->setEnabled(!m_settings.isFixed(SettingKey::archivePath));
    m_choosePolicy->setEnabled(!m_settings.isFixed(SettingKey::policyPath));
    m_detail->setEnabled(!m_settings.isFixed(SettingKey::detailLevel));
    m_detail->setCurrentIndex(qMax(0, m_detail->findData(m_settings.value(SettingKey::detailLevel).toString())));
}

} // namespace mi::ui
