#include "ui/theme/style_sheet.h"

#include <QHash>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

// @name is replaced by the token of that name.
constexpr auto sheetTemplate = uR"(
QWidget { color: @text; }
QMainWindow, QDialog { background: @window; }
QToolTip { background: @surface; color: @text; border: 1px solid @border; padding: 4px 6px; }
QLabel { background: transparent; }
QLabel[look="muted"] { color: @muted; }

QMenuBar { background: @surface; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @surface; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 4px; }
QMenu::item:selected { background: @selectedRow; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }

QFrame[look="toolbar"] { background: @surface; border: none; border-top: 1px solid @border; border-bottom: 1px solid @border; }
QFrame[look="rail"] { background: @surface; border: none; border-right: 1px solid @border; }
QFrame[look="footer"] { background: @surface; border: none; border-top: 1px solid @border; }
QFrame[look="panel"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[look="line"] { background: @border; border: none; }
QWidget[look="surface"] { background: @surface; }

QPushButton, QToolButton, QTabBar, QCheckBox { outline: none; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; background: @surface; border: 1px solid @controlBorder; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: @hover; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 1px solid @accent; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/%arrows/tick.svg); }
QRadioButton::indicator:checked { border-color: @accent; background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5,
    fy: 0.5, stop: 0 @accent, stop: 0.5 @accent, stop: 0.6 @surface, stop: 1 @surface); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: @window; border-color: @border; }
QCheckBox::indicator:checked:disabled { background: @muted; border-color: @muted; }
QCheckBox:disabled, QRadioButton:disabled { color: @muted; }
QPushButton {
    background: @surface; color: @text; border: 1px solid @controlBorder; border-radius: 6px; padding: 7px 13px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selectedRow; }
QPushButton:focus { border: 2px solid @accent; padding: 6px 12px; }
QPushButton:disabled { color: @muted; border-color: @border; background: @window; }

QPushButton[look="primary"] {
    background: @accent; color: @onAccent; border: 1px solid @accent; border-radius: 6px; padding: 7px 14px; font-weight: 600; }
QPushButton[look="primary"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[look="primary"]:focus { border: 2px solid @text; padding: 6px 13px; }
QPushButton[look="primary"]:disabled {
    background: @waitingTint; color: @muted; border-color: @waitingTint; }

QPushButton[look="quiet"] { background: transparent; border: 1px solid transparent; padding: 7px 11px; }
QPushButton[look="quiet"]:hover { background: @hover; }
QPushButton[look="quiet"]:focus { border: 2px solid @accent; padding: 6px 10px; }
QPushButton[look="quiet"]:disabled { color: @muted; background: transparent; border-color: transparent; }

QToolButton[look="rail"] { background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 6px 4px; }
QToolButton[look="rail"]:hover { background: @hover; }
QToolButton[look="rail"]:checked { background: @selectedRow; color: @accent; font-weight: 600; }
QToolButton[look="rail"]:focus { border: 2px solid @accent; }

QPushButton[look="chip"] { border-radius: %chipRadius; padding: 7px 14px; border: 1px solid @controlBorder; background: @surface; }
QPushButton[look="chip"]:hover { background: @hover; }
QPushButton[look="chip"]:checked { background: @selectedRow; color: @accent; border: 1px solid @accent; font-weight: 600; }
QPushButton[look="chip"]:focus { border: 2px solid @accent; padding: 6px 13px; }

QPushButton[look="segment"] { border-radius: 0; padding: 4px 12px; margin-left: -1px; }
QPushButton[look="segment"][edge="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; margin-left: 0; }
QPushButton[look="segment"][edge="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[look="segment"]:checked { background: @selectedRow; color: @accent; border-color: @accent; }
QPushButton[look="segment"]:focus { border: 2px solid @accent; padding: 3px 11px; }

QPushButton[look="link"] { background: transparent; border: 2px solid transparent; border-radius: 4px; padding: 3px 6px;
    text-decoration: underline; font-weight: 600; }
QPushButton[look="link"]:focus { border-color: @accent; }

QLineEdit, QSpinBox, QComboBox {
    background: @surface; color: @text; border: 1px solid @controlBorder; border-radius: 6px; padding: 5px 8px;
    selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QSpinBox:focus, QComboBox:focus { border: 2px solid @accent; padding: 4px 7px; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled { color: @muted; background: @window; border-color: @border; }
QComboBox::drop-down { subcontrol-origin: padding; subcontrol-position: center right; width: 22px; border: none; background: transparent; }
QComboBox::down-arrow { image: url(:/icons/%arrows/down.svg); width: 10px; height: 10px; }
QSpinBox::up-button, QSpinBox::down-button { border: none; background: transparent; width: 20px; }
QSpinBox::up-arrow { image: url(:/icons/%arrows/up.svg); width: 9px; height: 9px; }
QSpinBox::down-arrow { image: url(:/icons/%arrows/down.svg); width: 9px; height: 9px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border; selection-background-color: @selectedRow;
    selection-color: @text; outline: none; }
QLineEdit[look="search"] { background: @window; padding: 7px 8px 7px 2px; }
QLineEdit[look="search"]:focus { background: @surface; padding: 6px 7px 6px 1px; }

QTableView, QTreeView, QListView {
    background: @surface; border: none; outline: none; color: @text;
    selection-background-color: @selectedRow; selection-color: @text; alternate-background-color: @surface; }
QTreeView::item, QTableView[look="plain"]::item { padding: 3px 6px; border: none; }
QTreeView::item:hover, QTableView[look="plain"]::item:hover { background: @hover; }
QTreeView::item:selected, QTableView[look="plain"]::item:selected { background: @selectedRow; color: @text; }
QTreeView:focus, QTableView:focus { border: none; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { background: @surface; color: @muted; border: none; border-bottom: 1px solid @border; padding: 7px 10px; }
QHeaderView::section:hover { color: @text; }
QTableCornerButton::section { background: @surface; border: none; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; padding: 9px 14px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @accent; }

QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @border; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[look="scrollContent"] { background: transparent; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: @controlBorder; border-radius: 4px; min-height: 28px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: @controlBorder; border-radius: 4px; min-width: 28px; margin: 2px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: @waitingTint; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QCheckBox { spacing: 8px; padding: 3px 2px; border: 2px solid transparent; border-radius: 4px; }
QCheckBox:focus { border-color: @accent; }
QCheckBox:disabled { color: @muted; }
QPlainTextEdit { background: @surface; border: 1px solid @controlBorder; border-radius: 6px; }
)";

} // namespace

QString styleSheet(const Tokens &tokens, int lineHeight)
{
    const std::initializer_list<std::pair<QLatin1String, QColor>> colors{
        // Longer names first: "@accentHover" begins with "@accent".
        {"@accentHover"_L1, tokens.accentHover},
        {"@accent"_L1, tokens.accent},
        {"@controlBorder"_L1, tokens.controlBorder},
        {"@border"_L1, tokens.border},
        {"@hover"_L1, tokens.hover},
        {"@muted"_L1, tokens.mutedText},
        {"@onAccent"_L1, tokens.onAccent},
        {"@selectedRow"_L1, tokens.selectedRow},
        {"@surface"_L1, tokens.surface},
        {"@text"_L1, tokens.text},
        {"@waitingTint"_L1, tokens.waiting.tint},
        {"@window"_L1, tokens.window},
    };
    QString sheet = QString::fromUtf16(sheetTemplate);
    for (const auto &[name, color] : colors)
        sheet.replace(name, color.name());
    // A style sheet cannot colour a picture, so its arrows come in two.
    sheet.replace("%arrows"_L1, tokens.isDark() ? "arrows-dark"_L1 : "arrows-light"_L1);
    // A chip is its line with 7 px of padding and 1 px of border above and below.
    sheet.replace("%chipRadius"_L1, QString::number((lineHeight + 2 * 8) / 2) + "px"_L1);
    return sheet;
}

} // namespace mi::ui
