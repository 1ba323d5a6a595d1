// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <cstdint>

namespace postern::ui {

// The engine in the console's own process, as much as the console may know of it: the program makes it and
// passes it in. What the engine does is read from the store, like that of any other engine.
class LocalEngine : public QObject {
    Q_OBJECT

public:
    enum class State : std::uint8_t {
        Off, // another engine serves the store, or the user stopped this one
        Starting,
        Running,
        Stopping,
        Failed, // problem() says why
    };

    using QObject::QObject;

    virtual State state() const = 0;
    virtual QString problem() const = 0;
    // Both come back at once; changed() tells the rest. Nothing happens where it is so already.
    virtual void start() = 0;
    virtual void stop() = 0;

Q_SIGNALS:
    void changed();
};

} // namespace postern::ui
