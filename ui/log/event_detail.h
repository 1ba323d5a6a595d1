// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"
#include "policy/facts.h"
#include "policy/trace.h"
#include "ui/shell/place.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace postern::ui {

class TextBlock;
class TraceTable;

// One decision, explained: why in words, where that is set, what was answered, every check in order.
class EventDetail : public QWidget {
    Q_OBJECT

public:
    explicit EventDetail(QWidget* parent = nullptr);

    void explain(const model::Event& event);
    void showNothing(const QString& text);
    // The newest revision that is saved: "decided by revision 41 (now 42)".
    void setRevision(std::int64_t revision);

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

    std::optional<model::Event> m_event;
    policy::Trace m_trace;
    QString m_traceProblem;
    std::int64_t m_revision = 0;
    TextBlock* m_reason;
    QLabel* m_answerLabel;
    QLineEdit* m_answer;
    QPushButton* m_copy;
    QLabel* m_circumstances;
    TraceTable* m_table;
};

} // namespace postern::ui
