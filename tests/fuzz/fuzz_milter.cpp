// SPDX-License-Identifier: GPL-3.0-or-later
// What a milter says, in pieces of seven octets, to two messages by one connection.
#include "require.h"
#include "scan/message_fields.h"
#include "scan/milter_session.h"

#include <algorithm>
#include <cstdint>
#include <string>

using namespace postern;
using namespace postern::scan;
using model::Stage;

namespace {

constexpr std::string_view mail = "From: joe@ex.org\r\nSubject: Hello\r\n world\r\n\r\nBody\r\n.\r\n";

void checkReply(const MilterVerdict& verdict)
{
    const MilterReply& reply = verdict.reply;
    if (reply.code == 0)
        return;
    const int kind = verdict.kind == MilterVerdict::Kind::Reject ? 5 : 4;
    require(reply.code / 100 == kind, "a reply fits its verdict");
    require(reply.status.front() == char('0' + kind), "its status, too");
    require(reply.text.size() <= 400, "its text is bounded");
    for (const char c : reply.text)
        require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f, "its text is one line");
}

void checkChanges(const MilterChanges& changes)
{
    require(changes.header.size() <= MilterChanges::maxFields, "changes are bounded");
    const std::string header =
        changedHeader("From: joe@ex.org\r\nSubject: Hello\r\n world\r\n", changes.header);
    const HeaderEnd end = headerEnd(header + "\r\nBody");
    require(end.header == header.size() && end.body == end.header + 2, "a changed header is one header");
    for (std::size_t i = 0; i < header.size(); ++i) {
        require(header[i] != '\r' || header[i + 1] == '\n', "no bare CR");
        require(header[i] != '\n' || header[i - 1] == '\r', "no bare LF");
        require(header[i] != '\0', "no NUL");
    }
    if (!changes.body || changes.body->empty())
        return;
    require(changes.body->size() <= 2 * MilterChanges::maxBody + 2, "a body is bounded");
    require(changes.body->ends_with("\r\n"), "the last line of a body ends");
    std::string lines = *changes.body;
    for (std::size_t at = 0; (at = lines.find("\r\n", at)) != lines.npos;)
        lines.erase(at, 2);
    require(lines.find_first_of(std::string_view("\r\n\0", 3)) == lines.npos, "lines end with CR LF only");
}

// False: the connection is over.
bool ask(MilterSession& session, Stage stage, std::string_view& said)
{
    MilterTalk talk;
    talk.clientName = "[192.0.2.1]";
    talk.helo = "client.example";
    talk.macros = {{"j", "mail.example"}, {"i", "K7Q2M9XD"}};
    session.ask(stage, talk);
    std::size_t offset = 0;
    const std::size_t bound = 10 * said.size() + 1000;
    for (std::size_t steps = 0; steps < bound; ++steps) {
        constexpr std::size_t piece = 7;
        const MilterSession::Step step = session.next();
        session.takeOutput();
        if (const auto* answered = std::get_if<MilterSession::Answered>(&step)) {
            checkReply(answered->verdict);
            checkChanges(answered->verdict.changes);
            return answered->verdict.kind != MilterVerdict::Kind::Failed;
        }
        if (std::holds_alternative<MilterSession::NeedContent>(step)) {
            const std::string_view part = mail.substr(std::min(offset, mail.size()), piece);
            offset += part.size();
            part.empty() ? session.contentEnd() : session.content(part);
            continue;
        }
        require(std::holds_alternative<MilterSession::Read>(step), "a question is answered");
        if (said.empty())
            session.lost("the end");
        session.input(said.substr(0, piece));
        said.remove_prefix(std::min(piece, said.size()));
    }
    require(false, "a conversation ends");
    return false;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string_view said(reinterpret_cast<const char*>(data), size);
    MilterSession session;
    for (int message = 0; message < 2; ++message) {
        for (const Stage stage : {Stage::Connect, Stage::Helo, Stage::Mail, Stage::Rcpt, Stage::Data}) {
            if (!ask(session, stage, said))
                return 0;
        }
        session.abort();
    }
    session.quit();
    return 0;
}
