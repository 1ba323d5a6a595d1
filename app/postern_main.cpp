// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/console_session.h"
#include "ui/forms/prompter.h"
#include "ui/text/translate.h"
#include "ui/text/translator.h"

#include <CLI/CLI.hpp>

#include <QApplication>
#include <QIcon>
#include <QStandardPaths>

#include <cstdlib>
#include <iostream>

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

int run(QApplication& application, const QString& where)
{
    ui::DialogPrompter prompter;
    console::ConsoleSession session(where, prompter);
    switch (session.open()) {
    case console::ConsoleSession::Opening::Shown: {
        const int status = application.exec();
        if (!session.engine().end())
            std::_Exit(status);
        return status;
    }
    case console::ConsoleSession::Opening::Elsewhere:
        std::cout << "postern: the console of " << ui::bytes(where)
                  << " is open already; its window comes to the front\n";
        return 0;
    case console::ConsoleSession::Opening::NoStore:
        break;
    }
    return 1;
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
