// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explain_dialog.h"

#include "base/domain_name.h"
#include "ui/log/decision_tabs.h"
#include "ui/log/event_words.h"
#include "ui/log/flip_block.h"
#include "ui/log/setting_place.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"
#include "ui/widgets/text_block.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

namespace postern::ui {

namespace {

const auto geometryKey = QStringLiteral("explain/geometry");
enum Column { Service, Verdict, Answer, ColumnCount };

// Where in the session the answer comes.
QString stageText(model::Stage stage)
{
    switch (stage) {
    case model::Stage::Connect:
        return ExplainDialog::tr("at connect");
    case model::Stage::Helo:
        return ExplainDialog::tr("at HELO");
    case model::Stage::Mail:
        return ExplainDialog::tr("at MAIL FROM");
    case model::Stage::Rcpt:
        return ExplainDialog::tr("at RCPT TO");
    case model::Stage::Data:
        return ExplainDialog::tr("after DATA");
    }
    return {};
}

QString acceptedText(const policy::Explanation& explanation)
{
    switch (explanation.verdict.destination) {
    case policy::Destination::Mailbox:
        return ExplainDialog::tr("Accepted for a mailbox here");
    case policy::Destination::Route:
        return ExplainDialog::tr("Accepted for its route");
    case policy::Destination::Relay:
        return ExplainDialog::tr("Accepted to be relayed");
    case policy::Destination::None:
        break;
    }
    return ExplainDialog::tr("Nothing refuses it %1", "at connect, at HELO …")
        .arg(stageText(explanation.stage));
}

std::optional<std::string> unlessEmpty(const QLineEdit& field)
{
    const QString text = field.text().trimmed();
    return text.isEmpty() ? std::nullopt : std::optional(bytes(text));
}

} // namespace

ExplainDialog::ExplainDialog(Console& console, const std::string& service, const policy::Facts& facts,
                             QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_policies(console.store())
    , m_base(facts)
    , m_service(service)
    , m_form(new Form)
    , m_client(new QLineEdit)
    , m_helo(new QLineEdit)
    , m_sender(new QLineEdit)
    , m_recipient(new QLineEdit)
    , m_user(new QLineEdit)
    , m_spf(new QComboBox)
    , m_state(new QLabel)
    , m_services(new QTableWidget)
    , m_reason(new TextBlock)
    , m_flips(new FlipBlock(console))
    , m_tabs(new DecisionTabs)
{
    setObjectName(QStringLiteral("explainDialog"));
    setWindowTitle(tr("Explain a Session"));
    makeTable();
    m_state->setObjectName(QStringLiteral("state"));
    m_state->setWordWrap(true);
    m_state->setAlignment(Qt::AlignCenter);
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setAccessibleName(tr("Why"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makeForm());
    layout->addWidget(m_state);
    layout->addWidget(m_services);
    layout->addWidget(m_reason);
    layout->addWidget(m_flips);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(&m_policies, &SavedPolicies::changed, this, &ExplainDialog::refresh);
    connect(m_tabs, &DecisionTabs::placeWanted, this, [this](const Place& place) { m_console.open(place); });
    connect(&m_finder, &FlipFinder::found, this, &ExplainDialog::showFound);
    connect(m_reason, &QTextBrowser::anchorClicked, this, &ExplainDialog::followLink);
    resize(860, 740);
    restoreGeometry(QSettings().value(geometryKey).toByteArray());
    fill(facts);
    refresh();
}

ExplainDialog::~ExplainDialog()
{
    QSettings().setValue(geometryKey, saveGeometry());
}

QWidget* ExplainDialog::makeForm()
{
    m_client->setPlaceholderText(QStringLiteral("203.0.113.9"));
    m_helo->setPlaceholderText(QStringLiteral("mail.example.org"));
    m_sender->setPlaceholderText(tr("joe@example.org, or <> for a bounce"));
    m_recipient->setPlaceholderText(QStringLiteral("jane@example.com"));
    m_user->setPlaceholderText(tr("nobody has logged in"));
    m_spf->addItem(tr("not known"), -1);
    for (const auto result : {policy::SpfResult::Pass, policy::SpfResult::Fail, policy::SpfResult::SoftFail,
                              policy::SpfResult::Neutral, policy::SpfResult::None})
        m_spf->addItem(qt(std::string(policy::toId(result))), int(result));
    m_form->row(QStringLiteral("client"), tr("&Client's IP address:"), m_client);
    m_form->row(QStringLiteral("helo"), tr("&HELO:"), m_helo);
    m_form->row(QStringLiteral("sender"), tr("&Sender:"), m_sender);
    m_form->row(QStringLiteral("recipient"), tr("&Recipient:"), m_recipient);
    m_form->row(QStringLiteral("user"), tr("Logged in &as:"), m_user);
    m_form->row(QStringLiteral("spf"), tr("S&PF says:"), m_spf);
    for (QLineEdit* field : {m_client, m_helo, m_sender, m_recipient, m_user})
        connect(field, &QLineEdit::textChanged, this, &ExplainDialog::refresh);
    connect(m_spf, &QComboBox::currentIndexChanged, this, &ExplainDialog::refresh);
    return m_form;
}

void ExplainDialog::makeTable()
{
    m_services->setObjectName(QStringLiteral("services"));
    m_services->setAccessibleName(tr("What each service does"));
    m_services->setColumnCount(ColumnCount);
    m_services->setHorizontalHeaderLabels({tr("Service"), tr("Verdict"), tr("Answer")});
    m_services->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_services->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_services->setSelectionMode(QAbstractItemView::SingleSelection);
    m_services->setTabKeyNavigation(false);
    m_services->setShowGrid(false);
    m_services->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_services->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    m_services->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_services->verticalHeader()->hide();
    m_services->verticalHeader()->setDefaultSectionSize(m_services->fontMetrics().height() + 8);
    QHeaderView* header = m_services->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setStretchLastSection(true);
    connect(m_services, &QTableWidget::currentCellChanged, this, &ExplainDialog::showCurrent);
}

void ExplainDialog::fill(const policy::Facts& facts)
{
    const QSignalBlocker blockers[] = {QSignalBlocker(m_client), QSignalBlocker(m_helo),
                                       QSignalBlocker(m_sender), QSignalBlocker(m_recipient),
                                       QSignalBlocker(m_user),   QSignalBlocker(m_spf)};
    if (facts.client != IpAddress())
        m_client->setText(qt(facts.client.toString()));
    m_helo->setText(qt(facts.helo));
    if (facts.sender)
        m_sender->setText(facts.sender->empty() ? QStringLiteral("<>") : qt(*facts.sender));
    m_recipient->setText(qt(facts.recipient.value_or("")));
    m_user->setText(qt(facts.user));
    const auto* known = facts.spf ? std::get_if<policy::SpfResult>(&*facts.spf) : nullptr;
    if (known != nullptr)
        m_spf->setCurrentIndex(std::max(0, m_spf->findData(int(*known))));
}

std::optional<policy::Facts> ExplainDialog::facts()
{
    const auto client = IpAddress::parse(bytes(m_client->text().trimmed()));
    if (!client)
        return std::nullopt;
    policy::Facts facts = m_base;
    if (facts.now == Time())
        facts.now = SystemClock().now();
    facts.client = *client;
    facts.helo = unlessEmpty(*m_helo).value_or("");
    facts.sender = unlessEmpty(*m_sender);
    if (facts.sender == "<>")
        facts.sender = "";
    facts.recipient = unlessEmpty(*m_recipient);
    facts.user = unlessEmpty(*m_user).value_or("");
    facts.spf.reset();
    if (m_spf->currentData().toInt() >= 0)
        facts.spf = policy::SpfResult(m_spf->currentData().toInt());
    return facts;
}

void ExplainDialog::refresh()
{
    const auto given = facts();
    std::vector<model::Problem> problems;
    if (!given && !m_client->text().trimmed().isEmpty())
        problems.push_back(
            {"client", model::Severity::Error, {POSTERN_TEXT("server", "this is no IP address"), {}}});
    m_form->problems().show(problems);
    if (m_policies.snapshot() == nullptr)
        showState(m_policies.problem().isEmpty() ? tr("Reading the configuration…") : m_policies.problem());
    else if (m_policies.snapshot()->services.empty())
        showState(tr("There is no service yet."));
    else if (!given)
        showState(tr("Type the client's IP address, and as much of the session as you know."));
    else
        showVerdicts(*given);
}

void ExplainDialog::showState(const QString& text)
{
    m_state->setText(text);
    m_state->show();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_services, m_reason, m_tabs})
        widget->hide();
    m_finder.forget();
    m_flips->showText({});
}

QString ExplainDialog::verdictText(const Row& row) const
{
    const policy::Verdict& verdict = row.explanation.verdict;
    if (!verdict.check)
        return acceptedText(row.explanation);
    return tr("%1 %2: %3", "Refused, at RCPT TO, by which check")
        .arg(outcomeText(verdict.outcome), stageText(row.explanation.stage),
             translate(model::info(*verdict.check).title));
}

void ExplainDialog::showVerdicts(const policy::Facts& facts)
{
    const QSignalBlocker blocker(m_services);
    m_state->hide();
    m_rows.clear();
    m_services->setRowCount(0);
    int chosen = 0;
    for (const auto& policy : m_policies.snapshot()->services) {
        m_rows.push_back({policy->service.name, policy::explain(*policy, facts)});
        const Row& row = m_rows.back();
        const int number = m_services->rowCount();
        m_services->insertRow(number);
        const QString texts[] = {qt(row.service), verdictText(row),
                                 qt(row.explanation.verdict.reply.toString())};
        for (int column = 0; column < ColumnCount; ++column)
            m_services->setItem(number, column, new QTableWidgetItem(texts[column]));
        m_services->item(number, Service)->setIcon(outcomeIcon(row.explanation.verdict.outcome));
        if (row.service == m_service)
            chosen = number;
    }
    m_services->selectRow(chosen);
    m_services->show();
    showCurrent();
}

void ExplainDialog::showCurrent()
{
    const int current = m_services->currentRow();
    if (current < 0 || current >= int(m_rows.size()))
        return;
    const Row& row = m_rows[std::size_t(current)];
    const policy::Verdict& verdict = row.explanation.verdict;
    m_service = row.service;
    const policy::TraceRow* deciding = policy::decidingRow(verdict);
    QString reason;
    if (deciding != nullptr)
        reason =
            tr("%1 Setting: %2", "sentence, link")
                .arg(paragraph(policy::reasonInWords(*deciding)),
                     QStringLiteral("<a href=\"setting\">%1</a>").arg(placeText(*deciding).toHtmlEscaped()));
    if (!row.explanation.missing.empty())
        reason += tr(" An exception depends on SPF: say above what it says.");
    m_reason->setHtml(reason.trimmed());
    m_reason->setVisible(!reason.isEmpty());
    const auto given = facts();
    m_tabs->showDecision(row.service, verdict.trace,
                         verdict.check ? std::string(model::info(*verdict.check).id) : std::string(), given);
    m_flips->showText({});
    if (given)
        m_finder.find(m_policies.site(), row.service, *given);
}

void ExplainDialog::showFound(const FlipFinder::Answer& answer)
{
    if (!answer.there)
        return;
    m_flips->setUnread(m_policies.unreadFiles());
    m_flips->showFlips(answer.flips, answer.revision, {});
}

void ExplainDialog::followLink()
{
    for (const Row& row : m_rows) {
        const policy::TraceRow* deciding = policy::decidingRow(row.explanation.verdict);
        if (row.service == m_service && deciding != nullptr)
            m_console.open(placeOf(row.service, *deciding));
    }
}

} // namespace postern::ui
