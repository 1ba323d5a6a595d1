// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/store.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace postern::ui {

// The console's way to the store: every call runs on a thread of its own with a connection of its own, and
// its result comes back on the GUI thread. Nothing here blocks. Two lanes, so that a long search in the log
// never holds up a save: Lane::Settings (configuration, commands, status) and Lane::Log (events, previews).
// Jobs of a lane run in order.
class StoreClient : public QObject {
    Q_OBJECT

public:
    enum class Lane { Settings, Log };

    // The store must exist already (app/ creates it). `where` as Store::open() takes it.
    explicit StoreClient(const QString& where, QObject* parent = nullptr);
    ~StoreClient() override; // waits for the job at hand; jobs not begun are dropped

    QString where() const;
    QString author() const; // who revisions are signed by: the user of this desktop

    // Runs `work(Store&)`, which returns a Result<T>, then `done(Result<T>)` on the GUI thread; not at all
    // where `context` is gone by then. A store that cannot be opened is an Error like any other. `work` must
    // not touch anything of the GUI.
    template <class Work, class Done>
    void run(Lane lane, QObject* context, Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work, store::Store&>;
        QPointer<QObject> guard(context);
        post(lane, [this, guard, work = std::move(work),
                    done = std::move(done)](Result<store::Store*> opened) mutable {
            auto answer = std::make_shared<Answer>(opened ? work(**opened)
                                                          : Answer(tl::unexpect, Error(opened.error())));
            deliver([guard, answer, done = std::move(done)]() mutable {
                if (guard)
                    done(std::move(*answer));
            });
        });
    }
    template <class Work, class Done>
    void run(QObject* context, Work work, Done done)
    {
        run(Lane::Settings, context, std::move(work), std::move(done));
    }

Q_SIGNALS:
    // Something was committed to the store, by anyone, this console included: a revision, events, status. At
    // most 10 a second.
    void changed();
    // A new revision is there (checked after each change). On the GUI thread.
    void revisionChanged(qint64 revision);
    // The store cannot be read any more, or can again (empty text).
    void troubleChanged(const QString& trouble);

private:
    using Job = std::function<void(Result<store::Store*>)>;
    void post(Lane lane, Job job);
    void deliver(std::function<void()> function);

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace postern::ui
