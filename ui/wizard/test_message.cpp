// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/test_message.h"

#include "base/escape.h"
#include "ui/text/translate.h"

#include <QDateTime>
#include <QLocale>
#include <QTcpSocket>
#include <QUuid>

namespace postern::ui {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype longestLine = 2048; // of a reply; RFC 5321 4.5.3.1.5 has 512

QByteArray messageFor(const QString& recipient)
{
    const QByteArray address = recipient.toUtf8();
    const QByteArray id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    QString date = QLocale::c().toString(QDateTime::currentDateTimeUtc(),
                                         QStringLiteral("ddd, d MMM yyyy HH:mm:ss '+0000'"));
    return "From: Postern <" + address + ">\r\nTo: <" + address +
           ">\r\nSubject: Test message\r\nDate: " + date.toLatin1() + "\r\nMessage-ID: <" + id +
           "@test-message.invalid>\r\n\r\n" +
           "This message was sent by the set-up of Postern. If you can read it, mail is received.\r\n.";
}

} // namespace

TestMessage::TestMessage(QObject* parent)
    : QObject(parent)
    , m_socket(new QTcpSocket(this))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { end(false, tr("The server did not answer in time.")); });
    connect(m_socket, &QTcpSocket::readyRead, this, &TestMessage::read);
    connect(m_socket, &QTcpSocket::errorOccurred, this, [this] { end(false, m_socket->errorString()); });
}

void TestMessage::send(const Target& target)
{
    if (m_busy)
        return;
    m_busy = true;
    m_target = target;
    m_step = 0;
    m_pending.clear();
    m_deadline.start(20s);
    m_socket->connectToHost(target.host, quint16(target.port));
}

void TestMessage::read()
{
    m_pending += m_socket->readAll();
    for (;;) {
        const qsizetype end = m_pending.indexOf('\n');
        if (end < 0)
            break;
        const QByteArray line = m_pending.left(end).trimmed();
        m_pending.remove(0, end + 1);
        if (line.size() < 4 || line[3] != '-') // the last line of a reply (RFC 5321 4.2.1)
            takeReply(line);
        if (!m_busy)
            return;
    }
    if (m_pending.size() > longestLine)
        end(false, tr("What answers there is no mail server."));
}

void TestMessage::takeReply(const QByteArray& line)
{
    const QString answer = qt(escapeForDisplay(line.toStdString()));
    const char expected = m_step == 4 ? '3' : '2'; // DATA is answered by 354
    if (!line.startsWith(expected)) {
        end(false, answer);
        return;
    }
    switch (m_step++) {
    case 0: // a name that no check takes for one of the server's own
        return say("EHLO test-message.invalid");
    case 1:
        return say("MAIL FROM:<>");
    case 2:
        return say("RCPT TO:<" + m_target.recipient.toUtf8() + '>');
    case 3:
        return say("DATA");
    case 4:
        return say(messageFor(m_target.recipient));
    default:
        say("QUIT");
        return end(true, answer);
    }
}

void TestMessage::say(const QByteArray& line)
{
    m_socket->write(line + "\r\n");
}

void TestMessage::end(bool accepted, const QString& answer)
{
    if (!m_busy)
        return;
    m_busy = false;
    m_deadline.stop();
    if (accepted)
        m_socket->disconnectFromHost(); // once QUIT is written
    else
        m_socket->abort();
    Q_EMIT finished(accepted, answer);
}

} // namespace postern::ui
