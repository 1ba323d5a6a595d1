// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <memory>
#include <type_traits>
#include <utility>

namespace postern::ui {

// Runs `function()` on the GUI thread, after what other threads sent there before.
template <class Function>
void onGuiThread(Function function)
{
    QMetaObject::invokeMethod(QCoreApplication::instance(), std::move(function), Qt::QueuedConnection);
}

// Runs `work()` on a pool thread, then `done(result)` on the GUI thread; not at all where `context` is gone
// by then. `work` must not touch anything of the GUI.
template <class Work, class Done>
void inBackground(QObject* context, Work work, Done done)
{
    QThreadPool::globalInstance()->start(
        [guard = QPointer(context), work = std::move(work), done = std::move(done)]() mutable {
            using Answer = std::invoke_result_t<Work>;
            auto answer = std::make_shared<Answer>(work());
            onGuiThread([guard, answer, done = std::move(done)]() mutable {
                if (guard)
                    done(std::move(*answer));
            });
        });
}

// Large things take long to free as well: on a pool thread.
template <class T>
void freeInBackground(T value)
{
    QThreadPool::globalInstance()->start(
        [held = std::make_shared<T>(std::move(value))]() mutable { held.reset(); });
}

} // namespace postern::ui
