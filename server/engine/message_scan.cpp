// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/message_scan.h"

#include "policy/scan_count.h"
#include "scan/make_scanner.h"
#include "scan/verdict_field.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace postern::engine {

// What all of them say, in the order of the settings, once the last has answered.
class MessageScan::Answers {
public:
    explicit Answers(std::function<void(FetchedFact)> done)
        : m_done(std::move(done))
    {
    }

    void expect(const policy::ScannerPolicy& scanner)
    {
        m_headers.push_back(scanner.header);
        m_results.push_back(scan::failedScan(scanner.address, "it was not waited for any longer"));
    }
    void begin() { m_missing = m_results.size(); }

    void take(std::size_t index, scan::ScanResult result)
    {
        m_results[index] = std::move(result);
        if (--m_missing == 0)
            finish();
    }

    void finish()
    {
        policy::ScanOpinions opinions;
        std::string fields;
        for (std::size_t i = 0; i < m_results.size(); ++i) {
            const scan::ScanResult& result = m_results[i];
            if (!m_headers[i].empty())
                fields += scan::verdictField(m_headers[i], result.opinion);
            fields += result.fields;
            opinions.push_back(result.opinion);
        }
        if (const auto done = std::exchange(m_done, nullptr))
            done({policy::FactId::Scan, std::move(opinions), std::move(fields)});
    }

private:
    std::size_t m_missing = 0;
    std::vector<std::string> m_headers;
    std::vector<scan::ScanResult> m_results;
    std::function<void(FetchedFact)> m_done;
};

MessageScan::MessageScan(scan::Request request, std::shared_ptr<Milters> milters, Milters::Message toMilters)
    : m_request(std::make_shared<const scan::Request>(std::move(request)))
    , m_milters(std::move(milters))
    , m_toMilters(std::move(toMilters))
{
}

std::chrono::milliseconds MessageScan::deadline(const policy::Policy& policy) const
{
    int longest = 0;
    for (const policy::ScannerPolicy& scanner : policy.scanners)
        longest = std::max(longest, scanner.timeoutSeconds);
    // Milters are asked one after the other, about each recipient if it comes to that, and bound each
    // question.
    constexpr auto ofMilters = std::chrono::hours(1);
    return m_milters ? ofMilters : std::chrono::seconds(longest + 1);
}

void MessageScan::fetch(asio::io_context& context, const policy::Policy& policy, const policy::Facts& facts,
                        std::function<void(FetchedFact)> done)
{
    const policy::Subject subject(policy, facts);
    Scanners asked;
    const auto answers = std::make_shared<Answers>(std::move(done));
    for (const policy::ScannerPolicy& scanner : policy.scanners) {
        if (policy::scanSkipped(scanner, subject) != policy::ScanSkipped::No)
            continue;
        asked.push_back(&scanner);
        answers->expect(scanner);
    }
    if (asked.empty())
        return answers->finish();
    answers->begin();
    m_answers = answers;
    askMilters(facts, asked, answers);
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const policy::ScannerPolicy& about = *asked[i];
        if (about.kind == model::ScannerKind::Milter && m_milters)
            continue;
        const auto scanner =
            scan::makeScanner(about.kind, about.address, std::chrono::seconds(about.timeoutSeconds));
        const auto take = [answers, i](scan::ScanResult result) { answers->take(i, std::move(result)); };
        if (scanner)
            scanner->scan(context, m_request, take);
        else
            take(scan::failedScan(about.address, "this version cannot ask it"));
    }
}

// They have their say together, the last one last.
void MessageScan::askMilters(const policy::Facts& facts, const Scanners& asked,
                             const std::shared_ptr<Answers>& answers)
{
    const bool any = std::any_of(asked.begin(), asked.end(), [](const policy::ScannerPolicy* scanner) {
        return scanner->kind == model::ScannerKind::Milter;
    });
    if (!any || !m_milters)
        return;
    std::vector<std::string> places;
    for (const policy::ScannerPolicy* scanner : asked)
        places.push_back(scanner->address);
    m_toMilters.about.facts = facts;
    m_milters->scan(std::exchange(m_toMilters, {}),
                    [answers, places = std::move(places)](const policy::ScanOpinions& opinions) {
                        for (const ScanOpinion& opinion : opinions) {
                            const auto place = std::find(places.begin(), places.end(), opinion.scanner);
                            if (place != places.end())
                                answers->take(std::size_t(place - places.begin()), {opinion, {}});
                        }
                    });
}

void MessageScan::cancel()
{
    if (const auto answers = m_answers.lock())
        answers->finish();
}

} // namespace postern::engine
