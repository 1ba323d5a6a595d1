// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preview/refusal_job.h"

#include <QObject>

#include <optional>
#include <vector>

namespace postern::ui {

class CheckModeBox;
class StoreClient;

// Below the boxes of a dialog: what each would refuse, by what is saved. Counted in one pass for all of them,
// once one of them is seen and again after each revision. GUI thread.
class RefusalNotes : public QObject {
    Q_OBJECT

public:
    RefusalNotes(StoreClient& store, QObject* parent);

    void add(CheckModeBox* box);
    // Whose boxes they are; nothing is counted before.
    void setService(model::Id service);

Q_SIGNALS:
    void whoWanted(postern::model::Check check);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void countSoon();
    void count();
    void show();
    void showText(CheckModeBox* box) const;

    RefusalJob m_job;
    QTimer m_settled; // after the last change
    std::vector<CheckModeBox*> m_boxes;
    model::Id m_service = 0; // 0: not known yet
    bool m_due = true;
    std::optional<preview::RefusalReport> m_report;
    QString m_failure;
};

} // namespace postern::ui
