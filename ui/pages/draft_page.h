// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/validate.h"
#include "store/edit.h"
#include "ui/data/configuration_at.h"
#include "ui/shell/console_page.h"

#include <QTimer>

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace postern::ui {

class Console;
class ProblemLabel;

// A page that edits a part of the configuration in place: Apply makes one revision of all its edits, Revert
// takes them back, and [What would this change?] says what they would do to the mail of the last days. While
// there are no edits it follows what others save; while there are, it keeps them, and Apply merges or says
// what clashes.
class DraftPage : public ConsolePage {
    Q_OBJECT

public:
    explicit DraftPage(Console& console, QWidget* parent = nullptr);

    bool dirty() const override;
    void apply(std::function<void(bool saved)> done) override;
    void revert() override;

protected:
    // What the page edits, above the buttons. The derived class calls it once, then start().
    void setBody(QWidget* body);
    void start();

    // Shows the page's part; emits no edit.
    virtual void load(const model::Configuration& configuration) = 0;
    virtual void write(model::Configuration& configuration) const = 0;
    // Shows what is wrong at its fields. `all`: goes to the first one too, wherever it is (Apply was
    // pressed). Returns what concerns no field of this page.
    virtual std::vector<model::Problem> showProblems(const model::Configuration& draft, bool all) = 0;

    void noteEdited(); // after each edit by the user
    Console& console() const { return m_console; }
    model::Configuration draft() const; // what would be saved

private:
    using Done = std::function<void(bool saved)>;

    void followStore();
    void adopt(ConfigurationAt read);
    bool showAllProblems(bool all); // whether it may be saved
    store::Edit edit() const;
    void preview();
    void commit(Done done);
    void reload(Done done);
    void update();

    Console& m_console;
    model::Configuration m_loaded;
    std::int64_t m_base = -1; // revision of m_loaded
    bool m_saving = false;
    QTimer m_problemTimer;
    QVBoxLayout* m_layout;
    ProblemLabel* m_message;
    QPushButton* m_preview;
    QPushButton* m_apply;
    QPushButton* m_revert;
};

} // namespace postern::ui
