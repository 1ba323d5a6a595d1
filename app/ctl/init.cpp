// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "ctl/command.h"
#include "ctl/save.h"
#include "model/lan_proposal.h"
#include "model/preset.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace postern::ctl {

namespace {

constexpr int unprivilegedPort = 2525;

struct InitOptions {
    std::string hostname;
    std::string domain;
    std::vector<std::string> lan;
    std::vector<std::string> addresses;
    int port = 0; // 0: 25 where this user may have it
};

// Whether the system refuses this user the port; one that is in use is allowed.
bool mayListenOn(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return false;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(std::uint16_t(port));
    const int bound = ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    const bool refused = bound != 0 && errno == EACCES;
    ::close(socket);
    return !refused;
}

Result<model::Configuration> firstConfiguration(const InitOptions& options)
{
    model::Configuration configuration;
    configuration.server.hostname = options.hostname;
    configuration.server.lan = options.lan.empty() ? model::proposedLan(ownAddresses()) : options.lan;
    auto domain = normalizeDomain(options.domain);
    if (!domain) {
        domain.error().where = "--domain";
        return failFrom(domain);
    }
    configuration.domains.push_back({0, std::move(*domain), {}});
    model::Service service = model::makeService(model::Preset::Mx);
    service.addresses = options.addresses;
    service.port = options.port != 0           ? options.port
                   : mayListenOn(service.port) ? service.port
                                               : unprivilegedPort;
    configuration.services.push_back(std::move(service));
    return configuration;
}

void explainChoices(Context& context, const model::Configuration& configuration, const InitOptions& options)
{
    const model::Service& service = configuration.services.front();
    std::string lan;
    for (const std::string& range : configuration.server.lan)
        lan += (lan.empty() ? "" : ", ") + range;
    context.out.line("store:   " + context.where);
    context.out.line("server:  " + configuration.server.hostname);
    context.out.line("domain:  " + configuration.domains.front().name);
    context.out.line("LAN:     " + lan +
                     (options.lan.empty() ? "  (this machine and its private networks: may relay)" : ""));
    context.out.line(
        "service: " + service.name + " on port " + std::to_string(service.port) +
        (service.port == unprivilegedPort && options.port == 0 ? "  (this user may not have port 25)" : ""));
    context.out.line("next:    posternctl mailbox add NAME@" + configuration.domains.front().name +
                     ", then start posternd or postern");
}

Result<> makeFolderOf(const std::string& file)
{
    const auto folder = std::filesystem::path(file).parent_path();
    std::error_code problem;
    if (!folder.empty())
        std::filesystem::create_directories(folder, problem);
    if (problem)
        return fail(ErrorKind::Denied, "the folder cannot be made: " + problem.message(), folder.string());
    return {};
}

Result<int> init(Context& context, const InitOptions& options)
{
    auto configuration = firstConfiguration(options);
    if (!configuration)
        return failFrom(configuration);
    // Before anything is on the disk.
    if (const auto valid = checkValid(context, *configuration); !valid)
        return failFrom(valid);
    if (const auto folder = makeFolderOf(context.where); !folder)
        return failFrom(folder);
    const auto store = store::Store::open(context.where, store::OpenMode::Create);
    if (!store)
        return failFrom(store);
    const auto revision = (*store)->revision();
    if (!revision)
        return failFrom(revision);
    if (*revision != 0)
        return fail(ErrorKind::Conflict, "is configured already (revision " + std::to_string(*revision) + ')',
                    context.where, "change it with posternctl apply or the console, or name another --store");
    auto edit = editOf(*revision, {}, *configuration);
    edit.summary = "first configuration";
    if (const auto saved = save(context, **store, std::move(edit)); !saved)
        return failFrom(saved);
    explainChoices(context, *configuration, options);
    return exitDone;
}

} // namespace

void addInit(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("init", "Make a store with a first configuration");
    const auto options = std::make_shared<InitOptions>();
    command->add_option("--hostname", options->hostname, "the server's full host name")->required();
    command->add_option("--domain", options->domain, "the first domain that mail is received for")
        ->required();
    command->add_option("--lan", options->lan,
                        "what is inside, instead of this machine and its private networks");
    command->add_option("--address", options->addresses, "IP address to listen on; otherwise all");
    command
        ->add_option("--port", options->port,
                     "port to listen on; otherwise 25, or 2525 without the right to it")
        ->check(CLI::Range(1, 65535));
    onCall(command, chosen, options, init);
}

} // namespace postern::ctl
