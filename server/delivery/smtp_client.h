// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/dot_stuffing.h"
#include "delivery/job.h"
#include "delivery/protection.h"
#include "delivery/smtp_reply.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace postern::delivery {

// How long a server is waited for, from what is said to it to what it answers (RFC 5321 4.5.3.2).
struct TimeLimits {
    using Seconds = std::chrono::seconds;
    Seconds connect{30};
    Seconds handshake{60};
    Seconds command{300}; // the greeting, too
    Seconds data{120};    // for the go-ahead
    Seconds piece{180};   // until it has taken one of content
    Seconds end{600};
    Seconds quit{5}; // nothing depends on it any more
};

// The client's side of one SMTP (RFC 5321) or LMTP (RFC 2033) connection that carries message after message,
// free of I/O: bytes in, bytes and actions out. Pipelines where the server can (RFC 2920); asks for what the
// message needs (SIZE, 8BITMIME, SMTPUTF8, DSN) and fails a recipient in words where the server lacks it. Not
// thread-safe. Memory is bounded by a message's envelope, whatever the server sends.
class SmtpClient {
public:
    enum class Stage : std::uint8_t { Greeting, Hello, StartTls, LogIn };
    struct Options {
        bool lmtp = false;
        bool implicitTls = false; // encrypted before the greeting
        bool local = false;       // a socket of this machine: nobody can listen, and nothing is encrypted
        std::string hostname;     // of this machine
        std::string user;
        std::string password;
        Protection protection;
        std::string peer; // for answers: "mx.example.test [192.0.2.1]"
        TimeLimits limits;
        // Gets every reply before a message is begun.
        std::function<void(Stage, const SmtpReply&)> watch;
    };
    explicit SmtpClient(Options options);
    const Options& options() const { return m_options; }

    // --- what the driver has to do next
    struct Read {};        // send takeOutput(), then get bytes for input(); wait for timeout() at most
    struct NextJob {};     // begin() or quit()
    struct NeedContent {}; // send takeOutput(), then content() or contentEnd()
    struct Handshake {};   // send takeOutput(), do TLS, then secured() or tlsFailed(); timeout() for it all
    struct Done {          // with the message
        std::vector<Answer> answers; // one for each recipient
    };
    struct Closed {                // the connection is of no use any more; drop it
        std::optional<Answer> why; // unless it ended as it should
        bool clearMayHelp = false; // encrypting failed, and nobody insists on it
    };
    using Step = std::variant<Read, NextJob, NeedContent, Handshake, Done, Closed>;

    Step next();
    void input(std::string_view bytes) { m_replies.input(bytes); }
    std::string takeOutput();
    std::chrono::seconds timeout() const;                // of what is waited for
    std::size_t replies() const { return m_replyCount; } // that have come

    void begin(const spool::Message& message, const std::vector<spool::Recipient>& recipients);
    void content(std::string_view bytes); // the next piece
    void contentEnd();
    void quit();
    void secured(Encryption encryption);
    void tlsFailed(const std::string& why);
    // The connection is lost, or the server was waited for too long.
    void lost(const std::string& why);

private:
    enum class Await : std::uint8_t {
        Greeting,
        Ehlo,
        Helo,
        StartTls,
        Auth,
        Mail,
        Rcpt,
        Data,
        End,
        Rset,
        Quit
    };
    struct Command {
        std::string line;
        Await await{};
        std::size_t recipient = 0;
    };
    struct Transaction {
        spool::Message message;
        std::vector<spool::Recipient> recipients;
        std::vector<std::optional<Answer>> answers;
        std::vector<std::size_t> accepted; // recipients that wait for the end of data
        std::size_t ended = 0;             // of them, by LMTP
        bool refused = false;              // the sender
        bool sending = false;
        DotStuffing stuffing;
    };
    struct Extensions {
        bool pipelining = false;
        bool eightBit = false;
        bool utf8 = false;
        bool dsn = false;
        bool startTls = false;
        bool authPlain = false;
        bool authLogin = false;
        std::optional<std::int64_t> size;
    };

    void say(std::string line, Await await, std::size_t recipient = 0);
    void pump();
    void hello();
    void onReply(const SmtpReply& reply);
    void tell(Await await, const SmtpReply& reply) const;
    void onStartTls(const SmtpReply& reply);
    void onEhlo(const SmtpReply& reply);
    void readExtension(std::string_view line);
    void secure();
    void refuseTls(const std::string& why);
    void logIn();
    void onAuth(const SmtpReply& reply);
    std::optional<Answer> obstacle() const;
    std::string mailLine() const;
    std::string rcptLine(const spool::Recipient& recipient) const;
    void onMail(const SmtpReply& reply);
    void onRcpt(const SmtpReply& reply, std::size_t recipient);
    void onData(const SmtpReply& reply);
    void onEnd(const SmtpReply& reply);
    void answerRest(const Answer& answer);
    void finishMessage(bool reset);
    Answer answerOf(const SmtpReply& reply) const;
    std::string tlsText() const;
    bool isEncrypted() const { return !m_encryption.channel.empty(); }
    bool mayGoClear() const;
    void close(std::optional<Answer> why, bool clearMayHelp = false);

    Options m_options;
    ReplyReader m_replies;
    std::string m_output;
    std::deque<Command> m_toSay;
    std::deque<Command> m_said;
    Extensions m_extensions;
    std::optional<Transaction> m_message;
    std::optional<Done> m_done;
    std::optional<Closed> m_closed;
    Encryption m_encryption;
    std::string m_clearBecause; // why it is not encrypted
    std::size_t m_replyCount = 0;
    int m_loginStep = 0;
    bool m_handshaking = false;
    bool m_needsContent = false;
};

} // namespace postern::delivery
