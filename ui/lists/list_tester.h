// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/compiled_list.h"
#include "ui/lists/list_table_model.h"

#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QLineEdit;
class QTimer;

namespace postern::ui {

// "Test: [joe@spam.example] → refused by line 1: *@spam.example": what the list as it stands in the dialog,
// not saved yet, says of one address or name, and what the list of the other color as saved makes of that.
class ListTester : public QWidget {
    Q_OBJECT

public:
    // For a subject that no line decides: what else refuses it ("" where nothing), from settings and domains.
    using Otherwise = std::function<QString(const QString& subject)>;

    explicit ListTester(ListTableModel& model, QWidget* parent = nullptr);
    ~ListTester() override;

    // The lists as saved, after savedWanted(). Until then the tester says that it is waiting.
    void setSaved(policy::CompiledList own, policy::CompiledList other);
    // What is saved is another thing now.
    void setStale();
    void setOtherwise(Otherwise otherwise) { m_otherwise = std::move(otherwise); }
    void refresh(); // after an edit

    QString result() const;

Q_SIGNALS:
    void savedWanted();               // somebody tests: only then it is worth its time and memory
    void lineRequested(int position); // of the line that decided

private:
    struct Answer;
    void start();
    void show(const QString& subject, const Answer& answer);
    QString words(const QString& subject, const Answer& answer) const;
    QString link(const policy::ListMatch& match) const;
    QString blackWords(const QString& subject, const Answer& answer) const;
    QString whiteWords(const Answer& answer) const;

    ListTableModel& m_model;
    QLineEdit* m_subject;
    QLabel* m_result;
    QTimer* m_delay;
    policy::CompiledList m_own;
    policy::CompiledList m_other;
    Otherwise m_otherwise;
    bool m_ready = false;
    bool m_asked = false;
    int m_generation = 0;
};

} // namespace postern::ui
