// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/dns_lists_edit.h"

#include "ui/service/dns_list_dialog.h"
#include "ui/text/translate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace postern::ui {

namespace {

constexpr int zoneColumn = 0;
constexpr int visibleRows = 4;

QString pointsText(const model::DnsList& list)
{
    return list.responses.empty() ? DnsListsEdit::tr("%n point(s)", nullptr, list.points)
                                  : DnsListsEdit::tr("by its answers");
}

} // namespace

DnsListsEdit::DnsListsEdit(QWidget* parent)
    : QWidget(parent)
    , m_table(new QTreeWidget(this))
{
    m_table->setObjectName(QStringLiteral("dnsLists"));
    m_table->setHeaderLabels({tr("Zone"), tr("Worth")});
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->header()->setStretchLastSection(true);
    m_table->header()->resizeSection(zoneColumn, fontMetrics().averageCharWidth() * 40);
    m_table->setFixedHeight(m_table->header()->sizeHint().height() +
                            (visibleRows + 1) * (fontMetrics().height() + 6));
    setFocusProxy(m_table);
    auto* buttons = new QVBoxLayout;
    buttons->addWidget(button("dnsLists.add", tr("A&dd…"), &DnsListsEdit::add));
    buttons->addWidget(m_edit = button("dnsLists.edit", tr("Ed&it…"), &DnsListsEdit::edit));
    buttons->addWidget(m_remove = button("dnsLists.remove", tr("Remo&ve"), &DnsListsEdit::remove));
    buttons->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1, Qt::AlignTop);
    layout->addLayout(buttons);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &DnsListsEdit::enable);
    connect(m_table, &QTreeWidget::itemDoubleClicked, this, &DnsListsEdit::edit);
    connect(m_table, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) {
        m_lists[std::size_t(m_table->indexOfTopLevelItem(item))].enabled =
            item->checkState(zoneColumn) == Qt::Checked;
        Q_EMIT edited();
    });
    enable();
}

QPushButton* DnsListsEdit::button(const char* name, const QString& text, void (DnsListsEdit::*act)())
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, act);
    return button;
}

void DnsListsEdit::setValue(const std::vector<model::DnsList>& lists)
{
    if (lists == m_lists)
        return; // keeps what is selected
    m_lists = lists;
    fill();
}

void DnsListsEdit::fill()
{
    const int selected = current();
    const QSignalBlocker quiet(m_table);
    m_table->clear();
    for (const model::DnsList& list : m_lists) {
        auto* item = new QTreeWidgetItem(m_table, {qt(list.zone), pointsText(list)});
        item->setCheckState(zoneColumn, list.enabled ? Qt::Checked : Qt::Unchecked);
    }
    m_table->setCurrentItem(m_table->topLevelItem(selected));
    enable();
}

int DnsListsEdit::current() const
{
    return m_table->indexOfTopLevelItem(m_table->selectedItems().value(0));
}

void DnsListsEdit::enable()
{
    m_edit->setEnabled(current() >= 0);
    m_remove->setEnabled(current() >= 0);
}

void DnsListsEdit::add()
{
    DnsListDialog dialog({}, m_lists, window());
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_lists.push_back(dialog.value());
    fill();
    m_table->setCurrentItem(m_table->topLevelItem(int(m_lists.size()) - 1));
    Q_EMIT edited();
}

void DnsListsEdit::edit()
{
    const int row = current();
    if (row < 0)
        return;
    std::vector<model::DnsList> others = m_lists;
    others.erase(others.begin() + row);
    DnsListDialog dialog(m_lists[std::size_t(row)], std::move(others), window());
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_lists[std::size_t(row)] = dialog.value();
    fill();
    Q_EMIT edited();
}

void DnsListsEdit::remove()
{
    const int row = current();
    if (row < 0)
        return;
    m_lists.erase(m_lists.begin() + row);
    fill();
    Q_EMIT edited();
}

} // namespace postern::ui
