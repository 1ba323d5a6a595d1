// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/gui.h"
#include "support/scripted_prompter.h"
#include "support/temp_store.h"

#include "ui/data/store_client.h"
#include "ui/forms/problems.h"
#include "ui/service/service_properties.h"

namespace postern::test {

// A properties dialog over a real store, loaded and active.
template <class Dialog>
struct OpenedDialog {
    template <class... Args>
    explicit OpenedDialog(TempStore& temp, const Args&... args)
        : client(temp.where())
        , dialog(client, prompter, args...)
    {
        dialog.show();
        if (!QTest::qWaitFor([this] { return dialog.isLoaded(); }) || !QTest::qWaitForWindowActive(&dialog))
            QTest::qFail("the dialog was not loaded", __FILE__, __LINE__);
    }

    QAbstractButton* button(const char* text) { return buttonWithText(&dialog, QString::fromUtf8(text)); }
    bool canApply() { return button("Apply")->isEnabled(); }
    bool apply()
    {
        QSignalSpy applied(&dialog, &ui::PropertiesDialog::applied);
        click(button("Apply"));
        return !applied.isEmpty() || applied.wait();
    }
    void tab(const char* id) { dialog.showTab(QString::fromUtf8(id)); }

    ScriptedPrompter prompter;
    ui::StoreClient client;
    Dialog dialog;
};

// The properties of one service.
struct Opened : OpenedDialog<ui::ServiceProperties> {
    explicit Opened(TempStore& temp, const char* service = "SMTP", const QString& tab = {})
        : OpenedDialog(temp, temp.service(service).id, tab)
    {
    }
};

} // namespace postern::test
