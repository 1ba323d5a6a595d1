// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/sasl.h"

#include "base/sasl_prep.h"
#include "smtp/scram_server.h"

namespace postern::smtp {

namespace {

using Kind = SaslStep::Kind;

constexpr std::size_t longestName = 1024;

SaslStep checkPassword(std::string_view user, std::string_view password)
{
    const auto name = user.size() > longestName ? std::nullopt : saslPrep(user);
    if (!name || password.empty())
        return {Kind::Malformed, {}, {}};
    return {Kind::CheckPassword, std::string(password), *name};
}

// message = [authzid] NUL authcid NUL passwd
class PlainServer final : public SaslServer {
public:
    SaslStep respond(std::string_view response) override
    {
        const std::size_t first = response.find('\0');
        const std::size_t second = first == response.npos ? first : response.find('\0', first + 1);
        if (second == response.npos || response.find('\0', second + 1) != response.npos)
            return {Kind::Malformed, {}, {}};
        const std::string_view as = response.substr(0, first);
        const std::string_view user = response.substr(first + 1, second - first - 1);
        if (!as.empty() && as != user) // nobody may act for somebody else here
            return {Kind::Failed, {}, std::string(user)};
        return checkPassword(user, response.substr(second + 1));
    }
};

class LoginServer final : public SaslServer {
public:
    SaslStep begin() override { return {Kind::Challenge, "Username:", {}}; }
    SaslStep respond(std::string_view response) override
    {
        if (!m_user.empty())
            return checkPassword(m_user, response);
        if (response.empty() || response.size() > longestName)
            return {Kind::Malformed, {}, {}};
        m_user = response;
        return {Kind::Challenge, "Password:", {}};
    }

private:
    std::string m_user;
};

} // namespace

std::unique_ptr<SaslServer> makeSaslServer(std::string_view mechanism, SaslContext context)
{
    if (mechanism == "PLAIN")
        return std::make_unique<PlainServer>();
    if (mechanism == "LOGIN")
        return std::make_unique<LoginServer>();
    if (mechanism == "SCRAM-SHA-256" || mechanism == "SCRAM-SHA-256-PLUS")
        return std::make_unique<ScramServer>(std::move(context), mechanism.ends_with("-PLUS"));
    return nullptr;
}

} // namespace postern::smtp
