// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/reply.h"

#include "base/mail_address.h"
#include "model/check.h"
#include "policy/dns_list_count.h"
#include "policy/greylisting.h"
#include "policy/policy.h"
#include "policy/scan_count.h"
#include "policy/words.h"

#include <algorithm>
#include <array>

namespace postern::policy {

namespace {

using model::Check;

struct DefaultReply {
    Check check{};
    int code = 0;
    const char* enhanced = "";
    const char* text = "";
};

// RFC 3463 for the enhanced codes. A bar for a time says so by 421, after which RFC 5321 3.8 lets a server
// close; its 4xx tells an honest client to come back.
constexpr std::array<DefaultReply, model::checkCount> defaults{{
    {Check::AccessClient, 554, "5.7.1", "{client} may not use this service"},
    {Check::AccessBanned, 421, "4.7.0", "{client} is barred for a time, try again later"},
    {Check::IpBlacklist, 554, "5.7.1", "blacklisted ({address})"},
    {Check::IpReverseDns, 550, "5.7.25", "{client} has no name that leads back to it"}, // RFC 7372 3.3
    {Check::IpDnsbl, 554, "5.7.1", "{client} is listed by {list}"},
    {Check::HeloBlacklist, 554, "5.7.1", "blacklisted ({address})"},
    {Check::HeloLocal, 554, "5.7.1", "blacklisted ({address})"},
    {Check::HeloInvalid, 554, "5.7.1", "HELO argument is no valid host name ({address})"},
    {Check::HeloUnresolvable, 550, "5.7.1", "HELO argument is not in the DNS ({address})"},
    {Check::SenderBlacklist, 554, "5.7.1", "blacklisted ({address})"},
    {Check::SenderClaimsLocal, 554, "5.7.1", "blacklisted ({address})"},
    {Check::SenderUnresolvable, 550, "5.1.8", "The domain of the sender takes no mail ({address})"},
    {Check::SenderSpf, 550, "5.7.23",
     "SPF does not permit {client} to send this ({address})"}, // RFC 7372 3.2
    {Check::SenderNotOwned, 553, "5.7.1", "{address} is not an address of yours"},
    {Check::AuthRequired, 530, "5.7.0", "Authentication required"}, // RFC 4954 6
    {Check::RecipientBlacklist, 554, "5.7.1", "blacklisted ({address})"},
    {Check::RecipientRelay, 554, "5.7.1", "Relay access denied"},
    {Check::RecipientUnknown, 550, "5.1.1", "No such user here"},
    {Check::RecipientGreylist, 451, "4.7.1", "Greylisted, try again in {wait} s"}, // RFC 6647 2
    {Check::MessageSize, 552, "5.3.4", "Message is too large"},                    // RFC 1870 6
    {Check::FromClaimsLocal, 554, "5.7.1",
     "From: names a domain of ours, and the sender is none ({address})"},
    {Check::MessageDmarc, 550, "5.7.26", "DMARC does not permit this message ({address})"}, // RFC 7372 3.4
    {Check::MessageLoop, 554, "5.4.6", "Too many hops"},
    {Check::MessageSpam, 554, "5.7.1", "The message looks like spam"},
}};

constexpr bool defaultsAreInEnumOrder()
{
    for (std::size_t i = 0; i < defaults.size(); ++i) {
        if (defaults[i].check != Check(i))
            return false;
    }
    return true;
}
static_assert(defaultsAreInEnumOrder());

constexpr std::string_view referencePlaceholder = "{reference}";

// RFC 5321 4.5.3.1.5: 512 octets with code and CRLF. What is left for the text, with " ref K7Q2M9XD".
constexpr std::size_t lineLimit = 512 - 2 - std::string_view("554 5.7.1 ").size();
constexpr std::size_t textLimit = lineLimit - std::string_view(" ref K7Q2M9XD").size();

void cutTo(std::string& text, std::size_t limit)
{
    if (text.size() <= limit)
        return;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xc0) == 0x80)
        --limit; // never through the middle of a UTF-8 character
    text.resize(limit);
}

// A {reference} that is past the end is dropped: withReference() then appends it.
void fit(std::string& text)
{
    const std::size_t place = text.find(referencePlaceholder);
    if (text.size() > textLimit && place != text.npos && place + referencePlaceholder.size() > textLimit)
        text.erase(place);
    cutTo(text, textLimit);
}

// One line, whatever stands in the settings.
std::string oneLine(std::string_view text)
{
    std::string line(text);
    std::replace_if(
        line.begin(), line.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f; },
        ' ');
    return line;
}

// A value from the wire must not bring a placeholder of its own.
std::string value(std::string text)
{
    std::replace(text.begin(), text.end(), '{', '(');
    std::replace(text.begin(), text.end(), '}', ')');
    return text;
}

std::string waitOf(const Policy& policy, const Facts& facts)
{
    const auto* known = facts.greylist ? std::get_if<Greylisted>(&*facts.greylist) : nullptr;
    const Greylisted nothing;
    return std::to_string(
        greylistWait(policy.service.greylisting, known != nullptr ? *known : nothing, facts.now).count());
}

// RFC 7208 6.2: what the domain says, and that it is the domain who says so. From a stranger's DNS: nothing
// but printable ASCII, and not much of it.
std::string explanationOf(Check check, const Facts& facts)
{
    constexpr std::size_t longest = 200;
    if (check != Check::SenderSpf || facts.spfExplanation.empty())
        return {};
    std::string text = facts.spfExplanation.substr(0, longest);
    std::erase_if(text, [](char c) { return c < ' ' || c > '~'; });
    const std::string sender = facts.sender.value_or("");
    const std::string domain = sender.empty() ? facts.helo : comparableAddress(sender).domain;
    return shown(domain) + " explains: " + text;
}

std::optional<std::string> valueOf(std::string_view placeholder, const Policy& policy, Check check,
                                   const Facts& facts)
{
    if (placeholder == "{address}")
        return value(subjectOf(check, facts));
    if (placeholder == "{client}")
        return facts.client.toString();
    if (placeholder == "{helo}")
        return value(shown(facts.helo));
    if (placeholder == "{check}")
        return std::string(model::info(check).id);
    if (placeholder == "{list}")
        return value(countDnsLists(policy, facts).value_or(DnsListCount()).listing);
    if (placeholder == "{wait}")
        return waitOf(policy, facts);
    if (placeholder == "{score}")
        return countScans(Subject(policy, facts)).value_or(ScanCount()).score;
    if (placeholder == "{explanation}")
        return value(explanationOf(check, facts));
    return std::nullopt; // {reference}, or no placeholder
}

std::string filledIn(std::string_view pattern, const Policy& policy, Check check, const Facts& facts)
{
    std::string text;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        text += pattern.substr(0, open);
        if (open == pattern.npos)
            break;
        pattern.remove_prefix(open);
        const std::size_t close = pattern.find('}');
        const std::string_view placeholder = pattern.substr(0, close == pattern.npos ? close : close + 1);
        const auto known = valueOf(placeholder, policy, check, facts);
        text += known ? *known : std::string(placeholder);
        pattern.remove_prefix(placeholder.size());
    }
    return text;
}

std::string_view ownText(const Policy& policy, Check check)
{
    const auto setting = policy.service.checks.find(check);
    return setting == policy.service.checks.end() ? std::string_view() : setting->second.reply;
}

// Milters say the codes, too: "550 5.7.9 Infected". They count where they are of the same kind.
Reply inItsWords(const std::string& said, int code, const char* enhanced)
{
    const std::string words = value(oneLine(said));
    constexpr std::size_t shortest = 9; // "550 5.7.9"
    const std::string status =
        words.substr(0, words.find(' ', 4)).substr(std::min<std::size_t>(words.size(), 4));
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const bool coded =
        words.size() >= shortest && words[0] == char('0' + code / 100) &&
        std::all_of(words.begin() + 1, words.begin() + 3, isDigit) && words[3] == ' ' && status.size() >= 5 &&
        status[0] == words[0] && status[1] == '.' && std::count(status.begin(), status.end(), '.') == 2 &&
        std::all_of(status.begin(), status.end(), [&](char c) { return c == '.' || isDigit(c); });
    if (!coded)
        return {code, enhanced, words};
    const std::size_t text = std::min(words.size(), 4 + status.size() + 1);
    return {(words[0] - '0') * 100 + (words[1] - '0') * 10 + (words[2] - '0'), status, words.substr(text)};
}

// Where the scanners do not refuse it themselves, the message is to come again.
Reply replyToContent(const Policy& policy, const Facts& facts)
{
    const DefaultReply& standard = defaults[std::size_t(Check::MessageSpam)];
    const ScanCount count = countScans(Subject(policy, facts)).value_or(ScanCount());
    if (count.points < enoughPoints && !count.later.empty())
        return inItsWords(count.laterReply.empty() ? "Not now; try again later" : count.laterReply, 451,
                          "4.7.1");
    if (count.points < enoughPoints && count.defers)
        return {451, "4.7.1", "The message cannot be scanned now; try again later"};
    const std::string own = oneLine(ownText(policy, Check::MessageSpam));
    if (!count.rejectText.empty())
        return {standard.code, standard.enhanced,
                filledIn(oneLine(count.rejectText), policy, Check::MessageSpam, facts)};
    if (!count.reply.empty())
        return inItsWords(count.reply, standard.code, standard.enhanced);
    return {standard.code, standard.enhanced,
            filledIn(own.empty() ? standard.text : own, policy, Check::MessageSpam, facts)};
}

} // namespace

std::string Reply::toString() const
{
    std::string line = std::to_string(code);
    if (!enhanced.empty())
        line.append(1, ' ').append(enhanced);
    if (!text.empty())
        line.append(1, ' ').append(text);
    return line;
}

std::string_view defaultReplyText(Check check)
{
    return defaults[std::size_t(check)].text;
}

std::vector<std::string_view> replyPlaceholders()
{
    return {"{address}", "{client}", "{helo}",        "{check}",           "{list}",
            "{wait}",    "{score}",  "{explanation}", referencePlaceholder};
}

Reply replyFor(const Policy& policy, Check check, const Facts& facts)
{
    if (check == Check::MessageSpam) {
        Reply reply = replyToContent(policy, facts);
        fit(reply.text);
        return reply;
    }
    const DefaultReply& standard = defaults[std::size_t(check)];
    const std::string own = oneLine(ownText(policy, check));
    std::string text = filledIn(own.empty() ? standard.text : own, policy, check, facts);
    while (text.ends_with(' ')) // before a placeholder that has nothing to say
        text.pop_back();
    fit(text);
    return {standard.code, standard.enhanced, std::move(text)};
}

Reply withReference(Reply reply, std::string_view reference)
{
    const std::size_t place = reply.text.find(referencePlaceholder);
    if (place == reply.text.npos) {
        reply.text.append(" ref ").append(reference);
        return reply;
    }
    reply.text.replace(place, referencePlaceholder.size(), reference);
    return reply;
}

} // namespace postern::policy
