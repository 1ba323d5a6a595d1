// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/find/entry_finder.h"
#include "ui/find/find_index.h"
#include "ui/find/form_places.h"

#include <QLineEdit>
#include <QPointer>

class QTimer;

namespace postern::ui {

class Console;
class FindPopup;

// "Find settings or addresses…": finds settings by what people call them, what is set by its name, list
// entries by what they have to do with an address, and leads to what the log has of it. Up and Down choose in
// the list below, Enter goes there, Escape closes the list, and once more goes back to where the focus was.
class FindField : public QLineEdit {
    Q_OBJECT

public:
    // The list lies over `window`.
    FindField(Console& console, QWidget* window);

    // Menus whose commands can be found, too.
    void setMenus(const std::vector<QMenu*>& menus);
    // Takes the focus: by the command that leads here.
    void begin();

    FindPopup& popup() { return *m_popup; }
    // Whether all that can be found for what stands here is in the list.
    bool settled() const { return m_places.complete() && !m_pending && !m_entries.busy(); }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void learn();
    void followConfiguration();
    void typed();
    void lookForEntries();
    void takeEntries(const Result<std::vector<EntryMatch>>& matches);
    void showHits();
    std::vector<FindHit> hits() const;
    QString status(std::size_t count) const;
    FindHit hitOf(const EntryMatch& match) const;
    void tellReaders();
    void goThere();
    void leave();

    Console& m_console;
    FindPopup* m_popup;
    FormPlaces m_places;
    FindIndex m_index;
    EntryFinder m_entries;
    QTimer* m_delay; // before lists are gone through
    std::vector<EntryMatch> m_matches;
    QString m_trouble;      // why the lists cannot be read
    bool m_pending = false; // lists will be gone through
    QPointer<QWidget> m_before;
};

} // namespace postern::ui
