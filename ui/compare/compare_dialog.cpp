// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_dialog.h"

#include "model/preset.h"
#include "store/words.h"
#include "ui/compare/setting_link.h"
#include "ui/data/live_status.h"
#include "ui/data/store_client.h"
#include "ui/forms/form.h"
#include "ui/lists/list_dialog.h"
#include "ui/shell/console.h"
#include "ui/text/phrase.h"
#include "ui/text/translate.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ui {

namespace {

using Side = store::ListDifference::Side;

constexpr int placeRole = Qt::UserRole; // index into the places

const model::Service* serviceById(const model::Configuration& all, model::Id id)
{
    const auto found = std::find_if(all.services.begin(), all.services.end(),
                                    [id](const model::Service& each) { return each.id == id; });
    return found == all.services.end() ? nullptr : &*found;
}

QString serviceTitle(const model::Service& service)
{
    return CompareDialog::tr("%1 (%2)", "service name (port)").arg(qt(service.name)).arg(service.port);
}

// English has its singular in the program.
QString lineCount(std::int64_t count)
{
    return count == 1 ? CompareDialog::tr("1 line") : CompareDialog::tr("%L1 lines").arg(qlonglong(count));
}

// A button that leads to a service says which; its name may have an '&'.
QString inButton(const std::string& name)
{
    return qt(name).replace(u'&', QStringLiteral("&&"));
}

} // namespace

CompareDialog::CompareDialog(Console& console, model::Id service, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_service(service)
    , m_others(new QComboBox)
    , m_stack(new QStackedWidget)
    , m_table(new QTreeWidget)
    , m_text(new QLabel)
    , m_open(new QPushButton)
    , m_openOther(new QPushButton)
{
    setObjectName(QStringLiteral("compare"));
    auto* with = new QLabel(tr("Compare &with:"));
    with->setBuddy(m_others);
    m_others->setObjectName(QStringLiteral("others"));
    m_others->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_table->setObjectName(QStringLiteral("differences"));
    m_table->setAccessibleName(tr("What differs"));
    m_table->setColumnCount(3);
    m_table->setAlternatingRowColors(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setUniformRowHeights(true);
    m_table->header()->setSectionsMovable(false);
    m_text->setObjectName(QStringLiteral("text"));
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_text);
    m_open->setObjectName(QStringLiteral("open"));
    m_openOther->setObjectName(QStringLiteral("openOther"));
    auto* note = new QLabel(tr("Modes of checks are compared as they are in force. Lines that all services "
                               "share, and the order of lists and scanners, are not compared."));
    note->setWordWrap(true);

    auto* top = new QHBoxLayout;
    top->addWidget(with);
    top->addWidget(m_others);
    top->addStretch();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    for (QPushButton* button : {m_open, m_openOther}) {
        button->setAutoDefault(false);
        buttons->addButton(button, QDialogButtonBox::ActionRole);
    }
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_stack, 1);
    layout->addWidget(note);
    layout->addWidget(buttons);
    setTabOrder(m_table, m_open);
    setTabOrder(m_open, m_openOther);
    setTabOrder(m_openOther, buttons->button(QDialogButtonBox::Close));
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 30);

    connect(buttons, &QDialogButtonBox::rejected, this, &CompareDialog::reject);
    connect(m_open, &QPushButton::clicked, this, [this] { openCurrent(false); });
    connect(m_openOther, &QPushButton::clicked, this, [this] { openCurrent(true); });
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &CompareDialog::updateButtons);
    connect(m_table, &QTreeWidget::itemActivated, this, [this] { openCurrent(false); });
    connect(m_others, &QComboBox::currentIndexChanged, this, &CompareDialog::read);
    connect(&console.live(), &LiveStatus::configurationChanged, this, &CompareDialog::fillOthers);
    fillOthers();
}

// The one that is chosen stays, where it is still there.
void CompareDialog::fillOthers()
{
    const model::Configuration& all = m_console.live().overview().configuration;
    const model::Service* own = serviceById(all, m_service);
    if (own == nullptr)
        return showText(tr("This service is not there any more: somebody has deleted it."));
    const auto before = other();
    const QSignalBlocker quiet(m_others);
    m_others->clear();
    m_choices.clear();
    const auto add = [this](const QString& title, const Other& choice) {
        m_others->addItem(title);
        m_choices.emplace_back(choice);
    };
    for (const model::Service& each : all.services) {
        if (each.id != m_service)
            add(serviceTitle(each), {each.id});
    }
    if (!m_choices.empty()) {
        m_others->insertSeparator(m_others->count());
        m_choices.emplace_back(std::nullopt);
    }
    for (const auto preset : {model::Preset::Mx, model::Preset::Submission, model::Preset::SubmissionTls,
                              model::Preset::InternalRelay})
        add(tr("Defaults of %1", "a preset").arg(translate(model::title(preset))), {0, preset});
    const auto indexOf = [this](const std::optional<Other>& choice) {
        const auto found = std::find(m_choices.begin(), m_choices.end(), choice);
        return found == m_choices.end() ? -1 : int(found - m_choices.begin());
    };
    const bool alone = all.services.size() == 1;
    const int standard = alone ? indexOf(Other{0, own->preset}) : 0;
    m_others->setCurrentIndex(before && indexOf(before) >= 0 ? indexOf(before) : standard);
    read();
}

std::optional<CompareDialog::Other> CompareDialog::other() const
{
    const int index = m_others->currentIndex();
    return index < 0 ? std::nullopt : m_choices[std::size_t(index)];
}

QString CompareDialog::otherName() const
{
    return m_otherName.empty() ? m_others->currentText() : qt(m_otherName);
}

Result<CompareDialog::Reading> CompareDialog::compare(store::Store& store, model::Id service,
                                                      const Other& other)
{
    Reading reading;
    auto configuration = store.configuration();
    if (!configuration)
        return failFrom(configuration);
    reading.configuration = std::move(*configuration);
    const model::Service* first = serviceById(reading.configuration, service);
    const model::Service* second = serviceById(reading.configuration, other.service);
    if (first == nullptr || (second == nullptr && !other.preset))
        return reading;
    reading.settings =
        store::compareServices(*first, other.preset ? model::makeService(*other.preset) : *second);
    if (other.preset)
        return reading; // its lists are empty, and everybody's are not
    auto lists = store.compareLists(service, other.service, entryLimit);
    if (!lists)
        return failFrom(lists);
    reading.lists = std::move(*lists);
    return reading;
}

void CompareDialog::read()
{
    const auto chosen = other();
    if (!chosen)
        return;
    const int generation = ++m_generation;
    m_console.store().run(
        StoreClient::Lane::Log, this,
        [service = m_service, chosen = *chosen](store::Store& store) {
            return compare(store, service, chosen);
        },
        [this, generation](const Result<Reading>& reading) {
            if (generation != m_generation)
                return; // another one was chosen
            if (reading)
                present(*reading);
            else
                showText(translate(reading.error()));
        });
}

void CompareDialog::present(const Reading& reading)
{
    const model::Service* own = serviceById(reading.configuration, m_service);
    const auto chosen = other();
    const model::Service* second = chosen ? serviceById(reading.configuration, chosen->service) : nullptr;
    if (own == nullptr || (second == nullptr && !(chosen && chosen->preset)))
        return showText(tr("This service is not there any more: somebody has deleted it."));
    m_name = own->name;
    m_otherName = second == nullptr ? std::string() : second->name;
    setWindowTitle(tr("%1 compared with %2").arg(qt(m_name), otherName()));
    m_open->setText(tr("&Open in %1", "a service").arg(inButton(m_name)));
    m_openOther->setText(tr("Op&en in %1", "the other service").arg(inButton(m_otherName)));
    m_openOther->setVisible(second != nullptr);
    m_table->clear();
    m_places.clear();
    if (reading.settings.empty() && reading.lists.empty())
        return showText(tr("%1 and %2 do not differ.").arg(qt(m_name), otherName()));
    m_table->setHeaderLabels({tr("Setting"), qt(m_name), otherName()});
    showSettings(reading.settings);
    showLists(reading.lists);
    m_table->setRootIsDecorated(!reading.lists.empty());
    m_stack->setCurrentWidget(m_table);
    const int letter = fontMetrics().averageCharWidth();
    const int least[] = {letter * 44, letter * 26};
    const int most[] = {m_table->viewport()->width() / 2, m_table->viewport()->width() / 3};
    for (int column = 0; column < 2; ++column) {
        m_table->resizeColumnToContents(column);
        const int wanted = m_table->columnWidth(column) + letter * 3;
        m_table->setColumnWidth(
            column, std::min(std::max(wanted, least[column]), std::max(most[column], least[column])));
    }
    m_table->setCurrentItem(m_table->topLevelItem(0));
    updateButtons();
}

void CompareDialog::showText(const QString& text)
{
    m_text->setText(text);
    m_stack->setCurrentWidget(m_text);
    m_table->clear();
    updateButtons();
}

void CompareDialog::showSettings(const std::vector<store::SettingDifference>& settings)
{
    for (const store::SettingDifference& each : settings) {
        const QString before = translate(each.field.before);
        const QString after = translate(each.field.after);
        auto* item = new QTreeWidgetItem(m_table, {raised(translate(each.field.words)), before, after});
        const auto check = each.table == "service_check" ? model::checkById(each.field.column) : std::nullopt;
        if (check)
            item->setToolTip(0, translate(model::info(*check).title));
        item->setToolTip(1, before);
        item->setToolTip(2, after);
        item->setData(0, placeRole, int(m_places.size()));
        m_places.push_back(placeOf(each, m_name));
    }
}

// A list is one row, whose lines stand below it: the differences of a list follow each other.
void CompareDialog::showLists(const std::vector<store::ListDifference>& lists)
{
    const QString none = tr("–", "no further lines");
    QTreeWidgetItem* list = nullptr;
    const store::ListDifference* before = nullptr;
    for (const store::ListDifference& each : lists) {
        if (before == nullptr || before->color != each.color || before->kind != each.kind) {
            list = new QTreeWidgetItem(
                m_table, {tr("%1 › %2", "list, its tab")
                              .arg(ListDialog::title(each.color), plainLabel(ListDialog::title(each.kind))),
                          none, none});
            list->setData(0, placeRole, int(m_places.size()));
            m_places.push_back({.service = m_name, .check = {}, .list = ListPlace{each.color, each.kind}});
        }
        before = &each;
        const QString count = each.side == Side::Both ? tr("%1 otherwise", "lines").arg(lineCount(each.count))
                                                      : tr("%1 more", "lines").arg(lineCount(each.count));
        const int column = each.side == Side::First ? 1 : 2;
        const QString there = list->text(column);
        list->setText(column, there == none ? count : tr("%1, %2", "counts").arg(there, count));
        addEntries(list, each);
    }
}

void CompareDialog::addEntries(QTreeWidgetItem* list, const store::ListDifference& difference)
{
    const QString yes = tr("yes", "the list has the line");
    const QString no = tr("no", "the list has the line");
    const QString unlike = tr("yes, but switched off, ending or conditional otherwise");
    const bool both = difference.side == Side::Both;
    const bool first = difference.side == Side::First;
    for (const model::ListEntry& entry : difference.entries) {
        auto* item = new QTreeWidgetItem(list, {qt(entry.displayPattern()), both || first ? yes : no,
                                                both    ? unlike
                                                : first ? no
                                                        : yes});
        if (difference.side == Side::Second)
            continue; // only the other one has it
        item->setData(0, placeRole, int(m_places.size()));
        m_places.push_back({.service = m_name,
                            .check = {},
                            .entry = entry.id,
                            .list = ListPlace{difference.color, difference.kind}});
    }
    const auto more = difference.count - std::int64_t(difference.entries.size());
    if (more > 0)
        new QTreeWidgetItem(list, {tr("and %1 more", "lines").arg(lineCount(more))});
}

void CompareDialog::updateButtons()
{
    const QTreeWidgetItem* item = m_stack->currentWidget() == m_table ? m_table->currentItem() : nullptr;
    const bool hasPlace = item != nullptr && item->data(0, placeRole).isValid();
    m_open->setEnabled(hasPlace);
    m_openOther->setEnabled(item != nullptr && (hasPlace || item->parent() != nullptr));
}

// In the other service a line has another id, or is not there: that leads to its list.
void CompareDialog::openCurrent(bool inOther)
{
    const QTreeWidgetItem* item = m_table->currentItem();
    if (item == nullptr)
        return;
    if (inOther && item->parent() != nullptr)
        item = item->parent();
    const QVariant index = item->data(0, placeRole);
    if (!index.isValid())
        return;
    Place place = m_places[index.toUInt()];
    if (inOther)
        place.service = m_otherName;
    m_console.open(place);
}

} // namespace postern::ui
