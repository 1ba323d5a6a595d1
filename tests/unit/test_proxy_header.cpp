// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/proxy_header.h"

#include <QTest>

using namespace postern;
using namespace postern::net;
using State = ProxyHeader::State;

namespace {

QByteArray binary(unsigned char command, unsigned char family, const QByteArray& body)
{
    QByteArray bytes("\r\n\r\n\0\r\nQUIT\n", 12);
    bytes += char(command);
    bytes += char(family);
    bytes += char(body.size() >> 8);
    bytes += char(body.size() & 0xff);
    return bytes + body;
}

const QByteArray body4("\xc0\x00\x02\x01\xc0\x00\x02\x02\xdc\x04\x00\x19", 12);
const QByteArray body6 = QByteArray::fromHex("20010db8000000000000000000000001"
                                             "20010db8000000000000000000000002dc040019");

} // namespace

class TestProxyHeader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headersAreRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("client"); // "" is nobody, "malformed" is none
        const auto row = [](const char* name, const QByteArray& bytes, const char* client) {
            QTest::newRow(name) << bytes << QByteArray(client);
        };
        row("TCP4", "PROXY TCP4 192.0.2.1 192.0.2.2 56324 25\r\n", "192.0.2.1:56324");
        row("TCP6", "PROXY TCP6 2001:db8::1 2001:db8::2 56324 25\r\n", "[2001:db8::1]:56324");
        row("mapped", "PROXY TCP6 ::ffff:192.0.2.1 ::ffff:192.0.2.2 1 2\r\n", "192.0.2.1:1");
        row("unknown", "PROXY UNKNOWN\r\n", "");
        row("unknown with more", "PROXY UNKNOWN ffff:: ffff:: 1 2\r\n", "");
        row("other family", "PROXY UDP4 192.0.2.1 192.0.2.2 1 2\r\n", "malformed");
        row("IPv6 as TCP4", "PROXY TCP4 2001:db8::1 2001:db8::2 1 2\r\n", "malformed");
        row("no address", "PROXY TCP4 mail.example 192.0.2.2 1 2\r\n", "malformed");
        row("port too large", "PROXY TCP4 192.0.2.1 192.0.2.2 65536 2\r\n", "malformed");
        row("negative port", "PROXY TCP4 192.0.2.1 192.0.2.2 -1 2\r\n", "malformed");
        row("port missing", "PROXY TCP4 192.0.2.1 192.0.2.2 1\r\n", "malformed");
        row("too much", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2 3\r\n", "malformed");
        row("two blanks", "PROXY TCP4  192.0.2.1 192.0.2.2 1 2\r\n", "malformed");
        row("lower case", "proxy UNKNOWN\r\n", "malformed");
        row("a client", "EHLO client.example\r\n", "malformed");
        row("endless line", "PROXY UNKNOWN " + QByteArray(93, 'x'), "malformed");
        row("binary IPv4", binary(0x21, 0x11, body4), "192.0.2.1:56324");
        row("binary IPv6", binary(0x21, 0x21, body6), "[2001:db8::1]:56324");
        row("binary with more", binary(0x21, 0x11, body4 + QByteArray("\x04\x00\x01x", 4)),
            "192.0.2.1:56324");
        row("binary local", binary(0x20, 0x11, body4), "");
        row("binary UNIX", binary(0x21, 0x31, QByteArray(216, 'x')), "");
        row("binary unspecified", binary(0x21, 0, {}), "");
        row("binary too short", binary(0x21, 0x11, body4.left(11)), "malformed");
        row("binary command", binary(0x22, 0x11, body4), "malformed");
        row("binary version", binary(0x31, 0x11, body4), "malformed");
        row("binary too long", binary(0x21, 0x11, QByteArray(4081, 'x')), "malformed");
        row("binary at the bound", binary(0x20, 0x11, QByteArray(4080, 'x')), "");
    }
    void headersAreRead()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, client);
        const std::string whole = bytes.toStdString();
        const ProxyHeader header = parseProxyHeader(whole + "EHLO");
        if (client == "malformed") {
            QVERIFY(header.state == State::Malformed);
            return;
        }
        QVERIFY(header.state == State::Complete);
        QCOMPARE(header.length, whole.size());
        QCOMPARE(header.client ? header.client->toString() : std::string(), client.toStdString());
        for (std::size_t length = 0; length < whole.size(); ++length)
            QVERIFY(parseProxyHeader(std::string_view(whole).substr(0, length)).state == State::NeedsMore);
    }
};

QTEST_APPLESS_MAIN(TestProxyHeader)
#include "test_proxy_header.moc"
