// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/load.h"

#include "support/smtp_client.h"

#include <algorithm>
#include <chrono>

namespace postern::testing {

namespace {

constexpr auto pause = std::chrono::milliseconds(20); // before it connects again
constexpr std::size_t chunk = 50'000;

// RFC 5321 4.5.2
std::string dotStuffed(std::string_view body)
{
    std::string text;
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (body[i] == '.' && (i == 0 || body[i - 1] == '\n'))
            text += '.';
        text += body[i];
    }
    return text;
}

bool sendByData(SmtpClient& client, const Parcel& parcel)
{
    return client.say("DATA").starts_with("354 ") &&
           client.say(dotStuffed(parcel.body) + '.').starts_with("250 ");
}

// RFC 3030 2
bool sendInChunks(SmtpClient& client, const Parcel& parcel)
{
    std::string_view rest = parcel.body;
    while (true) {
        const std::string_view piece = rest.substr(0, chunk);
        rest.remove_prefix(piece.size());
        client.send("BDAT " + std::to_string(piece.size()) + (rest.empty() ? " LAST\r\n" : "\r\n"));
        client.send(piece);
        const bool taken = client.reply().starts_with("250 ");
        if (!taken || rest.empty())
            return taken;
    }
}

bool deliver(SmtpClient& client, const Parcel& parcel)
{
    if (!client.say("MAIL FROM:<sender@elsewhere.example>").starts_with("250 "))
        return false;
    for (const std::string& recipient : parcel.recipients) {
        if (!client.say("RCPT TO:<" + recipient + ">").starts_with("250 "))
            return false;
    }
    return parcel.inChunks ? sendInChunks(client, parcel) : sendByData(client, parcel);
}

} // namespace

Load::Load(int port, std::uint64_t seed, int clients)
    : m_port(port)
    , m_seed(seed)
{
    for (int i = 0; i < clients; ++i)
        m_threads.emplace_back([this, i] { run(i); });
}

Load::~Load()
{
    stop();
}

void Load::stop()
{
    m_ending = true;
    for (std::thread& thread : m_threads)
        thread.join();
    m_threads.clear();
}

std::map<std::string, std::vector<std::string>> Load::taken() const
{
    const std::lock_guard lock(m_mutex);
    return m_taken;
}

void Load::run(int number)
{
    for (int count = 0; !m_ending;) {
        SmtpClient client(m_port);
        bool usable = client.connected() && client.hello().starts_with("250");
        while (usable && !m_ending) {
            const Parcel parcel(m_seed, std::to_string(number) + '-' + std::to_string(count++));
            ++m_begun;
            usable = deliver(client, parcel);
            if (!usable)
                break;
            const std::lock_guard lock(m_mutex);
            m_taken.emplace(parcel.name, parcel.recipients);
        }
        std::this_thread::sleep_for(pause);
    }
}

} // namespace postern::testing
