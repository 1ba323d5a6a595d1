// SPDX-License-Identifier: GPL-3.0-or-later
// Servers that keep a delivery waiting (RFC 5321 4.5.3.2): each wait ends, and the message stays in the
// queue.
#include "support/mail_server.h"
#include "support/sending_house.h"

#include <QTest>

using namespace postern;
using postern::testing::MailServer;
using House = postern::testing::SendingHouse;

namespace {

using std::chrono::seconds;

// Listens, and is so full that nobody gets in: who connects waits.
class FullServer {
public:
    FullServer()
        : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_storage raw{};
        const unsigned length = net::toSockaddr({*IpAddress::parse("127.0.0.77"), 0}, raw);
        ::bind(m_listener.get(), reinterpret_cast<const sockaddr*>(&raw), length);
        ::listen(m_listener.get(), 0);
        port = net::boundTo(m_listener).port;
        const unsigned size = net::toSockaddr({*IpAddress::parse("127.0.0.77"), std::uint16_t(port)}, raw);
        for (net::Descriptor& guest : m_guests) {
            guest = net::Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
            ::connect(guest.get(), reinterpret_cast<const sockaddr*>(&raw), size);
        }
        QThread::msleep(100);
    }
    int port = 0;

private:
    net::Descriptor m_listener;
    net::Descriptor m_guests[4];
};

} // namespace

class TestDeliveryLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aServerThatIsSilentIsLeft_data()
    {
        QTest::addColumn<QString>("at"); // the command that gets no answer in time
        QTest::newRow("greeting") << "";
        QTest::newRow("EHLO") << "EHLO";
        QTest::newRow("MAIL") << "MAIL";
        QTest::newRow("RCPT") << "RCPT";
        QTest::newRow("DATA") << "DATA";
        QTest::newRow("end of data") << ".";
    }
    void aServerThatIsSilentIsLeft()
    {
        QFETCH(QString, at);
        delivery::CarrierTools tools;
        const bool data = at == "DATA";
        const bool end = at == ".";
        const seconds usual{60};
        tools.limits.command = data || end ? usual : seconds(1);
        tools.limits.data = data ? seconds(1) : usual;
        tools.limits.end = end ? seconds(1) : usual;
        MailServer server;
        std::atomic<bool> slept{false};
        server.reply = [&](const std::string& command) -> std::string {
            const bool here = at.isEmpty() ? command.empty() : command.substr(0, 4) == at.toStdString();
            if (here && !slept.exchange(true))
                QThread::msleep(4000);
            return {};
        };
        House house({}, tools);
        house.route("*", "smtp:127.0.0.77:" + std::to_string(server.port));
        house.enforce();
        house.send({"ann@far.example"});
        const std::string why = house.whyWaiting();
        QVERIFY2(why.find("time-out") != why.npos, why.c_str());
        QCOMPARE(house.waiting().size(), std::size_t(1));
        QCOMPARE(house.deliveryEvent().outcome, model::Outcome::Deferred);
    }

    void aConnectionThatIsNotMadeIsGivenUp()
    {
        delivery::CarrierTools tools;
        tools.limits.connect = seconds(1);
        const FullServer server;
        House house({}, tools);
        house.route("*", "smtp:127.0.0.77:" + std::to_string(server.port));
        house.enforce();
        house.send({"ann@far.example"});
        const std::string why = house.whyWaiting();
        QVERIFY2(why.find("time-out") != why.npos, why.c_str());
    }

    // It has said 354, and then reads nothing of a message that fits into no buffer.
    void aServerThatTakesNoContentIsLeft()
    {
        delivery::CarrierTools tools;
        tools.limits.piece = seconds(1);
        MailServer server;
        server.deaf = true;
        server.extensions = {"PIPELINING"}; // no SIZE: it is sent
        House house({}, tools);
        house.route("*", "smtp:127.0.0.77:" + std::to_string(server.port));
        house.enforce();
        std::string body;
        while (body.size() < 20'000'000)
            body += "a line of a message that is far too large for all the buffers in between\r\n";
        QVERIFY(house.send({"ann@far.example"}, body + "end").starts_with("250 "));
        const std::string why = house.whyWaiting();
        QVERIFY2(why.find("time-out") != why.npos, why.c_str());
    }
};

QTEST_GUILESS_MAIN(TestDeliveryLimits)
#include "test_delivery_limits.moc"
