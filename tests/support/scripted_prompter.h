// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/prompter.h"

#include <QStringList>
#include <QtTest>

#include <deque>
#include <vector>

namespace postern::test {

// A prompter that answers by script, in order, and remembers what it was asked. A question that no answer was
// scripted for is a failure of the test: nothing must ask unexpectedly.
class ScriptedPrompter final : public ui::Prompter {
public:
    ~ScriptedPrompter() override
    {
        if (!m_answers.empty() || !m_texts.empty() || !m_files.empty())
            QTest::qFail("an answer was scripted for a question that was never asked", __FILE__, __LINE__);
    }

    void answer(int index) { m_answers.push_back(index); }
    void answerText(std::optional<QString> text) { m_texts.push_back(std::move(text)); }
    void answerFile(const QString& file) { m_files.push_back(file); }

    const std::vector<Question>& asked() const { return m_asked; }
    // All that was said, for QVERIFY(prompter.said().contains(…)).
    QString said() const
    {
        QStringList all;
        for (const Question& question : m_asked)
            all << question.title << question.text << question.detail;
        return all.join(u'\n');
    }

    int ask(QWidget*, const Question& question) override
    {
        m_asked.push_back(question);
        // The notices of tell() have one answer and need no script.
        const int otherwise = int(question.answers.size()) - 1;
        return question.answers.size() == 1 ? 0 : take(m_answers, otherwise, question.text);
    }
    std::optional<QString> askText(QWidget*, const QString& title, const QString& label,
                                   const QString& proposal) override
    {
        m_asked.push_back({title, label, proposal, {}});
        return take(m_texts, std::optional<QString>(), label);
    }
    QString openFile(QWidget*, const QString& title, const QString&) override
    {
        m_asked.push_back({title, {}, {}, {}});
        return take(m_files, QString(), title);
    }
    QString saveFile(QWidget*, const QString& title, const QString& proposal, const QString&) override
    {
        m_asked.push_back({title, {}, proposal, {}});
        return take(m_files, QString(), title);
    }
    QString openFolder(QWidget*, const QString& title, const QString& proposal) override
    {
        m_asked.push_back({title, {}, proposal, {}});
        return take(m_files, QString(), title);
    }

private:
    template <class T>
    static T take(std::deque<T>& script, T otherwise, const QString& question)
    {
        if (script.empty()) {
            QTest::qFail(qPrintable(QStringLiteral("unexpected question: ") + question), __FILE__, __LINE__);
            return otherwise;
        }
        T answer = std::move(script.front());
        script.pop_front();
        return answer;
    }

    std::vector<Question> m_asked;
    std::deque<int> m_answers;
    std::deque<std::optional<QString>> m_texts;
    std::deque<QString> m_files;
};

} // namespace postern::test
