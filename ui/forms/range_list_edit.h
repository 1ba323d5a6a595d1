// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <string>
#include <utility>
#include <vector>

class QAction;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace postern::ui {

// What the lines of a list may be, for RangeListEdit.
struct LineGrammar {
    struct Line {
        std::string text; // as it is stored
        QString meaning;  // in words: "256 addresses"
    };
    std::function<Result<Line>(const std::string& typed)> parse;
    QString column;  // what a line is: "Range"
    QString example; // shown where the list is empty

    static LineGrammar ipRanges();
    static LineGrammar ipAddresses();
    static LineGrammar recipients(); // patterns of the list dialect (policy.md, section 5)
    static LineGrammar senders();
};

// A short list of lines that are edited in place: IP ranges, patterns. Shows beside each line what it means,
// or why it is invalid; invalid lines are kept, so that nothing typed is lost, and validate() refuses them.
// Paste takes many lines at once. Lists of any size are ui/lists/'s.
class RangeListEdit : public QWidget {
    Q_OBJECT

public:
    explicit RangeListEdit(LineGrammar grammar = LineGrammar::ipRanges(), QWidget* parent = nullptr);
    ~RangeListEdit() override;

    void setValue(const std::vector<std::string>& lines);
    std::vector<std::string> value() const;
    bool hasInvalidLines() const;

    // Adds each line of `text` that is not there yet: lines end at line feeds, commas or semicolons.
    void addLines(const QString& text);
    // What the button 'Propose' offers: line and where it comes from ("eth0"). Without proposals there is no
    // such button.
    void setProposals(const std::vector<std::pair<std::string, QString>>& proposals);

Q_SIGNALS:
    void edited();

protected:
    void changeEvent(QEvent* event) override;

private:
    QTreeWidgetItem* append(const std::string& text);
    void interpret(QTreeWidgetItem* item);
    void takeEdit(QTreeWidgetItem* item);
    void startNewLine();
    void removeSelected();
    void copySelected() const;
    void dropEmptyLines();
    bool contains(const QString& text) const;
    QAction* command(const QString& text, const QKeySequence& key, std::function<void()> run);
    void updateButtons();

    LineGrammar m_grammar;
    QTreeWidget* m_list;
    QPushButton* m_add;
    QPushButton* m_remove;
    QPushButton* m_propose;
    QAction* m_removeAction = nullptr;
    QAction* m_copyAction = nullptr;
};

} // namespace postern::ui
