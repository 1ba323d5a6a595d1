// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

class QWidget;

namespace postern::ui {

// How dialogs ask the administrator something and choose files: passed in, so that tests can answer by
// script. Every call blocks until it is answered. GUI thread.
class Prompter {
public:
    enum class Tone {
        Question,
        Information,
        Warning, // the answer may lose something
        Error,
    };

    struct Question {
        QString title;       // of the window: what the user was doing, "Delete Service"
        QString text;        // one sentence
        QString detail;      // what follows from it; may be empty
        QStringList answers; // buttons, in the order of preference, with mnemonics; the last one cancels
        Tone tone = Tone::Question;
    };

    virtual ~Prompter() = default;

    // The index of the answer; Escape and closing the window give the last one.
    virtual int ask(QWidget* parent, const Question& question) = 0;
    // One line of text; nullopt where cancelled.
    virtual std::optional<QString> askText(QWidget* parent, const QString& title, const QString& label,
                                           const QString& proposal) = 0;
    // "" where cancelled. `filter` as in QFileDialog.
    virtual QString openFile(QWidget* parent, const QString& title, const QString& filter) = 0;
    virtual QString saveFile(QWidget* parent, const QString& title, const QString& proposal,
                             const QString& filter) = 0;
    // A folder, made where the user makes one; "" where cancelled.
    virtual QString openFolder(QWidget* parent, const QString& title, const QString& proposal) = 0;

    // Whether the user wants what the button `action` says; the other button is Cancel.
    bool confirm(QWidget* parent, const QString& title, const QString& text, const QString& detail,
                 const QString& action);
    // Something that went wrong, or that is good to know; the only answer is OK.
    void tell(QWidget* parent, const QString& title, const QString& text, const QString& detail = {},
              Tone tone = Tone::Error);
};

// Asks by message boxes and file dialogs.
class DialogPrompter final : public Prompter {
public:
    int ask(QWidget* parent, const Question& question) override;
    std::optional<QString> askText(QWidget* parent, const QString& title, const QString& label,
                                   const QString& proposal) override;
    QString openFile(QWidget* parent, const QString& title, const QString& filter) override;
    QString saveFile(QWidget* parent, const QString& title, const QString& proposal,
                     const QString& filter) override;
    QString openFolder(QWidget* parent, const QString& title, const QString& proposal) override;
};

} // namespace postern::ui
