// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <systemd/sd-daemon.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <string>

// The engine as a service: in the foreground, logging to standard error, until SIGTERM or SIGINT.
// Exit status: 0 stopped as asked, 1 could not start, 2 wrong usage.

using namespace postern;

namespace {

constexpr auto grace = std::chrono::seconds(20); // systemd kills after 90 s

// Every connection takes a descriptor.
void allowManyFiles()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

// Taken by waitForEnd() instead; before any thread is made, since threads inherit this.
sigset_t blockSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&signals, signal);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN); // a file at its limit is an error to be handled, not an end
    return signals;
}

std::string inWords(const model::NodeStatus& status)
{
    int running = 0;
    int connections = 0;
    std::string trouble = toEnglish(status.error);
    for (const model::ListenerStatus& listener : status.listeners) {
        running += listener.state == model::ListenerState::Running ? 1 : 0;
        connections += listener.connections;
        if (listener.state == model::ListenerState::Failed)
            trouble += (trouble.empty() ? "" : "; ") + listener.name + ": " + toEnglish(listener.error);
    }
    std::string text = "revision " + std::to_string(status.revision) + ", " + std::to_string(running) +
                       " of " + std::to_string(status.listeners.size()) + " services running, " +
                       std::to_string(connections) + " connections";
    return trouble.empty() ? text : text + "; " + trouble;
}

void logServices(const model::NodeStatus& status)
{
    for (const model::ListenerStatus& listener : status.listeners) {
        if (listener.state == model::ListenerState::Failed)
            spdlog::error("service {}: {}; tried again", listener.name, toEnglish(listener.error));
        else if (listener.state == model::ListenerState::Running && !listener.error.empty())
            spdlog::warn("service {}: running, but {}", listener.name, toEnglish(listener.error));
        else
            spdlog::info("service {}: {}", listener.name,
                         listener.state == model::ListenerState::Running ? "running" : "stopped");
    }
}

// Whether what is worth a line in the log is the same.
bool sameServices(const model::NodeStatus& one, const model::NodeStatus& other)
{
    return std::equal(one.listeners.begin(), one.listeners.end(), other.listeners.begin(),
                      other.listeners.end(),
                      [](const model::ListenerStatus& a, const model::ListenerStatus& b) {
                          return a.name == b.name && a.state == b.state && a.error == b.error;
                      });
}

void waitForEnd(engine::Engine& engine, const sigset_t& signals)
{
    model::NodeStatus known;
    while (true) {
        const model::NodeStatus status = engine.status();
        if (!sameServices(status, known))
            logServices(status);
        known = status;
        ::sd_notify(0, ("STATUS=" + inWords(status)).c_str());
        const timespec second{1, 0};
        const int signal = ::sigtimedwait(&signals, nullptr, &second);
        if (signal == SIGTERM || signal == SIGINT)
            return;
        if (signal == SIGHUP) {
            spdlog::info("SIGHUP: reading the certificates again");
            engine.reloadCertificates();
        }
    }
}

int serve(const engine::EngineOptions& options, const sigset_t& signals)
{
    auto engine = engine::Engine::start(options);
    if (!engine) {
        spdlog::error("{}", toString(engine.error()));
        return 1;
    }
    spdlog::info("serving {} as node {}", options.store, options.node);
    ::sd_notify(0, "READY=1");
    waitForEnd(**engine, signals);
    ::sd_notify(0, "STOPPING=1");
    spdlog::info("stopping");
    if (!(*engine)->stop(grace).empty()) {
        spdlog::warn("stopped; mail that was about to be delivered there stays in the queue");
        spdlog::shutdown();
        std::_Exit(0); // threads that hang must find everything as it was, should they come back now
    }
    spdlog::info("stopped");
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    engine::EngineOptions options;
    CLI::App cli("The SMTP engine of Postern as a service.", "posternd");
    cli.add_option("--store", options.store,
                   "The store that it serves: a file made by posternctl or the console")
        ->required();
    cli.add_option("--spool", options.spool,
                   "The folder for mail that is not delivered yet (default: spool, beside the store)");
    cli.add_option("--node", options.node, "Its name in the status, where several serve one store")
        ->capture_default_str();
    cli.set_version_flag("--version", std::string("posternd " POSTERN_VERSION));
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return cli.exit(problem) == 0 ? 0 : 2;
    }

    const sigset_t signals = blockSignals();
    allowManyFiles();
    spdlog::set_default_logger(spdlog::stderr_logger_mt("posternd"));
    spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l: %v", spdlog::pattern_time_type::utc);
    const QCoreApplication qt(argc, argv); // Qt Sql finds its drivers by it; its event loop is not needed
    options.log = [](const std::string& line) { spdlog::warn("{}", line); };
    return serve(options, signals);
}
