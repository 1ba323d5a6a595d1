// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "model/document.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace postern::model {

namespace {

// What has an id first, in the order of ids, as the store gives it back; then what is new, as it came.
template <class T>
void adopt(std::vector<T>& wanted, const std::vector<T>& current, std::string T::*name)
{
    std::unordered_map<std::string, Id> ids;
    for (const T& row : current)
        ids.emplace(lowerAscii(row.*name), row.id);
    for (T& row : wanted) {
        const auto known = ids.extract(lowerAscii(row.*name)); // one id goes to one row only
        row.id = known.empty() ? 0 : known.mapped();
    }
    const auto place = [](const T& row) { return row.id == 0 ? std::numeric_limits<Id>::max() : row.id; };
    std::stable_sort(wanted.begin(), wanted.end(),
                     [place](const T& a, const T& b) { return place(a) < place(b); });
}

} // namespace

Configuration adoptIds(Configuration wanted, const Configuration& current)
{
    adopt(wanted.domains, current.domains, &Domain::name);
    adopt(wanted.mailboxes, current.mailboxes, &Mailbox::address);
    adopt(wanted.routes, current.routes, &Route::domain);
    adopt(wanted.services, current.services, &Service::name);
    return wanted;
}

} // namespace postern::model
