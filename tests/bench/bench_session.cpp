// SPDX-License-Identifier: GPL-3.0-or-later
// What the protocol core costs by itself: whole sessions in memory, without policy, network and disk.
#include "smtp/session.h"

#include <benchmark/benchmark.h>

using namespace postern;
using namespace postern::smtp;

namespace {

const auto config = std::make_shared<const SessionConfig>(SessionConfig{.hostname = "mx.example.test"});

class Driver {
public:
    Driver() { run(); }

    void send(std::string_view bytes)
    {
        m_session.input(bytes);
        run();
    }

private:
    void run()
    {
        while (true) {
            const Step step = m_session.next();
            if (const auto* decide = std::get_if<Decide>(&step))
                answer(*decide);
            else if (std::holds_alternative<OpenMessage>(step))
                m_session.opened();
            else if (std::holds_alternative<CloseMessage>(step))
                m_session.delivered({250, "2.0.0", "Stored"});
            else if (const auto* content = std::get_if<Content>(&step))
                benchmark::DoNotOptimize(content->bytes.data());
            else
                break;
        }
        benchmark::DoNotOptimize(m_session.takeOutput());
    }

    void answer(const Decide& decide)
    {
        const bool refuse = decide.argument.starts_with("nobody");
        m_session.decided(refuse
                              ? Answer::refuse({554, "5.7.1", "blacklisted (joe@example.net) ref K7Q2M9XD"})
                              : Answer::accept());
    }

    Session m_session{config, {}};
};

void refusedSession(benchmark::State& state)
{
    for (auto _ : state) {
        Driver driver;
        driver.send("EHLO client.example.net\r\n");
        driver.send("MAIL FROM:<joe@example.net>\r\n");
        driver.send("RCPT TO:<nobody@example.test>\r\n");
        driver.send("QUIT\r\n");
    }
}
BENCHMARK(refusedSession)->Unit(benchmark::kMicrosecond);

void acceptedMessage(benchmark::State& state)
{
    std::string message = "Subject: load\r\n\r\n";
    while (message.size() < std::size_t(state.range(0)))
        message += "All work and no play makes a dull line of exactly seventy-odd characters.\r\n";
    message += ".\r\n";
    for (auto _ : state) {
        Driver driver;
        driver.send("EHLO client.example.net\r\nMAIL FROM:<joe@example.net>\r\nRCPT "
                    "TO:<jane@example.test>\r\nDATA\r\n");
        driver.send(message);
        driver.send("QUIT\r\n");
    }
    state.SetBytesProcessed(std::int64_t(state.iterations()) * std::int64_t(message.size()));
}
BENCHMARK(acceptedMessage)->Arg(4'096)->Arg(1'048'576)->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
