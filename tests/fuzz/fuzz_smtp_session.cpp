// SPDX-License-Identifier: GPL-3.0-or-later
// A client that sends anything at all. The same bytes, whole and cut into pieces, must have the same effect;
// every reply is a proper one; a message is handed out only between its beginning and its end.
#include "base/utf8.h"
#include "require.h"
#include "smtp/dsn_parameters.h"
#include "smtp/sasl.h"
#include "smtp/session.h"

#include <algorithm>
#include <cstdint>

using namespace postern;
using namespace postern::smtp;

namespace {

// What goes from here into files, fields and commands of our own.
void checkEnvelope(const Transaction& message)
{
    require(message.utf8 ? isHarmlessUtf8(message.sender) : isAscii(message.sender),
            "a sender is an address");
    require(message.envelopeId.empty() || isEnvelopeId(message.envelopeId), "an envelope id is xtext");
    require(message.returnWhat.size() <= 4, "RET is FULL, HDRS or nothing");
    for (const Recipient& recipient : message.recipients) {
        require(message.utf8 ? isHarmlessUtf8(recipient.address) : isAscii(recipient.address),
                "a recipient is an address");
        require(recipient.notify.empty() || notifyOf(recipient.notify) == recipient.notify,
                "NOTIFY is in its canonical form");
        require(recipient.original.empty() || isOriginalRecipient(recipient.original, message.utf8),
                "ORCPT is as RFC 3461 and RFC 6533 say");
    }
}

struct Driver {
    Session session;
    std::string replies;
    std::string messages;
    std::unique_ptr<SaslServer> login;
    bool closed = false;
    bool open = false;

    explicit Driver(const std::shared_ptr<const SessionConfig>& config)
        : session(config, {})
    {
        run();
    }

    void send(std::string_view bytes)
    {
        session.input(bytes);
        run();
    }

    void run()
    {
        bool more = true;
        while (more && !closed) {
            const Step step = session.next();
            const auto* decide = std::get_if<Decide>(&step);
            const bool begins = decide != nullptr && decide->stage == model::Stage::Mail;
            if (open && (begins || session.transaction() == nullptr)) { // RSET between two chunks
                open = false;
                messages += "\nabandoned\n";
            }
            more = !std::holds_alternative<Read>(step);
            std::visit([this](const auto& what) { act(what); }, step);
            replies += session.takeOutput();
        }
    }

    void act(const Read&) {}
    void act(const Write&) {}
    void act(const Close&) { closed = true; }
    void act(const OpenMessage&)
    {
        require(!open, "one message at a time");
        open = true;
        session.opened();
    }
    void act(const Content& content)
    {
        require(open && !content.bytes.empty(), "content belongs to a message");
        messages += content.bytes;
    }
    void act(const DiscardMessage&)
    {
        require(open, "a message that is discarded was open");
        open = false;
        messages += "\ndiscarded\n";
    }
    void act(const CloseMessage&)
    {
        require(open && session.transaction(), "a message that ends was open");
        require(!session.transaction()->recipients.empty(), "a message has recipients");
        checkEnvelope(*session.transaction());
        open = false;
        messages += session.truncated() ? "\ntruncated\n" : "\nend\n";
        session.delivered({250, "2.0.0", "Stored"});
    }
    // TLS is not a matter of bytes in the clear.
    void act(const StartTls&) { session.noTls(); }
    void act(const Handshake&) { require(false, "no handshake without TLS"); }
    void act(const LogIn& step)
    {
        if (step.begins)
            login =
                makeSaslServer(step.mechanism,
                               {{}, [](std::string_view user) { return scramKeysOfNobody(user, "x"); }, "n"});
        require(login != nullptr, "only mechanisms that are offered come here");
        const SaslStep next = step.response ? login->respond(*step.response) : login->begin();
        using Kind = SaslStep::Kind;
        if (next.kind == Kind::Challenge)
            session.challenge(next.text);
        else if (next.kind == Kind::CheckPassword && next.text == "secret")
            session.loggedIn(next.user);
        else
            session.notLoggedIn({535, "5.7.8", next.user});
    }
    void act(const Decide& decide)
    {
        // Any rule will do that refuses some.
        const bool refuse = !decide.argument.empty() && decide.argument.front() == 'x';
        session.decided(refuse ? Answer::refuse({554, "5.7.1", std::string(decide.argument)})
                               : Answer::accept());
    }
};

void checkReplies(std::string_view replies)
{
    while (!replies.empty()) {
        const std::size_t end = replies.find("\r\n");
        require(end != replies.npos && end <= 510, "a reply is a line of 512 octets at most");
        const std::string_view line = replies.substr(0, end);
        require(line.size() >= 4 && line[0] >= '2' && line[0] <= '5', "a reply has a code");
        require(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; }),
                "a reply is printable");
        replies.remove_prefix(end + 2);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto config =
        std::make_shared<const SessionConfig>(SessionConfig{.hostname = "mx.example.test",
                                                            .sizeLimit = 200,
                                                            .recipientLimit = 3,
                                                            .mechanisms = {"PLAIN", "LOGIN", "SCRAM-SHA-256"},
                                                            .loginWithoutTls = true,
                                                            .errorLimit = 20});
    Driver whole(config);
    whole.send(bytes);
    checkReplies(whole.replies);

    Driver pieces(config);
    for (std::size_t at = 0, step = 1; at < size; at += step, step = step % 3 + 1)
        pieces.send(std::string_view(bytes).substr(at, step));
    require(pieces.replies == whole.replies, "replies do not depend on how the bytes arrive");
    require(pieces.closed == whole.closed, "the end does not depend on how the bytes arrive");
    // Of a message cut off at the limit, how much is handed out does depend on it.
    require(whole.session.truncated() || whole.messages.find("truncated") != std::string::npos ||
                whole.messages.find("discarded") != std::string::npos ||
                whole.messages.find("abandoned") != std::string::npos || whole.open ||
                pieces.messages == whole.messages,
            "messages do not depend on how the bytes arrive");
    return 0;
}
