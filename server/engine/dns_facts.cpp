// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dns_facts.h"

#include "base/domain_name.h"
#include "base/mail_address.h"
#include "dns/mail_hosts.h"
#include "mailauth/spf.h"
#include "policy/dns_list_count.h"

#include <algorithm>
#include <map>
#include <utility>

namespace postern::engine {

namespace {

using dns::Answer;
using dns::Question;
using dns::Type;
using policy::FactId;
using policy::Unknown;
using Done = std::function<void(FetchedFact)>;

constexpr std::size_t maxNames = 10; // of one address; more say nothing (RFC 7208 5.5)

// What all sources share.
struct Asker {
    dns::Resolver& resolver;
    std::chrono::milliseconds deadline;

    void ask(asio::io_context& context, std::vector<Question> questions,
             std::function<void(dns::Resolver::Answers)> done) const
    {
        resolver.ask(context, std::move(questions), deadline, std::move(done));
    }
};

std::string_view whyOf(const dns::Resolver::Answers& answers)
{
    const auto failed =
        std::find_if(answers.begin(), answers.end(), [](const Answer& a) { return a.failed(); });
    return failed == answers.end() ? std::string_view() : failed->why;
}

bool anyFound(const dns::Resolver::Answers& answers)
{
    return std::any_of(answers.begin(), answers.end(), [](const Answer& answer) { return answer.found(); });
}

policy::ReverseDns confirmed(const IpAddress& client, const std::vector<std::string>& names,
                             const dns::Resolver::Answers& answers)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& addresses = answers[i].addresses;
        if (std::find(addresses.begin(), addresses.end(), client) != addresses.end())
            return {names[i], true};
    }
    return {names.front(), false};
}

class ReverseDnsSource final : public FactSource {
public:
    explicit ReverseDnsSource(Asker asker)
        : m_asker(asker)
    {
    }
    FactId fact() const override { return FactId::ReverseDns; }
    void fetch(asio::io_context& context, const policy::Policy&, const policy::Facts& facts,
               Done done) override
    {
        const IpAddress client = facts.client;
        m_asker.ask(context, {{dns::reverseName(client), Type::Ptr}},
                    [this, &context, client, done = std::move(done)](const auto& answers) {
                        onNames(context, client, answers.front(), done);
                    });
    }

private:
    void onNames(asio::io_context& context, const IpAddress& client, const Answer& ptr,
                 const Done& done) const
    {
        if (ptr.failed())
            return done({fact(), Unknown{ptr.why}});
        if (ptr.names.empty())
            return done({fact(), policy::ReverseDns{}});
        std::vector<std::string> names = ptr.names;
        names.resize(std::min(names.size(), maxNames));
        std::vector<Question> questions;
        for (const std::string& name : names)
            questions.push_back({name, client.isV4() ? Type::A : Type::Aaaa});
        m_asker.ask(context, std::move(questions), [this, client, names, done](const auto& answers) {
            const policy::ReverseDns found = confirmed(client, names, answers);
            const std::string_view why = whyOf(answers);
            if (!found.confirmed && !why.empty()) // one that is not known could have led back
                done({fact(), Unknown{std::string(why)}});
            else
                done({fact(), found});
        });
    }

    const Asker m_asker;
};

class HeloSource final : public FactSource {
public:
    explicit HeloSource(Asker asker)
        : m_asker(asker)
    {
    }
    FactId fact() const override { return FactId::HeloDns; }
    void fetch(asio::io_context& context, const policy::Policy&, const policy::Facts& facts,
               Done done) override
    {
        const std::string name = comparableDomain(facts.helo);
        m_asker.ask(context, {{name, Type::A}, {name, Type::Aaaa}, {name, Type::Mx}},
                    [done = std::move(done)](const auto& answers) {
                        done({FactId::HeloDns, valueOf(answers)});
                    });
    }

private:
    static decltype(FetchedFact::value) valueOf(const dns::Resolver::Answers& answers)
    {
        if (anyFound(answers))
            return policy::HeloDns::Found;
        const std::string_view why = whyOf(answers);
        if (!why.empty())
            return Unknown{std::string(why)};
        return policy::HeloDns::Nothing;
    }

    const Asker m_asker;
};

class SenderSource final : public FactSource {
public:
    explicit SenderSource(Asker asker)
        : m_asker(asker)
    {
    }
    FactId fact() const override { return FactId::SenderDns; }
    void fetch(asio::io_context& context, const policy::Policy&, const policy::Facts& facts,
               Done done) override
    {
        const std::string domain = comparableAddress(facts.sender.value_or("")).domain;
        m_asker.ask(context, {{domain, Type::Mx}, {domain, Type::A}, {domain, Type::Aaaa}},
                    [done = std::move(done)](const auto& answers) {
                        done({FactId::SenderDns, valueOf(answers)});
                    });
    }

private:
    static decltype(FetchedFact::value) valueOf(const dns::Resolver::Answers& answers)
    {
        if (dns::isNullMx(answers.front()))
            return policy::SenderDns::NullMx;
        if (anyFound(answers))
            return policy::SenderDns::Found;
        const std::string_view why = whyOf(answers);
        if (!why.empty())
            return Unknown{std::string(why)};
        return policy::SenderDns::Nothing;
    }

    const Asker m_asker;
};

class SpfSource final : public FactSource {
public:
    explicit SpfSource(Asker asker)
        : m_asker(asker)
    {
    }
    FactId fact() const override { return FactId::Spf; }
    void fetch(asio::io_context& context, const policy::Policy& policy, const policy::Facts& facts,
               Done done) override
    {
        const mailauth::SpfRequest request{facts.client, facts.helo, facts.sender.value_or(""),
                                           policy.server->hostname(), facts.now};
        goOn(context, std::make_shared<Course>(request), std::move(done));
    }

private:
    struct Course {
        explicit Course(const mailauth::SpfRequest& about)
            : request(about)
            , check(about)
        {
        }
        const mailauth::SpfRequest request;
        mailauth::SpfCheck check;
    };

    void goOn(asio::io_context& context, const std::shared_ptr<Course>& course, const Done& done) const
    {
        mailauth::SpfCheck& check = course->check;
        if (check.done())
            return done({fact(), check.verdict().result,
                         mailauth::receivedSpfField(course->request, check.verdict()),
                         check.verdict().explanation});
        m_asker.ask(context, check.questions(), [this, &context, course, done](const auto& answers) {
            course->check.learn(answers);
            goOn(context, course, done);
        });
    }

    const Asker m_asker;
};

// Every list is asked at once; then those that list the client, why. One that is dead must not keep what the
// others say from being heard, so both rounds end well before all is given up.
class DnsListSource final : public FactSource {
public:
    DnsListSource(Asker asker, DnsListWatch* watch)
        : m_addresses{asker.resolver, asker.deadline * 2 / 5}
        , m_texts{asker.resolver, asker.deadline / 5}
        , m_watch(watch)
    {
    }
    FactId fact() const override { return FactId::DnsLists; }
    void fetch(asio::io_context& context, const policy::Policy& policy, const policy::Facts& facts,
               Done done) override
    {
        auto course = std::make_shared<Course>();
        for (const policy::DnsListQuestion& asked : policy::dnsListQuestions(policy, facts)) {
            const std::string& zone = asked.list->zone;
            if (const policy::DnsListAnswer* known = answered(facts, zone, asked.name)) {
                course->found.push_back(*known); // a dead list is not waited for twice in a session
                continue;
            }
            course->places.push_back(course->found.size());
            course->found.push_back({zone, {}, {}, {}, asked.name});
            course->questions.push_back(
                {asked.name.empty() ? dns::listName(facts.client, zone) : asked.name + '.' + zone, Type::A});
        }
        askLists(context, *course,
                 [this, &context, course, done = std::move(done)](const dns::Resolver::Answers& answers) {
                     onAddresses(context, answers, course, done);
                 });
    }

private:
    struct Course {
        policy::DnsListAnswers found;
        std::vector<Question> questions;
        std::vector<std::size_t> places; // of what is asked, in `found`
    };

    static const policy::DnsListAnswer* answered(const policy::Facts& facts, const std::string& zone,
                                                 const std::string& name)
    {
        const auto* known = facts.dnsLists ? std::get_if<policy::DnsListAnswers>(&*facts.dnsLists) : nullptr;
        if (known == nullptr)
            return nullptr;
        const auto found = std::find_if(known->begin(), known->end(), [&](const policy::DnsListAnswer& one) {
            return one.zone == zone && one.name == name;
        });
        return found == known->end() ? nullptr : &*found;
    }

    void askLists(asio::io_context& context, const Course& course,
                  std::function<void(dns::Resolver::Answers)> done) const
    {
        if (m_watch == nullptr)
            return m_addresses.ask(context, course.questions, std::move(done));
        std::map<std::string, std::string> zones;
        for (std::size_t i = 0; i < course.questions.size(); ++i)
            zones.emplace(course.questions[i].name, course.found[course.places[i]].zone);
        WatchedLists watched(m_addresses.resolver, *m_watch, std::move(zones));
        watched.ask(context, course.questions, m_addresses.deadline, std::move(done));
    }

    void onAddresses(asio::io_context& context, const dns::Resolver::Answers& answers,
                     const std::shared_ptr<Course>& course, const Done& done) const
    {
        std::vector<Question> questions;
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < answers.size(); ++i) {
            policy::DnsListAnswer& list = course->found[course->places[i]];
            list.failure = answers[i].failed() ? answers[i].why : std::string();
            list.addresses = answers[i].addresses;
            list.addresses.resize(std::min(list.addresses.size(), maxAnswers));
            if (list.addresses.empty())
                continue;
            questions.push_back({course->questions[i].name, Type::Txt});
            places.push_back(course->places[i]);
        }
        if (questions.empty())
            return done({fact(), course->found});
        // Whoever is listed is so without a reason, too.
        m_texts.ask(context, std::move(questions), [course, places, done](const auto& texts) {
            for (std::size_t i = 0; i < texts.size(); ++i) {
                if (!texts[i].texts.empty())
                    course->found[places[i]].text = texts[i].texts.front().substr(0, maxText);
            }
            done({FactId::DnsLists, course->found});
        });
    }

    static constexpr std::size_t maxAnswers = 16; // of one list
    static constexpr std::size_t maxText = 255;
    const Asker m_addresses;
    const Asker m_texts;
    DnsListWatch* const m_watch;
};

} // namespace

DnsFacts::DnsFacts(dns::Resolver& resolver, std::chrono::milliseconds deadline, DnsListWatch* lists)
{
    const Asker asker{resolver, deadline};
    m_sources.push_back(std::make_unique<ReverseDnsSource>(asker));
    m_sources.push_back(std::make_unique<HeloSource>(asker));
    m_sources.push_back(std::make_unique<SenderSource>(asker));
    m_sources.push_back(std::make_unique<SpfSource>(asker));
    m_sources.push_back(std::make_unique<DnsListSource>(asker, lists));
}

std::vector<FactSource*> DnsFacts::sources() const
{
    std::vector<FactSource*> sources;
    for (const auto& source : m_sources)
        sources.push_back(source.get());
    return sources;
}

} // namespace postern::engine
