// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QTreeWidget;

namespace postern::ui {

// The DNS lists of a service: which are asked, and what each is worth.
class DnsListsEdit : public QWidget {
    Q_OBJECT

public:
    explicit DnsListsEdit(QWidget* parent = nullptr);

    void setValue(const std::vector<model::DnsList>& lists);
    std::vector<model::DnsList> value() const { return m_lists; }

Q_SIGNALS:
    void edited();

private:
    QPushButton* button(const char* name, const QString& text, void (DnsListsEdit::*act)());
    void add();
    void edit();
    void remove();
    void fill();
    int current() const; // index of the list that is selected, or -1
    void enable();

    std::vector<model::DnsList> m_lists;
    QTreeWidget* m_table;
    QPushButton* m_edit = nullptr;
    QPushButton* m_remove = nullptr;
};

} // namespace postern::ui
