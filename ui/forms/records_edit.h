// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QPushButton;
class QVBoxLayout;

namespace postern::ui {

// A short table of things with a box each that switches it on, and Add, Edit and Remove beside it: the frame
// of RecordsEdit. GUI thread.
class RecordsFrame : public QWidget {
    Q_OBJECT

public:
    // The table is called `table`, the buttons `name`.add, `name`.edit and so on.
    RecordsFrame(const QString& table, const QString& name, const QStringList& titles, int visibleRows,
                 QWidget* parent);

    int current() const; // index of the row that is selected, or -1
    void select(int row);

Q_SIGNALS:
    void edited();
    void currentChanged(); // another row is selected, or the table was filled anew

protected:
    void setColumnChars(int column, int characters); // how wide it is; never less than its title
    void stretchColumn(int column);                  // it takes the room that is left, else the last one does
    void growWithWindow();                           // `visibleRows` is the least then
    // What is shown besides the cells of a record; emits no edited().
    void setCell(int row, int column, const QString& text, const QString& tip = {});
    void markCell(int row, int column, bool warns);   // by the sign of a warning
    void alignRight(const std::vector<int>& columns); // of numbers
    // In the place of rows, while there are none.
    void setEmptyText(const QString& text);
    // Below the others; for the row that is selected, so it is off without one.
    QPushButton* addButton(const char* act, const QString& text, std::function<void(int row)> run);
    // Anew, with what is selected kept; emits no edited().
    void refill(const std::vector<QStringList>& rows, const std::function<bool(int row)>& isOn);

    virtual void add() = 0;
    virtual void edit(int row) = 0;
    virtual void remove(int row) = 0;
    virtual void switchOn(int row, bool on) = 0;

private:
    class Table;
    QPushButton* makeButton(const char* act, const QString& text);
    void enable();

    QString m_name;
    Table* m_table;
    QVBoxLayout* m_buttons;
    std::vector<int> m_numbers;        // columns
    std::vector<QPushButton*> m_onRow; // that need one
    int m_buttonCount = 0;
};

// The values T of a service, each edited in a dialog of its own. T has a flag `enabled`.
template <class T>
class RecordsEdit : public RecordsFrame {
public:
    using RecordsFrame::RecordsFrame;

    void setValue(const std::vector<T>& records)
    {
        if (records == m_records)
            return; // keeps what is selected
        m_records = records;
        fill();
    }
    std::vector<T> value() const { return m_records; }

protected:
    // What stands in the row of one.
    virtual QStringList cells(const T& record) const = 0;
    // What the user makes of one in its dialog; nullopt where he gives up. A new one begins as T().
    virtual std::optional<T> ask(const T& record, const std::vector<T>& others) = 0;
    // The table stands anew: for what is shown besides the cells.
    virtual void filled() {}

    const std::vector<T>& records() const { return m_records; }
    const T& record(int row) const { return m_records[std::size_t(row)]; }

    void fill()
    {
        std::vector<QStringList> rows;
        for (const T& each : m_records)
            rows.push_back(cells(each));
        refill(rows, [this](int row) { return record(row).enabled; });
        filled();
    }

private:
    void add() override
    {
        const auto added = ask(T(), m_records);
        if (!added)
            return;
        m_records.push_back(*added);
        fill();
        select(int(m_records.size()) - 1);
        Q_EMIT edited();
    }
    void edit(int row) override
    {
        std::vector<T> others = m_records;
        others.erase(others.begin() + row);
        const auto changed = ask(record(row), others);
        if (!changed)
            return;
        m_records[std::size_t(row)] = *changed;
        fill();
        Q_EMIT edited();
    }
    void remove(int row) override
    {
        m_records.erase(m_records.begin() + row);
        fill();
        Q_EMIT edited();
    }
    void switchOn(int row, bool on) override
    {
        m_records[std::size_t(row)].enabled = on;
        Q_EMIT edited();
    }

    std::vector<T> m_records;
};

} // namespace postern::ui
