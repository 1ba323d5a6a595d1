// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/dns_list_probe.h"

#include "base/escape.h"
#include "health/judge_names.h"
#include "health/saying.h"
#include "model/dns_list.h"

#include <algorithm>

namespace postern::health {

namespace {

using model::ProbeStep;
using What = ProbeStep::What;
using Verdict = ProbeStep::Verdict;

constexpr std::size_t textLimit = 255;

std::string answersOf(const dns::Answer& answer)
{
    std::vector<std::string> texts;
    for (const IpAddress& each : answer.addresses)
        texts.push_back(each.toString());
    return listed(texts);
}

bool all(const dns::Answer& answer, bool (*matches)(const IpAddress&))
{
    return !answer.addresses.empty() &&
           std::all_of(answer.addresses.begin(), answer.addresses.end(), matches);
}

// Of any of the questions: no answer at all, a refusal, or one that is none of a list.
std::optional<Sentence> trouble(const dns::Answer& answer)
{
    if (answer.failed())
        return Sentence{POSTERN_TEXT("server", "no answer: %1"), {answer.why}};
    if (all(answer, isRefusal))
        return Sentence{POSTERN_TEXT("server",
                                     "the list does not answer your DNS servers (%1); ask by servers of "
                                     "your own"),
                        {answersOf(answer)}};
    if (answer.found() && !all(answer, model::isListAnswer))
        return Sentence{POSTERN_TEXT("server", "%1 is no answer of a list"), {answersOf(answer)}};
    return std::nullopt;
}

class Probe {
public:
    Probe(Questions& questions, dns::Resolver& resolver, const model::DnsList& list,
          const std::function<bool()>& cancelled, const std::function<void(const ProbeStep&)>& step)
        : m_questions(questions)
        , m_resolver(resolver)
        , m_list(list)
        , m_cancelled(cancelled)
        , m_step(step)
    {
    }

    bool run(const std::optional<DnsListEntry>& besides)
    {
        const bool listsWhatItMust = mustList();
        const bool listsTooMuch = !m_cancelled() && !mustNotList();
        if (besides && !m_cancelled())
            lookUp(*besides);
        return listsWhatItMust && !listsTooMuch;
    }

private:
    bool say(What what, Verdict verdict, Sentence text)
    {
        if (!m_cancelled())
            m_step({what, verdict, std::move(text), {}, m_took});
        return verdict != Verdict::Failed;
    }

    dns::Answer ask(const DnsListEntry& entry, dns::Type type)
    {
        auto asked = m_questions.ask(m_resolver, {{entry.name, type}});
        m_took = asked.took;
        return std::move(asked.answers[0]);
    }

    bool mustList()
    {
        const DnsListEntry entry = mustEntry(m_list);
        const dns::Answer answer = ask(entry, dns::Type::A);
        if (auto wrong = trouble(answer))
            return say(What::Listed, Verdict::Failed, std::move(*wrong));
        if (answer.nothing())
            return say(
                What::Listed, Verdict::Failed,
                {POSTERN_TEXT("server", "%1 is not on it, as on every list that is alive"), {entry.shown}});
        return say(
            What::Listed, Verdict::Passed,
            {POSTERN_TEXT("server", "%1 is on it, as it must be: %2"), {entry.shown, answersOf(answer)}});
    }

    bool mustNotList()
    {
        const DnsListEntry entry = mustNotEntry(m_list);
        const dns::Answer answer = ask(entry, dns::Type::A);
        if (auto wrong = trouble(answer))
            return say(What::Unlisted, Verdict::Failed, std::move(*wrong));
        if (answer.found())
            return say(What::Unlisted, Verdict::Failed,
                       {POSTERN_TEXT("server", "%1 is on it, too (%2): it may have everybody"),
                        {entry.shown, answersOf(answer)}});
        return say(What::Unlisted, Verdict::Passed,
                   {POSTERN_TEXT("server", "%1 is not on it, as it must not be"), {entry.shown}});
    }

    // Being on it or not is no fault.
    void lookUp(const DnsListEntry& entry)
    {
        const dns::Answer answer = ask(entry, dns::Type::A);
        if (auto wrong = trouble(answer)) {
            say(What::Address, Verdict::Failed, std::move(*wrong));
            return;
        }
        if (answer.nothing()) {
            say(What::Address, Verdict::Passed, {POSTERN_TEXT("server", "%1 is not on it"), {entry.shown}});
            return;
        }
        const auto took = m_took;
        const dns::Answer why = ask(entry, dns::Type::Txt);
        m_took += took;
        if (why.texts.empty())
            say(What::Address, Verdict::Noted,
                {POSTERN_TEXT("server", "%1 is on it: %2"), {entry.shown, answersOf(answer)}});
        else
            say(What::Address, Verdict::Noted,
                {POSTERN_TEXT("server", "%1 is on it: %2, “%3”"),
                 {entry.shown, answersOf(answer), escapeForDisplay(why.texts.front(), textLimit)}});
    }

    Questions& m_questions;
    dns::Resolver& m_resolver;
    const model::DnsList& m_list;
    const std::function<bool()>& m_cancelled;
    const std::function<void(const ProbeStep&)>& m_step;
    std::chrono::milliseconds m_took{};
};

} // namespace

bool probeDnsList(Questions& questions, dns::Resolver& resolver, const model::DnsList& list,
                  const std::optional<DnsListEntry>& besides, const std::function<bool()>& cancelled,
                  const std::function<void(const model::ProbeStep&)>& step)
{
    return Probe(questions, resolver, list, cancelled, step).run(besides);
}

} // namespace postern::health
