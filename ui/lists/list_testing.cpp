// SPDX-License-Identifier: GPL-3.0-or-later
// What the testers of a list dialog know: the lists as saved, compiled, and the entries of list files.
#include "policy/list_compiler.h"
#include "ui/data/store_client.h"
#include "ui/lists/background.h"
#include "ui/lists/list_dialog.h"

#include <algorithm>

namespace postern::ui {

using model::ListColor;
using model::ListKind;
using policy::CompiledList;

namespace {

// Both colors of one kind, compiled: for the tester.
struct CompiledLists {
    CompiledList own;
    CompiledList other;
};

// The same of all kinds.
struct Lists {
    policy::ListSet own;
    policy::ListSet other;
};

ListColor oppositeOf(ListColor color)
{
    return color == ListColor::Black ? ListColor::White : ListColor::Black;
}

CompiledList compiled(ListKind kind, const SharedRows& rows)
{
    policy::ListCompiler compiler(kind);
    compiler.expect(rows.size());
    for (const SharedRow& row : rows) {
        if (row.enabled())
            compiler.add(row.id(), row.pattern(), row.negated(),
                         policy::limitsOf(row.expires(), row.condition(), row.onlyFrom()));
    }
    return compiler.finish();
}

Result<CompiledList> compiled(store::Store& store, model::Id service, ListColor color, ListKind kind)
{
    policy::ListCompiler compiler(kind);
    for (const model::Id owner : {service, model::Id(0)}) {
        const auto read = store.visitListEntries(
            {.service = owner, .color = color, .kind = kind}, [&](const model::ListEntry& entry) {
                if (entry.enabled)
                    compiler.add(entry.id, entry.pattern, entry.negated,
                                 policy::limitsOf(entry.expires, entry.condition, entry.onlyFrom));
            });
        if (!read)
            return failFrom(read);
    }
    return compiler.finish();
}

} // namespace

struct ListDialog::Compiled {
    Lists lists;
    std::array<bool, 4> there{}; // kinds that somebody has tested
};

// Entries of files count for the testers, and are told below the lines.
void ListDialog::followFiles()
{
    model::Configuration ours;
    ours.services = {m_loadedService};
    ours.subscriptions = m_configuration.subscriptions;
    freeInBackground(std::exchange(m_compiled, nullptr));
    m_files.follow(ours);
}

// When somebody tests: it takes its time and memory for long lists.
void ListDialog::compileSaved(ListKind kind)
{
    if (page(kind).isArriving())
        return; // it is asked for again when all is there
    m_store.run(
        this,
        [service = m_service, color = m_color, kind,
         saved = page(kind).list().draft().saved()](store::Store& store) -> Result<CompiledLists> {
            auto other = compiled(store, service, oppositeOf(color), kind);
            if (!other)
                return failFrom(other);
            return CompiledLists{compiled(kind, saved), std::move(*other)};
        },
        [this, kind, base = m_base](Result<CompiledLists> lists) {
            if (!lists || base != m_base)
                return;
            Compiled compiled = m_compiled ? *m_compiled : Compiled();
            compiled.lists.own.byKind[std::size_t(kind)] = std::move(lists->own);
            compiled.lists.other.byKind[std::size_t(kind)] = std::move(lists->other);
            compiled.there[std::size_t(kind)] = true;
            m_compiled = std::make_shared<const Compiled>(std::move(compiled));
            takeFiles();
        });
}

void ListDialog::takeFiles()
{
    showFiles();
    if (!m_compiled || !m_files.files())
        return;
    inBackground(
        this,
        [compiled = m_compiled, files = m_files.files(), color = m_color, service = m_loadedService,
         shared = m_configuration.subscriptions] {
            return Lists{
                policy::withFiles(compiled->lists.own, color, service, shared, files->lists),
                policy::withFiles(compiled->lists.other, oppositeOf(color), service, shared, files->lists)};
        },
        [this, compiled = m_compiled, files = m_files.files()](const Lists& lists) {
            if (compiled != m_compiled || files != m_files.files())
                return; // newer ones come
            for (const ListKind kind : model::allListKinds) {
                if (compiled->there[std::size_t(kind)])
                    page(kind).tester().setSaved(lists.own.of(kind), lists.other.of(kind));
            }
        });
}

void ListDialog::showFiles()
{
    if (!m_files.files())
        return;
    for (const ListKind kind : model::allListKinds) {
        qint64 entries = 0;
        int read = 0;
        int wanted = 0;
        for (const policy::SubscribedList& file : m_files.files()->lists) {
            if (file.subscription.color == m_color && file.subscription.kind == kind) {
                entries += qint64(file.list.size());
                ++read;
            }
        }
        for (const auto* subscriptions : {&m_loadedService.subscriptions, &m_configuration.subscriptions}) {
            wanted += int(std::count_if(subscriptions->begin(), subscriptions->end(), [&](const auto& each) {
                return each.enabled && each.color == m_color && each.kind == kind;
            }));
        }
        page(kind).showFiles(entries, read, wanted - read);
    }
}

} // namespace postern::ui
