// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/scanner_probe.h"

#include "base/escape.h"
#include "scan/make_scanner.h"
#include "scan/milter_trial.h"
#include "scan/place.h"

#include <asio/steady_timer.hpp>

#include <memory>
#include <utility>

namespace postern::scan {

namespace {

using model::ProbeStep;
using What = ProbeStep::What;
using Verdict = ProbeStep::Verdict;
using asio::generic::stream_protocol;
using Steady = std::chrono::steady_clock;

class TextSource final : public MessageSource {
public:
    explicit TextSource(std::string text)
        : m_text(std::move(text))
    {
    }
    std::int64_t size() const override { return std::int64_t(m_text.size()); }
    void read(std::int64_t offset, Taken taken) override
    {
        taken(m_text.substr(std::size_t(offset), pieceSize));
    }

private:
    const std::string m_text;
};

constexpr const char* gtube = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

std::string messageWith(const std::string& line)
{
    return "From: Test <test@example.com>\r\nTo: test@example.net\r\nSubject: Test of a scanner\r\n"
           "Date: Fri, 27 Nov 2026 10:00:00 +0000\r\nMessage-ID: <test.of.a.scanner@example.com>\r\n"
           "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
           "This message was made to see whether a scanner answers.\r\nNobody has sent it.\r\n" +
           line + "\r\n";
}

std::shared_ptr<const Request> requestWith(const std::string& line)
{
    Request request;
    request.content = std::make_shared<TextSource>(messageWith(line));
    request.client = IpAddress::parse("192.0.2.1").value_or(IpAddress()); // of nobody (RFC 5737)
    request.helo = "mail.example.com";
    request.sender = "test@example.com";
    request.recipients = {"test@example.net"};
    request.id = "TEST";
    request.hostname = "postern.invalid";
    request.fields =
        "Received: from mail.example.com ([192.0.2.1]) by postern.invalid with ESMTP id TEST;\r\n"
        "\tFri, 27 Nov 2026 10:00:01 +0000\r\n";
    return std::make_shared<const Request>(std::move(request));
}

// "15.2 of 5: GTUBE"
std::string inWords(const ScanOpinion& opinion)
{
    std::string text = opinion.score ? scoreText(*opinion.score) : std::string();
    if (opinion.score && opinion.threshold)
        text += '/' + scoreText(*opinion.threshold);
    if (!opinion.words.empty())
        text += (text.empty() ? "" : ", ") + escapeForDisplay(opinion.words, 120);
    return text;
}

// What a milter makes of a message: "550 5.7.1 Blocked by SpamAssassin", "X-Virus-Scanned".
std::string inWords(const MilterVerdict& verdict)
{
    if (verdict.changes.quarantine)
        return escapeForDisplay(*verdict.changes.quarantine, 120);
    std::string text = verdict.reply.code == 0 ? std::string() : std::to_string(verdict.reply.code);
    for (const std::string& part : {verdict.reply.status, verdict.reply.text})
        text += (text.empty() || part.empty() ? "" : " ") + escapeForDisplay(part, 120);
    for (const MilterChange& change : verdict.changes.header)
        text += (text.empty() ? "" : ", ") + escapeForDisplay(change.name, 60);
    return text.substr(0, 400);
}

// What becomes of a message by what a milter says.
enum class Fate : std::uint8_t { Passes, Changed, Held, Refused };

Fate fateOf(const MilterVerdict& verdict)
{
    if (verdict.kind != MilterVerdict::Kind::Continue)
        return Fate::Refused;
    if (verdict.changes.quarantine)
        return Fate::Held;
    return verdict.changes.changesText() ? Fate::Changed : Fate::Passes;
}

} // namespace

class ScannerProbe::Trial : public std::enable_shared_from_this<Trial> {
public:
    Trial(net::Reactor& reactor, model::Scanner scanner, Callbacks callbacks)
        : m_reactor(reactor)
        , m_scanner(std::move(scanner))
        , m_callbacks(std::move(callbacks))
        , m_socket(reactor.context())
        , m_timer(reactor.context())
        , m_asker(makeScanner(m_scanner.kind, m_scanner.address, timeout()))
    {
        if (!m_asker)
            m_milter = std::make_unique<MilterTrial>(reactor, m_scanner.address, timeout());
    }

    // What still runs finds nobody.
    void end()
    {
        m_ended = true;
        asio::error_code ignored;
        m_socket.close(ignored);
        m_timer.cancel();
        m_milter.reset();
    }

    void connect()
    {
        if (m_ended)
            return;
        m_begun = Steady::now();
        const auto place = placeOf(m_scanner.address);
        if (!place)
            return end(What::Connect,
                       {POSTERN_TEXT("server", "%1 is no address of a scanner"), {m_scanner.address}});
        m_timer.expires_after(timeout());
        m_timer.async_wait([self = shared_from_this()](const asio::error_code& error) {
            asio::error_code ignored;
            if (!error)
                self->m_socket.close(ignored);
        });
        m_socket.async_connect(*place, [self = shared_from_this()](const asio::error_code& error) {
            self->m_timer.cancel();
            self->connected(error);
        });
    }

private:
    std::chrono::seconds timeout() const { return std::chrono::seconds(m_scanner.timeoutSeconds); }

    void connected(const asio::error_code& error)
    {
        if (m_ended)
            return;
        const bool late = error == asio::error::operation_aborted;
        if (error)
            return end(What::Connect, {POSTERN_TEXT("server", "%1 cannot be reached: %2"),
                                       {m_scanner.address, late ? "time-out" : error.message()}});
        asio::error_code ignored;
        m_socket.close(ignored);
        step(What::Connect, Verdict::Passed,
             {POSTERN_TEXT("server", "%1 can be reached"), {m_scanner.address}});
        if (m_asker)
            askClean();
        else
            showClean();
    }

    void askClean()
    {
        ask("", [self = shared_from_this()](const ScanOpinion& opinion) {
            if (opinion.failed())
                return self->failed(What::Clean, opinion);
            if (opinion.verdict == ScanVerdict::Clean)
                self->step(
                    What::Clean, Verdict::Passed,
                    {POSTERN_TEXT("server", "a clean message is taken for clean: %1"), {inWords(opinion)}});
            else
                self->step(What::Clean, Verdict::Noted,
                           {POSTERN_TEXT("server", "a clean message is not taken for clean: %1"),
                            {inWords(opinion)}});
            self->askGtube();
        });
    }

    void askGtube()
    {
        ask(gtube, [self = shared_from_this()](const ScanOpinion& opinion) {
            if (opinion.failed())
                return self->failed(What::Gtube, opinion);
            if (opinion.verdict != ScanVerdict::Spam)
                return self->end(
                    What::Gtube,
                    {POSTERN_TEXT("server", "the test for spam is not taken for spam: %1. What answers "
                                            "there does not look, or by other rules"),
                     {inWords(opinion)}});
            self->step(
                What::Gtube, Verdict::Passed,
                {POSTERN_TEXT("server", "the test for spam is taken for spam: %1"), {inWords(opinion)}});
            self->m_callbacks.done(true);
        });
    }

    void ask(const std::string& line, std::function<void(const ScanOpinion&)> then)
    {
        m_begun = Steady::now();
        m_asker->scan(m_reactor.context(), requestWith(line),
                      [self = shared_from_this(), then = std::move(then)](const ScanResult& result) {
                          if (!self->m_ended)
                              then(result.opinion);
                      });
    }

    void showClean()
    {
        show(What::Clean, "", [this](Fate fate, const std::string& words) {
            tellClean(fate, words);
            show(What::Gtube, gtube, [this](Fate gtubesFate, const std::string& said) {
                tellGtube(gtubesFate, said);
                m_callbacks.done(true);
            });
        });
    }

    void tellClean(Fate fate, const std::string& words)
    {
        switch (fate) {
        case Fate::Passes:
            return step(What::Clean, Verdict::Passed,
                        {POSTERN_TEXT("server", "a clean message goes through"), {}});
        case Fate::Changed:
            return step(What::Clean, Verdict::Passed,
                        {POSTERN_TEXT("server", "a clean message goes through, changed: %1"), {words}});
        case Fate::Held:
            return step(What::Clean, Verdict::Noted,
                        {POSTERN_TEXT("server", "a clean message is held: %1"), {words}});
        case Fate::Refused:
            return step(What::Clean, Verdict::Noted,
                        {POSTERN_TEXT("server", "a clean message does not go through: %1"), {words}});
        }
    }

    void tellGtube(Fate fate, const std::string& words)
    {
        switch (fate) {
        case Fate::Passes:
            return step(
                What::Gtube, Verdict::Noted,
                {POSTERN_TEXT("server", "the test for spam goes through. That is right where the milter "
                                        "looks for something else: viruses, signatures"),
                 {}});
        case Fate::Changed:
            return step(What::Gtube, Verdict::Noted,
                        {POSTERN_TEXT("server", "the test for spam goes through, changed: %1"), {words}});
        case Fate::Held:
            return step(What::Gtube, Verdict::Passed,
                        {POSTERN_TEXT("server", "the test for spam is held: %1"), {words}});
        case Fate::Refused:
            return step(What::Gtube, Verdict::Passed,
                        {POSTERN_TEXT("server", "the test for spam does not go through: %1"), {words}});
        }
    }

    // The milter ends with this, and its answers with it.
    void show(What what, const std::string& line, std::function<void(Fate, const std::string&)> then)
    {
        m_begun = Steady::now();
        m_milter->show(requestWith(line), [this, what, then = std::move(then)](model::Stage,
                                                                               const MilterVerdict& verdict) {
            if (verdict.kind == MilterVerdict::Kind::Failed)
                return end(what, {POSTERN_TEXT("server", "it gives no verdict: %1"), {verdict.problem}});
            std::string words = inWords(verdict);
            if (words.empty() && verdict.kind == MilterVerdict::Kind::Discard)
                words = "discard";
            then(fateOf(verdict), words);
        });
    }

    void failed(What what, const ScanOpinion& opinion)
    {
        end(what, {POSTERN_TEXT("server", "it gives no verdict: %1"), {opinion.failure}});
    }

    void step(What what, Verdict verdict, Sentence text)
    {
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - m_begun);
        m_callbacks.step({what, verdict, std::move(text), {}, took});
    }

    void end(What what, Sentence text)
    {
        step(what, Verdict::Failed, std::move(text));
        m_callbacks.done(false);
    }

    net::Reactor& m_reactor;
    const model::Scanner m_scanner;
    const Callbacks m_callbacks;
    stream_protocol::socket m_socket;
    asio::steady_timer m_timer;
    Steady::time_point m_begun;
    const std::unique_ptr<Scanner> m_asker; // none for a milter
    std::unique_ptr<MilterTrial> m_milter;  // for a milter
    bool m_ended = false;
};

ScannerProbe::ScannerProbe(net::Reactor& reactor, const model::Scanner& scanner, Callbacks callbacks)
    : m_trial(std::make_shared<Trial>(reactor, scanner, std::move(callbacks)))
{
    reactor.post([trial = m_trial] { trial->connect(); });
}

ScannerProbe::~ScannerProbe()
{
    m_trial->end();
}

} // namespace postern::scan
