// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/single_instance.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QLocalSocket>

#include <unistd.h>

namespace postern::console {

namespace {

constexpr int patience = 1000; // milliseconds; a console that hangs does not keep the next one from starting

// The same for every way of writing the same file; another one for every user, who may have consoles of their
// own.
QString nameFor(const QString& store)
{
    const QFileInfo file(store);
    const QString path = file.exists() ? file.canonicalFilePath() : file.absoluteFilePath();
    const QByteArray hash = QCryptographicHash::hash(QByteArray::number(getuid()) + ':' + path.toUtf8(),
                                                     QCryptographicHash::Sha256);
    return QStringLiteral("postern-") + QString::fromLatin1(hash.toHex().left(24));
}

} // namespace

SingleInstance::SingleInstance(const QString& store, QObject* parent)
    : QObject(parent)
    , m_name(nameFor(store))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* other = m_server.nextPendingConnection())
            other->deleteLater();
        Q_EMIT raiseWanted();
    });
}

bool SingleInstance::take()
{
    QLocalSocket first;
    first.connectToServer(m_name);
    if (first.waitForConnected(patience))
        return false;
    QLocalServer::removeServer(m_name); // left behind by one that crashed
    m_server.listen(m_name);            // without it the second one merely is not noticed
    return true;
}

} // namespace postern::console
