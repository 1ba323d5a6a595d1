// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fake_engine.h"
#include "support/fake_tester.h"
#include "support/gui.h"
#include "support/scripted_prompter.h"
#include "support/temp_store.h"
#include "ui/data/store_client.h"
#include "ui/shell/main_window.h"

#include <QSettings>
#include <QStandardPaths>

namespace postern::test {

// A console on a real store that looks like an administrator's after the first hour, with an engine that is
// only said to run.
struct ConsoleFixture {
    TempStore store;
    FakeEngine engine;
    FakeTester tester;
    ScriptedPrompter prompter;
    ui::StoreClient client{store.where()};
    ui::MainWindow window{client, engine, tester, prompter};

    ConsoleFixture()
    {
        window.show();
        if (!QTest::qWaitForWindowActive(&window) ||
            !QTest::qWaitFor([this] { return window.live().overview().loaded(); }))
            QTest::qFail("the console does not come up", __FILE__, __LINE__);
    }
    void say(model::ListenerState state, const std::string& error = {})
    {
        const auto written = store.store().writeNode(nodeStatus(store.store(), state, error));
        if (!written)
            QTest::qFail(toString(written.error()).c_str(), __FILE__, __LINE__);
    }
};

// Once, in initTestCase(): settings of the tests are nobody's settings.
inline void forgetSettings()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("Postern tests"));
    QCoreApplication::setApplicationName(QFileInfo(QCoreApplication::applicationFilePath()).baseName());
    QSettings().clear();
}

} // namespace postern::test
