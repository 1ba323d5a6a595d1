// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "model/check.h"
#include "scan/milter_macros.h"
#include "scan/milter_packet.h"
#include "scan/milter_verdict.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace postern::scan {

// What there is to tell a milter, by the time of the question; what has not come yet is empty.
struct MilterTalk {
    std::string clientName; // "mail.example.com", or "[192.0.2.1]" where it has none
    IpAddress client;
    std::uint16_t port = 0;
    std::string helo;
    std::string sender;                        // "" is the null sender
    std::vector<std::string> senderParameters; // "SIZE=1000"
    std::string recipient;
    MilterMacros macros;
};

// The mail server's side of one connection to a milter (protocol version 2 to 6), free of I/O: bytes in,
// bytes and actions out. Carries one client's connection with message after message; what the milter does not
// want to see, or does not answer, is left out. Not thread-safe. Memory is bounded by the header of a
// message, and by what a milter may change of it, whatever it says.
class MilterSession {
public:
    // --- what the driver has to do next
    struct Idle {};        // ask()
    struct Read {};        // send takeOutput(), then get bytes for input()
    struct NeedContent {}; // send takeOutput(), then content() or contentEnd()
    struct Answered {
        MilterVerdict verdict;
    };
    struct Closed {}; // the connection is of no use any more
    using Step = std::variant<Idle, Read, NeedContent, Answered, Closed>;

    Step next();
    std::string takeOutput();
    void input(std::string_view bytes) { m_packets.input(bytes); }
    // The milter works on it (SMFIR_PROGRESS), or has taken a step of what it is asked.
    std::size_t progress() const { return m_progress; }

    // What it says of this stage; at Stage::Data of the whole message, which is asked for in pieces. It is
    // told first what it has not heard yet, but for recipients: those are asked about one by one, within a
    // message that it was asked about. One question at a time.
    void ask(model::Stage stage, const MilterTalk& talk);
    // A piece of the message from its first octet on: header, empty line, body. Of any size.
    void content(std::string_view bytes);
    void contentEnd();
    // The message comes to nothing: RSET, a refusal by others, the client's end.
    void abort();
    // Send takeOutput() and close.
    void quit();
    void lost(const std::string& why);

    // It takes part in the message that was asked about last.
    bool inMessage() const { return m_inMessage; }

    static constexpr std::size_t maxHeader = 256 * 1024; // of a message, to be shown to a milter
    static constexpr std::size_t maxHeaderFields = 4'000;

private:
    struct Event {
        milter::Command command{};
        std::string data;
    };
    enum class Content : std::uint8_t { None, Header, Body };

    void tell(milter::Command command, std::string data = {});
    void pump();
    bool isWanted(milter::Command command) const;
    bool isAnswered(milter::Command command) const;
    void send(const Event& event);
    void sendMacros(milter::Command command);
    bool has(std::uint32_t step) const { return (m_steps & step) != 0; }

    void onPacket(const MilterPacket& packet);
    void onNegotiated(const MilterPacket& packet);
    void chooseMacros(MilterData& data);
    void onAnswer(const MilterPacket& packet);
    void onChange(const MilterPacket& packet);
    bool mayChange(milter::Answer answer) const;
    void addField(MilterChange change);
    void replaceBody(std::string_view piece);
    void refuse(MilterVerdict::Kind kind, MilterReply reply = {}, bool close = false);
    void onReplyCode(std::string_view words);
    void onAccept();
    void onSkip();
    void finish(MilterVerdict verdict);
    void fail(std::string problem);
    void takeHeader(std::string_view bytes);
    void tellHeader();
    void tellBody(std::string_view bytes);
    void endContent();
    bool wantsBody() const;

    MilterPacketReader m_packets;
    std::string m_output;
    std::deque<Event> m_events; // that it is to be told
    std::optional<milter::Command> m_awaited;
    std::optional<MilterVerdict> m_answer;
    MilterTalk m_talk;
    MilterMacroChoice m_macroChoice;
    MilterChanges m_changes;
    std::string m_header;        // as far as it has come
    std::uint32_t m_version = 0; // 0: nothing was negotiated yet
    std::uint32_t m_steps = 0;
    std::uint32_t m_actions = 0;
    std::size_t m_progress = 0;
    std::size_t m_packetsOfAnswer = 0;
    std::size_t m_changedOctets = 0;
    std::string m_toldHelo;
    Content m_content = Content::None;
    bool m_asked = false;
    bool m_negotiating = false;
    bool m_toldConnect = false;
    bool m_inMessage = false;
    bool m_doneWithClient = false; // it wants to hear no more of this connection
    bool m_skipBody = false;
    bool m_closed = false;
};

} // namespace postern::scan
