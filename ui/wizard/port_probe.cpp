// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/port_probe.h"

#include <QTcpServer>

namespace postern::ui {

PortState probePort(int port)
{
    QTcpServer server;
    if (server.listen(QHostAddress::Any, quint16(port)))
        return PortState::Free;
    return server.serverError() == QAbstractSocket::SocketAccessError ? PortState::Denied : PortState::Taken;
}

} // namespace postern::ui
