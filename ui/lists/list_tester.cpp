// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_tester.h"

#include "base/domain_name.h"
#include "ui/lists/background.h"
#include "ui/text/translate.h"
#include "ui/widgets/link_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>

namespace postern::ui {

using model::ListColor;
using model::ListKind;
using policy::CompiledList;
using policy::ListMatch;
using policy::ListMoment;

struct ListTester::Answer {
    std::optional<ListMatch> own;
    std::optional<ListMatch> other;
    std::optional<ListMatch> conditional; // of the own list, if the entry's condition held
};

namespace {

constexpr int delay = 120; // ms after the last key

QString exampleOf(ListKind kind)
{
    switch (kind) {
    case ListKind::Ip:
        return QStringLiteral("192.0.2.17");
    case ListKind::Helo:
        return QStringLiteral("mail.example.com");
    default:
        return QStringLiteral("joe@example.com");
    }
}

std::optional<ListMatch> lookUp(const CompiledList& list, ListKind kind, const std::string& subject,
                                const ListMoment& moment)
{
    switch (kind) {
    case ListKind::Ip:
        return list.findIp(IpAddress::parse(subject).value_or(IpAddress()), moment);
    case ListKind::Helo:
        return list.findHelo(comparableDomain(subject), moment);
    default:
        return list.findAddress(comparableAddress(subject == "<>" ? std::string() : subject), moment);
    }
}

// The lines that count only under a condition, as if it held.
std::vector<model::ListEntry> withoutConditions(const ListDraft& draft)
{
    std::vector<model::ListEntry> entries;
    for (const SharedRow& row : draft.rows()) {
        if (!row.sound() || row.condition() == model::Condition::Always)
            continue;
        entries.push_back(row.value().entry);
        entries.back().condition = model::Condition::Always;
    }
    return entries;
}

} // namespace

ListTester::ListTester(ListTableModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_subject(new QLineEdit(this))
    , m_result(new LinkLabel(this))
    , m_delay(new QTimer(this))
{
    auto* label = new QLabel(tr("&Test:"), this);
    label->setBuddy(m_subject);
    m_subject->setObjectName(QStringLiteral("test"));
    m_subject->setPlaceholderText(exampleOf(model.kind()));
    m_subject->setClearButtonEnabled(true);
    m_subject->setMaximumWidth(fontMetrics().averageCharWidth() * 44);
    m_subject->setMinimumWidth(fontMetrics().averageCharWidth() * 36);
    m_result->setObjectName(QStringLiteral("testResult"));
    m_result->setWordWrap(true);
    m_result->setAccessibleName(tr("Result of the test"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_subject);
    layout->addWidget(m_result, 1);

    m_delay->setSingleShot(true);
    m_delay->setInterval(delay);
    connect(m_delay, &QTimer::timeout, this, &ListTester::start);
    connect(m_subject, &QLineEdit::textChanged, this, &ListTester::refresh);
    connect(m_result, &QLabel::linkActivated, this,
            [this](const QString& id) { Q_EMIT lineRequested(m_model.draft().positionOf(id.toLongLong())); });
    start();
}

ListTester::~ListTester()
{
    freeInBackground(std::pair(std::move(m_own), std::move(m_other)));
}

void ListTester::setSaved(CompiledList own, CompiledList other)
{
    freeInBackground(
        std::pair(std::exchange(m_own, std::move(own)), std::exchange(m_other, std::move(other))));
    m_ready = true;
    m_asked = false;
    start();
}

void ListTester::setStale()
{
    freeInBackground(std::pair(std::exchange(m_own, {}), std::exchange(m_other, {})));
    m_ready = m_asked = false;
    start();
}

void ListTester::refresh()
{
    m_delay->start();
}

QString ListTester::result() const
{
    return m_result->text();
}

void ListTester::start()
{
    const int generation = ++m_generation;
    const QString subject = m_subject->text().trimmed();
    const ListKind kind = m_model.kind();
    if (!subject.isEmpty() && !m_ready && !std::exchange(m_asked, true))
        Q_EMIT savedWanted();
    if (subject.isEmpty() || !m_ready) {
        m_result->setText(
            subject.isEmpty()
                ? tr("Type an address or a name to see what this list makes of it, saved or not.")
                : tr("One moment…"));
        m_result->setEnabled(false);
        return;
    }
    if (kind == ListKind::Ip && !IpAddress::parse(bytes(subject))) {
        m_result->setText(tr("→ not an IP address; write one like %1").arg(exampleOf(kind)));
        m_result->setEnabled(false);
        return;
    }
    const bool white = m_model.color() == ListColor::White;
    inBackground(
        this,
        [kind, white, subject = bytes(subject), own = m_own, other = m_other, draft = m_model.draft()] {
            const store::ListChanges changes = draft.changesForLookup();
            const ListMoment moment{.now = SystemClock().now(), .client = {}};
            Answer answer;
            const CompiledList edited = own.withChanges(changes.removed, changes.saved);
            answer.own = lookUp(edited, kind, subject, moment);
            answer.other = lookUp(other, kind, subject, moment);
            if (!answer.own && white)
                answer.conditional =
                    lookUp(CompiledList::compile(kind, withoutConditions(draft)), kind, subject, moment);
            return answer;
        },
        [this, generation, subject](const Answer& answer) {
            if (generation == m_generation)
                show(subject, answer);
        });
}

void ListTester::show(const QString& subject, const Answer& answer)
{
    m_result->setEnabled(true);
    m_result->setText(QStringLiteral("→ ") + words(subject, answer));
}

QString ListTester::words(const QString& subject, const Answer& answer) const
{
    return m_model.color() == ListColor::Black ? blackWords(subject, answer) : whiteWords(answer);
}

// "line 1: *@spam.example", "a line of a list file: *@spam.example (drop.txt:12)"
QString ListTester::link(const ListMatch& match) const
{
    if (match.entry == 0) // its place is in the pattern
        return tr("a line of a list file: %1").arg(qt(match.pattern).toHtmlEscaped());
    const int position = m_model.draft().positionOf(match.entry);
    return QStringLiteral("<a href=\"%1\">%2</a>: %3")
        .arg(match.entry)
        .arg(tr("line %1").arg(position + 1), qt(match.pattern).toHtmlEscaped());
}

QString ListTester::blackWords(const QString& subject, const Answer& answer) const
{
    const bool listed = answer.own && !answer.own->negated;
    const bool excepted = answer.other && !answer.other->negated;
    if (listed && excepted)
        return tr("let in: %1 would refuse it, but the exception %2 is stronger")
            .arg(link(*answer.own), qt(answer.other->pattern).toHtmlEscaped());
    if (listed)
        return tr("<b>refused</b> by %1").arg(link(*answer.own));
    const QString otherwise = m_otherwise ? m_otherwise(subject) : QString();
    if (!otherwise.isEmpty())
        return otherwise;
    if (answer.own)
        return tr("not refused: taken out by %1").arg(link(*answer.own));
    return tr("not refused: no line matches");
}

QString ListTester::whiteWords(const Answer& answer) const
{
    const bool listed = answer.own && !answer.own->negated;
    const bool black = answer.other && !answer.other->negated;
    if (listed && black)
        return tr("<b>let in</b> by %1, although %2 is black-listed")
            .arg(link(*answer.own), qt(answer.other->pattern).toHtmlEscaped());
    if (listed)
        return tr("<b>excepted</b> by %1").arg(link(*answer.own));
    if (answer.own)
        return tr("no exception: taken out by %1").arg(link(*answer.own));
    if (answer.conditional && !answer.conditional->negated)
        return tr("excepted only while its condition holds, by %1").arg(link(*answer.conditional));
    if (black)
        return tr("no exception, and refused by the black list: %1")
            .arg(qt(answer.other->pattern).toHtmlEscaped());
    return tr("no exception: no line matches");
}

} // namespace postern::ui
