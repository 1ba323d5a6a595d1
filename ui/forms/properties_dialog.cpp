// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/properties_dialog.h"

#include "ui/forms/form_page.h"
#include "ui/preview/preview_dialog.h"

#include <QCloseEvent>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace postern::ui {

namespace {

using model::Problem;
using model::Severity;

// Long enough not to scold somebody in the middle of a word.
constexpr auto problemDelay = std::chrono::milliseconds(350);

// A page scrolls where the screen is too low for it, and else looks as if it stood there by itself.
class PageArea : public QScrollArea {
public:
    explicit PageArea(QWidget* page)
    {
        setFrameShape(NoFrame);
        setWidgetResizable(true);
        setFocusPolicy(Qt::NoFocus);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setWidget(page);
        page->setAutoFillBackground(false);
        viewport()->setAutoFillBackground(false);
    }

    // All of the page, texts wrapped.
    QSize sizeHint() const override
    {
        const int width =
            std::max(widget()->sizeHint().width(), fontMetrics().averageCharWidth() * pageChars);
        return {width, widget()->hasHeightForWidth() ? widget()->heightForWidth(width)
                                                     : widget()->sizeHint().height()};
    }
    QSize minimumSizeHint() const override
    {
        return {widget()->minimumSizeHint().width() +
                    style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this),
                fontMetrics().height() * 12};
    }

private:
    static constexpr int pageChars = 84; // a comfortable line of explanation
};

} // namespace

PropertiesDialog::PropertiesDialog(Prompter& prompter, QWidget* parent)
    : QDialog(parent)
    , m_prompter(prompter)
    , m_tabs(new QTabWidget(this))
    , m_below(new QWidget(this))
    , m_message(new ProblemLabel(this))
    , m_preview(PreviewDialog::makeButton(this))
    , m_buttons(new QDialogButtonBox(
          QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Apply, this))
    , m_problemTimer(new QTimer(this))
{
    m_tabs->setObjectName(QStringLiteral("tabs"));
    m_message->setObjectName(QStringLiteral("message"));
    m_buttons->setObjectName(QStringLiteral("buttons"));
    auto* below = new QVBoxLayout(m_below);
    below->setContentsMargins(0, 0, 0, 0);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_below);
    layout->addWidget(m_message);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_preview);
    bottom->addWidget(m_buttons, 1);
    layout->addLayout(bottom);
    m_below->hide();
    m_preview->hide();

    m_problemTimer->setSingleShot(true);
    m_problemTimer->setInterval(problemDelay);
    connect(m_problemTimer, &QTimer::timeout, this, &PropertiesDialog::showProblems);
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] { apply(true); });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &PropertiesDialog::reject);
    connect(m_buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this,
            [this] { apply(false); });
    connect(m_preview, &QPushButton::clicked, this, [this] {
        if (!showFirstError())
            preview();
    });
    m_tabs->setEnabled(false);
    updateButtons();
}

PropertiesDialog::~PropertiesDialog() = default;

void PropertiesDialog::addPage(FormPage* page)
{
    connect(page, &FormPage::edited, this, &PropertiesDialog::noteEdited);
    m_pages.push_back({page->id(), page, page});
    m_tabs->addTab(new PageArea(page), page->title());
}

void PropertiesDialog::addTab(const QString& id, const QString& title, QWidget* tab)
{
    m_pages.push_back({id, tab, nullptr});
    m_tabs->addTab(tab, title);
}

void PropertiesDialog::addBelowTabs(QWidget* widget)
{
    m_below->layout()->addWidget(widget);
    m_below->show();
}

void PropertiesDialog::offerPreview()
{
    m_preview->show();
}

int PropertiesDialog::indexOf(const QString& id) const
{
    const auto found =
        std::find_if(m_pages.begin(), m_pages.end(), [&id](const Tab& tab) { return tab.id == id; });
    return found == m_pages.end() ? -1 : int(found - m_pages.begin());
}

void PropertiesDialog::showTab(const QString& link)
{
    if (!m_loaded) {
        m_wantedTab = link;
        return;
    }
    const int tab = indexOf(link.section(u'/', 0, 0));
    if (tab < 0)
        return;
    m_tabs->setCurrentIndex(tab);
    const QString field = link.section(u'/', 1);
    if (!field.isEmpty() && m_pages[std::size_t(tab)].page != nullptr)
        focusField(tab, m_pages[std::size_t(tab)].page->reveal(field));
}

QString PropertiesDialog::currentTab() const
{
    const int index = m_tabs->currentIndex();
    return index < 0 ? QString() : m_pages[std::size_t(index)].id;
}

void PropertiesDialog::setLoaded()
{
    const bool first = !m_loaded;
    m_loaded = true;
    m_tabs->setEnabled(true);
    updateButtons();
    showProblems();
    if (first)
        settle();
    Q_EMIT loaded();
}

// Now that all is there: as large as the pages ask for, at the place that was asked for.
void PropertiesDialog::settle()
{
    const QSize screenSize = screen()->availableSize();
    const QSize room(screenSize.width() * 39 / 40, screenSize.height() * 9 / 10);
    // All tabs at once, each with room for the sign of a problem: a tab that must be scrolled to is not
    // found.
    const int signs = style()->pixelMetric(QStyle::PM_TabBarIconSize, nullptr, m_tabs->tabBar());
    const QMargins around = layout()->contentsMargins();
    const QSize tabs(m_tabs->tabBar()->sizeHint().width() + signs + around.left() + around.right(), 0);
    resize(sizeHint().expandedTo(tabs).boundedTo(room).expandedTo(size()));
    if (!m_wantedTab.isEmpty())
        showTab(std::exchange(m_wantedTab, QString()));
    const int index = m_tabs->currentIndex();
    if (index < 0)
        return;
    // While it was loaded, the focus could only be on Cancel.
    const Tab& tab = m_pages[std::size_t(index)];
    QWidget* first = tab.page != nullptr ? tab.page->form().firstField() : tab.widget;
    if (first != nullptr && !tab.widget->isAncestorOf(focusWidget()))
        first->setFocus();
}

void PropertiesDialog::setUnavailable(const QString& why)
{
    m_loaded = false;
    m_tabs->setEnabled(false);
    m_message->showProblem(Severity::Error, why);
    updateButtons();
}

void PropertiesDialog::noteEdited()
{
    updateButtons();
    m_problemTimer->start();
}

void PropertiesDialog::updateButtons()
{
    const bool ready = m_loaded && !m_busy;
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(ready);
    const bool edited = ready && hasEdits();
    m_buttons->button(QDialogButtonBox::Apply)->setEnabled(edited);
    m_preview->setEnabled(edited);
}

bool PropertiesDialog::hasEdits() const
{
    return isDirty() || std::any_of(m_pages.begin(), m_pages.end(), [](const Tab& tab) {
               return tab.page != nullptr && !tab.page->ownProblems().empty();
           });
}

void PropertiesDialog::showProblems()
{
    m_problemTimer->stop();
    std::vector<Problem> problems = findProblems();
    for (const Tab& tab : m_pages) {
        const auto own = tab.page == nullptr ? std::vector<Problem>() : tab.page->ownProblems();
        problems.insert(problems.end(), own.begin(), own.end());
    }
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        if (m_pages[i].page == nullptr)
            continue;
        Problems& here = m_pages[i].page->form().problems();
        problems = here.show(problems);
        markTab(int(i), here.worst());
    }
    if (problems.empty()) {
        m_message->clear();
        return;
    }
    m_message->showProblem(worstOf(problems), textOf(problems));
}

void PropertiesDialog::markTab(int index, std::optional<Severity> severity)
{
    m_tabs->setTabIcon(index, severity ? problemIcon(*severity, style()) : QIcon());
    m_tabs->setTabToolTip(index, !severity ? QString()
                                 : *severity == Severity::Error
                                     ? tr("Something here cannot be saved.")
                                     : tr("Something here deserves a second look."));
}

// Whether there is one.
bool PropertiesDialog::showFirstError()
{
    showProblems();
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        if (m_pages[i].page == nullptr)
            continue;
        if (QWidget* field = m_pages[i].page->form().problems().firstField(Severity::Error)) {
            focusField(int(i), field);
            return true;
        }
    }
    if (m_message->severity() != Severity::Error)
        return false;
    showUnplacedError();
    return true;
}

void PropertiesDialog::focusField(int tab, QWidget* field)
{
    m_tabs->setCurrentIndex(tab);
    if (field == nullptr)
        return;
    field->setFocus(Qt::OtherFocusReason);
    auto* area = qobject_cast<QScrollArea*>(m_tabs->widget(tab));
    if (area != nullptr)
        area->ensureWidgetVisible(field);
}

void PropertiesDialog::apply(bool thenClose)
{
    if (m_busy || !m_loaded)
        return;
    if (!hasEdits()) {
        if (thenClose)
            accept();
        return;
    }
    if (showFirstError())
        return;
    m_closeWhenSaved = thenClose;
    m_busy = true;
    updateButtons();
    save();
}

void PropertiesDialog::saved()
{
    m_busy = false;
    updateButtons();
    showProblems();
    Q_EMIT applied();
    if (m_closeWhenSaved && !hasEdits())
        accept();
}

void PropertiesDialog::refused(const QString& message)
{
    m_busy = false;
    updateButtons();
    if (!message.isEmpty())
        m_message->showProblem(Severity::Error, message);
}

bool PropertiesDialog::mayLeave()
{
    if (!m_loaded || m_busy || !hasEdits())
        return true;
    const int answer =
        m_prompter.ask(this, {windowTitle(),
                              tr("Close without saving your changes?"),
                              QString(),
                              {tr("&Apply and Close"), tr("&Discard Changes"), tr("&Go On Editing")},
                              Prompter::Tone::Question});
    if (answer == 0)
        apply(true);
    return answer == 1;
}

void PropertiesDialog::reject()
{
    if (mayLeave())
        QDialog::reject();
}

void PropertiesDialog::closeEvent(QCloseEvent* event)
{
    event->ignore();
    reject();
}

} // namespace postern::ui
