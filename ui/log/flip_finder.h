// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/flips.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>

namespace postern::ui {

// Decides sessions again by the saved configuration and finds what would flip them, on a pool thread. While
// it is at it, only the newest question waits. GUI thread.
class FlipFinder : public QObject {
    Q_OBJECT

public:
    struct Answer {
        bool there = false;              // the service still is
        policy::Explanation explanation; // without trace
        policy::Flips flips;
        std::int64_t revision = 0; // by which
    };

    using QObject::QObject;

    // `service` by name. Each call leads to one found(), unless another one comes before it.
    void find(std::shared_ptr<const policy::FlipSite> site, const std::string& service,
              const policy::Facts& facts);
    // What is under way is not wanted any more.
    void forget();

Q_SIGNALS:
    void found(const postern::ui::FlipFinder::Answer& answer);

private:
    struct Question {
        std::shared_ptr<const policy::FlipSite> site;
        std::string service;
        policy::Facts facts;
    };
    static Answer answer(const Question& question);
    void begin();

    std::optional<Question> m_waiting;
    bool m_busy = false;
    bool m_wanted = false; // what is under way
};

} // namespace postern::ui
