// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/problems.h"

#include <QString>
#include <QWidget>

#include <vector>

class QAbstractButton;
class QFormLayout;
class QLabel;

namespace postern::ui {

// A field of a form as somebody may look for it: "limits/size_limit" is found by its label and by the heading
// that it stands under.
struct FormField {
    QString name;    // key of the struct's field
    QString label;   // without mnemonic and colon
    QString section; // "" where it stands under none
};

// Lays out fields from top to bottom, all of them aligned. Each call adds one row at the end, makes it the
// next in the tab order, and gives the field its object name (`name`: the key of the struct's field, as in
// model::Problem::field), its accessible name and the place where its problems are shown. Fields are
// reparented to the form.
class Form : public QWidget {
    Q_OBJECT

public:
    explicit Form(QWidget* parent = nullptr);

    // A label with a mnemonic in front of the field: row("port", tr("&Port:"), m_port).
    void row(const QString& name, const QString& label, QWidget* field);
    // The same with something behind the field: a unit, a button.
    void row(const QString& name, const QString& label, QWidget* field, QWidget* behind);
    // A box or a radio button brings its own text; it stands where the fields stand.
    void row(const QString& name, QAbstractButton* field);
    // A check box with a field behind it that belongs to it.
    void row(const QString& name, QAbstractButton* box, const QString& fieldName, QWidget* field);
    // Over the whole width, with its label above; `stretch`: takes the height that is left.
    void wide(const QString& name, const QString& label, QWidget* field, bool stretch = false);
    // A heading over what follows.
    void section(const QString& title);
    // A sentence that explains what stands above; returns the label, whose text may change.
    QLabel* note(const QString& text);
    // Anything that is no field: a row of buttons, over the whole width.
    void plain(QWidget* widget);
    // That there is a field inside of what plain() has added: for those who look for fields.
    void mention(const QString& name, const QString& label);

    const std::vector<FormField>& fields() const { return m_fields; } // from top to bottom

    QWidget* firstField() const { return m_first; } // nullptr where there is none

    Problems& problems() { return m_problems; }
    const Problems& problems() const { return m_problems; }

private:
    void prepare(const QString& name, const QString& label, QWidget* field);
    void addProblemPlace(const QString& name, QWidget* field, bool wholeWidth);
    void appendToTabOrder(QWidget* field); // or what takes the focus inside it

    QFormLayout* m_layout;
    QWidget* m_first = nullptr;
    QWidget* m_last = nullptr; // in the tab order
    QString m_section;
    std::vector<FormField> m_fields;
    Problems m_problems;
};

// Combo boxes and spin boxes inside `root` take the mouse wheel only while they have the focus: scrolling a
// page must not change what lies under the pointer.
void guardWheel(QWidget* root);

// What a screen reader calls a field; for a composite one, the widget inside that takes the focus too.
void nameForReaders(QWidget* field, const QString& name);

// A label's text as a screen reader says it: "&Port:" → "Port".
QString plainLabel(const QString& label);

} // namespace postern::ui
