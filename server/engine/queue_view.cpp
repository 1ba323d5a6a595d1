// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/queue_view.h"

#include "base/escape.h"
#include "delivery/dispatcher.h"

#include <array>
#include <charconv>
#include <optional>
#include <vector>

namespace postern::engine {

namespace {

constexpr auto tooYoung = std::chrono::seconds(2);
constexpr auto headersKept = std::chrono::minutes(5);

constexpr std::array<std::pair<std::string_view, spool::Action>, 4> actions{{
    {model::queueRetry, spool::Action::Retry},
    {model::queueHold, spool::Action::Hold},
    {model::queueRelease, spool::Action::Release},
    {model::queueRemove, spool::Action::Remove},
}};

std::optional<spool::Action> actionOf(std::string_view verb)
{
    for (const auto& [name, action] : actions) {
        if (name == verb)
            return action;
    }
    return std::nullopt;
}

model::QueueEntry entryOf(const spool::Message& message, const spool::Recipient& recipient,
                          const std::string& node, bool active)
{
    model::QueueEntry entry;
    entry.node = node;
    entry.message = message.name;
    entry.recipient = escapeForDisplay(recipient.address);
    entry.sender = message.sender.empty() ? "<>" : escapeForDisplay(message.sender);
    entry.destination = escapeForDisplay(recipient.destination);
    entry.state = recipient.state == spool::State::Held ? model::QueueState::Held
                  : active                              ? model::QueueState::Active
                                                        : model::QueueState::Queued;
    entry.size = message.size;
    entry.arrived = message.arrival;
    entry.nextTry = recipient.nextTry;
    entry.attempts = recipient.attempts;
    entry.lastError = escapeForDisplay(recipient.lastReply);
    return entry;
}

constexpr std::size_t tabWidth = 4; // of folded fields (RFC 5322 2.2.3)

// For display, with LF at the end of each line.
std::string lineByLine(std::string_view header)
{
    std::string text;
    while (!header.empty()) {
        const std::size_t end = std::min(header.find("\r\n"), header.size());
        std::string line(header.substr(0, end));
        for (std::size_t tab = 0; (tab = line.find('\t', tab)) != line.npos; tab += tabWidth)
            line.replace(tab, 1, tabWidth, ' ');
        text += escapeForDisplay(line, model::MessageHeader::longest) + '\n';
        header.remove_prefix(std::min(end + 2, header.size()));
    }
    return text;
}

// What escapeForDisplay() made of an address that is not too long for it.
std::string unescaped(std::string_view shown)
{
    std::string raw;
    while (!shown.empty()) {
        unsigned char value = 0;
        const bool hex =
            shown.starts_with("\\x") && shown.size() >= 4 &&
            std::from_chars(shown.data() + 2, shown.data() + 4, value, 16).ptr == shown.data() + 4;
        const bool escape = hex || shown.starts_with("\\\\");
        raw += hex ? char(value) : shown.front();
        shown.remove_prefix(hex ? 4 : escape ? 2 : 1);
    }
    return raw;
}

} // namespace

Result<> QueueView::write(store::Store& store)
{
    if (auto forgotten = forgetHeaders(store); !forgotten)
        return forgotten;
    const std::uint64_t changes = m_environment.spool.changes();
    if (changes == m_seen && !m_lookAgain)
        return {};
    if (!m_cleared) {
        if (auto cleared = store.clearQueue(m_environment.node); !cleared)
            return cleared;
        m_cleared = true;
    }
    auto entries = read();
    if (!entries)
        return failFrom(entries);
    std::vector<model::QueueEntry> changed;
    std::vector<model::QueueEntry> gone;
    for (const auto& [key, entry] : *entries) {
        const auto known = m_written.find(key);
        if (known == m_written.end() || known->second != entry)
            changed.push_back(entry);
    }
    for (const auto& [key, entry] : m_written) {
        if (!entries->contains(key))
            gone.push_back(entry);
    }
    if (!changed.empty() || !gone.empty()) {
        if (auto written = store.writeQueue(changed, gone); !written)
            return written;
    }
    m_written = std::move(*entries);
    m_seen = changes;
    return {};
}

Result<QueueView::Entries> QueueView::read()
{
    const auto totals = m_environment.spool.totals();
    if (!totals)
        return failFrom(totals);
    m_totals = *totals;
    const auto items = m_environment.spool.list(shown);
    if (!items)
        return failFrom(items);
    std::unordered_set<spool::Id> active;
    if (m_environment.dispatcher != nullptr)
        active = m_environment.dispatcher->active();
    const Time youngest = m_environment.clock.now() - tooYoung;
    m_lookAgain = !active.empty();
    Entries entries;
    for (const spool::Item& item : *items) {
        for (const spool::Recipient& recipient : item.recipients) {
            if (recipient.attempts == 0 && item.message.arrival > youngest &&
                recipient.state == spool::State::Queued) {
                m_lookAgain = true;
                continue;
            }
            auto entry = entryOf(item.message, recipient, m_environment.node, active.contains(recipient.id));
            auto key = std::pair(entry.message, entry.recipient);
            entries.insert_or_assign(std::move(key), std::move(entry));
        }
    }
    return entries;
}

// Subjects and senders of other people's mail: no longer there than it takes to read them.
Result<> QueueView::forgetHeaders(store::Store& store)
{
    const Time now = m_environment.clock.now();
    if (!m_newestHeader || now < m_forgetHeaders)
        return {};
    if (auto forgotten = store.forgetHeaders(m_environment.node, now - headersKept); !forgotten)
        return forgotten;
    m_forgetHeaders = now + headersKept / 5;
    if (*m_newestHeader < now - headersKept)
        m_newestHeader.reset();
    return {};
}

Result<> QueueView::answerHeader(store::Store& store, const model::QueueSelection& selection)
{
    if (selection.message.empty() || selection.node.empty())
        return fail(ErrorKind::Invalid, "the header of no message in particular is asked for");
    const auto header = m_environment.spool.header(selection.message, model::MessageHeader::longest);
    if (!header && header.error().kind != ErrorKind::NotFound)
        return failFrom(header);
    model::MessageHeader answer{m_environment.node, selection.message, {}, m_environment.clock.now()};
    if (header)
        answer.text = lineByLine(*header);
    if (auto written = store.writeHeader(answer); !written)
        return written;
    m_newestHeader = answer.read;
    return {};
}

Result<> QueueView::obey(store::Store& store, const store::Command& command)
{
    const auto action = actionOf(command.verb);
    if (!action && command.verb != model::queueHeader)
        return fail(ErrorKind::Invalid, "there is no order '" + command.verb + "'");
    const auto selection = model::queueSelectionFromJson(command.argument);
    if (!selection)
        return failFrom(selection);
    if (!selection->node.empty() && selection->node != m_environment.node)
        return {};
    if (!action)
        return answerHeader(store, *selection);
    spool::Selection wanted{
        selection->message, selection->sender, selection->recipient, selection->destination, {}};
    for (const model::QueueRow& row : selection->rows)
        wanted.rows.push_back({row.message, unescaped(row.recipient)});
    const bool tryNow = *action == spool::Action::Retry || *action == spool::Action::Release;
    if (tryNow && m_environment.dispatcher != nullptr)
        m_environment.dispatcher->forgetFailures();
    m_environment.spool.change(std::move(wanted), *action, m_environment.clock.now(),
                               [log = m_environment.log](const Result<int>& done) {
                                   if (!done)
                                       log("an order to the queue could not be carried out: " +
                                           toString(done.error()));
                               });
    return {};
}

} // namespace postern::engine
