// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "net/reactor.h"
#include "scan/milter_session.h"
#include "scan/scanner.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace postern::scan {

class MilterLink;

// One milter, for one client's connection: connects when it is first asked, keeps that connection over
// messages, and makes another where it was lost between them. On its reactor's thread. What it has begun ends
// with it, without a word.
class MilterClient {
public:
    // However often a milter says that it works on it, one question takes no longer than this, or than its
    // time-out where that is longer.
    static constexpr auto patience = std::chrono::minutes(5);

    MilterClient(net::Reactor& reactor, std::string address, std::chrono::seconds timeout);
    ~MilterClient();
    MilterClient(const MilterClient&) = delete;
    MilterClient& operator=(const MilterClient&) = delete;

    using Done = std::function<void(MilterVerdict)>;
    // As MilterSession::ask(). `content` is wanted at Stage::Data. `done` runs once, later. One question at a
    // time.
    void ask(model::Stage stage, MilterTalk talk, std::shared_ptr<MessageSource> content, Done done);
    // The message that it was asked about comes to nothing.
    void abort();

private:
    struct Question;
    void connect();
    void put();
    void answered(const std::shared_ptr<Question>& question, MilterVerdict verdict);
    void finish(MilterVerdict verdict);

    net::Reactor& m_reactor;
    const std::string m_address;
    const std::chrono::seconds m_timeout;
    std::shared_ptr<MilterLink> m_link;
    std::shared_ptr<Question> m_question;
};

} // namespace postern::scan
