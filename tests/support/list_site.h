// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/gui.h"
#include "support/scripted_prompter.h"

#include "model/preset.h"
#include "ui/data/store_client.h"
#include "ui/forms/problems.h"
#include "ui/lists/list_dialog.h"
#include "ui/lists/list_table.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

// A store with lists, and the Black List and Exceptions dialogs on it, as an administrator uses them.
namespace postern::test {

using model::Check;
using model::CheckMode;
using model::Id;
using model::ListColor;
using model::ListEntry;
using model::ListKind;
using ui::ListColumn;
using ui::ListDialog;
using ui::ListPage;
using ui::ListTable;
using ui::ListTableModel;
using ui::ProblemLabel;
using ui::PropertiesDialog;
using ui::StoreClient;

inline QString text(const std::string& bytes)
{
    return QString::fromStdString(bytes);
}

inline model::ListEntry entryOf(Id service, ListColor color, ListKind kind, const std::string& pattern)
{
    ListEntry entry;
    entry.service = service;
    entry.color = color;
    entry.kind = kind;
    entry.negated = pattern.starts_with('~');
    entry.pattern = entry.negated ? pattern.substr(1) : pattern;
    entry.author = "admin";
    entry.created = fromMicros(1'790'000'000'000'000);
    return entry;
}

// A store with one service (port 25) and one domain, and the console's way to it.
class Site {
public:
    Site()
        : m_where(m_folder.filePath("postern.db").toStdString())
        , m_store(std::move(*store::Store::open(m_where, store::OpenMode::Create)))
    {
        model::Configuration configuration;
        configuration.server.hostname = "mail.example.com";
        configuration.server.lan = {"192.168.1.0/24"};
        configuration.domains = {{0, "example.com", {}}};
        configuration.services = {model::makeService(model::Preset::Mx)};
        store::Edit edit;
        edit.author = "setup";
        edit.before = model::Configuration{};
        edit.after = configuration;
        commit(edit);
        client = std::make_unique<StoreClient>(text(m_where));
    }

    Id service() { return m_store->configuration()->services.front().id; }
    model::Configuration configuration() { return *m_store->configuration(); }
    CheckMode mode(Check check) { return m_store->configuration()->services.front().mode(check); }

    std::int64_t commit(store::Edit edit)
    {
        edit.base = *m_store->revision();
        const auto revision = m_store->commit(edit);
        return revision ? *revision : -1;
    }
    void add(ListColor color, ListKind kind, const QStringList& patterns, bool shared = false)
    {
        store::Edit edit;
        edit.author = "setup";
        const Id owner = shared ? 0 : service();
        for (const QString& pattern : patterns)
            edit.lists.saved.push_back(entryOf(owner, color, kind, pattern.toStdString()));
        QVERIFY(commit(edit) > 0);
    }
    std::vector<ListEntry> entries(ListColor color, ListKind kind)
    {
        return *m_store->listEntries({.service = {}, .color = color, .kind = kind});
    }
    QStringList patterns(ListColor color, ListKind kind)
    {
        QStringList all;
        for (const ListEntry& entry : entries(color, kind))
            all << text(entry.displayPattern());
        return all;
    }
    void hit(Id entry, int count)
    {
        const store::ListHit hit{entry, count, SystemClock().now()};
        QVERIFY(m_store->addHits({&hit, 1}));
    }
    Id addService(const std::string& name)
    {
        store::Edit edit;
        edit.author = "setup";
        edit.before = *m_store->configuration();
        edit.after = edit.before;
        edit.after->services.push_back(model::makeService(model::Preset::Submission));
        edit.after->services.back().name = name;
        return commit(edit) > 0 ? m_store->configuration()->services.back().id : 0;
    }
    QString folder() const { return m_folder.path(); }

    std::unique_ptr<StoreClient> client;

private:
    QTemporaryDir m_folder;
    std::string m_where;
    std::unique_ptr<store::Store> m_store;
};

// One open dialog and what a test does in it.
class Window {
public:
    Window(Site& site, ScriptedPrompter& prompter, ListColor color, ListKind kind, Id service = 0)
        : dialog(*site.client, prompter, service == 0 ? site.service() : service, color)
    {
        dialog.showEntry(kind);
        dialog.show();
        QVERIFY(QTest::qWaitFor([&] { return dialog.isLoaded(); }, 60'000));
        turnTo(kind);
    }

    void turnTo(ListKind kind)
    {
        dialog.showTab(ListDialog::tabId(kind));
        page = dialog.findChild<ListPage*>(ListDialog::tabId(kind));
        table = page->findChild<ListTable*>("lines");
    }
    ListTableModel& list() { return page->list(); }
    QPushButton* button(QDialogButtonBox::StandardButton which)
    {
        return dialog.findChild<QDialogButtonBox*>("buttons")->button(which);
    }
    bool canApply() { return button(QDialogButtonBox::Apply)->isEnabled(); }
    QStringList shown(ListColumn column = ListColumn::Pattern)
    {
        QStringList all;
        for (int row = 0; row < list().rowCount(); ++row)
            all << list().index(row, int(column)).data().toString();
        return all;
    }
    QLineEdit* editor() { return qobject_cast<QLineEdit*>(table->indexWidget(table->currentIndex())); }
    void typeIntoCell(const QString& typed)
    {
        QVERIFY(editor());
        editor()->selectAll();
        QTest::keyClicks(editor(), typed);
        QTest::keyClick(editor(), Qt::Key_Return);
        QCoreApplication::processEvents();
    }
    void edit(int row, ListColumn column, const QString& typed)
    {
        table->setCurrentIndex(list().index(row, int(column)));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_F2);
        typeIntoCell(typed);
    }
    void editExpiry(int row, const QString& typed)
    {
        table->setCurrentIndex(list().index(row, int(ListColumn::Expires)));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_F2);
        auto* expiry = qobject_cast<QComboBox*>(table->indexWidget(table->currentIndex()));
        QVERIFY(expiry);
        typeOver(expiry, typed);
        QTest::keyClick(expiry, Qt::Key_Return);
        QCoreApplication::processEvents();
    }
    void addLine(const QString& typed)
    {
        click(page->findChild<QPushButton*>("add"));
        typeIntoCell(typed);
    }
    void select(const QList<int>& rows)
    {
        ListTableModel::Positions positions(rows.begin(), rows.end());
        table->selectPositions(positions);
        table->setFocus();
    }
    void apply()
    {
        QVERIFY(canApply());
        QSignalSpy applied(&dialog, &PropertiesDialog::applied);
        click(button(QDialogButtonBox::Apply));
        QVERIFY(QTest::qWaitFor([&] { return !applied.isEmpty(); }, 60'000));
    }
    QString message() { return find<ProblemLabel>(&dialog, "message")->text(); }
    QString testResult(const QString& subject)
    {
        typeOver(page->findChild<QLineEdit*>("test"), subject);
        QString result;
        auto* label = page->findChild<QLabel*>("testResult");
        (void)QTest::qWaitFor([&] {
            result = label->text();
            return result.startsWith(u'→');
        });
        QTest::qWait(250); // whatever comes later than the first answer
        return label->text().remove(QRegularExpression("<[^>]*>"));
    }

    ListDialog dialog;
    ListPage* page = nullptr;
    ListTable* table = nullptr;
};

} // namespace postern::test
