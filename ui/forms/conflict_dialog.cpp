// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/conflict_dialog.h"

#include "store/change_words.h"
#include "store/phrase_text.h"
#include "ui/text/phrase.h"
#include "ui/text/translate.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace postern::ui {

namespace {

QTreeWidgetItem* revisionItem(const store::Revision& revision)
{
    const Time now = std::chrono::time_point_cast<Time::duration>(std::chrono::system_clock::now());
    auto* item = new QTreeWidgetItem({translate(store::phraseFrom(revision.summary)), qt(revision.author),
                                      relativeTime(revision.time, now)});
    item->setToolTip(2, fullTime(revision.time));
    return item;
}

QTreeWidget* changesView(const store::Conflict& conflict)
{
    auto* view = new QTreeWidget;
    view->setObjectName(QStringLiteral("changes"));
    view->setAccessibleName(ConflictDialog::tr("What the others changed"));
    view->setHeaderLabels(
        {ConflictDialog::tr("Changed"), ConflictDialog::tr("By"), ConflictDialog::tr("When")});
    view->setSelectionMode(QAbstractItemView::NoSelection);
    view->setWordWrap(true);
    for (const store::Revision& revision : conflict.revisions) {
        QTreeWidgetItem* item = revisionItem(revision);
        bool changed = false;
        for (const store::Change& change : conflict.changes) {
            if (change.revision != revision.id)
                continue;
            changed = true;
            auto* row = new QTreeWidgetItem(item, {translate(store::describeInParts(change))});
            row->setToolTip(0, row->text(0));
        }
        // A revision of one change is summed up by its words.
        if (item->childCount() == 1 && item->child(0)->text(0) == item->text(0))
            delete item->takeChild(0);
        // With a clash only the changes that count are listed: the other revisions would say nothing.
        if (changed || conflict.changes.empty())
            view->addTopLevelItem(item);
        else
            delete item;
        for (int row = 0; changed && row < item->childCount(); ++row)
            item->child(row)->setFirstColumnSpanned(true);
    }
    view->expandAll();
    view->header()->setStretchLastSection(false);
    view->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    view->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    view->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    view->setMinimumSize(520, 160);
    return view;
}

} // namespace

ConflictDialog::ConflictDialog(const store::Conflict& conflict, Kind kind, bool mayKeepMine, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Changed Meanwhile"));
    setObjectName(QStringLiteral("conflict"));
    const bool clash = kind == Kind::Clash;
    auto* what = new QLabel(clash ? tr("Somebody else changed the same settings as you. Whose shall count?")
                                  : tr("Somebody else saved other settings since you opened this dialog."));
    QFont bold = what->font();
    bold.setBold(true);
    what->setFont(bold);
    what->setWordWrap(true);
    auto* advice = new QLabel(clash ? tr("Nothing has been saved yet. Your other changes are kept whichever "
                                         "you choose, unless you discard "
                                         "them.")
                                    : tr("Nothing has been saved yet. Both can be kept where you changed "
                                         "different things; you are asked "
                                         "again where you changed the same."));
    advice->setWordWrap(true);

    auto* buttons = new QDialogButtonBox;
    const auto button = [&](const QString& text, const char* name, QDialogButtonBox::ButtonRole role,
                            Choice choice) {
        QPushButton* made = buttons->addButton(text, role);
        made->setObjectName(QString::fromLatin1(name));
        connect(made, &QPushButton::clicked, this, [this, choice] { choose(choice); });
        return made;
    };
    QPushButton* first = nullptr;
    if (!clash)
        first = button(tr("&Keep Both"), "merge", QDialogButtonBox::AcceptRole, Choice::Merge);
    else if (mayKeepMine)
        button(tr("Keep &Mine"), "keepMine", QDialogButtonBox::AcceptRole, Choice::KeepMine);
    button(tr("&Discard Mine and Reload"), "discard", QDialogButtonBox::DestructiveRole, Choice::Discard);
    QPushButton* cancel = button(tr("Cancel"), "cancel", QDialogButtonBox::RejectRole, Choice::Cancel);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(what);
    layout->addWidget(changesView(conflict), 1);
    layout->addWidget(advice);
    layout->addWidget(buttons);
    // What overwrites somebody's work is not one careless Enter away.
    (first != nullptr ? first : cancel)->setDefault(true);
    (first != nullptr ? first : cancel)->setFocus();
}

void ConflictDialog::choose(Choice choice)
{
    m_choice = choice;
    done(choice == Choice::Cancel ? Rejected : Accepted);
}

} // namespace postern::ui
