// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/monitor/bans_page.h"

#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"

#include <QAction>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace postern::ui {

namespace {

// Engines write reasons in English.
QString reasonText(const std::string& reason)
{
    static const QRegularExpression logins(QStringLiteral("^(\\d+) failed log-ins within ten minutes$"));
    const auto match = logins.match(qt(reason));
    return match.hasMatch()
               ? BansPage::tr("%n failed log-ins within ten minutes", nullptr, match.captured(1).toInt())
               : qt(reason);
}

} // namespace

struct BansPage::Reading {
    std::vector<Line> lines;
    std::size_t total = 0;
};

const Column<BansPage::Line> BansPage::columns[] = {
    {.title = QT_TRANSLATE_NOOP("BansPage", "Client"),
     .text = [](const Line& line) { return qt(line.ban.client); }},
    {.title = QT_TRANSLATE_NOOP("BansPage", "Until"),
     .text = [](const Line& line) { return clockTime(line.ban.until); },
     .sortValue = [](const Line& line) { return QVariant(qint64(toMicros(line.ban.until))); },
     .toolTip = [](const Line& line) { return fullTime(line.ban.until); }},
    {.title = QT_TRANSLATE_NOOP("BansPage", "Remaining"),
     .text = [](const Line& line) { return durationText(line.ban.until - SystemClock().now()); },
     .sortValue = [](const Line& line) { return QVariant(qint64(toMicros(line.ban.until))); }},
    {.title = QT_TRANSLATE_NOOP("BansPage", "Reason"),
     .text = [](const Line& line) { return reasonText(line.ban.reason); },
     .toolTip = [](const Line& line) { return reasonText(line.ban.reason); }},
};

BansPage::BansPage(Console& console, QWidget* parent)
    : MonitorPage(console,
                  {.name = QStringLiteral("bans"),
                   .list = tr("Clients that are barred now"),
                   .filter = tr("Client or reason")},
                  parent)
    , m_model(new LiveTableModel<Line>("BansPage", columns, this))
    , m_lift(addCommand("lift", tr("&Lift"), "edit-delete"))
    , m_log(addCommand("showInLog", tr("Show in the Lo&g"), "mail-mark-junk", false))
{
    m_lift->setShortcut(QKeySequence::Delete);
    m_lift->setStatusTip(tr("Select the clients that may come in again"));
    connect(m_lift, &QAction::triggered, this, &BansPage::lift);
    connect(m_log, &QAction::triggered, this,
            [this] { this->console().showInLog(m_model->record(selected().front()).ban.client); });
    static constexpr int letters[] = {30, 20, 14};
    setList(m_model, m_model, letters, 1);
}

QString BansPage::title() const
{
    return tr("Temporary bans");
}

BansPage::Line BansPage::lineOf(store::BanRow ban)
{
    Line line;
    line.key = ban.client;
    line.words = (qt(ban.client) + u' ' + reasonText(ban.reason)).toLower();
    line.ban = std::move(ban);
    return line;
}

void BansPage::read()
{
    const auto work = [](store::Store& store) -> Result<Reading> {
        auto bans = store.bans(SystemClock().now()); // those that end first come first
        if (!bans)
            return failFrom(bans);
        Reading reading;
        reading.total = bans->size();
        if (bans->size() > mostShown)
            bans->resize(mostShown);
        for (store::BanRow& ban : *bans)
            reading.lines.push_back(lineOf(std::move(ban)));
        return reading;
    };
    console().store().run(this, work, [this](Result<Reading> reading) {
        if (!reading)
            return failed(reading.error());
        m_total = reading->total;
        take(*m_model, std::move(reading->lines));
    });
}

// That a ban is over changes nothing in the store.
void BansPage::tick()
{
    MonitorPage::tick();
    const auto& lines = m_model->records();
    if (std::any_of(lines.begin(), lines.end(),
                    [at = SystemClock().now()](const Line& line) { return line.ban.until <= at; }))
        refresh();
}

QString BansPage::emptyText() const
{
    return tr(
        "No client is barred now.\n\nA client outside the LAN that fails to log in too often is barred for a "
        "while. After how many failures, and for how long, is set in the properties of each service, on "
        "the tab Authentication.");
}

QString BansPage::countText(int shown) const
{
    if (m_total > m_model->records().size())
        return tr("The first %L1 of %L2 barred clients, those whose ban ends first")
            .arg(m_model->records().size())
            .arg(m_total);
    if (m_total == 0)
        return {};
    if (std::size_t(shown) < m_total)
        return tr("%L1 of %L2 barred clients").arg(shown).arg(m_total);
    return tr("%n barred client(s)", nullptr, int(m_total));
}

void BansPage::enableCommands()
{
    const auto rows = selected();
    m_lift->setEnabled(!rows.empty());
    m_log->setEnabled(rows.size() == 1);
}

void BansPage::lift()
{
    std::vector<std::string> clients;
    for (const int row : selected())
        clients.push_back(m_model->record(row).ban.client);
    const auto work = [clients = std::move(clients)](store::Store& store) { return store.liftBans(clients); };
    console().store().run(this, work, [this](const Result<>& lifted) {
        refresh();
        if (!lifted)
            console().prompter().tell(this, title(), tr("The ban cannot be lifted."),
                                      translate(lifted.error()));
    });
}

} // namespace postern::ui
