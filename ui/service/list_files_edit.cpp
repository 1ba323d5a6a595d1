// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/list_files_edit.h"

#include "model/list_file.h"
#include "ui/text/phrase.h"
#include "ui/text/translate.h"

#include <QLocale>

#include <algorithm>

namespace postern::ui {

using model::ListColor;
using model::ListFileState;
using model::ListFileStatus;
using model::ListKind;

namespace {

enum Column { File, List, Scope, State, Read, Entries, Refused };
constexpr int listFilesShown = 8;

QString listText(ListColor color, ListKind kind)
{
    const bool black = color == ListColor::Black;
    switch (kind) {
    case ListKind::Ip:
        return black ? ListFilesEdit::tr("Black List › IP Addresses")
                     : ListFilesEdit::tr("Exceptions › IP Addresses");
    case ListKind::Sender:
        return black ? ListFilesEdit::tr("Black List › Senders") : ListFilesEdit::tr("Exceptions › Senders");
    case ListKind::Recipient:
        return black ? ListFilesEdit::tr("Black List › Recipients")
                     : ListFilesEdit::tr("Exceptions › Recipients");
    case ListKind::Helo:
        return black ? ListFilesEdit::tr("Black List › HELO Hosts")
                     : ListFilesEdit::tr("Exceptions › HELO Hosts");
    }
    return {};
}

int badness(ListFileState state)
{
    switch (state) {
    case ListFileState::Current:
        return 0;
    case ListFileState::Reading:
        return 1;
    case ListFileState::Kept:
        return 2;
    case ListFileState::Failed:
        return 3;
    }
    return 0;
}

// What holds whatever comes of it: how much of it counts, and who read it when.
QString readText(const ListFileStatus& state)
{
    return ListFilesEdit::tr("The engine %1 has %2 entries of it, read %3.")
        .arg(qt(state.node), QLocale().toString(qlonglong(state.lines)),
             relativeTime(state.read, SystemClock().now()));
}

QString troubleText(const ListFileStatus& state)
{
    if (state.state == ListFileState::Failed)
        return ListFilesEdit::tr("Nothing of this file counts: %1.").arg(translate(state.error));
    if (state.state == ListFileState::Kept)
        return ListFilesEdit::tr("The file cannot be used now: %1. What was read last goes on to count.")
            .arg(translate(state.error));
    return {};
}

QString refusedText(const ListFileStatus& state)
{
    if (state.refused == 0)
        return {};
    return (state.refused == 1 ? ListFilesEdit::tr("1 line is no entry, and is left out: %1.")
                               : ListFilesEdit::tr("%1 lines are no entries, and are left out: %2.")
                                     .arg(QLocale().toString(qlonglong(state.refused))))
        .arg(translate(state.firstRefused));
}

} // namespace

const ListFileStatus* worstState(const std::vector<ListFileStatus>& states, model::Id service,
                                 const model::Subscription& file)
{
    const ListFileStatus* worst = nullptr;
    for (const ListFileStatus& state : states) {
        if (state.service == service && state.color == file.color && state.kind == file.kind &&
            state.file == file.file && (worst == nullptr || badness(state.state) > badness(worst->state)))
            worst = &state;
    }
    return worst;
}

ListFilesEdit::ListFilesEdit(model::Id service, const QString& store, Prompter& prompter, QWidget* parent)
    : RecordsEdit(QStringLiteral("listFiles"), QStringLiteral("listFiles"),
                  {tr("File"), tr("List"), tr("Applies to"), tr("State"), tr("Last read"), tr("Entries"),
                   tr("Refused")},
                  listFilesShown, parent)
    , m_service(service)
    , m_store(store)
    , m_prompter(prompter)
{
    growWithWindow();
    setColumnChars(File, 36);
    setColumnChars(List, 34);
    setColumnChars(Scope, 17);
    setColumnChars(Entries, 11);
    setColumnChars(Refused, 11);
    setColumnChars(Read, 17);
    stretchColumn(State);
    alignRight({Entries, Refused});
    setEmptyText(tr("No files yet. Press Add and choose one: plain text, a pattern a line. Its lines count "
                    "as if they stood in the list, and the engine reads it again when it changes."));
    connect(this, &RecordsFrame::currentChanged, this, &ListFilesEdit::detailsChanged);
}

QStringList ListFilesEdit::cells(const ListFileRow& file) const
{
    return {qt(file.file), listText(file.color, file.kind),
            file.shared ? tr("all services") : tr("this service")};
}

std::optional<ListFileRow> ListFilesEdit::ask(const ListFileRow& file, const std::vector<ListFileRow>& others)
{
    ListFileDialog dialog(file, others, m_store, m_prompter, window());
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.value()) : std::nullopt;
}

void ListFilesEdit::setSaved(std::vector<ListFileRow> saved)
{
    m_saved = std::move(saved);
    filled();
}

void ListFilesEdit::showStates(const std::vector<ListFileStatus>& states)
{
    if (states == m_states)
        return;
    m_states = states;
    filled();
    Q_EMIT detailsChanged();
}

const ListFileStatus* ListFilesEdit::stateOf(const ListFileRow& file) const
{
    return file.enabled ? worstState(m_states, file.shared ? 0 : m_service, file) : nullptr;
}

QString ListFilesEdit::stateText(const ListFileRow& file) const
{
    if (!file.enabled)
        return tr("switched off");
    const ListFileStatus* state = stateOf(file);
    if (state == nullptr) {
        const bool saved = std::find(m_saved.begin(), m_saved.end(), file) != m_saved.end();
        return saved ? tr("not read yet") : tr("not saved yet");
    }
    switch (state->state) {
    case ListFileState::Reading:
        return tr("not read yet");
    case ListFileState::Current:
        return tr("in force");
    case ListFileState::Kept:
        return tr("as it was read last");
    case ListFileState::Failed:
        return tr("cannot be read");
    }
    return {};
}

void ListFilesEdit::filled()
{
    const Time now = SystemClock().now();
    for (int row = 0; row < int(records().size()); ++row) {
        const ListFileRow& file = record(row);
        const ListFileStatus* state = stateOf(file);
        const bool read = state != nullptr && state->read != Time();
        const bool bad = state != nullptr && badness(state->state) >= badness(ListFileState::Kept);
        setCell(row, File, qt(file.file), qt(model::pathOf(file.file, bytes(m_store))));
        setCell(row, Entries, read ? QLocale().toString(qlonglong(state->lines)) : QString());
        setCell(row, Refused, read ? QLocale().toString(qlonglong(state->refused)) : QString(),
                state != nullptr ? refusedText(*state) : QString());
        setCell(row, Read, read ? relativeTime(state->read, now) : QString());
        setCell(row, State, stateText(file), state != nullptr ? troubleText(*state) : QString());
        markCell(row, State, bad);
    }
}

QString ListFilesEdit::details() const
{
    const ListFileStatus* state = current() < 0 ? nullptr : stateOf(record(current()));
    if (state == nullptr)
        return {};
    QStringList parts{troubleText(*state)};
    if (state->read != Time())
        parts << readText(*state) << refusedText(*state);
    parts.removeAll(QString());
    return parts.join(u' ');
}

} // namespace postern::ui
