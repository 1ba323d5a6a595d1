// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::scan {

// The milter protocol, version 6, as libmilter speaks it: packets of a length (32 bits in network order, of
// all that follows), a letter and data. Numbers within data are in network order, texts end with a NUL.
namespace milter {

inline constexpr std::uint32_t version = 6;
inline constexpr std::uint32_t oldestVersion = 2;
// Of the body in one packet; nothing larger is negotiated.
inline constexpr std::size_t chunkSize = 65'535;

// What a mail server says.
enum class Command : char {
    Abort = 'A',
    Body = 'B',
    Connect = 'C',
    Macros = 'D',
    EndOfMessage = 'E',
    Helo = 'H',
    Header = 'L',
    Mail = 'M',
    EndOfHeader = 'N',
    Negotiate = 'O',
    Quit = 'Q',
    Rcpt = 'R',
    Data = 'T',
};

// What a milter answers.
enum class Answer : char {
    AddRecipient = '+',
    DeleteRecipient = '-',
    AddRecipientWithParameters = '2',
    Shutdown = '4', // 421, and the end of the client's connection
    Accept = 'a',
    ReplaceBody = 'b',
    Continue = 'c',
    Discard = 'd',
    ChangeSender = 'e',
    ConnectionFailure = 'f',
    AddHeader = 'h',
    InsertHeader = 'i',
    ChangeHeader = 'm',
    Negotiate = 'O',
    Progress = 'p',
    Quarantine = 'q',
    Reject = 'r',
    Skip = 's', // the rest of the body
    TemporaryFailure = 't',
    ReplyCode = 'y',
};

// What a milter may want to do (SMFIF_…).
enum Action : std::uint32_t {
    AddHeaders = 0x01,
    ChangeBody = 0x02,
    AddRecipients = 0x04,
    DeleteRecipients = 0x08,
    ChangeHeaders = 0x10,
    MayQuarantine = 0x20,
    ChangeSenders = 0x40,
    AddRecipientsWithParameters = 0x80,
    ChooseMacros = 0x100,
};

// What it does not want to be told (SMFIP_NO…), what it does not answer (SMFIP_NR_…), and more.
enum Step : std::uint32_t {
    NoConnect = 0x01,
    NoHelo = 0x02,
    NoMail = 0x04,
    NoRcpt = 0x08,
    NoBody = 0x10,
    NoHeaders = 0x20,
    NoEndOfHeader = 0x40,
    SilentHeader = 0x80,
    NoUnknown = 0x100,
    NoData = 0x200,
    MaySkip = 0x400,
    RejectedRecipients = 0x800, // wants to be told of these, too
    SilentConnect = 0x1000,
    SilentHelo = 0x2000,
    SilentMail = 0x4000,
    SilentRcpt = 0x8000,
    SilentData = 0x10000,
    SilentUnknown = 0x20000,
    SilentEndOfHeader = 0x40000,
    SilentBody = 0x80000,
    LeadingBlanks = 0x100000, // of a field's value stay
};

} // namespace milter

struct MilterPacket {
    char name = 0;
    std::string data;

    bool operator==(const MilterPacket&) const = default;
};

std::string milterPacket(milter::Command command, std::string_view data = {});
std::string milterNumber(std::uint32_t value);
std::string milterText(std::string_view text); // with its NUL; what stands behind a NUL in it is cut off

// Makes packets of bytes that come in pieces of any size. Holds one packet at most, and no more than that is
// read of: a packet that says to be longer breaks it for good.
class MilterPacketReader {
public:
    static constexpr std::size_t longest = 128 * 1024; // of letter and data

    void input(std::string_view bytes);
    std::optional<MilterPacket> next(); // nullopt: more is wanted, or broken()
    bool broken() const { return m_broken; }
    // Part of a packet has come.
    bool inPacket() const { return m_taken < m_input.size(); }

private:
    std::string m_input;
    std::size_t m_taken = 0; // of m_input
    bool m_broken = false;
};

// Takes the data of a packet apart. Whatever is not there makes it bad() for good.
class MilterData {
public:
    explicit MilterData(std::string_view data)
        : m_rest(data)
    {
    }

    std::uint32_t number();
    std::string text(); // up to its NUL
    std::string_view rest() { return std::exchange(m_rest, {}); }
    bool atEnd() const { return m_rest.empty(); }
    bool bad() const { return m_bad; }

private:
    std::string_view m_rest;
    bool m_bad = false;
};

} // namespace postern::scan
