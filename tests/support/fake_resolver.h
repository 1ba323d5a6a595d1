// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dns/records.h"
#include "dns/resolver.h"
#include "support/dns_zone.h"

#include <mutex>
#include <optional>

namespace postern::test {

// What a resolver makes of a zone, without a network. DEAD, GARBAGE and LIE are failures here.
inline dns::Answer answerFrom(const DnsZone& zone, const dns::Question& question)
{
    if (!dns::isQueryable(question.name))
        return {dns::Status::NoName, dns::Failure::None, dns::Security::Insecure, {}, {}, {}, {}, {}, {}, {}};
    const DnsZone::Reply reply = zone.find(question.name, std::uint16_t(question.type));
    if (reply.dead)
        return dns::failedAnswer(dns::Failure::TimeOut, "time-out");
    if (reply.garbage || reply.lie || (reply.rcode != 0 && reply.rcode != 3))
        return dns::failedAnswer(dns::Failure::Server, "SERVFAIL");
    dns::Answer answer;
    answer.security = reply.secure ? dns::Security::Secure : dns::Security::Insecure;
    answer.status = reply.rcode == 3 ? dns::Status::NoName : dns::Status::NoData;
    for (const auto& [name, record] : reply.records) {
        if (record.type != std::uint16_t(question.type))
            continue;
        if (!dns::addRecord(answer, question.type, record.rdata))
            qFatal("a DNS zone of a test has a malformed record of %s", name.c_str());
        answer.status = dns::Status::Found;
        answer.canonical = name == lowerAscii(question.name) ? std::string() : name;
    }
    return answer;
}

// Answers from a zone at once, on the thread that asks; what is DEAD is never answered. Counts what it was
// asked.
class FakeResolver final : public dns::Resolver {
public:
    explicit FakeResolver(const std::string& zone)
        : m_zone(zone)
    {
    }

    void begin(const dns::Question& question, std::function<void(dns::Answer)> done) override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_asked.push_back(question);
        }
        if (!m_zone.find(question.name, std::uint16_t(question.type)).dead)
            done(answerFrom(m_zone, question));
    }

    std::vector<dns::Question> asked() const
    {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }

private:
    const DnsZone m_zone;
    mutable std::mutex m_mutex;
    std::vector<dns::Question> m_asked;
};

} // namespace postern::test
