// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smtp/sasl.h"

namespace postern::smtp {

// SCRAM-SHA-256 and its -PLUS variant, which is bound to the channel (RFC 5802, RFC 7677).
class ScramServer final : public SaslServer {
public:
    ScramServer(SaslContext context, bool plus);
    SaslStep respond(std::string_view response) override;

private:
    SaslStep first(std::string_view message);
    SaslStep last(std::string_view message);
    bool takeHeader(std::string_view& message);
    bool acceptsBinding(std::string_view flag);

    enum class State : std::uint8_t { First, Last, Acknowledged, Over };
    SaslContext m_context;
    const bool m_plus;
    State m_state = State::First;
    std::string m_header;  // as the client sent it: "p=tls-exporter,,"
    std::string m_binding; // of the channel, where the client bound itself to it
    std::string m_user;
    ScramKeys m_keys;
    std::string m_nonce;       // both halves
    std::string m_authMessage; // up to the client's last message
};

} // namespace postern::smtp
