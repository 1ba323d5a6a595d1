// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/open_list.h"

#include "model/document_keys.h"

#include <algorithm>

namespace postern::ctl {

namespace {

model::ListKind kindOf(const std::string& word)
{
    const auto found = std::find_if(model::listKeys.begin(), model::listKeys.end(),
                                    [&](const auto& row) { return row.second == word; });
    return found->first; // the command line takes none but these words
}

} // namespace

const model::ListEntry* OpenList::find(const model::ListPattern& pattern) const
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const model::ListEntry& entry) {
        return entry.pattern == pattern.text && entry.negated == pattern.negated;
    });
    return found == entries.end() ? nullptr : &*found;
}

model::ListEntry OpenList::entry(const model::ListPattern& pattern, const std::string& author, Time now) const
{
    model::ListEntry entry;
    entry.service = service;
    entry.color = color;
    entry.kind = kind;
    entry.pattern = pattern.text;
    entry.negated = pattern.negated;
    entry.author = author;
    entry.created = now;
    return entry;
}

store::Edit OpenList::edit() const
{
    store::Edit edit;
    edit.base = base;
    edit.merge = true;
    return edit;
}

Result<OpenList> openList(Context& context, const ListPlace& place)
{
    OpenList list;
    list.color = place.color == "black" ? model::ListColor::Black : model::ListColor::White;
    list.kind = kindOf(place.kind);
    auto store = context.openStore();
    if (!store)
        return failFrom(store);
    list.store = std::move(*store);
    const auto base = list.store->revision();
    if (!base)
        return failFrom(base);
    list.base = *base;
    if (!place.all) {
        const auto configuration = list.store->configuration();
        if (!configuration)
            return failFrom(configuration);
        const auto service = findService(*configuration, place.service);
        if (!service)
            return failFrom(service);
        list.service = service->id;
    }
    auto entries = list.store->listEntries({list.service, list.color, list.kind});
    if (!entries)
        return failFrom(entries);
    list.entries = std::move(*entries);
    return list;
}

} // namespace postern::ctl
