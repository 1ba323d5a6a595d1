// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/service_actions.h"

#include "base/domain_name.h"
#include "model/preset.h"
#include "model/validate.h"
#include "ui/data/configuration_at.h"
#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/forms/save_edit.h"
#include "ui/service/service_dialogs.h"
#include "ui/text/translate.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>
#include <tuple>

namespace postern::ui {

namespace {

using model::Configuration;
using model::Id;
using model::Service;

struct Actions {
    Q_DECLARE_TR_FUNCTIONS(ServiceActions)
};

// Stands for a service that the same edit adds; the store gives the real number.
constexpr Id newId = -1;

// The configuration with the lists of one service.
struct WithLists {
    ConfigurationAt at;
    std::vector<model::ListEntry> entries; // of all services
};

Service* find(Configuration& all, Id id)
{
    const auto found = std::find_if(all.services.begin(), all.services.end(),
                                    [id](const Service& each) { return each.id == id; });
    return found == all.services.end() ? nullptr : &*found;
}

void tellFailure(const ActionContext& context, const QString& title, const QString& why)
{
    context.prompter.tell(context.window, title, Actions::tr("Nothing has been changed."), why);
}

// `then` with what stands in the store now; what goes wrong is told.
template <class Work, class Then>
void readThen(const ActionContext& context, const QString& title, Work work, Then then)
{
    context.client.run(context.window, work, [context, title, then](auto read) {
        if (!read)
            return tellFailure(context, title, translate(read.error()));
        then(std::move(*read));
    });
}

QString goneText()
{
    return Actions::tr("This service is not there any more: somebody has deleted it.");
}

// Others may save while a dialog asks: what they change elsewhere is no reason to ask again.
void saveThen(const ActionContext& context, const QString& title, ConfigurationAt at, Configuration after,
              store::ListChanges lists, const std::function<void()>& then)
{
    store::Edit edit;
    edit.base = at.revision;
    edit.author = bytes(context.client.author());
    edit.before = std::move(at.configuration);
    edit.after = std::move(after);
    edit.lists = std::move(lists);
    edit.merge = true;
    saveEdit(context.client, context.window, std::move(edit), false,
             [context, title, then](const SaveAnswer& answer) {
                 if (answer.kind == SaveAnswer::Kind::Failed)
                     tellFailure(context, title, answer.message);
                 else if (answer.kind == SaveAnswer::Kind::Saved && then)
                     then();
             });
}

// `done` with the number that the store gave to the service of this name.
void reportByName(const ActionContext& context, const QString& title, const std::string& name,
                  const ServiceDone& done)
{
    if (!done)
        return;
    readThen(context, title, readConfiguration, [name, done](ConfigurationAt at) {
        for (const Service& service : at.configuration.services) {
            if (service.name == name)
                return done(service.id);
        }
    });
}

bool hasName(const Configuration& all, const std::string& name)
{
    return std::any_of(all.services.begin(), all.services.end(),
                       [&](const Service& each) { return lowerAscii(each.name) == lowerAscii(name); });
}

std::string freeName(const Configuration& all, const std::string& wanted)
{
    if (!hasName(all, wanted))
        return wanted;
    for (int i = 2;; ++i) {
        const std::string name = wanted + ' ' + std::to_string(i);
        if (!hasName(all, name))
            return name;
    }
}

// The port itself, else what people use beside it (2525 for 25), else the next.
int freePort(const Configuration& all, int wanted)
{
    const auto taken = [&all](int port) {
        return std::any_of(all.services.begin(), all.services.end(),
                           [port](const Service& each) { return each.port == port; });
    };
    const int beside = wanted == 25 ? 2525 : wanted * 10;
    for (int port : {wanted, beside}) {
        if (port <= 65535 && !taken(port))
            return port;
    }
    int port = wanted;
    while (port < 65535 && taken(port))
        ++port;
    return port;
}

// One edit: the store replaces newId in the entries by the number that the service gets.
void addService(const ActionContext& context, const QString& title, const ConfigurationAt& at,
                Service service, store::ListChanges lists, const ServiceDone& done)
{
    service.id = newId;
    const std::string name = service.name;
    Configuration after = at.configuration;
    after.services.push_back(std::move(service));
    saveThen(context, title, at, std::move(after), std::move(lists),
             [context, title, name, done] { reportByName(context, title, name, done); });
}

// Shows a dialog over the window; it deletes itself.
template <class Dialog, class Accepted>
void openDialog(Dialog* dialog, Accepted accepted)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, dialog, [dialog, accepted] { accepted(*dialog); });
    dialog->open();
}

Result<WithLists> readWithLists(store::Store& store)
{
    auto at = readConfiguration(store);
    if (!at)
        return failFrom(at);
    auto entries = store.listEntries();
    if (!entries)
        return failFrom(entries);
    return WithLists{std::move(*at), std::move(*entries)};
}

// Black list and exceptions of `from` that `to` has not got.
void addMissingEntries(const std::vector<model::ListEntry>& all, Id from, Id to, store::ListChanges& changes)
{
    const auto key = [](const model::ListEntry& entry) {
        return std::tuple(entry.color, entry.kind, entry.pattern, entry.negated);
    };
    std::set<decltype(key(all.front()))> there;
    for (const model::ListEntry& entry : all) {
        if (entry.service == to)
            there.insert(key(entry));
    }
    for (model::ListEntry entry : all) {
        if (entry.service != from || there.contains(key(entry)))
            continue;
        entry.id = 0;
        entry.service = to;
        changes.saved.push_back(std::move(entry));
    }
}

QString entryCount(int n)
{
    return n == 1 ? Actions::tr("1 entry") : Actions::tr("%Ln entries", nullptr, n);
}

QString whatGoesWith(const std::vector<store::ListCount>& counts, Id service)
{
    int black = 0;
    int white = 0;
    for (const store::ListCount& count : counts) {
        if (count.service == service)
            (count.color == model::ListColor::Black ? black : white) += count.count;
    }
    const QString log =
        Actions::tr("The log keeps what the service has decided, and History can bring it back.");
    if (black + white == 0)
        return Actions::tr("All its settings go with it.") + u' ' + log;
    return Actions::tr("All its settings go with it, its black list (%1) and its exceptions (%2).")
               .arg(entryCount(black), entryCount(white)) +
           u' ' + log;
}

} // namespace

void newService(const ActionContext& context, model::Preset preset, const ServiceDone& done)
{
    const QString title = Actions::tr("New Service");
    readThen(context, title, readConfiguration, [context, title, preset, done](const ConfigurationAt& at) {
        Service proposal = model::makeService(preset);
        proposal.name = freeName(at.configuration, proposal.name);
        proposal.port = freePort(at.configuration, proposal.port);
        const QString explanation = Actions::tr("%1. Everything else can be set in its properties.")
                                        .arg(translate(model::title(preset)));
        openDialog(new NewServiceDialog(title, explanation, proposal, at.configuration, context.window),
                   [=](const NewServiceDialog& dialog) {
                       addService(context, title, at, dialog.value(), {}, done);
                   });
    });
}

void duplicateService(const ActionContext& context, Id service, const ServiceDone& done)
{
    const QString title = Actions::tr("Duplicate Service");
    readThen(context, title, readWithLists, [context, title, service, done](WithLists read) {
        const Service* original = find(read.at.configuration, service);
        if (original == nullptr)
            return tellFailure(context, title, goneText());
        Service copy = *original;
        copy.id = 0;
        copy.name = freeName(read.at.configuration, original->name);
        copy.port = freePort(read.at.configuration, original->port);
        store::ListChanges lists;
        addMissingEntries(read.entries, service, newId, lists);
        const QString explanation =
            lists.saved.empty() ? Actions::tr("A service with all settings of %1.").arg(qt(original->name))
                                : Actions::tr("A service with all settings of %1 and its lists (%2).")
                                      .arg(qt(original->name), entryCount(int(lists.saved.size())));
        openDialog(new NewServiceDialog(title, explanation, copy, read.at.configuration, context.window),
                   [=, at = read.at](const NewServiceDialog& dialog) {
                       addService(context, title, at, dialog.value(), lists, done);
                   });
    });
}

void copyPolicy(const ActionContext& context, Id service, const ServiceDone& done)
{
    const QString title = Actions::tr("Copy Policy");
    readThen(context, title, readWithLists, [context, title, service, done](WithLists read) {
        const Service* from = find(read.at.configuration, service);
        if (from == nullptr)
            return tellFailure(context, title, goneText());
        auto* dialog = new CopyPolicyDialog(*from, read.at.configuration, context.window);
        openDialog(dialog, [=, from = *from](const CopyPolicyDialog& chosen) {
            Configuration after = read.at.configuration;
            store::ListChanges lists;
            for (const Id target : chosen.targets()) {
                copyParts(chosen.parts(), from, *find(after, target));
                if (chosen.parts().lists)
                    addMissingEntries(read.entries, service, target, lists);
            }
            saveThen(context, title, read.at, std::move(after), std::move(lists), [done, service] {
                if (done)
                    done(service);
            });
        });
    });
}

namespace {

// What is wrong with the name; "" where nothing is.
QString wrongName(const Service& service, const Configuration& all)
{
    std::vector<model::Problem> problems = model::validateAmong(service, all);
    std::erase_if(problems, [](const model::Problem& problem) {
        return problem.field != "name" || problem.severity != model::Severity::Error;
    });
    return textOf(problems);
}

// Asks until the name is one, or the user gives up.
std::optional<Service> askName(const ActionContext& context, const QString& title, Service service,
                               const Configuration& all)
{
    for (;;) {
        const auto name =
            context.prompter.askText(context.window, title, Actions::tr("&New name:"), qt(service.name));
        if (!name)
            return std::nullopt;
        service.name = bytes(name->trimmed());
        const QString wrong = wrongName(service, all);
        if (wrong.isEmpty())
            return service;
        context.prompter.tell(context.window, title, wrong);
    }
}

} // namespace

void renameService(const ActionContext& context, Id service, const ServiceDone& done)
{
    const QString title = Actions::tr("Rename Service");
    readThen(context, title, readConfiguration, [context, title, service, done](const ConfigurationAt& at) {
        Configuration after = at.configuration;
        Service* place = find(after, service);
        if (place == nullptr)
            return tellFailure(context, title, goneText());
        const auto renamed = askName(context, title, *place, at.configuration);
        if (!renamed || renamed->name == place->name)
            return;
        place->name = renamed->name;
        saveThen(context, title, at, std::move(after), {}, [done, service] {
            if (done)
                done(service);
        });
    });
}

void deleteService(const ActionContext& context, Id service, const ServiceDone& done)
{
    struct WithCounts {
        ConfigurationAt at;
        std::vector<store::ListCount> counts;
    };
    const QString title = Actions::tr("Delete Service");
    const auto read = [](store::Store& store) -> Result<WithCounts> {
        auto at = readConfiguration(store);
        if (!at)
            return failFrom(at);
        auto counts = store.listCounts();
        if (!counts)
            return failFrom(counts);
        return WithCounts{std::move(*at), std::move(*counts)};
    };
    readThen(context, title, read, [context, title, service, done](const WithCounts& there) {
        Configuration after = there.at.configuration;
        const Service* doomed = find(after, service);
        if (doomed == nullptr)
            return tellFailure(context, title, goneText());
        if (!context.prompter.confirm(context.window, title,
                                      Actions::tr("Delete the service “%1”?").arg(qt(doomed->name)),
                                      whatGoesWith(there.counts, service), Actions::tr("&Delete")))
            return;
        std::erase_if(after.services, [service](const Service& each) { return each.id == service; });
        saveThen(context, title, there.at, std::move(after), {}, [done, service] {
            if (done)
                done(service);
        });
    });
}

} // namespace postern::ui
