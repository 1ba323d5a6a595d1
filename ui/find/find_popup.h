// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/find/find_hit.h"

#include <QAbstractListModel>
#include <QWidget>

#include <vector>

class QLabel;
class QListView;

namespace postern::ui {

// What was found, a line each.
class FindModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int whereRole = Qt::UserRole; // the dim text at the end of the line

    using QAbstractListModel::QAbstractListModel;

    void setHits(std::vector<FindHit> hits);
    const std::vector<FindHit>& hits() const { return m_hits; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<FindHit> m_hits;
};

// The list below the search field: lies over the window that it belongs to, never has the focus, and shows
// what it is told.
class FindPopup : public QWidget {
    Q_OBJECT

public:
    explicit FindPopup(QWidget* window);

    // Keeps the line at hand where it is still there, else takes the first. Shows itself below `anchor`.
    // `status` stands below the lines; "": nothing does.
    void show(std::vector<FindHit> hits, const QString& status, const QWidget* anchor);

    const FindModel& model() const { return *m_model; }
    const FindHit* current() const; // nullptr: nothing was found
    void move(int lines);           // the line at hand up or down; not past the ends
    int page() const;               // lines that are seen at a time
    QString status() const;

Q_SIGNALS:
    void currentChanged(); // another line, or the same with other words
    void chosen();         // the line at hand, by the mouse

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void placeBelow(const QWidget* anchor);

    FindModel* m_model;
    QListView* m_view;
    QLabel* m_status;
};

} // namespace postern::ui
