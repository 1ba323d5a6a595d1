// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/monitor/queue_line.h"

#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QCoreApplication>
#include <QLocale>

namespace postern::ui {

namespace {

struct QueueWords {
    Q_DECLARE_TR_FUNCTIONS(QueueWords)
};

Time now()
{
    return SystemClock().now();
}

QVariant sortedBy(Time time)
{
    return qint64(toMicros(time));
}

QString nextTry(const model::QueueEntry& entry)
{
    if (entry.state == model::QueueState::Held)
        return QueueWords::tr("when released");
    if (entry.state == model::QueueState::Active || entry.nextTry <= now())
        return QueueWords::tr("now");
    return QueueWords::tr("in %1").arg(durationText(entry.nextTry - now()));
}

QString why(const QueueLine& line)
{
    return line.entry.lastError.empty() ? QueueWords::tr("not tried yet") : qt(line.entry.lastError);
}

QVariant stateMark(const QueueLine& line)
{
    using Kind = ServiceState::Kind;
    switch (line.entry.state) {
    case model::QueueState::Active:
        return stateIcon(Kind::Running);
    case model::QueueState::Held:
        return stateIcon(Kind::Stopped);
    case model::QueueState::Queued:
        break;
    }
    return stateIcon(line.entry.attempts > 0 ? Kind::NoEngine : Kind::Starting);
}

constexpr Qt::Alignment right = Qt::AlignRight | Qt::AlignVCenter;

const Column<QueueLine> columnsOfQueue[] = {
    {.title = QT_TRANSLATE_NOOP("QueueWords", "Message"),
     .text = [](const QueueLine& line) { return qt(line.entry.message); }},
    {.title = QT_TRANSLATE_NOOP("QueueWords", "State"),
     .text = [](const QueueLine& line) { return queueStateText(line.entry); },
     .decoration = stateMark},
    {.title = QT_TRANSLATE_NOOP("QueueWords", "Sender"),
     .text = [](const QueueLine& line) { return qt(line.entry.sender); },
     .toolTip = [](const QueueLine& line) { return qt(line.entry.sender); }},
    {.title = QT_TRANSLATE_NOOP("QueueWords", "Recipient"),
     .text = [](const QueueLine& line) { return qt(line.entry.recipient); },
     .toolTip = [](const QueueLine& line) { return qt(line.entry.recipient); }},
    {.title = QT_TRANSLATE_NOOP("QueueWords", "Tries"),
     .text = [](const QueueLine& line) { return QLocale().toString(line.entry.attempts); },
     .sortValue = [](const QueueLine& line) { return QVariant(line.entry.attempts); },
     .alignment = right},
    {.title = QT_TRANSLATE_NOOP("QueueWords", "Next try"),
     .text = [](const QueueLine& line) { return nextTry(line.entry); },
     .sortValue = [](const QueueLine& line) { return sortedBy(line.entry.nextTry); },
     .toolTip = [](const QueueLine& line) { return fullTime(line.entry.nextTry); }},
    {.title = QT_TRANSLATE_NOOP("QueueWords", "Age"),
     .text = [](const QueueLine& line) { return durationText(now() - line.entry.arrived); },
     .sortValue = [](const QueueLine& line) { return QVariant(-qint64(toMicros(line.entry.arrived))); },
     .alignment = right,
     .toolTip = [](const QueueLine& line) { return fullTime(line.entry.arrived); }},
    {.title = QT_TRANSLATE_NOOP("QueueWords", "Size"),
     .text = [](const QueueLine& line) { return QLocale().formattedDataSize(line.entry.size, 0); },
     .sortValue = [](const QueueLine& line) { return QVariant(qint64(line.entry.size)); },
     .alignment = right},
    {.title = QT_TRANSLATE_NOOP("QueueWords", "Destination"),
     .text = [](const QueueLine& line) { return queueDestinationText(line.entry.destination); },
     .toolTip = [](const QueueLine& line) { return queueDestinationText(line.entry.destination); }},
    {.title = QT_TRANSLATE_NOOP("QueueWords", "Why it waits"), .text = why, .toolTip = why},
};

} // namespace

QueueLine queueLineOf(model::QueueEntry entry)
{
    QueueLine line;
    line.key = entry.node + '\n' + entry.message + '\n' + entry.recipient;
    const std::string* const parts[] = {&entry.message, &entry.sender, &entry.recipient, &entry.destination,
                                        &entry.lastError};
    std::string words;
    for (const std::string* part : parts)
        words += *part + '\n';
    line.words = qt(words).toLower();
    line.entry = std::move(entry);
    return line;
}

bool isIn(const model::QueueEntry& entry, QueueFilter filter)
{
    switch (filter) {
    case QueueFilter::All:
        break;
    case QueueFilter::Waiting:
        return entry.state == model::QueueState::Queued;
    case QueueFilter::Failed:
        return entry.attempts > 0;
    case QueueFilter::Active:
        return entry.state == model::QueueState::Active;
    case QueueFilter::Held:
        return entry.state == model::QueueState::Held;
    }
    return true;
}

QString queueStateText(const model::QueueEntry& entry)
{
    switch (entry.state) {
    case model::QueueState::Active:
        return QueueWords::tr("being delivered");
    case model::QueueState::Held:
        return QueueWords::tr("held");
    case model::QueueState::Queued:
        break;
    }
    return QueueWords::tr("waiting");
}

QString queueDestinationText(const std::string& destination)
{
    const std::size_t colon = destination.find(':');
    const std::string kind = destination.substr(0, colon);
    if (colon == std::string::npos || (kind != "mailbox" && kind != "domain"))
        return qt(destination);
    const QString name = qt(destination.substr(colon + 1));
    return kind == "mailbox" ? QueueWords::tr("mailbox %1").arg(name) : QueueWords::tr("domain %1").arg(name);
}

std::span<const Column<QueueLine>> queueColumns()
{
    return columnsOfQueue;
}

} // namespace postern::ui
