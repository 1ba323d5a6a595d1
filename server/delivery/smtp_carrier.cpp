// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/smtp_carrier.h"

#include "delivery/courier.h"

namespace postern::delivery {

void SmtpCarrier::connect(const NextHop& hop, Dispatcher& dispatcher)
{
    net::Reactor& reactor = *m_reactors[m_turn++ % m_reactors.size()];
    auto courier = std::make_shared<Courier>(reactor, m_tools, hop, dispatcher);
    reactor.post([courier = std::move(courier)] { courier->start(); });
}

} // namespace postern::delivery
