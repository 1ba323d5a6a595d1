// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/preview_dialog.h"

#include "policy/fact_words.h"
#include "ui/lists/background.h"
#include "ui/log/event_words.h"
#include "ui/text/translate.h"
#include "ui/widgets/row_table.h"
#include "ui/widgets/text_block.h"

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
#include <limits>

namespace postern::ui {

using preview::Effect;
using preview::Row;
using preview::Tally;

namespace {

const auto geometryKey = QStringLiteral("preview/geometry");
const auto periodKey = QStringLiteral("preview/period");
constexpr Effect shownEffects[] = {Effect::Admitted, Effect::Refused, Effect::Otherwise, Effect::Noted};

QString number(std::int64_t count)
{
    return QLocale().toString(qlonglong(count));
}

// For forms of plural.
int asInt(std::int64_t count)
{
    return int(std::min<std::int64_t>(count, std::numeric_limits<int>::max()));
}

// "3 refused messages would be accepted"
QString countText(Effect effect, std::int64_t count)
{
    const int n = asInt(count);
    switch (effect) {
    case Effect::Admitted:
        return PreviewDialog::tr("%Ln refused message(s) would be accepted", nullptr, n);
    case Effect::Refused:
        return PreviewDialog::tr("%Ln accepted message(s) would be refused", nullptr, n);
    case Effect::Otherwise:
        return PreviewDialog::tr("%Ln message(s) would be refused for another reason", nullptr, n);
    case Effect::Noted:
        return PreviewDialog::tr("%Ln message(s) would be noted by a check in monitor", nullptr, n);
    case Effect::Same:
        break;
    }
    return {};
}

} // namespace

PreviewDialog::PreviewDialog(const QString& where, const QString& about, EditMaker edit, QWidget* parent)
    : QDialog(parent)
    , m_job(where, std::move(edit))
    , m_model(new PreviewModel(this))
    , m_period(new QComboBox)
    , m_progress(new QProgressBar)
    , m_stop(new QPushButton(tr("&Stop")))
    , m_summary(new QLabel)
    , m_notes(new QLabel)
    , m_effect(new QComboBox)
    , m_table(new QTableView)
    , m_reason(new TextBlock)
{
    setObjectName(QStringLiteral("previewDialog"));
    setWindowTitle(tr("What Would This Change? — %1").arg(about));
    m_summary->setObjectName(QStringLiteral("summary"));
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_notes->setObjectName(QStringLiteral("notes"));
    m_notes->setWordWrap(true);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setAccessibleName(tr("Why"));
    m_effect->setObjectName(QStringLiteral("effect"));
    m_effect->setAccessibleName(tr("Which of them"));
    makeTable();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makeTop());
    layout->addWidget(m_summary);
    auto* which = new QHBoxLayout;
    which->addWidget(m_effect);
    which->addStretch(1);
    layout->addLayout(which);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_reason);
    layout->addWidget(m_notes);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_stop, &QPushButton::clicked, &m_job, &PreviewJob::stop);
    connect(&m_job, &PreviewJob::progressed, m_progress, &QProgressBar::setValue);
    connect(&m_job, &PreviewJob::finished, this, &PreviewDialog::take);
    connect(&m_job, &PreviewJob::failed, this, &PreviewDialog::showFailure);
    connect(m_period, &QComboBox::currentIndexChanged, this, &PreviewDialog::begin);
    connect(m_effect, &QComboBox::currentIndexChanged, this, [this] {
        const int effect = m_effect->currentData().toInt();
        m_model->setEffect(effect < 0 ? std::nullopt : std::optional(Effect(effect)));
        m_table->selectRow(0);
        showCurrent();
    });
    resize(980, 560);
    restoreGeometry(QSettings().value(geometryKey).toByteArray());
    begin();
}

PreviewDialog::~PreviewDialog()
{
    QSettings().setValue(geometryKey, saveGeometry());
    freeInBackground(std::move(m_answer));
}

// A key and no mnemonic: it stands beside too many of them.
QPushButton* PreviewDialog::makeButton(QWidget* parent)
{
    auto* button = new QPushButton(tr("What would this change?"), parent);
    const QKeySequence key(Qt::Key_F9);
    button->setObjectName(QStringLiteral("preview"));
    button->setShortcut(key);
    button->setToolTip(tr("Decides again what came in lately, as if this were saved (%1)", "a key")
                           .arg(key.toString(QKeySequence::NativeText)));
    button->setAutoDefault(false);
    return button;
}

void PreviewDialog::open(const QString& where, const QString& about, EditMaker edit, QWidget* over)
{
    auto* dialog = new PreviewDialog(where, about, std::move(edit), over);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QDialog::open();
}

QWidget* PreviewDialog::makeTop()
{
    m_period->setObjectName(QStringLiteral("period"));
    m_period->addItem(tr("the last 24 hours"), int(Period::Day));
    m_period->addItem(tr("the last 7 days"), int(Period::Week));
    m_period->addItem(tr("the last 30 days"), int(Period::Month));
    m_period->addItem(tr("the whole log"), int(Period::All));
    const int known = m_period->findData(QSettings().value(periodKey, int(Period::Week)));
    m_period->setCurrentIndex(std::max(0, known));
    m_stop->setObjectName(QStringLiteral("stop"));
    m_progress->setObjectName(QStringLiteral("progress"));
    m_progress->setAccessibleName(tr("How far it is"));
    auto* label = new QLabel(tr("What came in &during"));
    label->setBuddy(m_period);
    auto* top = new QWidget;
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label);
    row->addWidget(m_period);
    row->addWidget(m_progress, 1);
    row->addWidget(m_stop);
    row->addStretch(0);
    return top;
}

void PreviewDialog::makeTable()
{
    m_table->setObjectName(QStringLiteral("list"));
    m_table->setAccessibleName(tr("What would be decided otherwise"));
    m_table->setModel(m_model);
    static constexpr int letters[] = {14, 12, 16, 23, 23, 34};
    layOutRows(*m_table, letters);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    QSizePolicy room = m_table->sizePolicy();
    room.setRetainSizeWhenHidden(true); // what stands above stays there
    m_table->setSizePolicy(room);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PreviewDialog::showCurrent);
}

void PreviewDialog::begin()
{
    const auto period = Period(m_period->currentData().toInt());
    QSettings().setValue(periodKey, int(period));
    setBusy(true);
    m_job.start(startOf(period, SystemClock().now()).value_or(Time()));
}

void PreviewDialog::setBusy(bool busy)
{
    m_progress->setVisible(busy);
    m_stop->setVisible(busy);
    if (!busy)
        return;
    m_progress->setValue(0);
    m_summary->setText(tr("Deciding again what stands in the log…"));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_effect, m_table, m_reason, m_notes})
        widget->hide();
}

void PreviewDialog::take(const PreviewJob::Answer& answer)
{
    freeInBackground(std::exchange(m_answer, answer));
    setBusy(false);
    m_summary->setText(summary());
    m_notes->setText(notes().join(u' '));
    m_notes->setVisible(!m_notes->text().isEmpty());
    m_model->setRows(std::move(m_answer.report.rows));
    fillEffects();
    m_table->selectRow(0);
    showCurrent();
}

void PreviewDialog::showFailure(const QString& why)
{
    setBusy(false);
    m_summary->setText(tr("The log cannot be read: %1").arg(why));
}

void PreviewDialog::fillEffects()
{
    const Tally& tally = m_answer.report.tally;
    const QSignalBlocker blocker(m_effect);
    m_effect->clear();
    m_effect->addItem(tr("All of them (%1)").arg(number(tally.changed())), -1);
    for (const Effect effect : shownEffects) {
        if (tally.of(effect) > 0)
            m_effect->addItem(countText(effect, tally.of(effect)), int(effect));
    }
    m_model->setEffect(std::nullopt);
    m_effect->setVisible(m_effect->count() > 2);
    m_table->setVisible(tally.changed() > 0);
}

QString PreviewDialog::summary() const
{
    const Tally& tally = m_answer.report.tally;
    QStringList lines;
    for (const Effect effect : shownEffects) {
        if (tally.of(effect) > 0)
            lines << QStringLiteral("• ") + countText(effect, tally.of(effect)).toHtmlEscaped();
    }
    if (tally.unserved > 0)
        lines << QStringLiteral("• ") +
                     tr("%Ln message(s) came in by a service that would not be there any more", nullptr,
                        asInt(tally.unserved));
    const QString looked = tr("%Ln message(s) in the log were decided again.", nullptr, asInt(tally.looked));
    if (!lines.isEmpty())
        return QStringLiteral("<b>%1</b><br>%2").arg(lines.join(QStringLiteral("<br>")), looked);
    if (tally.looked == 0)
        return tr("The log holds nothing of this time that could be decided again. Choose a longer time, or "
                  "come back when mail has come in.");
    return QStringLiteral("<b>%1</b><br>%2").arg(tr("Nothing would be decided otherwise."), looked);
}

// What the figures do not say.
QStringList PreviewDialog::notes() const
{
    const Tally& tally = m_answer.report.tally;
    QStringList notes;
    if (!m_answer.report.complete)
        notes << tr("It was stopped: older mail was not looked at.");
    if (tally.uncertain > 0) {
        QStringList facts;
        for (const auto& [fact, count] : tally.missing)
            facts << translate(policy::nameOf(fact));
        notes << tr("%Ln message(s) might be refused as well: what a check asks for was not looked up when "
                    "they "
                    "came (%1).",
                    nullptr, asInt(tally.uncertain))
                     .arg(facts.join(tr(", ")));
    }
    if (tally.elsewhere > 0)
        notes << tr("%Ln message(s) came in by a service that is not there any more.", nullptr,
                    asInt(tally.elsewhere));
    if (tally.withoutFacts > 0)
        notes << tr("Of %Ln decision(s) nothing is recorded to make them by again.", nullptr,
                    asInt(tally.withoutFacts));
    for (const Error& problem : m_answer.sides->unread)
        notes << tr("A list file cannot be read here, and does not count: %1.").arg(translate(problem));
    if (std::any_of(std::begin(shownEffects), std::end(shownEffects),
                    [&](Effect effect) { return tally.of(effect) > preview::maxRows; }))
        notes << tr("Of each kind the newest %1 are shown.").arg(number(preview::maxRows));
    if (tally.looked > 0)
        notes << tr("Limits of rates and numbers are not replayed.");
    return notes;
}

void PreviewDialog::showCurrent()
{
    const Row* row = m_model->row(m_table->currentIndex());
    m_reason->setVisible(row != nullptr);
    if (row == nullptr)
        return;
    const preview::Explained explained = preview::explain(*m_answer.sides, *row);
    m_reason->setHtml(tr("Now: %1").arg(reason(explained.saved, row->saved)) + QStringLiteral("<br>") +
                      tr("With your changes: %1").arg(reason(explained.draft, row->draft)));
}

QString PreviewDialog::reason(const policy::Explanation& explanation, const preview::Decided& decided)
{
    const policy::Trace& trace = explanation.verdict.trace;
    const auto row = std::find_if(trace.begin(), trace.end(), [&](const policy::TraceRow& each) {
        return decided.check && each.check == *decided.check;
    });
    if (row == trace.end())
        return tr("accepted.");
    return paragraph(policy::reasonInWords(*row));
}

} // namespace postern::ui
