// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/list_file_table.h"

#include "store/phrase_text.h"
#include "store/words.h"

#include <QVariant>

#include <array>

namespace postern::store {

namespace {

using model::ListFileState;

constexpr std::array<std::string_view, 4> states{"reading", "current", "kept",
                                                 "failed"}; // the schema's words

std::string_view wordOf(ListFileState state)
{
    return states.at(std::size_t(state));
}

ListFileState stateOf(std::string_view word)
{
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i] == word)
            return ListFileState(i);
    }
    return ListFileState::Reading;
}

} // namespace

void ListFileTable::write(const std::string& node, std::span<const model::ListFileStatus> files) const
{
    Statement(m_database, "DELETE FROM list_file WHERE node = ?").run(node);
    Statement insert(m_database, "INSERT INTO list_file (node, service, color, kind, file, state, lines,"
                                 " refused, first_refused, read, error)"
                                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const model::ListFileStatus& file : files)
        insert.run(node, file.service, store::wordOf(file.color), store::wordOf(file.kind), file.file,
                   wordOf(file.state), file.lines, file.refused, toText(file.firstRefused), file.read,
                   toText(file.error));
}

std::vector<model::ListFileStatus> ListFileTable::files() const
{
    Statement row(m_database, "SELECT node, service, color, kind, file, state, lines, refused, first_refused,"
                              " read, error FROM list_file ORDER BY node, service, color, kind, file");
    row.run();
    std::vector<model::ListFileStatus> files;
    while (row.next()) {
        model::ListFileStatus& file = files.emplace_back();
        file.node = row.text(0);
        file.service = row.integer(1);
        file.color = colorOf(row.text(2));
        file.kind = kindOf(row.text(3));
        file.file = row.text(4);
        file.state = stateOf(row.text(5));
        file.lines = row.integer(6);
        file.refused = row.integer(7);
        file.firstRefused = phraseFrom(row.text(8));
        file.read = row.time(9);
        file.error = phraseFrom(row.text(10));
    }
    return files;
}

} // namespace postern::store
