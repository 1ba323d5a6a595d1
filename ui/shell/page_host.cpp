// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_host.h"

#include "ui/forms/prompter.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace postern::ui {

PageHost::PageHost(Prompter& prompter, Factory make, QWidget* parent)
    : QWidget(parent)
    , m_prompter(prompter)
    , m_make(std::move(make))
    , m_title(new QLabel(this))
    , m_stack(new QStackedWidget(this))
{
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setBold(true);
    m_title->setFont(font);
    m_title->setObjectName(QStringLiteral("pageTitle"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_title);
    layout->addWidget(m_stack, 1);
}

ConsolePage* PageHost::page(PageId page)
{
    ConsolePage*& made = m_pages[page];
    if (made == nullptr) {
        made = m_make(page);
        m_stack->addWidget(made);
    }
    return made;
}

ConsolePage* PageHost::currentPage() const
{
    return m_current ? m_pages.at(*m_current) : nullptr;
}

void PageHost::show(PageId page, Then then)
{
    if (m_current == page) {
        if (then)
            then(true);
        return;
    }
    leave([this, page, then = std::move(then)](bool left) {
        if (left)
            bringUp(page);
        if (then)
            then(left);
    });
}

void PageHost::bringUp(PageId wanted)
{
    if (m_current)
        currentPage()->deactivate();
    ConsolePage* next = page(wanted);
    m_current = wanted;
    m_title->setText(next->title());
    m_stack->setCurrentWidget(next);
    next->activate();
    Q_EMIT currentChanged();
}

void PageHost::leave(Then then)
{
    ConsolePage* page = currentPage();
    if (page == nullptr || !page->dirty()) {
        then(true);
        return;
    }
    const int answer = m_prompter.ask(
        window(), {.title = page->title(),
                   .text = tr("The changes on the page %1 are not applied yet.").arg(page->title()),
                   .detail = tr("Apply them before you leave it?"),
                   .answers = {tr("&Apply"), tr("&Discard"), tr("&Stay")},
                   .tone = Prompter::Tone::Warning});
    if (answer == 0) {
        page->apply(std::move(then));
        return;
    }
    if (answer == 1)
        page->revert();
    then(answer == 1);
}

} // namespace postern::ui
