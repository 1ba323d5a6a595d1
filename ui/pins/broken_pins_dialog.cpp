// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pins/broken_pins_dialog.h"

#include "ui/pins/pin_words.h"
#include "ui/text/translate.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace postern::ui {

namespace {

QTreeWidgetItem* itemOf(const preview::BrokenPin& broken)
{
    const preview::PinCheck& draft = broken.draft;
    const auto mail = preview::mailOf(draft.pin).value_or(preview::PinnedMail());
    auto* item = new QTreeWidgetItem({expectedText(draft.pin.expected), stateText(draft), qt(mail.sender),
                                      qt(mail.recipient), qt(mail.client), qt(broken.saved.service),
                                      qt(draft.pin.note)});
    item->setIcon(1, stateIcon(draft.state));
    item->setData(1, Qt::AccessibleTextRole, accessibleStateText(draft));
    for (int column = 0; column < item->columnCount(); ++column)
        item->setToolTip(column, item->text(column));
    return item;
}

QTreeWidget* listOf(const std::vector<preview::BrokenPin>& broken)
{
    auto* list = new QTreeWidget;
    list->setObjectName(QStringLiteral("list"));
    list->setAccessibleName(BrokenPinsDialog::tr("What would be broken"));
    list->setHeaderLabels({BrokenPinsDialog::tr("Must be"), BrokenPinsDialog::tr("With your changes"),
                           BrokenPinsDialog::tr("Sender"), BrokenPinsDialog::tr("Recipient"),
                           BrokenPinsDialog::tr("Client"), BrokenPinsDialog::tr("Service"),
                           BrokenPinsDialog::tr("Why")});
    list->setRootIsDecorated(false);
    list->setAlternatingRowColors(true);
    list->setAllColumnsShowFocus(true);
    list->setUniformRowHeights(true);
    for (const preview::BrokenPin& each : broken)
        list->addTopLevelItem(itemOf(each));
    const int letter = list->fontMetrics().averageCharWidth();
    const int letters[] = {15, 40, 22, 22, 16, 10};
    for (int column = 0; column < int(std::size(letters)); ++column)
        list->header()->resizeSection(column, letters[column] * letter);
    return list;
}

} // namespace

BrokenPinsDialog::BrokenPinsDialog(const std::vector<preview::BrokenPin>& broken, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("brokenPins"));
    setWindowTitle(tr("Pinned Mail"));
    auto* what =
        new QLabel(tr("These settings would break %n pinned message(s).", nullptr, int(broken.size())));
    what->setObjectName(QStringLiteral("what"));
    QFont bold = what->font();
    bold.setBold(true);
    what->setFont(bold);
    what->setWordWrap(true);
    auto* advice =
        new QLabel(tr("Nothing has been saved yet. Go back and change what you edited, or save it "
                      "anyway: a pin that does not hold any more can be removed at Monitor › Pinned "
                      "mail."));
    advice->setWordWrap(true);
    auto* buttons = new QDialogButtonBox;
    QPushButton* save = buttons->addButton(tr("&Save Anyway"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("saveAnyway"));
    save->setAutoDefault(false);
    QPushButton* back = buttons->addButton(tr("&Go Back"), QDialogButtonBox::RejectRole);
    back->setObjectName(QStringLiteral("goBack"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(what);
    layout->addWidget(listOf(broken), 1);
    layout->addWidget(advice);
    layout->addWidget(buttons);
    resize(940, 300);
    // What somebody wanted to stay is not one careless Enter away.
    back->setDefault(true);
    back->setFocus();
}

} // namespace postern::ui
