// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/context.h"

#include "base/domain_name.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace postern::ctl {

namespace {

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

std::string namesOf(const std::vector<model::Service>& services)
{
    std::string names;
    for (const model::Service& service : services)
        names += (names.empty() ? "" : ", ") + service.name;
    return names.empty() ? "there is no service yet" : "there are: " + names;
}

} // namespace

Result<std::unique_ptr<store::Store>> Context::openStore() const
{
    return store::Store::open(where, store::OpenMode::Existing);
}

void Context::report(const Error& error)
{
    err.line("posternctl: " + toString(error));
}

std::string defaultStore()
{
    const std::string data = environment("XDG_DATA_HOME");
    return (data.empty() ? environment("HOME") + "/.local/share" : data) + "/postern/postern.db";
}

std::string currentUser()
{
    const std::string before = environment("SUDO_USER");
    if (!before.empty())
        return before;
    const passwd* user = getpwuid(getuid());
    return user == nullptr ? std::to_string(getuid()) : user->pw_name;
}

Result<model::Service> findService(const model::Configuration& configuration, const std::string& name)
{
    const auto& services = configuration.services;
    const auto first = [&](auto matches) { return std::find_if(services.begin(), services.end(), matches); };
    auto found = first([&](const model::Service& s) { return lowerAscii(s.name) == lowerAscii(name); });
    if (found == services.end())
        found = first([&](const model::Service& s) { return std::to_string(s.id) == name; });
    if (found == services.end())
        return fail(ErrorKind::NotFound, "no service is called \"" + name + '"', "--service",
                    namesOf(services));
    return *found;
}

Result<bool> anyEngine(store::Store& store, Time now)
{
    const auto nodes = store.nodes();
    if (!nodes)
        return failFrom(nodes);
    return std::any_of(nodes->begin(), nodes->end(), [now](const auto& node) { return node.alive(now); });
}

} // namespace postern::ctl
