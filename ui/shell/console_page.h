// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_entry.h"

#include <QList>
#include <QWidget>

#include <functional>

class QAction;

namespace postern::ui {

// One view in the right half of the main window. Pages are made when they are first shown, and own their
// commands: the window only shows these in its toolbar and in its Edit menu, enabled as the page says.
class ConsolePage : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual QString title() const = 0;
    // In the order of the menu; a separator is an action like any other. Owned by the page.
    virtual QList<QAction*> commands() const { return {}; }

    // Comes into view, or leaves it: what refreshes itself need only do so in between.
    virtual void activate() {}
    virtual void deactivate() {}

    // Pages with a list of what is set: selects that row of the configuration, as soon as it is read.
    virtual void showRecord(model::Id record) { static_cast<void>(record); }

    // Pages that edit: whether something is not applied yet. The host asks before it leaves such a page.
    virtual bool dirty() const { return false; }
    // Saves, then says whether that worked; where it did not, the page shows why.
    virtual void apply(std::function<void(bool saved)> done) { done(true); }
    virtual void revert() {}

Q_SIGNALS:
    void dirtyChanged();
};

} // namespace postern::ui
