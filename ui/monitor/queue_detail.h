// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/queue.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace postern::ui {

class TextBlock;

// Below the queue: one recipient's message in words, with the last answer whole, and its header where
// somebody asks for it.
class QueueDetail : public QWidget {
    Q_OBJECT

public:
    explicit QueueDetail(QWidget* parent = nullptr);

    // Of the only one that is selected; nullopt: `selected` are, or none is.
    void show(const std::optional<model::QueueEntry>& entry, int selected);
    void setEngineLives(bool lives); // else there is nobody to ask
    // What the engine says; "": it has the message no longer.
    void showHeader(const QString& header);
    // The message whose header was asked for and has not come.
    std::optional<model::QueueEntry> awaited() const;

Q_SIGNALS:
    void headerWanted();

private:
    void askForHeader();
    void forgetHeader();

    TextBlock* m_text;
    QPushButton* m_ask;
    QLabel* m_state;
    QPlainTextEdit* m_header;
    QTimer m_patience;
    bool m_engineLives = false;
    bool m_awaited = false;
    std::optional<model::QueueEntry> m_entry;
};

} // namespace postern::ui
