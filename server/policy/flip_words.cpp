// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/flips.h"

#include "policy/words.h"

namespace postern::policy {

namespace {

using model::Condition;
using model::ListKind;

// clang-format off
struct Words {
    FlipAct act{};
    const char* what = ""; // %1 the value, %2 the service, %3 the number, %4 the other value
    const char* besides = "";
};

constexpr Words table[] = {
    {FlipAct::LogIn, POSTERN_TEXT("server", "the sender logs in on %2 (port %3) as %1"), ""},
    {FlipAct::SendAs, POSTERN_TEXT("server", "the sender writes as %1"), ""},
    {FlipAct::TryAgain, POSTERN_TEXT("server", "the client tries again in %3 s"), ""},
    {FlipAct::SendSmaller, POSTERN_TEXT("server", "the message has at most %3 bytes"), ""},
    {FlipAct::LiftBan, POSTERN_TEXT("server", "lift the bar of %1"), POSTERN_TEXT("server", "whatever else %1 sends before its time is over")},
    {FlipAct::AddAlias, POSTERN_TEXT("server", "make %1 an alias of the mailbox %4"), POSTERN_TEXT("server", "mail to %1, which goes to that mailbox")},
    {FlipAct::AddMailbox, POSTERN_TEXT("server", "make a mailbox or an alias for %1"), POSTERN_TEXT("server", "all mail to %1")},
    {FlipAct::RelayTo, POSTERN_TEXT("server", "let everybody send to %1 through %2"), POSTERN_TEXT("server", "mail of all the world to %1, which this server hands on")},
    {FlipAct::AllowClient, POSTERN_TEXT("server", "let %1 use %2"), POSTERN_TEXT("server", "all that %1 does there, as far as the other checks let it")},
    {FlipAct::DropDnsList, POSTERN_TEXT("server", "switch off the DNS list %1 on %2"), POSTERN_TEXT("server", "every client that only %1 keeps out")},
    {FlipAct::RaiseSize, POSTERN_TEXT("server", "raise the largest size of a message on %2 to %3 bytes"), POSTERN_TEXT("server", "messages of that size from everybody")},
    {FlipAct::RaiseHops, POSTERN_TEXT("server", "raise the limit of servers that a message may have passed on %2 to %3"), POSTERN_TEXT("server", "messages that do go in circles, for longer")},
    {FlipAct::TrustForwarder, POSTERN_TEXT("server", "make %1 a trusted forwarder"), POSTERN_TEXT("server", "mail of every sender that %1 hands on, on all services, without the checks of senders")},
    {FlipAct::ExemptLan, POSTERN_TEXT("server", "exempt the LAN from the checks of strangers on %2"), POSTERN_TEXT("server", "what those checks refuse of the whole LAN")},
    {FlipAct::ExemptLoggedIn, POSTERN_TEXT("server", "exempt clients that log in from the checks of strangers on %2"), POSTERN_TEXT("server", "what those checks refuse of all users who log in")},
    {FlipAct::RelayAnySender, POSTERN_TEXT("server", "let those who may relay through %2 use any sender"), POSTERN_TEXT("server", "mail under foreign names from the LAN and the listed clients to all the world")},
    {FlipAct::RelayLan, POSTERN_TEXT("server", "let the LAN relay through %2"), POSTERN_TEXT("server", "mail of the whole LAN to all the world")},
    {FlipAct::RelayLoggedIn, POSTERN_TEXT("server", "let clients that log in relay through %2"), POSTERN_TEXT("server", "mail of all users who log in to all the world")},
    {FlipAct::RelayFrom, POSTERN_TEXT("server", "let %1 relay through %2"), POSTERN_TEXT("server", "mail of %1 to all the world")},
    {FlipAct::AddToLan, POSTERN_TEXT("server", "add %1 to the LAN"), POSTERN_TEXT("server", "%1 may relay to all the world wherever the LAN may, and skips what the LAN skips, on all services")},
};
// clang-format on

std::vector<std::string> argsOf(const FlipStep& step)
{
    return {shown(step.value), step.serviceName, std::to_string(step.number), step.other};
}

Sentence entryWords(const FlipStep& step)
{
    const model::ListEntry& entry = step.entry;
    const std::vector<std::string> args{entry.pattern, step.serviceName, entry.onlyFrom};
    if (entry.color == model::ListColor::Black && entry.negated)
        return {POSTERN_TEXT("server", "take %1 out of the Black List of %2, by the entry ~%1"), args};
    if (entry.color == model::ListColor::Black) {
        constexpr const char* texts[] = {
            POSTERN_TEXT("server", "add the IP address %1 to the Black List of %2"),
            POSTERN_TEXT("server", "add the sender %1 to the Black List of %2"),
            POSTERN_TEXT("server", "add the recipient %1 to the Black List of %2"),
            POSTERN_TEXT("server", "add the HELO host %1 to the Black List of %2")};
        return {texts[std::size_t(entry.kind)], args};
    }
    if (entry.condition == Condition::FromRange)
        return {entry.kind == ListKind::Helo
                    ? POSTERN_TEXT("server", "add an exception for the HELO host %1, from %3 only")
                    : POSTERN_TEXT("server", "add an exception for the sender %1, from %3 only"),
                args};
    if (entry.condition == Condition::SpfPass)
        return {POSTERN_TEXT("server", "add an exception for the sender %1, where SPF passes"), args};
    constexpr const char* texts[] = {POSTERN_TEXT("server", "add an exception for the IP address %1"),
                                     POSTERN_TEXT("server", "add an exception for the sender %1"),
                                     POSTERN_TEXT("server", "add an exception for the recipient %1"),
                                     POSTERN_TEXT("server", "add an exception for the HELO host %1")};
    return {texts[std::size_t(entry.kind)], args};
}

Sentence elseOfException(const model::ListEntry& entry)
{
    const std::vector<std::string> args{entry.pattern, entry.onlyFrom};
    if (entry.condition == Condition::FromRange)
        return {POSTERN_TEXT("server", "whatever else %2 sends under that name"), args};
    if (entry.condition == Condition::SpfPass)
        return {POSTERN_TEXT("server", "all mail of %1 that its domain vouches for"), args};
    switch (entry.kind) {
    case ListKind::Ip:
        return {POSTERN_TEXT("server", "all mail for your users that %1 sends, whatever sender it names"),
                args};
    case ListKind::Sender:
        return {POSTERN_TEXT("server", "all mail that says it is from %1, and anybody can write that"), args};
    case ListKind::Recipient:
        return {POSTERN_TEXT("server", "all mail to %1, whoever sends it"), args};
    case ListKind::Helo:
        break;
    }
    return {POSTERN_TEXT("server", "all clients that call themselves %1, and anybody can"), args};
}

Sentence elseOfEntry(const model::ListEntry& entry)
{
    const std::vector<std::string> args{entry.pattern};
    if (entry.color == model::ListColor::White)
        return elseOfException(entry);
    if (entry.negated)
        return {POSTERN_TEXT("server", "what else that list keeps out of %1; the other checks still hold"),
                args};
    constexpr const char* texts[] = {
        POSTERN_TEXT("server", "all else from %1, to everybody here"),
        POSTERN_TEXT("server", "all mail that says it is from %1, to everybody here"),
        POSTERN_TEXT("server", "all mail to %1, whoever sends it"),
        POSTERN_TEXT("server", "all clients that call themselves %1")};
    return {texts[std::size_t(entry.kind)], args};
}

Sentence removalWords(const FlipStep& step)
{
    return {step.entry.color == model::ListColor::Black
                ? POSTERN_TEXT("server", "remove or switch off the entry %1 of the Black List")
                : POSTERN_TEXT("server", "remove or switch off the exception %1"),
            {step.entry.displayPattern()}};
}

Sentence elseOfRemoval(const model::ListEntry& entry)
{
    const std::vector<std::string> args{entry.displayPattern()};
    const bool opens = (entry.color == model::ListColor::Black) != entry.negated;
    return {opens ? POSTERN_TEXT("server", "everything else that the entry %1 keeps out")
                  : POSTERN_TEXT("server", "everything else that the entry %1 lets in"),
            args};
}

// The title of the check is the first argument, for whoever speaks another language.
Sentence modeWords(const FlipStep& step)
{
    const std::vector<std::string> args{model::info(step.check).title, step.serviceName};
    if (step.mode == model::CheckMode::Enforce)
        return {POSTERN_TEXT("server", "set the check '%1' on %2 to enforce"), args};
    return {POSTERN_TEXT("server", "set the check '%1' on %2 to monitor"), args};
}

Sentence elseOfMode(const FlipStep& step)
{
    const std::vector<std::string> args{model::info(step.check).title, step.serviceName};
    if (step.mode == model::CheckMode::Enforce)
        return {POSTERN_TEXT("server", "everything that the log marks as 'would be refused' by it"), args};
    return {POSTERN_TEXT("server", "everything that the check '%1' keeps out of %2; the log still marks it"),
            args};
}

const Words* wordsOf(FlipAct act)
{
    for (const Words& words : table) {
        if (words.act == act)
            return &words;
    }
    return nullptr;
}

} // namespace

Sentence inWords(const FlipStep& step)
{
    if (step.act == FlipAct::AddEntry)
        return entryWords(step);
    if (step.act == FlipAct::RemoveEntry)
        return removalWords(step);
    if (step.act == FlipAct::SetMode)
        return modeWords(step);
    if (step.act == FlipAct::LogIn && step.anyUser)
        return {POSTERN_TEXT("server", "the sender logs in on %2 (port %3) as one of your users"),
                argsOf(step)};
    const Words* words = wordsOf(step.act);
    return words == nullptr ? Sentence() : Sentence{words->what, argsOf(step)};
}

Sentence whatElse(const FlipStep& step)
{
    if (step.act == FlipAct::AddEntry)
        return elseOfEntry(step.entry);
    if (step.act == FlipAct::RemoveEntry)
        return elseOfRemoval(step.entry);
    if (step.act == FlipAct::SetMode)
        return elseOfMode(step);
    const Words* words = wordsOf(step.act);
    return words == nullptr || *words->besides == '\0' ? Sentence() : Sentence{words->besides, argsOf(step)};
}

} // namespace postern::policy
