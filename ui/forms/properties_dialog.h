// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/validate.h"
#include "ui/forms/prompter.h"

#include <QDialog>
#include <QString>

#include <optional>
#include <vector>

class QDialogButtonBox;
class QPushButton;
class QTabWidget;
class QTimer;

namespace postern::ui {

class FormPage;
class ProblemLabel;

// The frame of every properties dialog: tabs, OK, Cancel and Apply, and a line for what concerns no single
// field. What is edited and where it is saved is the derived class's:
//  - Apply can be pressed while isDirty(); an edit that is undone switches it off again.
//  - Problems are shown at their fields and tabs a moment after each edit. Apply and OK with an error among
//    them show that tab, focus that field and save nothing.
//  - OK is Apply, then close. Escape, Cancel and the window's own button ask before they lose edits.
// Saving may take its time; nothing else is saved until saved() or refused() is called.
class PropertiesDialog : public QDialog {
    Q_OBJECT

public:
    explicit PropertiesDialog(Prompter& prompter, QWidget* parent = nullptr);
    ~PropertiesDialog() override;

    // Opens the tab with this id ("relaying"), or a field of it ("relaying/relay.ranges").
    void showTab(const QString& link);
    QString currentTab() const;
    bool isLoaded() const { return m_loaded; }

    void reject() override; // asks while there are edits

Q_SIGNALS:
    void loaded();  // what is edited is there; until then the dialog is disabled
    void applied(); // a save has succeeded

protected:
    // The tab is the dialog's from here on. A page in the way of the screen's height scrolls.
    void addPage(FormPage* page);
    // A tab that is no FormPage; `id` as in showTab().
    void addTab(const QString& id, const QString& title, QWidget* tab);
    // Between the tabs and the buttons.
    void addBelowTabs(QWidget* widget);
    // Adds [What would this change?], which can be pressed as Apply can, and calls preview().
    void offerPreview();
    // Shows what would come out otherwise if what stands in the dialog were saved. Nothing in it is wrong.
    virtual void preview() {}

    // Whether there is something to save; by comparison, never by a flag.
    virtual bool isDirty() const = 0;
    // What is wrong with what stands in the dialog now. Called often; quick.
    virtual std::vector<model::Problem> findProblems() const { return {}; }
    // Leads to the first error that is at no field of a page, after Apply or OK were pressed in vain.
    virtual void showUnplacedError() {}
    // Saves what stands in the dialog and then calls saved() or refused(), at once or later.
    virtual void save() = 0;

    // What is edited has been loaded (again): enables the dialog and takes it as unedited.
    void setLoaded();
    // It cannot be loaded; says so in the place of the tabs.
    void setUnavailable(const QString& why);
    // After a change of anything that isDirty() and findProblems() look at. Pages do it by edited().
    void noteEdited();
    void saved();
    // Nothing was saved. `message` may be empty where the user knows already.
    void refused(const QString& message);

    void closeEvent(QCloseEvent* event) override;

    Prompter& prompter() const { return m_prompter; }

private:
    struct Tab {
        QString id;
        QWidget* widget = nullptr;
        FormPage* page = nullptr; // nullptr where it is none
    };

    void apply(bool thenClose);
    void showProblems();
    void markTab(int index, std::optional<model::Severity> severity);
    bool showFirstError();
    bool hasEdits() const;
    void focusField(int tab, QWidget* field);
    int indexOf(const QString& id) const;
    bool mayLeave();
    void settle();
    void updateButtons();

    Prompter& m_prompter;
    QTabWidget* m_tabs;
    QWidget* m_below;
    ProblemLabel* m_message;
    QPushButton* m_preview; // hidden, unless there is one
    QDialogButtonBox* m_buttons;
    QTimer* m_problemTimer;
    std::vector<Tab> m_pages;
    QString m_wantedTab; // asked for before it was loaded
    bool m_loaded = false;
    bool m_busy = false;
    bool m_closeWhenSaved = false;
};

} // namespace postern::ui
