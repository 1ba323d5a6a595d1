// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/in_process_engine.h"
#include "console/single_instance.h"
#include "console/store_rescue.h"
#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/shell/main_window.h"
#include "ui/text/translate.h"
#include "ui/text/translator.h"

#include <CLI/CLI.hpp>

#include <QApplication>
#include <QIcon>
#include <QStandardPaths>

#include <algorithm>
#include <cerrno>
#include <iostream>

#include <signal.h>

namespace {

using namespace postern;

constexpr int usageError = 2;

bool hasDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

QString defaultStore()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/postern/postern.db");
}

// A live engine elsewhere already serves this store: this console only attaches. The last heartbeat of one
// that was killed a moment ago still looks alive, so its process must be there, too.
bool servedElsewhere(store::Store& store)
{
    const auto nodes = store.nodes();
    const Time now = SystemClock().now();
    return nodes && std::any_of(nodes->begin(), nodes->end(), [now](const model::NodeStatus& node) {
               return node.alive(now) && (kill(pid_t(node.process), 0) == 0 || errno == EPERM);
           });
}

void raise(QWidget& window)
{
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
}

int run(QApplication& application, const QString& where)
{
    console::SingleInstance instance(where);
    if (!instance.take())
        return 0;
    ui::DialogPrompter prompter;
    std::unique_ptr<store::Store> opened = console::openStore(where, prompter);
    if (opened == nullptr)
        return 1;
    const auto revision = opened->revision();
    const bool isNew = revision && *revision == 0;
    const bool attach = servedElsewhere(*opened);
    opened.reset();

    ui::StoreClient client(where);
    console::InProcessEngine engine({.store = ui::bytes(where)});
    ui::MainWindow window(client, engine, prompter);
    QObject::connect(&instance, &console::SingleInstance::raiseWanted, &window, [&window] { raise(window); });
    window.show();
    if (isNew)
        window.setUp();
    else if (!attach)
        engine.start();
    return application.exec();
}

} // namespace

int main(int argc, char* argv[])
{
    CLI::App commandLine("Postern: the console of the gate of a mail server");
    std::string store;
    commandLine.add_option("--store", store, "The store to administer; made where there is none")
        ->type_name("FILE");
    commandLine.set_version_flag("--version", "postern " POSTERN_VERSION);
    commandLine.allow_extras(); // what Qt itself takes: -platform, -style
    try {
        commandLine.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return commandLine.exit(error) == 0 ? 0 : usageError;
    }
    if (!hasDisplay()) {
        std::cerr << "postern: there is no display. Start the service instead: posternd --store FILE\n";
        return 1;
    }
    QApplication application(argc, argv);
    if (QApplication::arguments().size() > 1 && !commandLine.remaining().empty()) {
        const QStringList left = QApplication::arguments().mid(1);
        for (const std::string& each : commandLine.remaining()) {
            if (left.contains(ui::qt(each))) {
                std::cerr << "postern: what is " << each << "? See postern --help\n";
                return usageError;
            }
        }
    }
    QApplication::setOrganizationName(QStringLiteral("Postern"));
    QApplication::setApplicationName(QStringLiteral("postern"));
    QApplication::setApplicationVersion(QStringLiteral(POSTERN_VERSION));
    QApplication::setApplicationDisplayName(QStringLiteral("Postern"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/postern.svg")));
    ui::installTranslators(application, QLocale());
    return run(application, store.empty() ? defaultStore() : ui::qt(store));
}
