// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/refusal_dialog.h"

#include "ui/data/store_client.h"
#include "ui/lists/background.h"
#include "ui/log/flip_block.h"
#include "ui/preview/refusal_model.h"
#include "ui/preview/refusal_words.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"
#include "ui/widgets/row_table.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <limits>

namespace postern::ui {

using model::CheckMode;
using preview::RefusalGroup;
using preview::RefusalKey;
using preview::RefusalReport;

namespace {

const auto refusalGeometryKey = QStringLiteral("refusals/geometry");

// What was saved, but for the check: it refuses.
std::shared_ptr<const policy::FlipSite> siteWith(const policy::FlipSite& saved, model::Id service,
                                                 model::Check check)
{
    auto site = std::make_shared<policy::FlipSite>(saved);
    site->snapshot = preview::withMode(*saved.snapshot, service, std::array{check}, CheckMode::Enforce);
    return site;
}

} // namespace

RefusalDialog::RefusalDialog(Console& console, model::Id service, const std::string& name, model::Check check,
                             QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_service(service)
    , m_name(name)
    , m_check(check)
    , m_policies(console.store())
    , m_job(console.store().where())
    , m_model(new RefusalModel(this))
    , m_summary(new QLabel)
    , m_progress(new QProgressBar)
    , m_stop(new QPushButton(tr("&Stop")))
    , m_keyLabel(new QLabel(tr("&Group by")))
    , m_key(new QComboBox)
    , m_table(new QTableView)
    , m_likely(new QLabel)
    , m_flips(new FlipBlock(console))
    , m_notes(new QLabel)
{
    setObjectName(QStringLiteral("refusalDialog"));
    setWindowTitle(tr("Who? — %1 — %2", "check, service").arg(translate(model::info(check).title), qt(name)));
    m_summary->setObjectName(QStringLiteral("summary"));
    m_likely->setObjectName(QStringLiteral("likely"));
    m_notes->setObjectName(QStringLiteral("notes"));
    for (QLabel* label : {m_summary, m_likely, m_notes}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_flips->setMaximumLines(10);
    m_flips->setHeading(tr("What can be done so that they come in, safest first:"));
    makeTable();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_showInLog = buttons->addButton(tr("Show in &log"), QDialogButtonBox::ActionRole);
    m_showInLog->setObjectName(QStringLiteral("showInLog"));
    m_showInLog->setAutoDefault(false);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(makeTop());
    layout->addWidget(m_table, 1);
    layout->addWidget(m_likely);
    layout->addWidget(m_flips);
    layout->addWidget(m_notes);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_showInLog, &QPushButton::clicked, this, &RefusalDialog::showInLog);
    connect(m_stop, &QPushButton::clicked, &m_job, &RefusalJob::stop);
    connect(&m_policies, &SavedPolicies::changed, this, &RefusalDialog::begin);
    connect(&m_job, &RefusalJob::progressed, m_progress, &QProgressBar::setValue);
    connect(&m_job, &RefusalJob::finished, this, &RefusalDialog::take);
    connect(&m_job, &RefusalJob::failed, this,
            [this](const QString& why) { showFailure(tr("The log cannot be read: %1").arg(why)); });
    connect(&m_finder, &FlipFinder::found, this, &RefusalDialog::showFound);
    connect(m_flips, &FlipBlock::leaving, this, &RefusalDialog::leaving);
    connect(m_key, &QComboBox::currentIndexChanged, this, &RefusalDialog::showGroups);
    resize(fontMetrics().averageCharWidth() * 140, fontMetrics().height() * 32);
    restoreGeometry(QSettings().value(refusalGeometryKey).toByteArray());
    setBusy(true);
}

RefusalDialog::~RefusalDialog()
{
    QSettings().setValue(refusalGeometryKey, saveGeometry());
    freeInBackground(std::pair(std::move(m_site), std::move(m_report)));
}

QWidget* RefusalDialog::makeTop()
{
    m_key->setObjectName(QStringLiteral("groupBy"));
    for (const RefusalKey each : preview::allRefusalKeys)
        m_key->addItem(keyTitle(each, m_check), int(each));
    m_keyLabel->setBuddy(m_key);
    m_progress->setObjectName(QStringLiteral("progress"));
    m_progress->setAccessibleName(tr("How far it is"));
    m_stop->setObjectName(QStringLiteral("stop"));
    m_stop->setAutoDefault(false);
    auto* top = new QWidget;
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_keyLabel);
    row->addWidget(m_key);
    row->addWidget(m_progress, 1);
    row->addWidget(m_stop);
    row->addStretch(0);
    return top;
}

void RefusalDialog::makeTable()
{
    m_table->setObjectName(QStringLiteral("list"));
    m_table->setAccessibleName(tr("Groups of messages"));
    m_table->setModel(m_model);
    static constexpr int letters[] = {36, 14, 18};
    layOutRows(*m_table, letters);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    QSizePolicy room = m_table->sizePolicy();
    room.setRetainSizeWhenHidden(true); // what stands above stays there
    m_table->setSizePolicy(room);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RefusalDialog::showGroup);
}

RefusalKey RefusalDialog::key() const
{
    return RefusalKey(m_key->currentData().toInt());
}

const RefusalGroup* RefusalDialog::current() const
{
    return m_model->group(m_table->currentIndex());
}

// By what is saved now.
void RefusalDialog::begin()
{
    if (!m_policies.problem().isEmpty())
        return showFailure(tr("The settings cannot be read: %1").arg(m_policies.problem()));
    const auto policy = m_policies.snapshot()->find(m_service);
    if (!policy)
        return showFailure(tr("There is no service %1 any more.").arg(qt(m_name)));
    m_name = policy->service.name;
    m_mode = policy->mode(m_check);
    freeInBackground(std::exchange(m_site, siteWith(*m_policies.site(), m_service, m_check)));
    preview::RefusalQuestion question;
    question.service = m_service;
    question.checks = {m_check};
    question.since = SystemClock().now() - std::chrono::hours(24 * refusalDays);
    question.grouped = true;
    setBusy(true);
    m_job.start(question, m_site->snapshot);
}

void RefusalDialog::setBusy(bool busy)
{
    m_progress->setVisible(busy);
    m_stop->setVisible(busy);
    m_key->setVisible(!busy);
    m_keyLabel->setVisible(!busy);
    if (!busy)
        return;
    m_progress->setValue(0);
    m_summary->setText(tr("Looking through the log…"));
    m_showInLog->setEnabled(false);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_table, m_likely, m_flips, m_notes})
        widget->hide();
}

void RefusalDialog::showFailure(const QString& why)
{
    m_job.stop();
    setBusy(true); // nothing of it stays
    m_progress->hide();
    m_stop->hide();
    m_summary->setText(why);
}

void RefusalDialog::take(const RefusalReport& report)
{
    freeInBackground(std::exchange(m_report, report));
    setBusy(false);
    const bool any = refusals().count > 0;
    QString summary = m_report.complete || m_report.looked > 0 ? refusalText(m_report, refusals(), m_mode)
                                                               : tr("Nothing was looked at.");
    if (!any && m_report.looked > 0 && m_report.complete && refusals().untold == 0)
        summary +=
            u' ' + (m_mode == CheckMode::Enforce ? tr("There is nothing to be done.")
                                                 : tr("By what the log knows it can be set to enforce."));
    m_summary->setText(QStringLiteral("<b>%1</b>").arg(summary.toHtmlEscaped()));
    m_key->setVisible(any);
    m_keyLabel->setVisible(any);
    m_table->setVisible(any);
    showGroups();
    if (any)
        m_table->setFocus();
}

// What is counted again goes on with the group that was looked at.
void RefusalDialog::showGroups()
{
    const QVariant before = m_table->currentIndex().siblingAtColumn(RefusalModel::KeyColumn).data();
    m_model->show(key(), m_check, refusals().by(key()).groups);
    int chosen = 0;
    for (int row = 0; before.isValid() && row < m_model->rowCount(); ++row) {
        if (m_model->index(row, RefusalModel::KeyColumn).data() == before)
            chosen = row;
    }
    m_table->selectRow(chosen);
    m_notes->setText(notes());
    m_notes->setVisible(!m_notes->text().isEmpty());
    showGroup();
}

QString RefusalDialog::notes() const
{
    QStringList notes;
    if (!m_report.complete)
        notes << tr("It was stopped: older mail was not looked at.");
    if (const std::int64_t others = refusals().by(key()).others; others > 0)
        notes << tr("%Ln message(s) belong to further groups, which are not shown.", nullptr,
                    int(std::min<std::int64_t>(others, std::numeric_limits<int>::max())));
    if (refusals().count > 0)
        notes << (m_mode == CheckMode::Enforce
                      ? tr("Or do nothing: the check goes on refusing them.")
                      : tr("Or refuse them: do nothing here, and set the check to enforce."));
    return notes.join(u' ');
}

void RefusalDialog::showGroup()
{
    const RefusalGroup* group = current();
    m_showInLog->setEnabled(group != nullptr);
    m_flips->showText({});
    m_likely->hide();
    m_finder.forget();
    if (group == nullptr)
        return;
    auto facts = policy::factsFromJson(group->newest->facts);
    if (!facts || !m_site)
        return;
    m_likely->setText(likelyText(*group, *facts));
    m_likely->setVisible(!m_likely->text().isEmpty());
    facts->now = SystemClock().now(); // entries that have ended since do not count any more
    m_finder.find(m_site, m_name, *facts);
}

void RefusalDialog::showFound(const FlipFinder::Answer& answer)
{
    const RefusalGroup* group = current();
    if (group == nullptr || !answer.there)
        return;
    if (!answer.flips.refused)
        return m_flips->showText(tr("By what is saved now the newest of them is let in."));
    m_flips->setUnread(m_policies.unreadFiles());
    m_flips->showFlips(proposalsFor(answer.flips, key(), *group, m_check), answer.revision,
                       group->newest->reference);
}

void RefusalDialog::showInLog()
{
    const RefusalGroup* group = current();
    if (group == nullptr)
        return;
    const LogFilter filter = filterFor(key(), *group, m_check, m_name);
    Q_EMIT leaving();
    m_console.showLog(filter);
}

} // namespace postern::ui
