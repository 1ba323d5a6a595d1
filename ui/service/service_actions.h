// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"

#include <functional>

class QWidget;

namespace postern::ui {

class Prompter;
class StoreClient;

// Where an action takes place: what it changes, whom it asks, over which window.
struct ActionContext {
    StoreClient& client;
    Prompter& prompter;
    QWidget* window;
};

// What can be done with a service as a whole. Each reads the store off the GUI thread, asks what it must
// know, and saves one revision; whatever goes wrong is told. They come back at once; `done` runs when it is
// saved, and not at all where the user gives up or `window` is gone.
using ServiceDone = std::function<void(model::Id)>;

void newService(const ActionContext& context, model::Preset preset, const ServiceDone& done = {});
// With its lists.
void duplicateService(const ActionContext& context, model::Id service, const ServiceDone& done = {});
// Access, relaying, checks or lists, as chosen, to the services chosen.
void copyPolicy(const ActionContext& context, model::Id service, const ServiceDone& done = {});
void renameService(const ActionContext& context, model::Id service, const ServiceDone& done = {});
// Asks, and says what goes with it.
void deleteService(const ActionContext& context, model::Id service, const ServiceDone& done = {});

} // namespace postern::ui
