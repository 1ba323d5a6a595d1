// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/session_config.h"

namespace postern::smtp {

SessionConfig SessionConfig::of(const std::string& hostname, const model::Service& service)
{
    SessionConfig config;
    config.hostname = hostname;
    if (!service.greeting.empty())
        config.greeting = service.greeting;
    if (service.mode(model::Check::MessageSize) == model::CheckMode::Enforce)
        config.sizeLimit = service.sizeLimit;
    config.recipientLimit = service.recipientLimit;
    config.tls = service.tls.mode;
    config.mechanisms = service.authentication.mechanisms;
    config.loginWithoutTls = service.authentication.withoutTls;
    config.channelBinding = service.authentication.backend.empty();
    config.errorLimit = service.errorLimit;
    return config;
}

} // namespace postern::smtp
