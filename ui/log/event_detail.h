// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"
#include "model/pin.h"
#include "policy/facts.h"
#include "policy/trace.h"
#include "ui/log/flip_finder.h"
#include "ui/shell/place.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace postern::ui {

class Console;
class DecisionTabs;
class FlipBlock;
class SavedPolicies;
class TextBlock;

// One decision, explained: why in words, where that is set, what would change it by the settings of now, what
// was answered, every check in order, and what it was decided from.
class EventDetail : public QWidget {
    Q_OBJECT

public:
    explicit EventDetail(Console& console, QWidget* parent = nullptr);
    ~EventDetail() override;

    // `pin`: the one that holds this very decision, if any.
    void explain(const model::Event& event, const std::optional<model::Pin>& pin = std::nullopt);
    void showNothing(const QString& text);
    // The newest revision that is saved: "decided by revision 41 (now 42)".
    void setRevision(std::int64_t revision);
    // Out of sight: the saved policies, which may be large, are not kept.
    void rest();

    const std::optional<model::Event>& event() const { return m_event; }
    // What the decision was made from; empty where the log does not hold it.
    std::optional<policy::Facts> facts() const;

Q_SIGNALS:
    void placeWanted(const postern::ui::Place& place);

private:
    void refresh();
    QString reasonHtml() const;
    QString circumstances() const;
    const policy::TraceRow* rowOf(const std::string& check) const;
    void followLink(const QUrl& link);
    void findFlips();
    void showFound(const FlipFinder::Answer& answer);
    QString asOfNow(const policy::Verdict& verdict) const;

    Console& m_console;
    std::unique_ptr<SavedPolicies> m_policies; // while something is shown
    FlipFinder m_finder;
    QString m_now; // what becomes of it by the saved settings; "" until that is known
    std::optional<model::Event> m_event;
    std::optional<model::Pin> m_pin;
    policy::Trace m_trace;
    QString m_traceProblem;
    std::int64_t m_revision = 0;
    TextBlock* m_reason;
    FlipBlock* m_flips;
    QLabel* m_answerLabel;
    QLineEdit* m_answer;
    QPushButton* m_copy;
    QLabel* m_circumstances;
    DecisionTabs* m_tabs;
};

} // namespace postern::ui
