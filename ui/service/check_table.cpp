// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/check_table.h"

#include "policy/reply.h"
#include "ui/text/translate.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyleOption>
#include <QStyledItemDelegate>

namespace postern::ui {

namespace {

using model::Check;
using model::CheckInfo;
using model::CheckMode;
using model::CheckSetting;

constexpr int titleColumn = 0;
constexpr int modeColumn = 1;
constexpr int replyColumn = 2;
constexpr int modeRole = Qt::UserRole; // of the mode's item: the CheckMode
constexpr int defaultRole =
    Qt::UserRole + 1; // of the mode's item: the preset's; of the reply's: the default text

QString modeText(CheckMode mode)
{
    switch (mode) {
    case CheckMode::Off:
        return CheckTable::tr("off", "mode of a check");
    case CheckMode::Monitor:
        return CheckTable::tr("monitor", "mode of a check");
    case CheckMode::Enforce:
        return CheckTable::tr("enforce", "mode of a check");
    }
    return {};
}

QString modeTextAmong(CheckMode mode, CheckMode standard)
{
    return mode == standard ? CheckTable::tr("%1 (default)").arg(modeText(mode)) : modeText(mode);
}

class ModeDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&,
                          const QModelIndex& index) const override
    {
        auto* box = new QComboBox(parent);
        box->setObjectName(QStringLiteral("mode"));
        box->setAccessibleName(CheckTable::tr("Mode"));
        const auto standard = CheckMode(index.data(defaultRole).toInt());
        for (const CheckMode mode : {CheckMode::Off, CheckMode::Monitor, CheckMode::Enforce})
            box->addItem(modeTextAmong(mode, standard), int(mode));
        // Choosing is all there is to do: no second step to leave the cell.
        connect(box, &QComboBox::activated, this, [this, box] {
            auto* self = const_cast<ModeDelegate*>(this);
            Q_EMIT self->commitData(box);
            Q_EMIT self->closeEditor(box);
        });
        return box;
    }
    // An arrow says that there is something to choose.
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        if (!index.flags().testFlag(Qt::ItemIsEditable))
            return;
        QStyleOption arrow;
        arrow.initFrom(option.widget);
        const int side = option.fontMetrics.height() / 2 + 2;
        arrow.rect = QStyle::alignedRect(option.direction, Qt::AlignRight | Qt::AlignVCenter, {side, side},
                                         option.rect.adjusted(0, 0, -4, 0));
        option.widget->style()->drawPrimitive(QStyle::PE_IndicatorArrowDown, &arrow, painter, option.widget);
    }
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QSize hint = QStyledItemDelegate::sizeHint(option, index);
        return {hint.width() + option.fontMetrics.height() + 8, hint.height()};
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override
    {
        auto* box = static_cast<QComboBox*>(editor);
        box->setCurrentIndex(box->findData(index.data(modeRole)));
        QMetaObject::invokeMethod(box, &QComboBox::showPopup, Qt::QueuedConnection);
    }
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override
    {
        model->setData(index, static_cast<QComboBox*>(editor)->currentData(), modeRole);
    }
};

// Shows what is said by default where nothing else stands.
class ReplyDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override
    {
        QWidget* editor = QStyledItemDelegate::createEditor(parent, option, index);
        if (auto* line = qobject_cast<QLineEdit*>(editor))
            line->setPlaceholderText(index.data(defaultRole).toString());
        return editor;
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (!option->text.isEmpty())
            return;
        option->text = index.data(defaultRole).toString();
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
    }
};

QTableWidgetItem* fixedItem(const QString& text)
{
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

} // namespace

CheckTable::CheckTable(QWidget* parent)
    : QTableWidget(0, 3, parent)
{
    setHorizontalHeaderLabels({tr("Check"), tr("Mode"), tr("Reply to a refused client")});
    verticalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(titleColumn, QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(modeColumn, QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(replyColumn, QHeaderView::Stretch);
    horizontalHeader()->setHighlightSections(false);
    setItemDelegateForColumn(modeColumn, new ModeDelegate(this));
    setItemDelegateForColumn(replyColumn, new ReplyDelegate(this));
    setSelectionBehavior(SelectItems);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setShowGrid(false);
    setWordWrap(false);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    setAlternatingRowColors(true);
    setTabKeyNavigation(false); // Tab leaves the table, as it leaves every field
    for (const CheckInfo& info : model::checks())
        addRow(info);
    hideRow(int(Check::MessageSpam)); // has its place on the tab Content
    connect(this, &QTableWidget::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == modeColumn && index.flags().testFlag(Qt::ItemIsEditable))
            edit(index);
    });
    connect(this, &QTableWidget::itemChanged, this, [this](QTableWidgetItem* item) {
        {
            const QSignalBlocker blocker(this);
            if (item->column() == modeColumn)
                item->setText(modeTextAmong(modeAt(item->row()), CheckMode(item->data(defaultRole).toInt())));
        }
        Q_EMIT edited();
    });
}

void CheckTable::addRow(const CheckInfo& info)
{
    const int row = rowCount();
    insertRow(row);
    auto* title = fixedItem(translate(info.title));
    title->setToolTip(qt(std::string(info.id)));
    setItem(row, titleColumn, title);
    auto* mode = fixedItem({});
    if (!info.fixed)
        mode->setFlags(mode->flags() | Qt::ItemIsEditable);
    else
        mode->setToolTip(tr("This check is always enforced."));
    setItem(row, modeColumn, mode);
    auto* reply = new QTableWidgetItem;
    reply->setData(defaultRole, qt(std::string(policy::defaultReplyText(info.check))));
    setItem(row, replyColumn, reply);
}

void CheckTable::setPreset(model::Preset preset)
{
    m_preset = preset;
}

void CheckTable::setValue(const Settings& settings)
{
    m_shown = settings;
    const QSignalBlocker blocker(this);
    for (int row = 0; row < rowCount(); ++row)
        showRow(row);
}

void CheckTable::showRow(int row)
{
    const auto check = Check(row);
    const CheckInfo& info = model::info(check);
    const auto found = m_shown.find(check);
    const CheckSetting setting = found == m_shown.end() ? CheckSetting() : found->second;
    const CheckMode standard = model::defaultMode(check, m_preset);
    const CheckMode mode = info.fixed ? CheckMode::Enforce : setting.mode.value_or(standard);
    QTableWidgetItem* shown = item(row, modeColumn);
    shown->setData(modeRole, int(mode));
    shown->setData(defaultRole, int(standard));
    shown->setText(info.fixed ? tr("always") : modeTextAmong(mode, standard));
    item(row, replyColumn)->setText(qt(setting.reply));
}

CheckMode CheckTable::modeAt(int row) const
{
    return CheckMode(item(row, modeColumn)->data(modeRole).toInt());
}

CheckTable::Settings CheckTable::value() const
{
    Settings settings = m_shown;
    for (int row = 0; row < rowCount(); ++row) {
        const auto check = Check(row);
        const auto stored = m_shown.find(check);
        CheckSetting setting = stored == m_shown.end() ? CheckSetting() : stored->second;
        const CheckMode standard = model::defaultMode(check, m_preset);
        // A mode that is stored though it is the default stays stored until it is changed.
        if (!model::info(check).fixed && modeAt(row) != setting.mode.value_or(standard))
            setting.mode = modeAt(row) == standard ? std::nullopt : std::optional(modeAt(row));
        setting.reply = bytes(item(row, replyColumn)->text().trimmed());
        if (setting == CheckSetting() && stored == m_shown.end())
            continue;
        settings[check] = setting;
        if (setting == CheckSetting())
            settings.erase(check);
    }
    return settings;
}

void CheckTable::setMode(model::Check check, model::CheckMode mode)
{
    item(int(check), modeColumn)->setData(modeRole, int(mode));
}

void CheckTable::select(model::Check check)
{
    setCurrentCell(int(check), modeColumn);
    scrollToItem(currentItem());
}

void CheckTable::resetSelected()
{
    const QModelIndexList selected = selectionModel()->selectedIndexes();
    {
        const QSignalBlocker blocker(this);
        for (const QModelIndex& index : selected) {
            item(index.row(), replyColumn)->setText({});
            QTableWidgetItem* mode = item(index.row(), modeColumn);
            if (model::info(Check(index.row())).fixed)
                continue;
            mode->setData(modeRole, mode->data(defaultRole));
            mode->setText(modeTextAmong(modeAt(index.row()), modeAt(index.row())));
        }
    }
    viewport()->update();
    Q_EMIT edited();
}

void CheckTable::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex index = currentIndex();
    const bool opens =
        event->key() == Qt::Key_Space || event->key() == Qt::Key_F4 || event->key() == Qt::Key_Return;
    if (opens && state() != EditingState && index.isValid() && index.column() != titleColumn &&
        index.flags().testFlag(Qt::ItemIsEditable))
        return edit(index);
    QTableWidget::keyPressEvent(event);
}

QSize CheckTable::sizeHint() const
{
    return {560, horizontalHeader()->sizeHint().height() + 10 * verticalHeader()->defaultSectionSize() +
                     2 * frameWidth()};
}

} // namespace postern::ui
