// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/connection_test_dialog.h"

#include "ui/data/connection_tester.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QTableWidget>
#include <QVBoxLayout>

namespace postern::ui {

namespace {

using What = model::ProbeStep::What;
using Verdict = model::ProbeStep::Verdict;

QString stepText(What what)
{
    switch (what) {
    case What::Resolve:
        return ConnectionTestDialog::tr("Look up");
    case What::Connect:
        return ConnectionTestDialog::tr("Connect");
    case What::Greeting:
        return ConnectionTestDialog::tr("Greeting");
    case What::Hello:
        return ConnectionTestDialog::tr("EHLO");
    case What::Encrypt:
        return ConnectionTestDialog::tr("Encrypt");
    case What::Verify:
        return ConnectionTestDialog::tr("Certificate");
    case What::LogIn:
        return ConnectionTestDialog::tr("Log in");
    case What::Clean:
        return ConnectionTestDialog::tr("Clean message");
    case What::Gtube:
        return ConnectionTestDialog::tr("Test for spam");
    case What::Listed:
        return ConnectionTestDialog::tr("Must be on it");
    case What::Unlisted:
        return ConnectionTestDialog::tr("Must not be on it");
    case What::Address:
        return ConnectionTestDialog::tr("Looked up");
    }
    return {};
}

QString verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Passed:
        return ConnectionTestDialog::tr("passed");
    case Verdict::Noted:
        return ConnectionTestDialog::tr("take note");
    case Verdict::Failed:
        return ConnectionTestDialog::tr("failed");
    case Verdict::Skipped:
        return ConnectionTestDialog::tr("left out");
    }
    return {};
}

QIcon verdictIcon(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Passed:
        return stateIcon(ServiceState::Kind::Running);
    case Verdict::Noted:
        return stateIcon(ServiceState::Kind::NoEngine);
    case Verdict::Failed:
        return stateIcon(ServiceState::Kind::Failed);
    case Verdict::Skipped:
        return stateIcon(ServiceState::Kind::Stopped);
    }
    return {};
}

QString timeText(std::chrono::milliseconds took)
{
    constexpr int second = 1000;
    if (took.count() < second)
        return ConnectionTestDialog::tr("%1 ms").arg(took.count());
    return ConnectionTestDialog::tr("%1 s").arg(QLocale().toString(double(took.count()) / second, 'f', 1));
}

} // namespace

ConnectionTestDialog::ConnectionTestDialog(Texts texts, Begin begin, QWidget* parent)
    : QDialog(parent)
    , m_texts(std::move(texts))
    , m_begin(std::move(begin))
    , m_steps(new QTableWidget)
    , m_busy(new QProgressBar)
    , m_mark(new QLabel)
    , m_state(new QLabel)
{
    setObjectName(QStringLiteral("connectionTestDialog"));
    setWindowTitle(m_texts.title);
    makeTable();
    auto* intro = new QLabel(m_texts.intro);
    intro->setTextFormat(Qt::PlainText);
    intro->setWordWrap(true);
    m_state->setObjectName(QStringLiteral("state"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setAccessibleName(tr("The test runs"));
    QSizePolicy kept = m_busy->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_busy->setSizePolicy(kept);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_copy = buttons->addButton(tr("Cop&y"), QDialogButtonBox::ActionRole);
    m_again = buttons->addButton(tr("&Test again"), QDialogButtonBox::ActionRole);
    m_cancel = buttons->addButton(tr("Ca&ncel"), QDialogButtonBox::ActionRole);
    auto* state = new QHBoxLayout;
    state->addWidget(m_mark);
    state->addWidget(m_state, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(intro);
    layout->addWidget(m_steps, 1);
    layout->addLayout(state);
    layout->addWidget(m_busy);
    layout->addWidget(buttons);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(report()); });
    connect(m_again, &QPushButton::clicked, this, &ConnectionTestDialog::start);
    connect(m_cancel, &QPushButton::clicked, this, &ConnectionTestDialog::cancel);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(760, 460);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    start();
}

QLineEdit* ConnectionTestDialog::addInput(const QString& label, const QString& placeholder)
{
    auto* edit = new QLineEdit;
    edit->setObjectName(QStringLiteral("input"));
    edit->setPlaceholderText(placeholder);
    edit->setClearButtonEnabled(true);
    auto* text = new QLabel(label);
    text->setBuddy(edit);
    auto* row = new QHBoxLayout;
    row->addWidget(text);
    row->addWidget(edit, 1);
    static_cast<QVBoxLayout*>(layout())->insertLayout(1, row);
    setTabOrder(edit, m_steps);
    m_again->setDefault(true);
    edit->setFocus();
    return edit;
}

void ConnectionTestDialog::makeTable()
{
    m_steps->setObjectName(QStringLiteral("steps"));
    m_steps->setAccessibleName(tr("Steps of the test"));
    m_steps->setColumnCount(ColumnCount);
    m_steps->setHorizontalHeaderLabels({tr("Step"), tr("Result"), tr("Time"), tr("What was found")});
    m_steps->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_steps->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_steps->setSelectionMode(QAbstractItemView::SingleSelection);
    m_steps->setTabKeyNavigation(false);
    m_steps->setShowGrid(false);
    m_steps->setWordWrap(true);
    m_steps->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_steps->verticalHeader()->hide();
    QHeaderView* header = m_steps->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(Text, QHeaderView::Stretch);
}

void ConnectionTestDialog::start()
{
    m_steps->setRowCount(0);
    m_noted = false;
    m_mark->clear();
    m_state->setText(tr("The test runs …"));
    m_busy->show();
    m_copy->setEnabled(false);
    m_again->setEnabled(false);
    m_cancel->setEnabled(true);
    m_test = m_begin(this);
    connect(m_test, &ConnectionTest::stepped, this, &ConnectionTestDialog::take);
    connect(m_test, &ConnectionTest::done, this, [this](bool good) {
        const Verdict passed = m_noted ? Verdict::Noted : Verdict::Passed;
        end(good ? passed : Verdict::Failed, good ? m_texts.good : m_texts.bad);
    });
    connect(m_test, &ConnectionTest::failed, this, [this](const Error& why) {
        end(Verdict::Failed, tr("Nothing could be tried: %1").arg(translate(why)));
    });
}

void ConnectionTestDialog::take(const model::ProbeStep& step)
{
    m_noted = m_noted || step.verdict == Verdict::Noted;
    const int row = m_steps->rowCount();
    m_steps->insertRow(row);
    const QString texts[] = {stepText(step.what), verdictText(step.verdict), timeText(step.took),
                             translate(step.text)};
    for (int column = Step; column < ColumnCount; ++column) {
        auto* item = new QTableWidgetItem(texts[column]);
        const auto side = column == Took ? Qt::AlignRight : Qt::AlignLeft;
        item->setTextAlignment(side | Qt::AlignVCenter);
        m_steps->setItem(row, column, item);
    }
    m_steps->item(row, Result)->setIcon(verdictIcon(step.verdict));
    m_copy->setEnabled(true);
    fitRows();
    m_steps->scrollToBottom();
}

void ConnectionTestDialog::cancel()
{
    end(Verdict::Skipped, tr("Cancelled."));
}

void ConnectionTestDialog::end(Verdict verdict, const QString& words)
{
    m_test->disconnect(this);
    m_test->deleteLater(); // it may be what tells this
    m_test = nullptr;
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_mark->setPixmap(verdictIcon(verdict).pixmap(QSize(size, size), devicePixelRatioF()));
    m_state->setText(words);
    m_busy->hide();
    m_again->setEnabled(true);
    m_cancel->setEnabled(false);
}

QString ConnectionTestDialog::report() const
{
    QStringList lines{m_texts.title, m_texts.intro};
    for (int row = 0; row < m_steps->rowCount(); ++row) {
        QStringList cells;
        for (int column = Step; column < ColumnCount; ++column)
            cells += m_steps->item(row, column)->text();
        lines += cells.join(u'\t');
    }
    return (lines << m_state->text()).join(u'\n');
}

void ConnectionTestDialog::fitRows()
{
    constexpr int air = 6;
    m_steps->resizeRowsToContents();
    for (int row = 0; row < m_steps->rowCount(); ++row)
        m_steps->setRowHeight(row, m_steps->rowHeight(row) + air);
}

void ConnectionTestDialog::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    fitRows();
}

} // namespace postern::ui
