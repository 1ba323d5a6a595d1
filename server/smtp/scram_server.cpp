// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/scram_server.h"

#include "base/base64.h"
#include "base/sasl_prep.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace postern::smtp {

namespace {

using Kind = SaslStep::Kind;

constexpr std::size_t longestMessage = 4096;

SaslStep malformed()
{
    return {Kind::Malformed, {}, {}};
}

// The next attribute of the message if it is `name`: what stands between "name=" and the comma. RFC 5802 5.1
// fixes their order.
std::optional<std::string_view> take(std::string_view& message, char name)
{
    if (message.size() < 2 || message[0] != name || message[1] != '=')
        return std::nullopt;
    const std::size_t comma = message.find(',');
    const std::string_view value = message.substr(2, comma == message.npos ? comma : comma - 2);
    message.remove_prefix(comma == message.npos ? message.size() : comma + 1);
    return value;
}

// RFC 5802 5.1: "=2C" is a comma, "=3D" is '='.
std::optional<std::string> saslName(std::string_view text)
{
    std::string name;
    for (; !text.empty(); text.remove_prefix(1)) {
        if (text.front() != '=') {
            name += text.front();
            continue;
        }
        if (!text.starts_with("=2C") && !text.starts_with("=3D"))
            return std::nullopt;
        name += text[1] == '2' ? ',' : '=';
        text.remove_prefix(2);
    }
    return name.empty() ? std::nullopt : std::optional(name);
}

bool isNonce(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~' && c != ','; });
}

// In a time that does not depend on where they differ.
bool equal(std::string_view one, std::string_view other)
{
    unsigned different = one.size() == other.size() ? 0 : 1;
    for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i)
        different |= unsigned(static_cast<unsigned char>(one[i] ^ other[i]));
    return different == 0;
}

std::string combined(std::string_view one, std::string_view other) // by exclusive or; of equal length
{
    std::string result(one);
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = char(result[i] ^ other[i]);
    return result;
}

} // namespace

ScramServer::ScramServer(SaslContext context, bool plus)
    : m_context(std::move(context))
    , m_plus(plus)
{
}

SaslStep ScramServer::respond(std::string_view response)
{
    if (response.size() > longestMessage)
        return malformed();
    switch (std::exchange(m_state, State::Over)) {
    case State::First:
        return first(response);
    case State::Last:
        return last(response);
    case State::Acknowledged: // the client has seen that we know the keys, and says nothing more
        return response.empty() ? SaslStep{Kind::Succeeded, {}, m_user} : malformed();
    case State::Over:
        break;
    }
    return malformed();
}

SaslStep ScramServer::first(std::string_view message)
{
    if (!takeHeader(message))
        return malformed();
    const std::string_view bare = message;
    const auto name = take(message, 'n');
    const auto nonce = take(message, 'r');
    const auto given = name ? saslName(*name) : std::nullopt;
    const auto user = given ? saslPrep(*given) : std::nullopt;
    if (!user || !nonce || !isNonce(*nonce)) // also a mandatory extension, "m=", which we know none of
        return malformed();
    m_user = *user;
    m_keys = m_context.keys(m_user);
    m_nonce = std::string(*nonce) + m_context.nonce;
    const std::string answer =
        "r=" + m_nonce + ",s=" + toBase64(m_keys.salt) + ",i=" + std::to_string(m_keys.iterations);
    m_authMessage = std::string(bare) + ',' + answer + ',';
    m_state = State::Last;
    return {Kind::Challenge, answer, m_user};
}

// gs2-header: how the client binds itself to the channel, and whom it acts for, which is nobody but itself.
bool ScramServer::takeHeader(std::string_view& message)
{
    const std::size_t first = message.find(',');
    const std::size_t second = first == message.npos ? first : message.find(',', first + 1);
    if (second == message.npos || second != first + 1 || !acceptsBinding(message.substr(0, first)))
        return false;
    m_header = message.substr(0, second + 1);
    message.remove_prefix(second + 1);
    return true;
}

// RFC 5802 6: a client that could bind itself, and believes that we cannot, has been lied to.
bool ScramServer::acceptsBinding(std::string_view flag)
{
    if (m_plus) {
        m_binding = flag == "p=tls-exporter"           ? m_context.bindings.exporter
                    : flag == "p=tls-server-end-point" ? m_context.bindings.endPoint
                                                       : std::string();
        return !m_binding.empty();
    }
    const bool couldBind = !m_context.bindings.exporter.empty() || !m_context.bindings.endPoint.empty();
    return flag == "n" || (flag == "y" && !couldBind);
}

SaslStep ScramServer::last(std::string_view message)
{
    const std::size_t end = message.rfind(",p=");
    if (end == message.npos)
        return malformed();
    const auto proof = fromBase64(message.substr(end + 3));
    const std::string_view unproved = message.substr(0, end);
    message = unproved;
    const auto binding = take(message, 'c');
    const auto nonce = take(message, 'r');
    if (!binding || !nonce || !proof || proof->size() != m_keys.storedKey.size())
        return malformed();
    const bool sameChannel = *binding == toBase64(m_header + m_binding) && *nonce == m_nonce;
    m_authMessage += unproved;
    const std::string clientKey = combined(*proof, hmacSha256(m_keys.storedKey, m_authMessage));
    if (!equal(sha256(clientKey), m_keys.storedKey) || !sameChannel)
        return {Kind::Failed, {}, m_user};
    m_state = State::Acknowledged;
    return {Kind::Challenge, "v=" + toBase64(hmacSha256(m_keys.serverKey, m_authMessage)), m_user};
}

} // namespace postern::smtp
