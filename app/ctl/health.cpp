// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"
#include "health/health_check.h"

namespace postern::ctl {

namespace {

using Json = nlohmann::ordered_json;
using model::HealthFinding;

struct HealthOptions {
    std::vector<std::string> servers;
    std::string spool;
    bool full = false;
    bool json = false;
};

void print(Output& out, const HealthFinding& finding)
{
    std::string line = idOf(finding.state);
    line.resize(9, ' ');
    std::string topic = idOf(finding.topic);
    topic.resize(13, ' ');
    out.line(line + topic + toEnglish(finding.text));
    if (!finding.advice.empty() && finding.state != model::HealthState::Ok)
        out.line(std::string(22, ' ') + toEnglish(finding.advice));
}

void printJson(Output& out, const HealthFinding& finding)
{
    out.json(Json{{"state", idOf(finding.state)},
                  {"topic", idOf(finding.topic)},
                  {"subject", finding.subject},
                  {"text", toEnglish(finding.text)},
                  {"advice", toEnglish(finding.advice)}});
}

Result<int> look(Context& context, const HealthOptions& options)
{
    health::HealthCheck check({.store = context.where,
                               .spool = options.spool,
                               .dnsServers = options.servers,
                               .full = options.full});
    bool wrong = false;
    const auto looked = check.run([&](const HealthFinding& finding) {
        wrong = wrong || finding.state == model::HealthState::Wrong;
        (options.json ? printJson : print)(context.out, finding);
    });
    if (!looked)
        return failFrom(looked);
    return wrong ? exitRefused : exitDone;
}

} // namespace

void addHealth(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand(
        "health",
        "Look at services, DNS, certificates, relaying, disk and settings; exit status 1: something is "
        "wrong");
    const auto options = std::make_shared<HealthOptions>();
    command->add_flag("--json", options->json, "one object a line");
    command->add_flag("--full", options->full, "read every page of the store, however large it is");
    command->add_option(
        "--dns", options->servers,
        "DNS servers to ask, as 192.0.2.53 or 127.0.0.1@5353; else those that are configured");
    command->add_option("--spool", options->spool,
                        "where the engine keeps its queue, if not beside the store");
    onCall(command, chosen, options, look);
}

} // namespace postern::ctl
