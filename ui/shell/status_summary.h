// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/service_notices.h"
#include "ui/data/service_state.h"

#include <QString>
#include <QWidget>

class QLabel;

namespace postern::ui {

class LiveStatus;
class LocalEngine;
class NoticeButton;
struct Overview;

// The words of the status bar. 'Saved' and 'in force' are two facts.
struct StatusTexts {
    ServiceState::Kind kind = ServiceState::Kind::NoEngine;
    QString engine;    // "Engine in this process: running"
    QString revisions; // "saved rev 42 = in force on 1 of 1"; may be empty
    QString traffic;   // "1,204 accepted, 87 refused/h"; may be empty
};

// `ownProcess` tells the engine in this process from others.
StatusTexts statusTexts(const Overview& overview, const QString& trouble, const LocalEngine& local,
                        qint64 ownProcess);

// The status bar's one line, live.
class StatusSummary : public QWidget {
    Q_OBJECT

public:
    StatusSummary(LiveStatus& live, LocalEngine& local, QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(const postern::ui::ServiceNotice& notice);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void giveRoom(); // what the other texts leave is the notices'

    LiveStatus& m_live;
    LocalEngine& m_local;
    QLabel* m_mark;
    QLabel* m_engine;
    NoticeButton* m_notices;
    QLabel* m_revisions;
    QLabel* m_traffic;
};

} // namespace postern::ui
