// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

namespace postern::console {

// One console of one user on one store: the first one listens, a second start only raises its window.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    explicit SingleInstance(const QString& store, QObject* parent = nullptr);

    // Whether this is the first. Where it is not, the first one has been asked to raise its window.
    bool take();

Q_SIGNALS:
    void raiseWanted();

private:
    QString m_name;
    QLocalServer m_server;
};

} // namespace postern::console
