#include "ui/study_list/filter_chips.h"

#include "ui/common/text.h"

#include <QButtonGroup>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVariant>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

QString groupWord(StudyGroup group)
{
    switch (group) {
    case StudyGroup::all:
        return FilterChips::tr("All");
    case StudyGroup::passed:
        return FilterChips::tr("Passed");
    case StudyGroup::warnings:
        return FilterChips::tr("Warnings");
    case StudyGroup::problems:
        return FilterChips::tr("Problems");
    case StudyGroup::unreadable:
        return FilterChips::tr("Cannot be read");
    case StudyGroup::notFiled:
        break;
    }
    return FilterChips::tr("Not filed");
}

} // namespace

FilterChips::FilterChips(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"filterChips"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *group = new QButtonGroup(this);
    group->setExclusive(true);
    for (std::size_t i = 0; i < studyGroupCount; ++i) {
        auto *chip = new QPushButton(this);
        chip->setProperty("look", u"chip"_s);
        chip->setCheckable(true);
        m_chips[i] = chip;
        group->addButton(chip, static_cast<int>(i));
        layout->addWidget(chip);
        m_counts[i] = -1;
        setCount(static_cast<StudyGroup>(i), 0);
    }
    layout->addStretch();
    m_chips.front()->setChecked(true);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT chosen(static_cast<StudyGroup>(id)); });
}

void FilterChips::setCount(StudyGroup group, int count)
{
    const auto i = static_cast<std::size_t>(group);
    if (m_counts[i] == count)
        return;
    m_counts[i] = count;
    const QString number = countText(static_cast<std::uint64_t>(count));
    m_chips[i]->setText(u"%1  %2"_s.arg(groupWord(group), number));
    // The chosen chip is bold; its width is kept for that from the start, so that nothing moves.
    QFont bold = m_chips[i]->font();
    bold.setWeight(QFont::DemiBold);
    m_chips[i]->setMinimumWidth(QFontMetrics(bold).horizontalAdvance(m_chips[i]->text()) + 34);
    m_chips[i]->setAccessibleName(tr("Show %1: %2").arg(groupWord(group), number));
}

void FilterChips::setCurrent(StudyGroup group)
{
    m_chips[static_cast<std::size_t>(group)]->setChecked(true);
}

StudyGroup FilterChips::current() const
{
    for (std::size_t i = 0; i < studyGroupCount; ++i)
        if (m_chips[i]->isChecked())
            return static_cast<StudyGroup>(i);
    return StudyGroup::all;
}

} // namespace mi::ui
