// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/service_state.h"

#include "ui/data/live_status.h"
#include "ui/text/phrase.h"
#include "ui/text/translate.h"

#include <QCoreApplication>

#include <algorithm>

namespace postern::ui {

namespace {

using Kind = ServiceState::Kind;

Kind kindOf(model::ListenerState state)
{
    switch (state) {
    case model::ListenerState::Stopped:
        return Kind::Stopped;
    case model::ListenerState::Starting:
        return Kind::Starting;
    case model::ListenerState::Running:
        return Kind::Running;
    case model::ListenerState::Failed:
        return Kind::Failed;
    }
    return Kind::Failed;
}

// One node's word on the service.
ServiceState onNode(const model::NodeStatus& node, model::Id service)
{
    const auto listener =
        std::find_if(node.listeners.begin(), node.listeners.end(),
                     [service](const model::ListenerStatus& each) { return each.service == service; });
    ServiceState state{.kind = Kind::Starting, .revision = node.revision};
    if (listener == node.listeners.end())
        return state;
    state.kind = kindOf(listener->state);
    state.connections = listener->connections;
    if (state.kind == Kind::Failed)
        state.reason = translate(listener->error);
    else if (state.kind == Kind::Running)
        state.warning = translate(listener->error);
    return state;
}

} // namespace

QString ServiceState::text() const
{
    const auto words = [](const char* text) { return QCoreApplication::translate("ServiceState", text); };
    switch (kind) {
    case Kind::Stopped:
        return words(QT_TRANSLATE_NOOP("ServiceState", "stopped"));
    case Kind::Running:
        return words(QT_TRANSLATE_NOOP("ServiceState", "running"));
    case Kind::Starting:
        return words(QT_TRANSLATE_NOOP("ServiceState", "starting"));
    case Kind::NoEngine:
        return words(QT_TRANSLATE_NOOP("ServiceState", "no engine"));
    case Kind::Failed:
        return reason.isEmpty() ? words(QT_TRANSLATE_NOOP("ServiceState", "cannot start")) : reason;
    }
    return {};
}

ServiceState serviceState(const Overview& overview, const model::Service& service)
{
    if (overview.nodes.empty())
        return {};
    ServiceState all = onNode(overview.nodes.front(), service.id);
    for (std::size_t i = 1; i < overview.nodes.size(); ++i) {
        ServiceState next = onNode(overview.nodes[i], service.id);
        for (QString* words : {&next.reason, &next.warning}) {
            if (!words->isEmpty())
                *words = qt(overview.nodes[i].node) + QStringLiteral(": ") + *words;
        }
        const QString warning = all.warning.isEmpty() ? next.warning : all.warning;
        const int connections = all.connections + next.connections;
        const std::int64_t revision = std::min(all.revision, next.revision);
        if (next.kind > all.kind)
            all = next;
        all.connections = connections;
        all.revision = revision;
        all.warning = warning;
    }
    return all;
}

} // namespace postern::ui
