// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/configuration_at.h"
#include "ui/data/store_client.h"
#include "ui/forms/form_page.h"
#include "ui/forms/properties_dialog.h"
#include "ui/forms/save_edit.h"
#include "ui/preview/preview_dialog.h"
#include "ui/text/translate.h"

#include <vector>

namespace postern::ui {

// A properties dialog over one part T of the configuration, on pages that each edit some of its fields. Loads
// off the GUI thread; saves one revision of what differs. What others save meanwhile is taken over at once
// while nothing is edited here, and asked about when it is saved otherwise.
template <class T>
class ConfigurationDialog : public PropertiesDialog {
public:
    ConfigurationDialog(StoreClient& client, Prompter& prompter, QWidget* parent)
        : PropertiesDialog(prompter, parent)
        , m_client(client)
    {
        offerPreview();
        connect(&client, &StoreClient::revisionChanged, this, [this](qint64 revision) {
            if (revision != m_at.revision && mayFollowOthers())
                followOthers();
        });
    }

protected:
    // The part that is edited; nullptr where it is not there any more.
    virtual const T* pick(const model::Configuration& configuration) const = 0;
    virtual void put(model::Configuration& configuration, const T& value) const = 0;
    virtual std::vector<model::Problem> problemsOf(const T& value, const model::Configuration& all) const = 0;
    virtual QString goneText() const = 0;
    // Before the pages are loaded: what they offer to choose from.
    virtual void prepare(const model::Configuration& all) { static_cast<void>(all); }
    // What is edited is shown now, or was edited: for titles and sentences that depend on more than one page.
    virtual void follow(const T& value, const model::Configuration& all)
    {
        static_cast<void>(value);
        static_cast<void>(all);
    }

    // What others saved meanwhile is taken over: what is edited here besides the pages, and was not, follows.
    virtual void takeTheirs(const model::Configuration& before, const model::Configuration& theirs)
    {
        static_cast<void>(before);
        static_cast<void>(theirs);
    }

    void addStructPage(StructPage<T>* page)
    {
        m_structPages.push_back(page);
        addPage(page);
        connect(page, &FormPage::edited, this, [this] { follow(value(), m_at.configuration); });
    }

    // What stands in the fields now.
    T value() const
    {
        T now = m_loaded;
        for (const StructPage<T>* page : m_structPages)
            page->write(now);
        return now;
    }
    const model::Configuration& configuration() const { return m_at.configuration; }
    StoreClient& client() const { return m_client; }

    // Shows what is in the store, whatever stands here. Derived classes call it at the end of their
    // constructor.
    void reload()
    {
        m_client.run(this, readConfiguration, [this](Result<ConfigurationAt> read) {
            if (!read)
                return setUnavailable(translate(read.error()));
            present(std::move(*read));
        });
    }

    bool isDirty() const override { return !(value() == m_loaded); }
    std::vector<model::Problem> findProblems() const override
    {
        if (!isLoaded())
            return {};
        return problemsOf(value(), m_at.configuration);
    }

    void save() override
    {
        m_saving = true;
        const T mine = value();
        saveEdit(m_client, this, editOf(mine), true,
                 [this, mine](const SaveAnswer& answer) { take(answer, mine); });
    }

    void preview() override
    {
        PreviewDialog::open(
            m_client.where(), windowTitle(), [edit = editOf(value())] { return edit; }, this);
    }

private:
    store::Edit editOf(const T& mine) const
    {
        store::Edit edit;
        edit.base = m_at.revision;
        edit.author = bytes(m_client.author());
        edit.before = m_at.configuration;
        edit.after = m_at.configuration;
        put(*edit.after, mine);
        return edit;
    }

    bool mayFollowOthers() const { return isLoaded() && !m_saving && !isDirty(); }

    void followOthers()
    {
        m_client.run(this, readConfiguration, [this](Result<ConfigurationAt> read) {
            if (read && mayFollowOthers()) // somebody may have begun to type
                present(std::move(*read));
        });
    }

    void present(ConfigurationAt read)
    {
        const T* found = pick(read.configuration);
        if (found == nullptr)
            return setUnavailable(goneText());
        m_at = std::move(read);
        m_loaded = *pick(m_at.configuration);
        prepare(m_at.configuration);
        for (StructPage<T>* page : m_structPages)
            page->load(m_loaded);
        // What a field cannot show as it is stored does not count as edited.
        m_loaded = value();
        follow(m_loaded, m_at.configuration);
        setLoaded();
    }

    void take(const SaveAnswer& answer, const T& mine)
    {
        m_saving = false;
        switch (answer.kind) {
        case SaveAnswer::Kind::Saved:
            return readBack(mine);
        case SaveAnswer::Kind::Reload:
            refused({});
            return reload();
        case SaveAnswer::Kind::KeepMine:
            return saveOverTheirs();
        case SaveAnswer::Kind::Cancelled:
            return refused({});
        case SaveAnswer::Kind::Failed:
            return refused(answer.message);
        }
    }

    // What is in the store now may hold what others saved besides. Edits made while it was saved stay.
    void readBack(const T& mine)
    {
        m_client.run(this, readConfiguration, [this, mine](Result<ConfigurationAt> read) {
            if (!read)
                return refused(translate(read.error()));
            if (value() == mine)
                present(std::move(*read));
            else if (const T* theirs = pick(read->configuration)) {
                m_loaded = *theirs;
                m_at = std::move(*read);
            }
            saved();
        });
    }

    // Only the fields that were edited here go over the others' version.
    void saveOverTheirs()
    {
        m_client.run(this, readConfiguration, [this](Result<ConfigurationAt> read) {
            if (!read)
                return refused(translate(read.error()));
            const T* theirs = pick(read->configuration);
            if (theirs == nullptr)
                return refused(goneText());
            T both = *theirs;
            for (const StructPage<T>* page : m_structPages)
                page->writeChanges(both, m_loaded);
            m_loaded = *theirs;
            takeTheirs(m_at.configuration, read->configuration);
            m_at = std::move(*read);
            for (StructPage<T>* page : m_structPages)
                page->load(both);
            save();
        });
    }

    StoreClient& m_client;
    std::vector<StructPage<T>*> m_structPages;
    ConfigurationAt m_at;
    T m_loaded{};
    bool m_saving = false;
};

} // namespace postern::ui
