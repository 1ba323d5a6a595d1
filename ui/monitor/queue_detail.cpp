// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/monitor/queue_detail.h"

#include "ui/monitor/queue_line.h"
#include "ui/text/translate.h"
#include "ui/widgets/text_block.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace postern::ui {

namespace {

constexpr std::chrono::seconds patience{5}; // an engine hears of an order within 250 ms

QString bold(const std::string& text)
{
    return QStringLiteral("<b>%1</b>").arg(qt(text).toHtmlEscaped());
}

QString paragraph(const QString& html)
{
    return QStringLiteral("<p style=\"margin:0 0 4px 0\">%1</p>").arg(html);
}

QString whatItIs(const model::QueueEntry& entry)
{
    return QueueDetail::tr("Message %1 from %2 to %3, %4, taken in on %5.")
        .arg(bold(entry.message), bold(entry.sender), bold(entry.recipient),
             QLocale().formattedDataSize(entry.size), fullTime(entry.arrived).toHtmlEscaped());
}

QString whatIsNext(const model::QueueEntry& entry)
{
    const QString way =
        QueueDetail::tr("It goes to: %1.").arg(queueDestinationText(entry.destination).toHtmlEscaped());
    switch (entry.state) {
    case model::QueueState::Active:
        return way + u' ' + QueueDetail::tr("It is being delivered now.");
    case model::QueueState::Held:
        return way + u' ' + QueueDetail::tr("It is held, and not tried before somebody releases it.");
    case model::QueueState::Queued:
        break;
    }
    return way + u' ' + QueueDetail::tr("Next try: %1.").arg(fullTime(entry.nextTry).toHtmlEscaped());
}

QString lastAnswer(const model::QueueEntry& entry)
{
    if (entry.lastError.empty())
        return QueueDetail::tr("It has not been tried yet.");
    if (entry.attempts == 0) // a milter has it held
        return QueueDetail::tr("It has not been tried yet: %1")
            .arg(QStringLiteral("<tt>%1</tt>").arg(qt(entry.lastError).toHtmlEscaped()));
    return QueueDetail::tr("After %n tries, the last answer: %1", nullptr, entry.attempts)
        .arg(QStringLiteral("<tt>%1</tt>").arg(qt(entry.lastError).toHtmlEscaped()));
}

} // namespace

QueueDetail::QueueDetail(QWidget* parent)
    : QWidget(parent)
    , m_text(new TextBlock)
    , m_ask(new QPushButton(tr("Show the Hea&der")))
    , m_state(new QLabel)
    , m_header(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("queueDetail"));
    m_text->setObjectName(QStringLiteral("detail"));
    m_text->setAccessibleName(tr("About the message"));
    m_ask->setObjectName(QStringLiteral("askForHeader"));
    m_ask->setToolTip(tr("Asks the engine for the message's header fields: sender, subject, date"));
    m_state->setObjectName(QStringLiteral("headerState"));
    m_header->setObjectName(QStringLiteral("header"));
    m_header->setAccessibleName(tr("Header of the message"));
    m_header->setReadOnly(true);
    m_header->setTabChangesFocus(true);
    m_header->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto* bar = new QHBoxLayout;
    bar->addWidget(m_ask);
    bar->addWidget(m_state, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(9, 6, 9, 0);
    layout->addWidget(m_text);
    layout->addLayout(bar);
    layout->addWidget(m_header, 1);
    layout->addStretch();
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(m_ask, &QPushButton::clicked, this, &QueueDetail::askForHeader);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_awaited)
            m_state->setText(tr("The engine has not answered yet."));
    });
    show(std::nullopt, 0);
}

void QueueDetail::show(const std::optional<model::QueueEntry>& entry, int selected)
{
    if (entry && entry == m_entry)
        return; // what is being read or copied stays
    if (!entry || !m_entry || entry->node != m_entry->node || entry->message != m_entry->message)
        forgetHeader();
    m_entry = entry;
    m_ask->setVisible(entry.has_value() && m_header->isHidden());
    if (entry)
        m_text->setHtml(paragraph(whatItIs(*entry)) + paragraph(whatIsNext(*entry)) +
                        paragraph(lastAnswer(*entry)));
    else if (selected > 0)
        m_text->setPlainText(tr("%n recipient(s) are selected.", nullptr, selected));
    else
        m_text->setPlainText(tr("Select a message to see what is known of it."));
}

void QueueDetail::setEngineLives(bool lives)
{
    m_engineLives = lives;
    m_ask->setEnabled(lives && !m_awaited);
}

std::optional<model::QueueEntry> QueueDetail::awaited() const
{
    return m_awaited ? m_entry : std::nullopt;
}

void QueueDetail::askForHeader()
{
    m_awaited = true;
    m_ask->setEnabled(false);
    m_state->setText(tr("Asking the engine…"));
    m_patience.start();
    Q_EMIT headerWanted();
}

void QueueDetail::forgetHeader()
{
    m_awaited = false;
    m_patience.stop();
    m_state->clear();
    m_header->clear();
    m_header->hide();
    m_ask->setEnabled(m_engineLives);
}

void QueueDetail::showHeader(const QString& header)
{
    forgetHeader();
    if (header.isEmpty())
        return m_state->setText(tr("The engine has this message no longer."));
    m_header->setPlainText(header);
    m_header->show();
    m_ask->hide();
}

} // namespace postern::ui
