// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/log/log_filter.h"

#include <QTimer>
#include <QWidget>

#include <optional>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace postern::ui {

// Where the log page is asked: search field, period, service, check, outcome, live.
class LogFilterBar : public QWidget {
    Q_OBJECT

public:
    explicit LogFilterBar(QWidget* parent = nullptr);

    LogFilter filter() const;
    void setFilter(const LogFilter& filter); // tells changed() once where it is another one
    bool live() const;
    void setServices(const std::vector<std::string>& names);
    void setBusy(bool busy);
    void focusSearch();

Q_SIGNALS:
    void changed(); // a little after the last key
    void liveChanged(bool live);
    void leaveDown(); // the user goes on to the list

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QComboBox* addBox(const char* name, const QString& accessibleName);
    void fillBoxes();
    void noteChange();
    void showLive();
    void showBetween(const std::optional<TimeSpan>& between);

    QLineEdit* m_search;
    QComboBox* m_period;
    QComboBox* m_service;
    QComboBox* m_check;
    QComboBox* m_outcome;
    QToolButton* m_live;
    QLabel* m_busy;
    QTimer m_typing;
    QTimer m_busySoon;                 // what is quick is not worth a word
    std::optional<TimeSpan> m_between; // that the period's last line stands for
    LogFilter m_told;
};

} // namespace postern::ui
