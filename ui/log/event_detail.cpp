// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/event_detail.h"

#include "policy/explain.h"
#include "ui/explain/saved_policies.h"
#include "ui/log/decision_tabs.h"
#include "ui/log/event_words.h"
#include "ui/log/flip_block.h"
#include "ui/log/setting_place.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"
#include "ui/widgets/text_block.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace postern::ui {

EventDetail::EventDetail(Console& console, QWidget* parent)
    : QWidget(parent)
    , m_console(console)
    , m_reason(new TextBlock)
    , m_flips(new FlipBlock(console))
    , m_answerLabel(new QLabel(tr("Answer &sent:")))
    , m_answer(new QLineEdit)
    , m_copy(new QPushButton(tr("Cop&y")))
    , m_circumstances(new QLabel)
    , m_tabs(new DecisionTabs)
{
    setObjectName(QStringLiteral("detail"));
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setAccessibleName(tr("Why"));
    m_answer->setObjectName(QStringLiteral("answer"));
    m_answer->setReadOnly(true);
    m_answer->setFrame(false);
    m_answer->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_answerLabel->setBuddy(m_answer);
    m_copy->setObjectName(QStringLiteral("copyAnswer"));
    m_copy->setToolTip(tr("Copies the answer, with its reference"));
    m_circumstances->setObjectName(QStringLiteral("circumstances"));
    m_circumstances->setWordWrap(true);
    m_circumstances->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_circumstances->setForegroundRole(QPalette::PlaceholderText);

    auto* answer = new QHBoxLayout;
    answer->addWidget(m_answerLabel);
    answer->addWidget(m_answer, 1);
    answer->addWidget(m_copy);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(9, 6, 9, 9);
    layout->addWidget(m_reason);
    layout->addWidget(m_flips);
    layout->addLayout(answer);
    layout->addWidget(m_circumstances);
    layout->addWidget(m_tabs, 1);

    connect(m_reason, &QTextBrowser::anchorClicked, this, &EventDetail::followLink);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_answer->text()); });
    connect(m_tabs, &DecisionTabs::placeWanted, this, &EventDetail::placeWanted);
    connect(&m_finder, &FlipFinder::found, this, &EventDetail::showFound);
    showNothing({});
}

EventDetail::~EventDetail() = default;

void EventDetail::rest()
{
    m_finder.forget();
    m_policies.reset();
}

void EventDetail::showNothing(const QString& text)
{
    m_event.reset();
    m_trace.clear();
    m_reason->setPlainText(text);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_answerLabel, m_answer, m_copy, m_circumstances})
        widget->hide();
    m_tabs->showNothing();
    m_finder.forget();
    m_flips->showText({});
}

void EventDetail::explain(const model::Event& event, const std::optional<model::Pin>& pin)
{
    m_event = event;
    m_pin = pin;
    m_trace.clear();
    m_traceProblem.clear();
    auto trace =
        event.trace.empty() ? Result<policy::Trace>(policy::Trace()) : policy::traceFromJson(event.trace);
    if (trace)
        m_trace = std::move(*trace);
    else
        m_traceProblem = translate(trace.error());
    m_now.clear();
    refresh();
    findFlips();
}

// Only what the policy decided can be decided again: a time-out or a full disk is none of its business.
static bool byPolicy(const model::Event& event)
{
    return event.check.empty() || model::checkById(event.check);
}

void EventDetail::findFlips()
{
    m_flips->showText({});
    if (!m_event || !byPolicy(*m_event))
        return;
    auto given = facts();
    if (!given)
        return m_flips->showText(
            tr("What would change it is not known: the log does not hold what this was decided from."));
    if (!m_policies) {
        m_policies = std::make_unique<SavedPolicies>(m_console.store());
        connect(m_policies.get(), &SavedPolicies::changed, this, &EventDetail::findFlips);
    }
    if (!m_policies->problem().isEmpty())
        return m_flips->showText(m_policies->problem());
    if (!m_policies->site())
        return;                       // changed() comes
    given->now = SystemClock().now(); // bars and list entries that have ended since do not count any more
    m_finder.find(m_policies->site(), m_event->service, *given);
}

void EventDetail::showFound(const FlipFinder::Answer& answer)
{
    if (!m_event)
        return;
    if (!answer.there)
        return m_flips->showText(tr("There is no service %1 any more.").arg(qt(m_event->service)));
    m_now = asOfNow(answer.explanation.verdict);
    m_circumstances->setText(circumstances());
    m_flips->setUnread(m_policies ? m_policies->unreadFiles() : QString());
    m_flips->showFlips(answer.flips, answer.revision, m_event->reference);
}

QString EventDetail::asOfNow(const policy::Verdict& verdict) const
{
    const std::string check(verdict.check ? model::info(*verdict.check).id : std::string_view());
    if (check == m_event->check)
        return tr("would be decided the same now");
    if (!verdict.check)
        return tr("would be accepted now");
    return tr("would be refused now: %1").arg(translate(model::info(*verdict.check).title));
}

void EventDetail::setRevision(std::int64_t revision)
{
    if (std::exchange(m_revision, revision) != revision && m_event)
        m_circumstances->setText(circumstances());
}

std::optional<policy::Facts> EventDetail::facts() const
{
    if (!m_event || m_event->facts.empty())
        return std::nullopt;
    auto facts = policy::factsFromJson(m_event->facts);
    return facts ? std::optional(std::move(*facts)) : std::nullopt;
}

const policy::TraceRow* EventDetail::rowOf(const std::string& check) const
{
    for (const policy::TraceRow& row : m_trace) {
        if (model::info(row.check).id == check)
            return &row;
    }
    return nullptr;
}

// What a row says, and the link to what made it so.
static QString explained(const policy::TraceRow& row, std::size_t number)
{
    const QString place = row.pattern.empty()
                              ? placeText(row)
                              : EventDetail::tr("%1: %2", "list: entry").arg(placeText(row), qt(row.pattern));
    return EventDetail::tr("%1 Setting: %2", "sentence, link")
        .arg(paragraph(policy::reasonInWords(row)),
             QStringLiteral("<a href=\"row:%1\">%2</a>").arg(number).arg(place.toHtmlEscaped()));
}

QString EventDetail::reasonHtml() const
{
    QStringList parts;
    if (!m_traceProblem.isEmpty())
        parts << m_traceProblem.toHtmlEscaped();
    const auto add = [&](const policy::TraceRow* row) {
        if (row != nullptr)
            parts << explained(*row, std::size_t(row - m_trace.data()));
    };
    add(rowOf(m_event->check));
    for (const QString& id : qt(m_event->monitored).split(u' ', Qt::SkipEmptyParts))
        add(rowOf(bytes(id)));
    const QString why = whyOf(*m_event);
    const QString headline = m_event->check.empty() ? outcomeText(m_event->outcome) : why;
    if (parts.isEmpty() && why != headline)
        parts << why.toHtmlEscaped() + u'.';
    return tr("<b>%1.</b> %2", "headline, sentences")
        .arg(headline.toHtmlEscaped(), parts.join(QStringLiteral("<br>")));
}

QString EventDetail::circumstances() const
{
    QStringList parts{fullTime(m_event->time)};
    if (!m_event->reference.empty())
        parts << tr("reference %1").arg(qt(m_event->reference));
    if (!m_event->user.empty())
        parts << tr("logged in as %1").arg(qt(m_event->user));
    if (!m_event->tls.empty())
        parts << qt(m_event->tls);
    if (m_event->size > 0)
        parts << QLocale().formattedDataSize(m_event->size);
    if (m_event->revision > 0)
        parts << (m_revision > m_event->revision
                      ? tr("decided by revision %1 (now %2)").arg(m_event->revision).arg(m_revision)
                      : tr("decided by revision %1").arg(m_event->revision));
    if (!m_now.isEmpty())
        parts << m_now;
    if (m_pin)
        parts << (m_pin->expected == model::Expected::Accepted ? tr("pinned: must be accepted")
                                                               : tr("pinned: must be refused"));
    return parts.join(tr(" · "));
}

void EventDetail::refresh()
{
    m_reason->setHtml(reasonHtml());
    m_answerLabel->setText(m_event->check == model::checkDelivery ? tr("What &happened:")
                                                                  : tr("Answer &sent:"));
    m_answer->setText(qt(m_event->reply));
    m_answer->setCursorPosition(0);
    const bool answered = !m_event->reply.empty();
    m_answerLabel->setVisible(answered);
    m_answer->setVisible(answered);
    m_copy->setVisible(answered);
    m_circumstances->setText(circumstances());
    m_circumstances->show();
    m_tabs->showDecision(m_event->service, m_trace, m_event->check, facts());
}

void EventDetail::followLink(const QUrl& link)
{
    const std::size_t row = link.path().toULongLong();
    if (m_event && row < m_trace.size())
        Q_EMIT placeWanted(placeOf(m_event->service, m_trace[row]));
}

} // namespace postern::ui
