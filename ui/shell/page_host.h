// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/console_page.h"
#include "ui/shell/page_id.h"

#include <QWidget>

#include <functional>
#include <map>
#include <optional>

class QLabel;
class QStackedWidget;

namespace postern::ui {

class Prompter;

// The right half of the main window: shows one page at a time under its title, makes each when it is first
// wanted, and asks before a page with edits is left.
class PageHost : public QWidget {
    Q_OBJECT

public:
    using Factory = std::function<ConsolePage*(PageId)>;
    using Then = std::function<void(bool left)>;

    PageHost(Prompter& prompter, Factory make, QWidget* parent = nullptr);

    // Comes back at once where the page at hand has no edits; else after the user's answer, and after saving.
    // `then` gets false where the user stays.
    void show(PageId page, Then then = {});
    // The same question, without another page to show: before the window closes.
    void leave(Then then);

    std::optional<PageId> current() const { return m_current; }
    ConsolePage* currentPage() const;
    // Makes the page where it is not there yet, but does not show it.
    ConsolePage* page(PageId page);

Q_SIGNALS:
    void currentChanged();

private:
    void bringUp(PageId page);

    Prompter& m_prompter;
    Factory m_make;
    QLabel* m_title;
    QStackedWidget* m_stack;
    std::map<PageId, ConsolePage*> m_pages;
    std::optional<PageId> m_current;
};

} // namespace postern::ui
