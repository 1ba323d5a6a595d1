// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pins/pins_page.h"

#include "ui/data/store_client.h"
#include "ui/explain/saved_policies.h"
#include "ui/forms/prompter.h"
#include "ui/pins/pin_words.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"

#include <QAction>

#include <algorithm>

namespace postern::ui {

const Column<PinsPage::Line> PinsPage::columns[] = {
    {.title = QT_TRANSLATE_NOOP("PinsPage", "Must be"),
     .text = [](const Line& line) { return expectedText(line.check.pin.expected); }},
    {.title = QT_TRANSLATE_NOOP("PinsPage", "By the settings of now"),
     .text = [](const Line& line) { return line.decided ? stateText(line.check) : PinsPage::tr("…"); },
     .toolTip = [](const Line& line) { return line.decided ? accessibleStateText(line.check) : QString(); },
     .decoration =
         [](const Line& line) { return line.decided ? QVariant(stateIcon(line.check.state)) : QVariant(); },
     .accessibleText =
         [](const Line& line) {
             return line.decided ? accessibleStateText(line.check) : PinsPage::tr("not decided yet");
         }},
    {.title = QT_TRANSLATE_NOOP("PinsPage", "Sender"),
     .text = [](const Line& line) { return qt(line.mail.sender); }},
    {.title = QT_TRANSLATE_NOOP("PinsPage", "Recipient"),
     .text = [](const Line& line) { return qt(line.mail.recipient); }},
    {.title = QT_TRANSLATE_NOOP("PinsPage", "Client"),
     .text = [](const Line& line) { return qt(line.mail.client); }},
    {.title = QT_TRANSLATE_NOOP("PinsPage", "Service"),
     .text = [](const Line& line) { return qt(line.check.service); }},
    {.title = QT_TRANSLATE_NOOP("PinsPage", "Why"),
     .text = [](const Line& line) { return qt(line.check.pin.note); },
     .toolTip = [](const Line& line) { return qt(line.check.pin.note); }},
    {.title = QT_TRANSLATE_NOOP("PinsPage", "Pinned"),
     .text =
         [](const Line& line) {
             return PinsPage::tr("%1, by %2", "when, who")
                 .arg(relativeTime(line.check.pin.created, SystemClock().now()), qt(line.check.pin.author));
         },
     .sortValue = [](const Line& line) { return QVariant(qint64(toMicros(line.check.pin.created))); },
     .toolTip = [](const Line& line) { return fullTime(line.check.pin.created); }},
};

PinsPage::PinsPage(Console& console, QWidget* parent)
    : MonitorPage(console,
                  {.name = QStringLiteral("pins"),
                   .list = tr("Pinned messages"),
                   .filter = tr("Address, client or reason")},
                  parent)
    , m_model(new LiveTableModel<Line>("PinsPage", columns, this))
    , m_unpin(addCommand("unpin", tr("&Unpin"), "edit-delete"))
    , m_explain(addCommand("explainSession", tr("E&xplain This Session…"), "help-hint"))
    , m_log(addCommand("showInLog", tr("Show in the Lo&g"), "mail-mark-junk", false))
{
    m_unpin->setShortcut(QKeySequence::Delete);
    m_unpin->setStatusTip(tr("Select the messages that need not be looked after any more"));
    m_explain->setStatusTip(tr("Select one message"));
    connect(m_unpin, &QAction::triggered, this, &PinsPage::unpin);
    connect(m_explain, &QAction::triggered, this, &PinsPage::explain);
    connect(m_log, &QAction::triggered, this, &PinsPage::showInLog);
    static constexpr int letters[] = {14, 28, 19, 18, 14, 9, 14};
    setList(m_model, m_model, letters, 2);
}

PinsPage::~PinsPage() = default;

QString PinsPage::title() const
{
    return tr("Pinned mail");
}

void PinsPage::activate()
{
    if (!m_policies) {
        m_policies = std::make_unique<SavedPolicies>(console().store());
        connect(m_policies.get(), &SavedPolicies::changed, this, &PinsPage::showPins);
    }
    MonitorPage::activate();
}

void PinsPage::deactivate()
{
    MonitorPage::deactivate();
    m_policies.reset(); // it may be large
}

PinsPage::Line PinsPage::lineOf(const model::Pin& pin) const
{
    Line line;
    line.key = std::to_string(pin.id);
    line.check.pin = pin;
    if (m_policies && m_policies->snapshot() != nullptr) {
        line.check = preview::check(*m_policies->snapshot(), pin, SystemClock().now());
        line.decided = true;
    }
    line.mail = preview::mailOf(pin).value_or(preview::PinnedMail());
    line.words =
        QStringList{qt(line.mail.client),   qt(line.mail.helo), qt(line.mail.sender), qt(line.mail.recipient),
                    qt(line.check.service), qt(pin.note),       qt(pin.author),       qt(pin.reference)}
            .join(u' ')
            .toLower();
    return line;
}

void PinsPage::read()
{
    console().store().run(
        this, [](store::Store& store) { return store.pins(); },
        [this](Result<std::vector<model::Pin>> pins) {
            if (!pins)
                return failed(pins.error());
            m_pins = std::move(*pins);
            showPins();
        });
}

void PinsPage::showPins()
{
    std::vector<Line> lines;
    for (const model::Pin& pin : m_pins)
        lines.push_back(lineOf(pin));
    take(*m_model, std::move(lines));
}

QString PinsPage::emptyText() const
{
    return tr(
        "Nothing is pinned.\n\nPin a message that must always be accepted, or refused: at Rejected mail, "
        "right-click it and choose Pin This Message. Whoever saves settings that would break that is "
        "told before.");
}

QString PinsPage::countText(int shown) const
{
    const auto& lines = m_model->records();
    if (lines.empty())
        return {};
    const auto broken = std::count_if(lines.begin(), lines.end(), [](const Line& line) {
        return line.decided && line.check.state != preview::PinState::Kept;
    });
    QString text = std::size_t(shown) < lines.size()
                       ? tr("%L1 of %L2 pinned messages").arg(shown).arg(lines.size())
                       : tr("%n pinned message(s)", nullptr, int(lines.size()));
    if (broken > 0)
        text += u' ' + tr("(%Ln not as it must be)", nullptr, int(broken));
    if (m_policies && !m_policies->problem().isEmpty())
        text += u'\n' + m_policies->problem();
    return text;
}

void PinsPage::enableCommands()
{
    const auto rows = selected();
    m_unpin->setEnabled(!rows.empty());
    m_explain->setEnabled(rows.size() == 1);
    m_log->setEnabled(rows.size() == 1);
}

void PinsPage::unpin()
{
    std::vector<model::Id> ids;
    for (const int row : selected())
        ids.push_back(m_model->record(row).check.pin.id);
    const auto work = [ids = std::move(ids)](store::Store& store) -> Result<> {
        for (const model::Id id : ids) {
            if (const auto removed = store.removePin(id); !removed)
                return failFrom(removed);
        }
        return {};
    };
    console().store().run(this, work, [this](const Result<>& removed) {
        refresh();
        if (!removed)
            console().prompter().tell(this, title(), tr("The pin cannot be removed."),
                                      translate(removed.error()));
    });
}

void PinsPage::explain()
{
    const Line& line = m_model->record(selected().front());
    auto facts = policy::factsFromJson(line.check.pin.facts);
    console().explain(line.check.service, facts ? *facts : policy::Facts());
}

void PinsPage::showInLog()
{
    const Line& line = m_model->record(selected().front());
    const std::string& reference = line.check.pin.reference;
    console().showInLog(!reference.empty() ? reference : line.mail.client);
}

} // namespace postern::ui
