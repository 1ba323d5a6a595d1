// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/milter_session.h"

#include "scan/message_fields.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::scan {

namespace {

using milter::Answer;
using milter::Command;
using model::Stage;
using Kind = MilterVerdict::Kind;

// No more than what is carried out here. Recipients and senders are the policy's: a milter must not make an
// open relay.
constexpr std::uint32_t offeredActions =
    milter::AddHeaders | milter::ChangeHeaders | milter::ChangeBody | milter::MayQuarantine;
constexpr std::uint32_t offeredSteps =
    milter::NoConnect | milter::NoHelo | milter::NoMail | milter::NoRcpt | milter::NoBody |
    milter::NoHeaders | milter::NoEndOfHeader | milter::NoUnknown | milter::NoData | milter::MaySkip |
    milter::SilentHeader | milter::SilentConnect | milter::SilentHelo | milter::SilentMail |
    milter::SilentRcpt | milter::SilentData | milter::SilentUnknown | milter::SilentEndOfHeader |
    milter::SilentBody | milter::LeadingBlanks;

// Of what a milter says before it answers: its changes, and that it works on it.
constexpr std::size_t mostPackets = 20'000;

struct Masks {
    Command command;
    std::uint32_t unwanted;
    std::uint32_t silent;
};
constexpr std::array<Masks, 8> allMasks{{
    {Command::Connect, milter::NoConnect, milter::SilentConnect},
    {Command::Helo, milter::NoHelo, milter::SilentHelo},
    {Command::Mail, milter::NoMail, milter::SilentMail},
    {Command::Rcpt, milter::NoRcpt, milter::SilentRcpt},
    {Command::Data, milter::NoData, milter::SilentData},
    {Command::Header, milter::NoHeaders, milter::SilentHeader},
    {Command::EndOfHeader, milter::NoEndOfHeader, milter::SilentEndOfHeader},
    {Command::Body, milter::NoBody, milter::SilentBody},
}};

const Masks* masksOf(Command command)
{
    const auto* found = std::find_if(allMasks.begin(), allMasks.end(),
                                     [command](const Masks& masks) { return masks.command == command; });
    return found == allMasks.end() ? nullptr : found;
}

std::string portOf(std::uint16_t port)
{
    return {char(port >> 8U), char(port & 0xffU)};
}

std::string connectData(const MilterTalk& talk)
{
    return milterText(talk.clientName) + (talk.client.isV4() ? '4' : '6') + portOf(talk.port) +
           milterText(talk.client.toString());
}

std::string mailData(const MilterTalk& talk)
{
    std::string data = milterText('<' + talk.sender + '>');
    for (const std::string& parameter : talk.senderParameters)
        data += milterText(parameter);
    return data;
}

// Lines of a folded value end with LF alone, as every mail server tells them.
std::string headerData(std::string_view field, bool leadingBlank)
{
    std::string_view value = fieldValue(field);
    if (!leadingBlank && value.starts_with(' '))
        value.remove_prefix(1);
    std::string plain;
    for (const char c : value) {
        if (c != '\r')
            plain += c;
    }
    return milterText(fieldName(field)) + milterText(plain);
}

std::string nameOf(const MilterPacket& packet)
{
    return packet.name > ' ' && packet.name < 0x7f ? std::string(1, packet.name) : "an unknown octet";
}

} // namespace

std::string MilterSession::takeOutput()
{
    return std::exchange(m_output, {});
}

MilterSession::Step MilterSession::next()
{
    while (true) {
        if (m_answer)
            return Answered{*std::exchange(m_answer, std::nullopt)};
        if (m_closed)
            return Closed{};
        if (const auto packet = m_packets.next()) {
            onPacket(*packet);
            continue;
        }
        if (m_packets.broken()) {
            fail("it says what is no milter protocol");
            continue;
        }
        if (!m_asked)
            return Idle{};
        if (m_awaited || m_negotiating)
            return Read{};
        if (m_content != Content::None)
            return NeedContent{};
        return Read{}; // not to be reached: what was asked has been told and answered
    }
}

void MilterSession::ask(Stage stage, const MilterTalk& talk)
{
    m_asked = true;
    m_packetsOfAnswer = 0;
    m_talk = talk;
    if (m_closed)
        return finish({Kind::Failed, {}, false, "its connection has ended", {}});
    if (m_doneWithClient || (stage >= Stage::Rcpt && !m_inMessage))
        return finish({});
    if (m_version == 0 && !m_negotiating) {
        m_output += milterPacket(Command::Negotiate, milterNumber(milter::version) +
                                                         milterNumber(offeredActions | milter::ChooseMacros) +
                                                         milterNumber(offeredSteps));
        m_negotiating = true;
    }
    if (!std::exchange(m_toldConnect, true))
        tell(Command::Connect, connectData(talk));
    const bool heloAgain = stage == Stage::Helo || (stage == Stage::Mail && talk.helo != m_toldHelo);
    if (heloAgain && !talk.helo.empty()) {
        m_toldHelo = talk.helo;
        tell(Command::Helo, milterText(talk.helo));
    }
    if (stage == Stage::Mail) {
        m_inMessage = true;
        tell(Command::Mail, mailData(talk));
    } else if (stage == Stage::Rcpt) {
        tell(Command::Rcpt, milterText('<' + talk.recipient + '>'));
    } else if (stage == Stage::Data) {
        m_content = Content::Header;
        m_header.clear();
        m_skipBody = false;
        m_changes = {};
        m_changedOctets = 0;
        tell(Command::Data);
    }
    pump();
}

void MilterSession::tell(Command command, std::string data)
{
    m_events.push_back({command, std::move(data)});
}

bool MilterSession::isWanted(Command command) const
{
    constexpr std::uint32_t dataSince = 4;
    if ((command == Command::Data && m_version < dataSince) || (command == Command::Body && m_skipBody))
        return false;
    const Masks* masks = masksOf(command);
    return masks == nullptr || !has(masks->unwanted);
}

bool MilterSession::isAnswered(Command command) const
{
    const Masks* masks = masksOf(command);
    return masks == nullptr || !has(masks->silent);
}

// Says what there is to say, up to what must be answered first.
void MilterSession::pump()
{
    if (m_negotiating || m_awaited)
        return;
    if (m_content == Content::Body && !wantsBody())
        endContent();
    while (!m_events.empty() && !m_awaited) {
        const Event event = std::move(m_events.front());
        m_events.pop_front();
        if (isWanted(event.command))
            send(event);
    }
    if (m_asked && !m_answer && !m_awaited && m_content == Content::None)
        finish({}); // nothing of it is answered
}

void MilterSession::send(const Event& event)
{
    sendMacros(event.command);
    m_output += milterPacket(event.command, event.data);
    if (isAnswered(event.command))
        m_awaited = event.command;
}

void MilterSession::sendMacros(Command command)
{
    const std::string macros = m_macroChoice.told(command, m_talk.macros);
    if (!macros.empty())
        m_output += milterPacket(Command::Macros, macros);
}

void MilterSession::onPacket(const MilterPacket& packet)
{
    ++m_progress;
    if (m_negotiating)
        return onNegotiated(packet);
    if (!m_awaited)
        return fail("it answers what it was not asked");
    if (++m_packetsOfAnswer > mostPackets)
        return fail("it says too much before it answers");
    onAnswer(packet);
}

void MilterSession::onNegotiated(const MilterPacket& packet)
{
    MilterData data(packet.data);
    const std::uint32_t version = data.number();
    m_actions = data.number();
    m_steps = data.number();
    if (packet.name != char(Answer::Negotiate) || data.bad())
        return fail("it does not answer the negotiation");
    if (version < milter::oldestVersion || version > milter::version)
        return fail("it speaks version " + std::to_string(version) + " of the milter protocol");
    if ((m_actions & ~(offeredActions | milter::ChooseMacros)) != 0)
        return fail("it wants to change senders or recipients, which no milter may do here");
    if ((m_steps & ~offeredSteps) != 0)
        return fail("it wants a protocol that it was not offered");
    m_version = version;
    m_negotiating = false;
    chooseMacros(data);
    if (!m_closed)
        pump();
}

void MilterSession::chooseMacros(MilterData& data)
{
    while (!data.atEnd()) {
        const std::uint32_t stage = data.number();
        const std::string names = data.text();
        if (data.bad() || !m_macroChoice.choose(stage, names))
            return fail("it chooses macros in a way that is not understood");
    }
}

void MilterSession::onAnswer(const MilterPacket& packet)
{
    switch (Answer(packet.name)) {
    case Answer::Progress:
        return;
    case Answer::Continue:
        if (m_awaited == Command::EndOfMessage)
            return onAccept();
        m_awaited.reset();
        return pump();
    case Answer::Accept:
        return onAccept();
    case Answer::Reject:
        return refuse(Kind::Reject);
    case Answer::TemporaryFailure:
        return refuse(Kind::Defer);
    case Answer::Shutdown:
        return refuse(Kind::Defer, {421, "4.7.0", "Try again later"}, true);
    case Answer::ReplyCode:
        return onReplyCode(packet.data);
    case Answer::Discard:
        if (*m_awaited == Command::Connect || *m_awaited == Command::Helo)
            return fail("it wants to discard a message before there is one");
        return refuse(Kind::Discard);
    case Answer::Skip:
        return onSkip();
    default:
        return onChange(packet);
    }
}

// Of a connection, of a message, or of a message's end, where there may be changes.
void MilterSession::onAccept()
{
    MilterVerdict verdict;
    if (*m_awaited == Command::Connect || *m_awaited == Command::Helo)
        m_doneWithClient = true;
    m_inMessage = false;
    if (*m_awaited == Command::EndOfMessage) {
        if (m_changes.body) {
            m_changes.body = properBody(*m_changes.body);
            if (!m_changes.body)
                return fail("the body that it makes has a NUL in it");
        }
        verdict.changes = std::move(m_changes);
    }
    finish(std::move(verdict));
}

void MilterSession::onSkip()
{
    if (*m_awaited != Command::Body || !has(milter::MaySkip))
        return fail("it skips what cannot be skipped");
    m_skipBody = true;
    m_awaited.reset();
    pump();
}

void MilterSession::onReplyCode(std::string_view words)
{
    auto reply = parseMilterReply(words);
    if (!reply)
        return fail("it refuses in words that are no reply");
    const Kind kind = reply->code >= 500 ? Kind::Reject : Kind::Defer;
    const bool close = reply->code == 421; // RFC 5321 3.8
    refuse(kind, std::move(*reply), close);
}

// A recipient that is refused leaves the message as it is; so does a HELO, which may come again.
void MilterSession::refuse(Kind kind, MilterReply reply, bool close)
{
    const Command about = *m_awaited;
    if (about == Command::Connect)
        m_doneWithClient = true;
    else if (about == Command::Helo)
        m_toldHelo.clear();
    if (about != Command::Rcpt || kind == Kind::Discard)
        m_inMessage = false;
    finish({kind, std::move(reply), close, {}, {}});
}

bool MilterSession::mayChange(Answer answer) const
{
    switch (answer) {
    case Answer::AddHeader:
    case Answer::InsertHeader:
        return (m_actions & milter::AddHeaders) != 0;
    case Answer::ChangeHeader:
        return (m_actions & milter::ChangeHeaders) != 0;
    case Answer::ReplaceBody:
        return (m_actions & milter::ChangeBody) != 0;
    case Answer::Quarantine:
        return (m_actions & milter::MayQuarantine) != 0;
    default:
        return false;
    }
}

void MilterSession::onChange(const MilterPacket& packet)
{
    const auto answer = Answer(packet.name);
    if (*m_awaited != Command::EndOfMessage || !mayChange(answer))
        return fail("it says what it may not say here: " + nameOf(packet));
    MilterData data(packet.data);
    MilterChange change;
    switch (answer) {
    case Answer::ReplaceBody:
        return replaceBody(packet.data);
    case Answer::Quarantine: {
        constexpr std::size_t longestReason = 500;
        std::string reason = data.text().substr(0, longestReason);
        if (data.bad())
            return fail("it quarantines without saying why");
        m_changes.quarantine = std::move(reason);
        return;
    }
    case Answer::InsertHeader:
    case Answer::ChangeHeader:
        change.kind =
            answer == Answer::InsertHeader ? MilterChange::Kind::Insert : MilterChange::Kind::Change;
        change.index = data.number();
        break;
    default:
        break;
    }
    change.name = data.text();
    change.value = data.text();
    if (data.bad() || !data.atEnd())
        return fail("it changes a field in a way that is not understood");
    addField(std::move(change));
}

void MilterSession::addField(MilterChange change)
{
    m_changedOctets += change.name.size() + change.value.size();
    if (m_changes.header.size() == MilterChanges::maxFields || m_changedOctets > MilterChanges::maxOctets)
        return fail("it changes too many fields");
    auto proper = properChange(std::move(change));
    if (!proper)
        return fail("it adds what is no field of a header");
    m_changes.header.push_back(std::move(*proper));
}

void MilterSession::replaceBody(std::string_view piece)
{
    if (!m_changes.body)
        m_changes.body.emplace();
    if (m_changes.body->size() + piece.size() > MilterChanges::maxBody)
        return fail("the body that it makes is too large");
    *m_changes.body += piece;
}

void MilterSession::finish(MilterVerdict verdict)
{
    m_answer = std::move(verdict);
    m_asked = false;
    m_awaited.reset();
    m_content = Content::None;
    m_events.clear();
    std::string().swap(m_header);
}

void MilterSession::fail(std::string problem)
{
    const bool asked = m_asked;
    m_closed = true;
    m_inMessage = false;
    m_negotiating = false;
    if (asked)
        finish({Kind::Failed, {}, false, std::move(problem), {}});
}

void MilterSession::lost(const std::string& why)
{
    fail(why);
}

bool MilterSession::wantsBody() const
{
    return !m_skipBody && !has(milter::NoBody);
}

void MilterSession::content(std::string_view bytes)
{
    if (m_content == Content::Header)
        takeHeader(bytes);
    else if (m_content == Content::Body)
        tellBody(bytes);
    pump();
}

void MilterSession::takeHeader(std::string_view bytes)
{
    m_header += bytes;
    const HeaderEnd end = headerEnd(m_header);
    if (!end.found() && m_header.size() <= maxHeader)
        return;
    if (!end.found() || end.header > maxHeader)
        return fail("the header of the message is too large to be shown");
    const std::string body = m_header.substr(end.body);
    m_header.resize(end.header);
    tellHeader();
    if (!m_closed)
        tellBody(body);
}

void MilterSession::tellHeader()
{
    m_content = Content::Body;
    const std::vector<std::string> fields = fieldsOf(m_header);
    std::string().swap(m_header);
    if (fields.size() > maxHeaderFields)
        return fail("the header of the message has too many fields to be shown");
    for (const std::string& field : fields)
        tell(Command::Header, headerData(field, has(milter::LeadingBlanks)));
    tell(Command::EndOfHeader);
}

void MilterSession::tellBody(std::string_view bytes)
{
    while (!bytes.empty() && wantsBody()) {
        tell(Command::Body, std::string(bytes.substr(0, milter::chunkSize)));
        bytes.remove_prefix(std::min(bytes.size(), milter::chunkSize));
    }
}

void MilterSession::contentEnd()
{
    if (m_content == Content::Header)
        tellHeader(); // there is no body
    if (m_content == Content::Body)
        endContent();
    pump();
}

void MilterSession::endContent()
{
    m_content = Content::None;
    tell(Command::EndOfMessage);
}

void MilterSession::abort()
{
    if (std::exchange(m_inMessage, false) && !m_closed && m_version != 0)
        m_output += milterPacket(Command::Abort);
    m_closed = m_closed || m_asked; // its answer would be taken for that to the next question
    if (m_asked)
        finish({});
    m_answer.reset();
}

void MilterSession::quit()
{
    if (!m_closed && m_version != 0)
        m_output += milterPacket(Command::Quit);
    m_closed = true;
}

} // namespace postern::scan
