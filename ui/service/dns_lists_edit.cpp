// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/dns_lists_edit.h"

#include "ui/service/dns_list_dialog.h"
#include "ui/text/translate.h"

namespace postern::ui {

namespace {

constexpr int zoneColumn = 0;
constexpr int worthColumn = 1;
constexpr int answerColumn = 2;
constexpr int dnsListsShown = 4;

QString pointsText(const model::DnsList& list)
{
    return list.responses.empty() ? DnsListsEdit::tr("%n point(s)", nullptr, list.points)
                                  : DnsListsEdit::tr("by its answers");
}

QString answerText(const model::DnsListState& state)
{
    return state.problem.empty() ? DnsListsEdit::tr("%1 ms").arg(state.milliseconds)
                                 : DnsListsEdit::tr("no answer");
}

QString answerTip(const model::DnsListState& state)
{
    const QString when = relativeTime(state.asked, SystemClock().now());
    return state.problem.empty()
               ? DnsListsEdit::tr("It answered the engine %1 (%2).").arg(qt(state.node), when)
               : DnsListsEdit::tr("It did not answer the engine %1 (%2): %3")
                     .arg(qt(state.node), when, qt(state.problem));
}

} // namespace

DnsListsEdit::DnsListsEdit(QWidget* parent)
    : RecordsEdit(QStringLiteral("dnsLists"), QStringLiteral("dnsLists"),
                  {tr("Zone"), tr("Worth"), tr("Last answer")}, dnsListsShown, parent)
{
    setColumnChars(zoneColumn, 32);
    setColumnChars(worthColumn, 16);
    setEmptyText(tr(
        "No lists yet. Press Add and name the zone of a list that you may ask, as its operator tells it."));
    addButton("test", tr("&Test…"), [this](int row) { Q_EMIT testWanted(record(row)); });
}

QStringList DnsListsEdit::cells(const model::DnsList& list) const
{
    return {qt(list.zone), pointsText(list)};
}

std::optional<model::DnsList> DnsListsEdit::ask(const model::DnsList& list,
                                                const std::vector<model::DnsList>& others)
{
    DnsListDialog dialog(list, others, window());
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.value()) : std::nullopt;
}

void DnsListsEdit::showStates(const std::vector<model::DnsListState>& states)
{
    if (states == m_states)
        return;
    m_states = states;
    filled();
}

// Of several engines, the one that asked last.
void DnsListsEdit::filled()
{
    for (int row = 0; row < int(records().size()); ++row) {
        const model::DnsListState* last = nullptr;
        for (const model::DnsListState& state : m_states) {
            if (state.zone == record(row).zone && (last == nullptr || state.asked > last->asked))
                last = &state;
        }
        setCell(row, answerColumn, last == nullptr ? tr("not asked yet") : answerText(*last),
                last == nullptr ? QString() : answerTip(*last));
    }
}

} // namespace postern::ui
