// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_delegate.h"

#include "ui/lists/expiry_edit.h"
#include "ui/lists/list_table_model.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPersistentModelIndex>

namespace postern::ui {

namespace {

ListTableModel* modelOf(const QModelIndex& index)
{
    return qobject_cast<ListTableModel*>(const_cast<QAbstractItemModel*>(index.model()));
}

} // namespace

QWidget* ListDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                    const QModelIndex& index) const
{
    auto* self = const_cast<ListDelegate*>(this);
    switch (ListColumn(index.column())) {
    case ListColumn::Expires: {
        auto* editor = new ExpiryEdit(parent);
        connect(editor, &QComboBox::activated, self, [self, editor] {
            Q_EMIT self->commitData(editor);
            Q_EMIT self->closeEditor(editor);
        });
        return editor;
    }
    case ListColumn::Scope: {
        auto* editor = new QComboBox(parent);
        editor->addItem(tr("this service"), false);
        editor->addItem(tr("all services"), true);
        connect(editor, &QComboBox::activated, self, [self, editor] {
            Q_EMIT self->commitData(editor);
            Q_EMIT self->closeEditor(editor);
        });
        return editor;
    }
    default: {
        auto* editor = new QLineEdit(parent);
        editor->setFrame(false);
        editor->setObjectName(QStringLiteral("cellEditor"));
        editor->setMaxLength(index.column() == int(ListColumn::Pattern) ? int(model::maxPatternLength) + 8
                                                                        : 1000);
        if (index.column() == int(ListColumn::Pattern)) {
            connect(editor, &QLineEdit::textEdited, editor,
                    [model = modelOf(index), place = QPersistentModelIndex(index)](const QString& text) {
                        model->setTyping(place, text);
                    });
        }
        return editor;
    }
    }
}

void ListDelegate::destroyEditor(QWidget* editor, const QModelIndex& index) const
{
    if (ListTableModel* model = modelOf(index))
        model->setTyping(index, std::nullopt);
    QStyledItemDelegate::destroyEditor(editor, index);
}

void ListDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    const ListRow& row = modelOf(index)->rowAt(index);
    if (auto* expiry = qobject_cast<ExpiryEdit*>(editor))
        expiry->setValue(row.entry.expires, row.wrongExpiry);
    else if (auto* scope = qobject_cast<QComboBox*>(editor))
        scope->setCurrentIndex(row.entry.service == 0 ? 1 : 0);
    else
        QStyledItemDelegate::setEditorData(editor, index);
}

void ListDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const
{
    if (auto* expiry = qobject_cast<ExpiryEdit*>(editor)) {
        const auto expires = expiry->value();
        model->setData(index, !expiry->isValid() ? QVariant(expiry->currentText())
                              : expires          ? QVariant(qlonglong(toMicros(*expires)))
                                                 : QVariant());
    } else if (auto* scope = qobject_cast<QComboBox*>(editor)) {
        model->setData(index, scope->currentData());
    } else {
        QStyledItemDelegate::setModelData(editor, model, index);
    }
}

void ListDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                        const QModelIndex& index) const
{
    QStyledItemDelegate::updateEditorGeometry(editor, option, index);
    if (qobject_cast<QComboBox*>(editor) != nullptr)
        editor->resize(std::max(editor->width(), editor->sizeHint().width()), editor->height());
}

} // namespace postern::ui
