// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/form.h"

#include <QWidget>

#include <vector>

namespace postern::ui {

// One tab of a properties dialog. It owns no buttons and saves nothing: PropertiesDialog does.
class FormPage : public QWidget {
    Q_OBJECT

public:
    // `id` names the tab for links that open it ("relaying"); `title` is what the tab says, with mnemonic.
    FormPage(const QString& id, const QString& title);

    // What is wrong with the page that cannot be seen in the struct: a choice that lacks what it asks for.
    // Keeps it from being saved as if nothing had been said.
    virtual std::vector<model::Problem> ownProblems() const { return {}; }

    // Shows a field that a link leads to, as far as that is the page's: what takes the focus. nullptr: there
    // is no such field.
    virtual QWidget* reveal(const QString& field) { return m_form->problems().field(field); }

    const QString& id() const { return m_id; }
    const QString& title() const { return m_title; }
    Form& form() { return *m_form; }
    const Form& form() const { return *m_form; }

Q_SIGNALS:
    void edited(); // something that the user sees and that may be saved is different now

private:
    QString m_id;
    QString m_title;
    Form* m_form;
};

// A page over (a part of) one plain struct. Several pages may edit parts of the same one.
template <class T>
class StructPage : public FormPage {
public:
    using FormPage::FormPage;

    // Shows `value`; emits no edited().
    virtual void load(const T& value) = 0;
    // Puts what stands in the page's fields into `value` and leaves all else in it alone.
    virtual void write(T& value) const = 0;
    // Only the fields that differ from `loaded`: what this page would change in somebody else's version.
    virtual void writeChanges(T& value, const T& loaded) const = 0;
};

} // namespace postern::ui
