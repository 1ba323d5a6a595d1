// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_health_page.h"

#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/lists/background.h"
#include "ui/lists/list_row.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/row_table.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ui {

using namespace std::chrono_literals;
using Kind = policy::HealthFinding::Kind;

namespace {

constexpr auto pause = 500ms; // whoever saves saves again soon
const QString unhitKey = QStringLiteral("listHealth/unhitDays");

} // namespace

ListHealthPage::ListHealthPage(Console& console, QWidget* parent)
    : ConsolePage(parent)
    , m_console(console)
    , m_model(new ListHealthModel(this))
    , m_kind(new QComboBox)
    , m_words(new QLineEdit)
    , m_unhit(new QSpinBox)
    , m_stack(new QStackedWidget)
    , m_table(new QTableView)
    , m_message(new QLabel)
    , m_count(new QLabel)
    , m_busy(new QProgressBar)
    , m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("listHealthPage"));
    makeTable();
    m_stack->addWidget(m_table);
    m_stack->addWidget(makeMessage());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeTop());
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeBottom());
    makeCommands();
    m_soon.setSingleShot(true);
    m_soon.setInterval(pause);
    connect(&m_soon, &QTimer::timeout, this, &ListHealthPage::look);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ListHealthPage::filter);
    connect(m_words, &QLineEdit::textChanged, this, &ListHealthPage::filter);
    connect(m_unhit, &QSpinBox::valueChanged, this, [this](int days) {
        QSettings().setValue(unhitKey, days);
        refresh();
    });
    connect(&console.store(), &StoreClient::revisionChanged, this, [this](qint64 revision) {
        m_newest = revision;
        refresh();
    });
    showMessage(tr("Looking at the lists…"));
    update();
}

ListHealthPage::~ListHealthPage()
{
    m_stop.request_stop();
    m_table->disconnect(this);
}

QString ListHealthPage::title() const
{
    return tr("List health");
}

QWidget* ListHealthPage::makeTop()
{
    m_kind->setObjectName(QStringLiteral("kind"));
    m_kind->setAccessibleName(tr("Which findings"));
    m_words->setObjectName(QStringLiteral("filter"));
    m_words->setAccessibleName(tr("Filter"));
    m_words->setPlaceholderText(tr("Pattern, comment, list or reason"));
    m_words->setClearButtonEnabled(true);
    m_unhit->setObjectName(QStringLiteral("unhit"));
    m_unhit->setRange(1, 3650);
    m_unhit->setSuffix(tr(" days", "behind a number"));
    m_unhit->setValue(QSettings().value(unhitKey, 90).toInt());
    auto* label = new QLabel(tr("&Never hit for"));
    label->setBuddy(m_unhit);
    auto* top = new QWidget;
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_kind);
    row->addWidget(m_words, 1);
    row->addWidget(label);
    row->addWidget(m_unhit);
    fillKinds();
    return top;
}

void ListHealthPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("list"));
    m_table->setAccessibleName(tr("Findings"));
    m_table->setModel(m_model);
    static constexpr int letters[] = {16, 16, 26, 30, 8};
    layOutRows(*m_table, letters);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setAlternatingRowColors(true);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ListHealthPage::update);
    connect(m_table, &QAbstractItemView::doubleClicked, this, &ListHealthPage::goTo);
}

QWidget* ListHealthPage::makeMessage()
{
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setMargin(fontMetrics().height());
    return m_message;
}

QWidget* ListHealthPage::makeBottom()
{
    m_count->setObjectName(QStringLiteral("count"));
    m_count->setWordWrap(true);
    m_count->setTextFormat(Qt::PlainText);
    m_busy->setObjectName(QStringLiteral("busy"));
    m_busy->setAccessibleName(tr("The lists are being looked at"));
    m_busy->setRange(0, 0);
    m_busy->setMaximumWidth(fontMetrics().averageCharWidth() * 16);
    auto* bottom = new QWidget;
    m_buttons->setContentsMargins(0, 0, 0, 0);
    m_buttons->addWidget(m_count, 1);
    m_buttons->addWidget(m_busy);
    bottom->setLayout(m_buttons);
    return bottom;
}

QAction* ListHealthPage::addCommand(const char* name, const QString& text, const char* iconName)
{
    auto* action = new QAction(icon(iconName), text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcutContext(Qt::WidgetShortcut); // of the table
    m_commands << action;
    auto* button = new QPushButton(action->icon(), text);
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    connect(action, &QAction::changed, button, [action, button] { button->setEnabled(action->isEnabled()); });
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    m_buttons->addWidget(button);
    return action;
}

void ListHealthPage::makeCommands()
{
    m_goTo = addCommand("goTo", tr("&Go To"), "document-properties");
    m_goTo->setShortcut(QKeySequence(Qt::Key_Return));
    connect(m_goTo, &QAction::triggered, this, &ListHealthPage::goTo);
    m_switchOff = addCommand("switchOff", tr("S&witch Off"), "media-playback-pause");
    connect(m_switchOff, &QAction::triggered, this, [this] { cleanUpSelected(false); });
    m_remove = addCommand("remove", tr("&Remove"), "edit-delete");
    m_remove->setShortcut(QKeySequence::Delete);
    connect(m_remove, &QAction::triggered, this, [this] { cleanUpSelected(true); });
    m_undo = addCommand("undo", tr("&Undo"), "edit-undo");
    m_undo->setShortcut(QKeySequence::Undo);
    connect(m_undo, &QAction::triggered, this, &ListHealthPage::undo);
    QAction* harmless = addCommand("selectHarmless", tr("Select the &Superfluous"), "edit-select-all");
    connect(harmless, &QAction::triggered, this, &ListHealthPage::selectHarmless);
    m_table->addActions(m_commands);
}

void ListHealthPage::activate()
{
    m_active = true;
    if (m_stale)
        look();
}

void ListHealthPage::deactivate()
{
    m_active = false;
    if (m_looking)
        stop();
}

void ListHealthPage::refresh()
{
    m_stale = true;
    if (m_looking)
        stop();
    if (m_active)
        m_soon.start();
}

void ListHealthPage::stop()
{
    m_stop.request_stop();
    ++m_run;
    m_looking = false;
    m_stale = true;
    update();
}

void ListHealthPage::look()
{
    if (!m_active)
        return;
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_stale = false;
    m_looking = true;
    update();
    m_console.store().run(
        StoreClient::Lane::Log, this, [](store::Store& store) { return readHealth(store); },
        [this, run = ++m_run](Result<std::shared_ptr<HealthData>> read) {
            if (run != m_run)
                return;
            if (!read) {
                m_looking = false;
                showMessage(translate(read.error()));
                return update();
            }
            inBackground(
                this,
                [lists = *read, days = m_unhit->value(), token = m_stop.get_token()]() -> SharedHealth {
                    return examine(*lists, days, SystemClock().now(), token) ? lists : nullptr;
                },
                [this, run](const SharedHealth& lists) {
                    if (run == m_run && lists)
                        examined(lists);
                });
        });
}

void ListHealthPage::examined(const SharedHealth& lists)
{
    m_looking = false;
    m_looked = true;
    m_newest = std::max(m_newest, lists->revision);
    SharedHealth before = m_model->health();
    m_model->set(lists, {});
    freeInBackground(std::move(before));
    fillKinds();
    filter();
}

void ListHealthPage::fillKinds()
{
    const int chosen = m_kind->currentData().isValid() ? m_kind->currentData().toInt() : -1;
    const QSignalBlocker quiet(m_kind);
    const QLocale locale;
    const HealthData& lists = *m_model->health();
    m_kind->clear();
    m_kind->addItem(tr("All findings (%1)").arg(locale.toString(qulonglong(lists.health.findings.size()))),
                    -1);
    for (const Kind kind : policy::allHealthKinds)
        m_kind->addItem(tr("%1 (%2)", "finding, how many")
                            .arg(healthKindText(kind), locale.toString(qulonglong(lists.count(kind)))),
                        int(kind));
    m_kind->setCurrentIndex(std::max(m_kind->findData(chosen), 0));
}

void ListHealthPage::filter()
{
    const int kind = m_kind->currentData().toInt();
    HealthFilter filter{.kind = {}, .words = m_words->text()};
    if (kind >= 0)
        filter.kind = Kind(kind);
    inBackground(
        this, [lists = m_model->health(), filter] { return std::pair(lists, filtered(*lists, filter)); },
        [this, filtering = ++m_filtering](std::pair<SharedHealth, std::vector<std::uint32_t>> found) {
            if (filtering != m_filtering || found.first != m_model->health())
                return;
            m_model->set(std::move(found.first), std::move(found.second));
            if (!m_looked)
                return;
            if (m_model->rowCount() > 0)
                m_stack->setCurrentIndex(0);
            else if (m_model->health()->health.findings.empty())
                showMessage(tr("Nothing is wrong with any list.\n\nHere stand lines that another one makes "
                               "superfluous, that contradict an exception, stand there twice, have ended, "
                               "were never hit, or let everybody in who tells a lie."));
            else
                showMessage(tr("No finding is like the filter."));
            update();
        });
}

void ListHealthPage::showMessage(const QString& text)
{
    m_message->setText(text);
    m_stack->setCurrentIndex(1);
}

void ListHealthPage::update()
{
    const bool any = m_stack->currentIndex() == 0 && m_table->selectionModel()->hasSelection();
    const bool idle = !m_saving && !m_looking;
    m_busy->setVisible(m_looking);
    m_goTo->setEnabled(any);
    m_switchOff->setEnabled(any && idle);
    m_remove->setEnabled(any && idle);
    m_undo->setEnabled(idle && m_cleaned != 0 && m_cleaned == m_newest);
    if (!m_looked)
        return m_count->clear();
    const HealthData& lists = *m_model->health();
    QString words = tr("%1 of %2 findings, in %3", "3, 12, 500 lines")
                        .arg(QLocale().toString(m_model->rowCount()),
                             QLocale().toString(qulonglong(lists.health.findings.size())),
                             countLines(int(lists.entries.size())));
    if (!lists.health.complete)
        words += u' ' + tr("There are so many wildcards that not all were compared with each other.");
    if (lists.files)
        words += u' ' + tr("Files that lists are read from are not looked at.");
    m_count->setText(words);
}

} // namespace postern::ui
