// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/gatehouse.h"

#include <string>
#include <utility>
#include <vector>

namespace postern::testing {

// A gatehouse whose LAN client sends through routes and the DNS.
class SendingHouse : public Gatehouse {
public:
    explicit SendingHouse(const std::string& zone = {}, delivery::CarrierTools outgoing = {})
        : Gatehouse({}, nullptr, 2, zone, std::move(outgoing))
    {
    }

    model::Route& route(const std::string& domain, const std::string& to)
    {
        model::Route route;
        route.id = model::Id(scene.configuration.routes.size()) + 1;
        route.domain = domain;
        route.to = to;
        scene.configuration.routes.push_back(route);
        return scene.configuration.routes.back();
    }

    std::string send(const std::vector<std::string>& recipients, const std::string& body = "text",
                     const std::string& sender = "jane@domain.com")
    {
        SmtpClient client(port, "127.0.0.2");
        client.hello();
        client.say("MAIL FROM:<" + sender + ">");
        for (const std::string& recipient : recipients)
            client.say("RCPT TO:<" + recipient + ">");
        client.say("DATA");
        return client.say(body + "\r\n.");
    }

    std::vector<spool::Recipient> waiting()
    {
        std::vector<spool::Recipient> all;
        const auto items = queue->list(1000);
        for (const spool::Item& item : *items)
            all.insert(all.end(), item.recipients.begin(), item.recipients.end());
        return all;
    }
    // Once it has been tried.
    std::string whyWaiting()
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 10'000) {
            const auto all = waiting();
            if (!all.empty() && all.front().attempts > 0)
                return all.front().lastReply;
            QThread::msleep(5);
        }
        return "not tried";
    }
    bool isEmpty() { return waiting().empty(); }
    model::Event deliveryEvent()
    {
        QElapsedTimer timer;
        timer.start();
        while (deliveryEvents.empty() && timer.elapsed() < 10'000)
            takeEvents(0);
        return deliveryEvents.empty() ? model::Event() : deliveryEvents.front();
    }
};

} // namespace postern::testing
