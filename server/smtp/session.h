// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/check.h"
#include "policy/reply.h"
#include "smtp/command_parser.h"
#include "smtp/data_reader.h"
#include "smtp/extensions.h"
#include "smtp/message_header.h"
#include "smtp/session_config.h"
#include "smtp/transaction.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace postern::smtp {

using Reply = policy::Reply;

// What the driver of a session has to do next.

// Send takeOutput(), then get more bytes from the client and give them to input().
struct Read {};
// Send takeOutput() before anything else: replies have piled up. Then next() again.
struct Write {};
// Ask the policy, then decided(). `argument` is what is being decided on: nothing at Connect, the HELO name,
// the sender ("" is the null sender) or the recipient; transaction() holds the rest. Valid until decided().
struct Decide {
    model::Stage stage;
    std::string_view argument;
};
// A message is about to come: prepare to store it, then opened().
struct OpenMessage {};
// A piece of the message as it is to be stored: lines end with CR LF, no dot-stuffing. Valid until the next
// call of any function of the session.
struct Content {
    std::string_view bytes;
};
// The message is complete. Decide on Stage::Data, make it durable, then delivered(). Where truncated() says
// that not all was handed out, only a refusal will do.
struct CloseMessage {};
// The content was no proper SMTP and the session has answered already: throw away what was stored.
// transaction() still tells whose it was, until next().
struct DiscardMessage {
    std::string_view reply; // as sent, without CR LF
};
// The client asks for TLS: startTls() where it can be had, else noTls().
struct StartTls {};
// Send takeOutput(), do the server's side of a TLS handshake, then secured(). Where it fails, the connection
// is of no use any more: end it without a word.
struct Handshake {};
// Somebody logs in (RFC 4954). `response` is what the client says now, out of its base64: nullopt where it
// has begun without a first response. Then challenge(), loggedIn() or notLoggedIn(). Valid until then.
struct LogIn {
    std::string_view mechanism; // in upper case
    std::optional<std::string_view> response;
    bool begins = false; // a new log-in
};
// Send takeOutput(), then close the connection. The session is over.
struct Close {};

using Step = std::variant<Read, Write, Decide, OpenMessage, Content, CloseMessage, DiscardMessage, StartTls,
                          Handshake, LogIn, Close>;

// What the driver's policy says at a Decide.
struct Answer {
    enum class Kind : std::uint8_t {
        Accept,
        Refuse, // with `reply`; at Connect the client may only QUIT then (RFC 5321 3.1)
        Close,  // with `reply`, and the session ends
    };
    Kind kind = Kind::Accept;
    Reply reply;                                                 // complete with its reference
    policy::Destination destination = policy::Destination::None; // at Rcpt

    static Answer accept(policy::Destination destination = policy::Destination::None)
    {
        return {Kind::Accept, {}, destination};
    }
    static Answer refuse(Reply reply) { return {Kind::Refuse, std::move(reply)}; }
    static Answer close(Reply reply) { return {Kind::Close, std::move(reply)}; }
};

// The server's side of one SMTP connection (RFC 5321), free of I/O: bytes in, replies and actions out.
// Replies to pipelined commands gather in the output and go out together (RFC 2920). Memory is bounded by
// what input() was given at once plus one command line, whatever the client sends. Not thread-safe; cheap
// when idle.
//
//     for (;;) { Step step = session.next(); …do what it says… }
class Session {
public:
    Session(std::shared_ptr<const SessionConfig> config, Peer peer);

    // Bytes from the client, as they came. Copied.
    void input(std::string_view bytes);
    // Asked twice without an answer in between, it says the same again, except for Content, DiscardMessage.
    Step next();
    // Replies to send, complete lines. Empty where there are none.
    std::string takeOutput();

    void decided(const Answer& answer);
    void opened();                      // send the message now
    void notOpened(const Reply& reply); // cannot store it (452 4.3.1); the transaction is over
    void delivered(const Reply& reply); // 250 with the queue id, or why not; the transaction is over
    void
    reconfigure(std::shared_ptr<const SessionConfig> config); // at Decide{Mail}, so that a message has one

    void startTls();
    void noTls();
    // Everything that comes from here on is encrypted; `tls` says how: "TLSv1.3 TLS_AES_256_GCM_SHA384". What
    // was said before is forgotten (RFC 3207 4.2).
    void secured(std::string tls);
    const std::string& tls() const { return m_tls; } // "": in the clear

    void challenge(std::string_view text);
    void loggedIn(std::string user);
    void notLoggedIn(const Reply& reply);              // the session ends with a 421
    const std::string& user() const { return m_user; } // who has logged in, or ""

    // The session's end from this side: next() says Close from here on.
    enum class End : std::uint8_t {
        TimedOut,           // RFC 5321 4.5.3.2
        ShuttingDown,       // RFC 5321 3.8
        TooManyConnections, // in place of the greeting
        NoProxyHeader,      // in place of the greeting
        Failed,             // something broke here
        Disconnected,       // an administrator wants it
    };
    void end(End why);
    void end(const Reply& answer);

    const Peer& peer() const { return m_peer; }
    const std::string& helo() const { return m_helo; } // the last that was accepted, "" before
    bool esmtp() const { return m_esmtp; }             // it was EHLO
    // From MAIL (also while it is being decided) until delivered().
    const Transaction* transaction() const { return m_transaction ? &*m_transaction : nullptr; }
    bool truncated() const; // the message is larger than the limit and was not handed out whole
    int commands() const { return m_commands; }        // lines that were taken as such, good ones or bad
    bool talkedEarly() const { return m_talkedEarly; } // sent something before the greeting (RFC 5321 4.3.1)
    bool inMessage() const
    {
        return m_state == State::Content || m_state == State::Chunk || m_state == State::Delivering;
    }

private:
    struct Verb; // verbs.cpp
    enum class State : std::uint8_t {
        LoggingIn,    // waits for challenge(), loggedIn() or notLoggedIn()
        Challenged,   // takes the client's response
        StartingTls,  // waits for startTls()
        Handshaking,  // waits for secured()
        Deciding,     // waits for decided()
        Commands,     // takes command lines
        Barred,       // refused at connect: QUIT is all that is left
        Opening,      // waits for opened()
        Content,      // takes the message
        Chunk,        // takes a part of it (BDAT)
        SkippedChunk, // takes what nobody wants of it
        Delivering,   // waits for delivered()
        Discarded,    // content was refused; the transaction stands until the driver has seen it
        Closing,
    };

    // session.cpp
    std::optional<Step> waiting();
    void decide(model::Stage stage, std::string_view argument);
    void accepted(const Answer& answer);
    void refused(const Answer& answer);
    Step nextContent();
    std::optional<Step> nextChunk();
    std::optional<Step> endChunk();
    std::optional<Step> skipChunk();
    std::string_view takeChunk();
    void noteContent(std::string_view content);
    ContentProblem contentProblem() const;
    Step endContent();
    void endTransaction();
    bool runNextLine();
    void tooLong();
    void skip(std::size_t octets);
    void runLine(std::string_view line);
    void run(const Verb& verb, std::string_view argument);
    void reply(std::string_view line);
    void reply(const Reply& answer);
    void replyError(std::string_view line); // counts towards the limit of errors
    void close(std::string_view line);
    void compact();

    // verbs.cpp
    static std::span<const Verb> verbs();
    static const Verb* findVerb(std::string_view name);
    std::size_t longestLine(std::string_view input) const;
    void onHelo(std::string_view argument);
    void onEhlo(std::string_view argument);
    void onMail(std::string_view argument);
    void onRcpt(std::string_view argument);
    void onData(std::string_view argument);
    void onRset(std::string_view argument);
    void onNoop(std::string_view argument);
    void onVrfy(std::string_view argument);
    void onHelp(std::string_view argument);
    void onQuit(std::string_view argument);
    void onAuth(std::string_view argument);
    void takeResponse(std::string_view line);
    void logIn(std::string_view encoded);
    std::string_view authProblem(std::string_view mechanism) const;
    void onBdat(std::string_view argument);
    std::string_view chunkProblem() const;
    void onStartTls(std::string_view argument);
    void onUnimplemented(std::string_view argument);
    void onHttp(std::string_view argument);
    void hello(std::string_view argument, bool extended);
    void greetExtended();
    Moment moment() const;

    std::shared_ptr<const SessionConfig> m_config;
    Peer m_peer;
    std::string m_input;
    std::size_t m_taken = 0; // of m_input
    std::string m_output;
    std::string m_helo;
    std::string m_tls;
    std::string m_user;
    std::string m_mechanism;
    std::optional<std::string> m_response;
    bool m_logInBegins = false;
    std::string m_pending; // argument of the decision asked for
    std::optional<Transaction> m_transaction;
    DataReader m_data;
    ChunkReader m_chunks;
    std::int64_t m_chunkSize = 0;
    std::int64_t m_chunkLeft = 0;
    bool m_chunkIsLast = false;
    bool m_byChunks = false;    // the message that is being opened
    std::string m_chunkRefusal; // once it has been skipped
    HeaderScanner m_header;
    int m_errors = 0;
    int m_commands = 0;
    State m_state = State::Deciding;
    model::Stage m_stage = model::Stage::Connect;
    bool m_esmtp = false;
    bool m_pendingEsmtp = false;
    bool m_talkedEarly = false;
    bool m_skipping = false; // the rest of a line that is too long
};

} // namespace postern::smtp
