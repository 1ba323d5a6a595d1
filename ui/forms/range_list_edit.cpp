// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/range_list_edit.h"

#include "base/ip_address.h"
#include "model/list_pattern.h"
#include "ui/forms/problems.h"
#include "ui/text/translate.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace postern::ui {

namespace {

constexpr int textColumn = 0;
constexpr int meaningColumn = 1;
constexpr int invalidRole = Qt::UserRole;

QString words(const char* text, int n = -1)
{
    return QCoreApplication::translate("RangeListEdit", text, nullptr, n);
}

// How many addresses of one family lie in an inclusive range; 1e9 and more are only ever shown roughly.
double sizeOf(const IpRange& range)
{
    double size = 0;
    for (std::size_t i = 0; i < 16; ++i)
        size = size * 256 + (int(range.last.bytes()[i]) - int(range.first.bytes()[i]));
    return size + 1;
}

QString meaningOf(const IpRange& range)
{
    if (range.single())
        return words(QT_TRANSLATE_NOOP("RangeListEdit", "one address"));
    const double size = sizeOf(range);
    if (size <= std::numeric_limits<int>::max())
        return words(QT_TRANSLATE_N_NOOP("RangeListEdit", "%Ln addresses"), int(size));
    if (const auto prefix = range.prefixLength())
        return words(QT_TRANSLATE_NOOP("RangeListEdit", "a block of /%1")).arg(*prefix);
    return words(QT_TRANSLATE_NOOP("RangeListEdit", "about 2^%1 addresses"))
        .arg(std::lround(std::log2(size)));
}

QString reasonOf(const Error& error)
{
    const QString what = translatedWhat(error);
    if (error.hint.empty())
        return what;
    return words(QT_TRANSLATE_NOOP("RangeListEdit", "%1; %2")).arg(what, translatedHint(error));
}

QStringList linesOf(const QString& text)
{
    static const QRegularExpression ends(QStringLiteral("[\\n\\r\\x{2028}\\x{2029},;]+"));
    QStringList lines;
    for (const QString& line : text.split(ends, Qt::SkipEmptyParts)) {
        if (!line.trimmed().isEmpty())
            lines.append(line.trimmed());
    }
    return lines;
}

} // namespace

LineGrammar LineGrammar::ipRanges()
{
    LineGrammar grammar;
    grammar.parse = [](const std::string& typed) -> Result<Line> {
        const Result<IpRange> range = IpRange::parse(typed);
        if (!range)
            return failFrom(range);
        return Line{range->toString(), meaningOf(*range)};
    };
    grammar.column = words(QT_TRANSLATE_NOOP("RangeListEdit", "Range"));
    grammar.example =
        words(QT_TRANSLATE_NOOP("RangeListEdit", "For example 192.168.1.0/24 or 192.0.2.10-192.0.2.20"));
    return grammar;
}

LineGrammar LineGrammar::ipAddresses()
{
    LineGrammar grammar;
    grammar.parse = [](const std::string& typed) -> Result<Line> {
        const auto address = IpAddress::parse(typed);
        if (!address)
            return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "this is no IP address"), typed);
        return Line{address->toString(), address->isLoopback()
                                             ? words(QT_TRANSLATE_NOOP("RangeListEdit", "this machine only"))
                                             : QString()};
    };
    grammar.column = words(QT_TRANSLATE_NOOP("RangeListEdit", "Address"));
    grammar.example = words(QT_TRANSLATE_NOOP("RangeListEdit", "For example 192.0.2.1 or 2001:db8::1"));
    return grammar;
}

namespace {

LineGrammar patternsOf(model::ListKind kind)
{
    LineGrammar grammar;
    grammar.parse = [kind](const std::string& typed) -> Result<LineGrammar::Line> {
        const auto pattern = model::ListPattern::parse(kind, typed);
        if (!pattern)
            return failFrom(pattern);
        return LineGrammar::Line{(pattern->negated ? "~" : "") + pattern->text,
                                 translate(pattern->meaning())};
    };
    return grammar;
}

} // namespace

LineGrammar LineGrammar::senders()
{
    LineGrammar grammar = patternsOf(model::ListKind::Sender);
    grammar.column = words(QT_TRANSLATE_NOOP("RangeListEdit", "Sender"));
    grammar.example =
        words(QT_TRANSLATE_NOOP("RangeListEdit", "For example news@partner.example or partner.example"));
    return grammar;
}

LineGrammar LineGrammar::recipients()
{
    LineGrammar grammar = patternsOf(model::ListKind::Recipient);
    grammar.column = words(QT_TRANSLATE_NOOP("RangeListEdit", "Recipient"));
    grammar.example =
        words(QT_TRANSLATE_NOOP("RangeListEdit", "For example joe@partner.example or partner.example"));
    return grammar;
}

namespace {

// Says in the empty list what could stand there.
class LineList : public QTreeWidget {
public:
    LineList(const QString& example, QWidget* parent)
        : QTreeWidget(parent)
        , m_example(example)
    {
        setRootIsDecorated(false);
        setUniformRowHeights(true);
        setAllColumnsShowFocus(true);
        setSelectionMode(ExtendedSelection);
        setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
        setContextMenuPolicy(Qt::ActionsContextMenu);
        setTextElideMode(Qt::ElideRight);
        header()->setStretchLastSection(false);
        header()->setSectionsMovable(false);
    }

    QSize sizeHint() const override
    {
        return {360, header()->sizeHint().height() + 4 * (fontMetrics().height() + 4) + 2 * frameWidth()};
    }
    QSize minimumSizeHint() const override
    {
        return {200, header()->sizeHint().height() + 3 * (fontMetrics().height() + 4) + 2 * frameWidth()};
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QTreeWidget::paintEvent(event);
        if (topLevelItemCount() > 0)
            return;
        QPainter painter(viewport());
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(viewport()->rect().adjusted(6, 4, -6, -4),
                         Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, m_example);
    }

private:
    QString m_example;
};

} // namespace

RangeListEdit::RangeListEdit(LineGrammar grammar, QWidget* parent)
    : QWidget(parent)
    , m_grammar(std::move(grammar))
    , m_list(new LineList(m_grammar.example, this))
    , m_add(new QPushButton(tr("Add"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_propose(new QPushButton(tr("Propose"), this))
{
    m_list->setHeaderLabels({m_grammar.column, tr("Meaning")});
    m_list->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_add->setObjectName(QStringLiteral("add"));
    m_remove->setObjectName(QStringLiteral("remove"));
    m_propose->setObjectName(QStringLiteral("propose"));
    for (QPushButton* button : {m_add, m_remove, m_propose})
        button->setAutoDefault(false);
    m_propose->hide();
    setFocusProxy(m_list);

    auto* buttons = new QVBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addWidget(m_propose);
    buttons->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);

    command(tr("Add"), QKeySequence(Qt::Key_Insert), [this] { startNewLine(); });
    m_removeAction = command(tr("Remove"), QKeySequence::Delete, [this] { removeSelected(); });
    m_copyAction = command(tr("Copy"), QKeySequence::Copy, [this] { copySelected(); });
    command(tr("Paste"), QKeySequence::Paste, [this] { addLines(QGuiApplication::clipboard()->text()); });
    // Queued: the item must not go while its editor still closes.
    connect(m_list->itemDelegate(), &QAbstractItemDelegate::closeEditor, this, &RangeListEdit::dropEmptyLines,
            Qt::QueuedConnection);
    connect(m_add, &QPushButton::clicked, this, &RangeListEdit::startNewLine);
    connect(m_remove, &QPushButton::clicked, this, &RangeListEdit::removeSelected);
    connect(m_list, &QTreeWidget::itemChanged, this, &RangeListEdit::takeEdit);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &RangeListEdit::updateButtons);
    updateButtons();
}

RangeListEdit::~RangeListEdit()
{
    m_list->disconnect(this); // it outlives this part of the object, and deselects its items then
}

QAction* RangeListEdit::command(const QString& text, const QKeySequence& key, std::function<void()> run)
{
    auto* action = new QAction(text, m_list);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, std::move(run));
    m_list->addAction(action);
    return action;
}

void RangeListEdit::setValue(const std::vector<std::string>& lines)
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const std::string& line : lines)
        append(line);
    m_list->viewport()->update();
    updateButtons();
}

std::vector<std::string> RangeListEdit::value() const
{
    std::vector<std::string> lines;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        const QString text = m_list->topLevelItem(i)->text(textColumn);
        if (!text.isEmpty())
            lines.push_back(bytes(text));
    }
    return lines;
}

bool RangeListEdit::hasInvalidLines() const
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        if (m_list->topLevelItem(i)->data(meaningColumn, invalidRole).toBool())
            return true;
    }
    return false;
}

bool RangeListEdit::contains(const QString& text) const
{
    return !m_list->findItems(text, Qt::MatchExactly, textColumn).isEmpty();
}

void RangeListEdit::addLines(const QString& text)
{
    bool added = false;
    for (const QString& line : linesOf(text)) {
        const auto parsed = m_grammar.parse(bytes(line));
        const std::string stored = parsed ? parsed->text : bytes(line);
        if (contains(qt(stored)))
            continue;
        const QSignalBlocker blocker(m_list);
        append(stored);
        added = true;
    }
    if (added)
        Q_EMIT edited();
    m_list->viewport()->update();
}

void RangeListEdit::setProposals(const std::vector<std::pair<std::string, QString>>& proposals)
{
    auto* menu = new QMenu(m_propose);
    for (const auto& [line, source] : proposals) {
        QAction* action = menu->addAction(source.isEmpty() ? qt(line) : tr("%1  (%2)").arg(qt(line), source));
        connect(action, &QAction::triggered, this, [this, text = qt(line)] { addLines(text); });
    }
    delete m_propose->menu();
    m_propose->setMenu(menu);
    m_propose->setVisible(!proposals.empty());
}

QTreeWidgetItem* RangeListEdit::append(const std::string& text)
{
    auto* item = new QTreeWidgetItem(m_list, {qt(text)});
    item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsEditable | Qt::ItemNeverHasChildren);
    interpret(item);
    return item;
}

void RangeListEdit::interpret(QTreeWidgetItem* item)
{
    const auto parsed = m_grammar.parse(bytes(item->text(textColumn)));
    const QString words = parsed ? parsed->meaning : reasonOf(parsed.error());
    item->setText(meaningColumn, words);
    item->setToolTip(meaningColumn, words);
    item->setData(meaningColumn, invalidRole, !parsed);
    item->setIcon(textColumn, parsed ? QIcon() : problemIcon(model::Severity::Error, style()));
    item->setForeground(meaningColumn, parsed ? palette().brush(QPalette::PlaceholderText)
                                              : QBrush(problemColor(model::Severity::Error, palette())));
}

// What was typed in a line becomes that line, or several; an emptied line goes.
void RangeListEdit::takeEdit(QTreeWidgetItem* item)
{
    const QStringList lines = linesOf(item->text(textColumn));
    {
        const QSignalBlocker blocker(m_list);
        if (!lines.isEmpty()) {
            const auto parsed = m_grammar.parse(bytes(lines.first()));
            item->setText(textColumn, parsed ? qt(parsed->text) : lines.first());
            interpret(item);
        }
    }
    if (lines.size() > 1)
        addLines(lines.mid(1).join(u'\n'));
    Q_EMIT edited(); // an emptied line counts as gone; dropEmptyLines() takes it away
}

void RangeListEdit::startNewLine()
{
    QTreeWidgetItem* item = nullptr;
    {
        const QSignalBlocker blocker(m_list);
        item = new QTreeWidgetItem(m_list);
        item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsEditable);
    }
    m_list->setFocus();
    m_list->setCurrentItem(item, textColumn);
    m_list->editItem(item, textColumn);
}

void RangeListEdit::dropEmptyLines()
{
    const QSignalBlocker blocker(m_list);
    for (int i = m_list->topLevelItemCount(); i-- > 0;) {
        if (m_list->topLevelItem(i)->text(textColumn).trimmed().isEmpty())
            delete m_list->topLevelItem(i);
    }
    updateButtons();
}

void RangeListEdit::removeSelected()
{
    const QList<QTreeWidgetItem*> selected = m_list->selectedItems();
    if (selected.isEmpty())
        return;
    const int row = m_list->indexOfTopLevelItem(selected.first());
    qDeleteAll(selected);
    if (m_list->topLevelItemCount() > 0)
        m_list->setCurrentItem(m_list->topLevelItem(std::min(row, m_list->topLevelItemCount() - 1)));
    updateButtons();
    Q_EMIT edited();
}

void RangeListEdit::copySelected() const
{
    QStringList lines;
    for (const QTreeWidgetItem* item : m_list->selectedItems())
        lines.append(item->text(textColumn));
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void RangeListEdit::updateButtons()
{
    const bool selected = !m_list->selectedItems().isEmpty();
    m_remove->setEnabled(selected);
    m_removeAction->setEnabled(selected);
    m_copyAction->setEnabled(selected);
}

void RangeListEdit::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::StyleChange)
        return;
    const QSignalBlocker blocker(m_list);
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        interpret(m_list->topLevelItem(i));
}

} // namespace postern::ui
