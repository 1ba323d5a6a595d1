// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/extensions.h"

#include "smtp/command_parser.h"
#include "smtp/dsn_parameters.h"
#include "smtp/reply_texts.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <span>

namespace postern::smtp {

namespace {

// --- the parameters of MAIL: each returns an error reply or ""

std::string_view setSize(Transaction& transaction, std::string_view value)
{
    transaction.declaredSize = parseOctets(value);
    return transaction.declaredSize ? std::string_view() : replies::badSize;
}

std::string_view setBody(Transaction& transaction, std::string_view value)
{
    const bool eightBit = equalNoCase(value, "8BITMIME"); // RFC 6152
    if (!eightBit && !equalNoCase(value, "7BIT"))
        return replies::badBody;
    transaction.body = eightBit ? BodyType::EightBitMime : BodyType::SevenBit;
    return {};
}

// RFC 4954 5: who has sent the message first, by the word of a client that we do not take for it.
std::string_view ignoreAuth(Transaction& /*transaction*/, std::string_view value)
{
    return value.empty() ? replies::badAuthParameter : std::string_view();
}

std::string_view setReturnWhat(Transaction& transaction, std::string_view value)
{
    const bool whole = equalNoCase(value, "FULL"); // RFC 3461 4.3
    if (!whole && !equalNoCase(value, "HDRS"))
        return replies::badReturn;
    transaction.returnWhat = whole ? "FULL" : "HDRS";
    return {};
}

std::string_view setEnvelopeId(Transaction& transaction, std::string_view value)
{
    if (!isEnvelopeId(value))
        return replies::badEnvelopeId;
    transaction.envelopeId = value;
    return {};
}

// RFC 6531 3.4
std::string_view setUtf8(Transaction& transaction, std::string_view value)
{
    transaction.utf8 = true;
    return value.empty() ? std::string_view() : replies::badParameters;
}

// --- and of RCPT

std::string_view setNotify(Recipient& recipient, std::string_view value)
{
    const auto notify = notifyOf(value);
    if (!notify)
        return replies::badNotify;
    recipient.notify = *notify;
    return {};
}

std::string_view setOriginal(Recipient& recipient, std::string_view value)
{
    if (!isOriginalRecipient(value, true)) // UTF-8 comes so far only where SMTPUTF8 was said
        return replies::badOriginalRecipient;
    recipient.original = value;
    return {};
}

bool offersStartTls(const Moment& now) // RFC 3207 4.2: not any more once there is TLS
{
    const bool possible =
        now.config.tls == model::TlsMode::StartTls || now.config.tls == model::TlsMode::Required;
    return possible && !now.secured;
}

std::string sizeLimit(const Moment& now)
{
    return ' ' + std::to_string(now.config.sizeLimit); // RFC 1870 3: 0 is no limit
}

std::string limits(const Moment& now) // RFC 9422 3
{
    return " RCPTMAX=" + std::to_string(now.config.recipientLimit);
}

std::string mechanisms(const Moment& now)
{
    std::string all;
    for (const std::string& mechanism : mechanismsOffered(now))
        all += ' ' + mechanism;
    return all;
}

// A line of EHLO's answer.
struct Extension {
    std::string_view keyword;
    bool (*offered)(const Moment& now) = nullptr;        // always
    std::string (*details)(const Moment& now) = nullptr; // what stands behind the keyword
};
constexpr Extension extensions[] = {
    {"PIPELINING"},                 // RFC 2920
    {"SIZE", nullptr, sizeLimit},   // RFC 1870
    {"8BITMIME"},                   // RFC 6152
    {"ENHANCEDSTATUSCODES"},        // RFC 2034
    {"STARTTLS", offersStartTls},   // RFC 3207
    {"AUTH", mayLogIn, mechanisms}, // RFC 4954
    {"CHUNKING"},                   // RFC 3030
    {"DSN"},                        // RFC 3461
    {"SMTPUTF8"},                   // RFC 6531
    {"LIMITS", nullptr, limits},    // RFC 9422
    {"HELP"},                       // RFC 5321 4.1.1.1
};

template <class Target>
struct Definition {
    std::string_view keyword;
    std::string_view (*set)(Target& target, std::string_view value);
    bool (*known)(const Moment& now) = nullptr; // always
};
constexpr Definition<Transaction> mailParameters[] = {
    {"SIZE", setSize},      {"BODY", setBody},        {"AUTH", ignoreAuth, mayLogIn},
    {"RET", setReturnWhat}, {"ENVID", setEnvelopeId}, {"SMTPUTF8", setUtf8},
};
constexpr Definition<Recipient> rcptParameters[] = {
    {"NOTIFY", setNotify},
    {"ORCPT", setOriginal},
};

bool hasTwice(const std::vector<Parameter>& parameters, const Parameter& parameter)
{
    return std::count_if(parameters.begin(), parameters.end(), [&](const Parameter& other) {
               return equalNoCase(other.keyword, parameter.keyword);
           }) > 1;
}

template <class Target>
std::string_view setParameter(Target& target, std::span<const Definition<Target>> definitions,
                              const Parameter& parameter, const Moment& now)
{
    for (const Definition<Target>& definition : definitions) {
        if (definition.known != nullptr && !definition.known(now))
            continue;
        if (equalNoCase(parameter.keyword, definition.keyword))
            return definition.set(target, parameter.value.value_or(""));
    }
    return replies::unknownParameter; // RFC 5321 4.1.1.11
}

template <class Target>
std::string_view setParameters(Target& target, std::span<const Definition<Target>> definitions,
                               std::string_view text, const Moment& now, bool utf8)
{
    const auto parameters = parseParameters(text, utf8);
    if (!parameters)
        return replies::badParameters;
    for (const Parameter& parameter : *parameters) {
        const std::string_view problem = hasTwice(*parameters, parameter)
                                             ? replies::badParameters
                                             : setParameter(target, definitions, parameter, now);
        if (!problem.empty())
            return problem;
    }
    return {};
}

} // namespace

bool mayLogIn(const Moment& now)
{
    return !now.config.mechanisms.empty() && (now.secured || now.config.loginWithoutTls);
}

std::vector<std::string> mechanismsOffered(const Moment& now)
{
    std::vector<std::string> offered = now.config.mechanisms;
    const auto scram = std::find(offered.begin(), offered.end(), "SCRAM-SHA-256");
    if (scram != offered.end() && now.config.channelBinding && now.secured)
        offered.insert(scram, "SCRAM-SHA-256-PLUS");
    return offered;
}

std::vector<std::string> ehloLines(const Moment& now)
{
    std::vector<std::string> lines{now.config.hostname};
    for (const Extension& extension : extensions) {
        if (extension.offered != nullptr && !extension.offered(now))
            continue;
        lines.emplace_back(extension.keyword);
        if (extension.details != nullptr)
            lines.back() += extension.details(now);
    }
    return lines;
}

std::string_view setMailParameters(Transaction& transaction, std::string_view text, const Moment& now)
{
    return setParameters<Transaction>(transaction, mailParameters, text, now, false);
}

std::string_view setRcptParameters(Recipient& recipient, std::string_view text, const Moment& now, bool utf8)
{
    return setParameters<Recipient>(recipient, rcptParameters, text, now, utf8);
}

std::optional<std::int64_t> parseOctets(std::string_view text)
{
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.empty() || text.size() > 20 || !digits)
        return std::nullopt;
    std::int64_t size = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), size);
    return result.ec == std::errc() ? size : std::numeric_limits<std::int64_t>::max();
}

} // namespace postern::smtp
