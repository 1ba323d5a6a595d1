// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/monitor/connection_line.h"

#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QCoreApplication>
#include <QLocale>

namespace postern::ui {

namespace {

struct ConnectionWords {
    Q_DECLARE_TR_FUNCTIONS(ConnectionWords)
};

QString stageText(const ConnectionLine& line)
{
    using Stage = model::ConnectionStage;
    const QString sender = qt(line.entry.sender);
    switch (line.entry.stage) {
    case Stage::Greeting:
        return ConnectionWords::tr("connected");
    case Stage::Handshake:
        return ConnectionWords::tr("beginning encryption");
    case Stage::Commands:
        return ConnectionWords::tr("between messages");
    case Stage::LoggingIn:
        return ConnectionWords::tr("logging in");
    case Stage::Envelope:
        return ConnectionWords::tr("naming recipients, from %1").arg(sender);
    case Stage::Message:
        return ConnectionWords::tr("sending a message from %1").arg(sender);
    case Stage::Storing:
        return ConnectionWords::tr("message from %1 is being stored").arg(sender);
    }
    return {};
}

QString tlsText(const ConnectionLine& line)
{
    return line.entry.tls.empty() ? ConnectionWords::tr("none", "encryption")
                                  : qt(line.entry.tls.substr(0, line.entry.tls.find(' ')));
}

QString userText(const ConnectionLine& line)
{
    return line.entry.user.empty() ? QStringLiteral("—") : qt(line.entry.user);
}

constexpr Qt::Alignment right = Qt::AlignRight | Qt::AlignVCenter;

const Column<ConnectionLine> columnsOfConnections[] = {
    {.title = QT_TRANSLATE_NOOP("ConnectionWords", "Client"),
     .text = [](const ConnectionLine& line) { return qt(line.entry.client); },
     .toolTip = [](const ConnectionLine& line) { return qt(line.entry.client); }},
    {.title = QT_TRANSLATE_NOOP("ConnectionWords", "Service"),
     .text = [](const ConnectionLine& line) { return line.service; }},
    {.title = QT_TRANSLATE_NOOP("ConnectionWords", "Stage"), .text = stageText, .toolTip = stageText},
    {.title = QT_TRANSLATE_NOOP("ConnectionWords", "HELO"),
     .text = [](const ConnectionLine& line) { return qt(line.entry.helo); },
     .toolTip = [](const ConnectionLine& line) { return qt(line.entry.helo); }},
    {.title = QT_TRANSLATE_NOOP("ConnectionWords", "Encryption"),
     .text = tlsText,
     .toolTip = [](const ConnectionLine& line) { return qt(line.entry.tls); }},
    {.title = QT_TRANSLATE_NOOP("ConnectionWords", "User"), .text = userText, .toolTip = userText},
    {.title = QT_TRANSLATE_NOOP("ConnectionWords", "Messages"),
     .text = [](const ConnectionLine& line) { return QLocale().toString(line.entry.messages); },
     .sortValue = [](const ConnectionLine& line) { return QVariant(line.entry.messages); },
     .alignment = right},
    {.title = QT_TRANSLATE_NOOP("ConnectionWords", "Since"),
     .text = [](const ConnectionLine& line) { return clockTime(line.entry.since); },
     .sortValue = [](const ConnectionLine& line) { return QVariant(qint64(toMicros(line.entry.since))); },
     .toolTip = [](const ConnectionLine& line) { return fullTime(line.entry.since); }},
    {.title = QT_TRANSLATE_NOOP("ConnectionWords", "Idle"),
     .text = [](const ConnectionLine& line) { return durationText(SystemClock().now() - line.entry.active); },
     .sortValue = [](const ConnectionLine& line) { return QVariant(-qint64(toMicros(line.entry.active))); },
     .toolTip = [](const ConnectionLine& line) { return fullTime(line.entry.active); }},
};

} // namespace

ConnectionLine connectionLineOf(model::ConnectionEntry entry, const QString& service)
{
    ConnectionLine line;
    line.key = entry.node + '\n' + std::to_string(entry.id);
    line.service = service;
    const QString parts[] = {qt(entry.client), service,       qt(entry.helo),
                             qt(entry.user),   qt(entry.tls), qt(entry.sender)};
    for (const QString& part : parts)
        line.words += part.toLower() + u'\n';
    line.entry = std::move(entry);
    return line;
}

std::span<const Column<ConnectionLine>> connectionColumns()
{
    return columnsOfConnections;
}

} // namespace postern::ui
