// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/console_session.h"

#include "console/store_rescue.h"
#include "ui/text/translate.h"

#include <algorithm>
#include <cerrno>

#include <signal.h>

namespace postern::console {

namespace {

bool isThere(std::int64_t process)
{
    return kill(pid_t(process), 0) == 0 || errno == EPERM;
}

} // namespace

// The last heartbeat of an engine that was killed a moment ago still looks alive, so its process must be
// there, too.
bool isServed(store::Store& store)
{
    const auto nodes = store.nodes();
    const Time now = SystemClock().now();
    return nodes && std::any_of(nodes->begin(), nodes->end(), [now](const model::NodeStatus& node) {
               return node.alive(now) && isThere(node.process);
           });
}

ConsoleSession::Parts::Parts(const QString& where, ui::Prompter& prompter)
    : client(where)
    , engine({.store = ui::bytes(where)})
    , tester(ui::bytes(where))
    , window(client, engine, tester, prompter)
{
}

ConsoleSession::ConsoleSession(const QString& where, ui::Prompter& prompter)
    : m_where(where)
    , m_prompter(prompter)
    , m_instance(where)
{
}

ConsoleSession::~ConsoleSession() = default;

ConsoleSession::Opening ConsoleSession::open()
{
    if (!m_instance.take())
        return Opening::Elsewhere;
    std::unique_ptr<store::Store> store = openStore(m_where, m_prompter);
    if (store == nullptr)
        return Opening::NoStore;
    const auto revision = store->revision();
    const bool isNew = revision && *revision == 0;
    const bool served = isServed(*store);
    store.reset();

    m_parts = std::make_unique<Parts>(m_where, m_prompter);
    QObject::connect(&m_instance, &SingleInstance::raiseWanted, &window(), [this] { window().toFront(); });
    window().show();
    if (isNew)
        window().setUp();
    else if (!served)
        engine().start();
    return Opening::Shown;
}

} // namespace postern::console
