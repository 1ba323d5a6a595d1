// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/list_mime.h"
#include "ui/lists/list_table_model.h"

#include <QTableView>

#include <vector>

namespace postern::ui {

// The view of a list: keyboard, clipboard and dragging. It changes nothing itself but asks for it by signals.
// What is selected stays so when the lines are arranged anew.
class ListTable : public QTableView {
    Q_OBJECT

public:
    explicit ListTable(ListTableModel& model, QWidget* parent = nullptr);

    ListTableModel& list() const { return m_model; }
    ListTableModel::Positions selectedPositions() const; // sorted
    void selectPositions(const ListTableModel::Positions& positions);
    void copySelected() const;

    // What stands in the middle of a table without rows.
    void setEmptyText(const QString& text);

Q_SIGNALS:
    void addRequested();
    void removeRequested();
    void editRequested();                                                    // of the selected line
    void linesArrived(const postern::ui::ArrivedLines& lines);               // pasted or dropped
    void movedAway(const postern::ui::ListTableModel::Positions& positions); // dragged to another list
    void editorClosed();

public:
    void paste();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint) override;

private:
    bool takes(const QDropEvent& event) const;
    void take(const QMimeData& lines);
    void setUpColumns();
    void rememberSelection();
    void restoreSelection();
    void selectRows(const std::vector<int>& rows, int current, int column);
    std::vector<int> rowsOf(const std::vector<bool>& positions) const;
    std::vector<bool> rememberedPositions() const;

    // What is selected, over a reset of the model. By id only where positions change meanwhile.
    struct Remembered {
        std::vector<bool> positions;
        int generation = 0;         // of the model: they are those of another list otherwise
        std::vector<model::Id> ids; // sorted
        model::Id current = 0;
        int column = 0;

        bool empty() const { return positions.empty() && ids.empty(); }
    };

    ListTableModel& m_model;
    Remembered m_remembered;
    bool m_restoring = false;
    QString m_emptyText;
};

} // namespace postern::ui
