// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/binder.h"
#include "ui/pages/draft_page.h"
#include "ui/pages/record_editor.h"
#include "ui/widgets/record_table_model.h"

#include <QTreeView>

#include <algorithm>
#include <utility>
#include <vector>

namespace postern::ui {

// A page over one list of the configuration: the list above, the fields of the selected row below. A derived
// class binds the fields and says how a row is made, read and judged.
//
// Rows in the list stand as they are shown and typed; stored() brings them into the form in which they are
// saved. New rows have negative ids until then.
template <class T>
class RecordPage : public DraftPage {
public:
    RecordPage(Console& console, std::vector<T> model::Configuration::*list, const char* context,
               std::span<const Column<T>> columns, const RecordTexts& texts)
        : DraftPage(console)
        , m_list(list)
        , m_model(new RecordTableModel<T>(
              context, columns, [](const T& a, const T& b) { return a.id == b.id; }, this))
        , m_editor(new RecordEditor(texts, m_model))
        , m_binder([this] { takeEdit(); })
    {
        setBody(m_editor);
        connect(m_editor, &RecordEditor::currentChanged, this, [this] { showCurrent(); });
        connect(m_editor, &RecordEditor::addWanted, this, [this] { add(); });
        connect(m_editor, &RecordEditor::removeWanted, this, [this](int row) { remove(row); });
    }

    QList<QAction*> commands() const override { return m_editor->commands(); }

    void showRecord(model::Id record) override
    {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (m_model->record(row).id == record) {
                m_editor->select(row);
                m_editor->view().setFocus();
                return;
            }
        }
        m_wanted = record;
    }

protected:
    virtual T shown(const T& stored) const { return stored; }
    virtual T stored(const T& shown) const { return shown; }
    virtual T makeNew() const { return {}; }
    // Among all the others.
    virtual std::vector<model::Problem> problemsOf(const T& record,
                                                   const model::Configuration& others) const = 0;
    // Another row is shown in the fields, or none.
    virtual void follow(const T* record) { static_cast<void>(record); }

    Form& form() { return m_editor->form(); }
    Binder<T>& binder() { return m_binder; }
    RecordEditor& editor() { return *m_editor; }

    const T* current() const
    {
        const int row = m_editor->currentRow();
        return row < 0 ? nullptr : &m_model->record(row);
    }
    // An edit of the selected row that no bound field makes.
    template <class Change>
    void edit(Change change)
    {
        if (current() == nullptr)
            return;
        T record = *current();
        change(record);
        m_model->replace(m_editor->currentRow(), std::move(record));
        follow(current());
        noteEdited();
    }

    void load(const model::Configuration& configuration) override
    {
        std::vector<T> records;
        for (const T& each : configuration.*m_list)
            records.push_back(shown(each));
        m_model->setRecords(std::move(records));
        m_editor->selectSomething();
        showCurrent();
        if (m_wanted != 0)
            showRecord(std::exchange(m_wanted, 0));
        m_wanted = 0; // it is there, or gone
    }
    void write(model::Configuration& configuration) const override
    {
        auto& records = configuration.*m_list;
        records.clear();
        for (const T& each : m_model->records()) {
            T record = stored(each);
            record.id = std::max<model::Id>(record.id, 0);
            records.push_back(std::move(record));
        }
    }
    std::vector<model::Problem> showProblems(const model::Configuration& draft, bool all) override
    {
        if (all)
            selectFirstWithError(draft);
        const int row = m_editor->currentRow();
        form().problems().show(row < 0 ? std::vector<model::Problem>() : problemsIn(draft, row));
        if (QWidget* field = form().problems().firstField(model::Severity::Error); field != nullptr && all)
            field->setFocus();
        std::vector<model::Problem> elsewhere = model::validate(draft);
        const std::string own = m_editor->texts().field;
        std::erase_if(elsewhere, [&own](const model::Problem& each) { return each.field.starts_with(own); });
        return elsewhere;
    }

private:
    std::vector<model::Problem> problemsIn(const model::Configuration& draft, int row) const
    {
        model::Configuration others = draft;
        auto& list = others.*m_list;
        const T record = list[std::size_t(row)];
        list.erase(list.begin() + row);
        return problemsOf(record, others);
    }
    void selectFirstWithError(const model::Configuration& draft)
    {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (model::hasErrors(problemsIn(draft, row)))
                return m_editor->select(row);
        }
    }
    void showCurrent()
    {
        const T* record = current();
        m_binder.load(record == nullptr ? T() : *record);
        form().setEnabled(record != nullptr);
        form().problems().clear();
        follow(record);
    }
    void takeEdit()
    {
        edit([this](T& record) { m_binder.write(record); });
    }
    void add()
    {
        T record = makeNew();
        record.id = --m_lastNew;
        m_model->append(std::move(record));
        m_editor->select(m_model->rowCount() - 1);
        m_editor->focusFields();
        noteEdited();
    }
    void remove(int row)
    {
        m_model->remove(row);
        m_editor->selectSomething();
        noteEdited();
    }

    std::vector<T> model::Configuration::*m_list;
    RecordTableModel<T>* m_model;
    RecordEditor* m_editor;
    Binder<T> m_binder;
    model::Id m_lastNew = 0;
    model::Id m_wanted = 0; // asked for before it was read
};

} // namespace postern::ui
