// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

class QTcpSocket;

namespace postern::ui {

// Sends one short message to a service as any mail client would, and tells what the server answered. The
// sender is the null sender, which no setting of a new server refuses; it may be used again once finished()
// has come. GUI thread; never blocks.
class TestMessage : public QObject {
    Q_OBJECT

public:
    explicit TestMessage(QObject* parent = nullptr);

    struct Target {
        QString host; // IP address
        int port = 25;
        QString recipient;
    };
    void send(const Target& target);
    bool busy() const { return m_busy; }

Q_SIGNALS:
    // `answer`: the server's last reply, or why there was none.
    void finished(bool accepted, const QString& answer);

private:
    void read();
    void takeReply(const QByteArray& line);
    void say(const QByteArray& line);
    void end(bool accepted, const QString& answer);

    QTcpSocket* m_socket;
    QTimer m_deadline;
    Target m_target;
    QByteArray m_pending; // a line that has not come whole yet
    int m_step = 0;       // index of the reply that is awaited
    bool m_busy = false;
};

} // namespace postern::ui
