// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page_id.h"

#include <span>

namespace postern::ui {

class Console;
class ConsolePage;
class ServiceCommands;

// The pages there are, in the order of the View menu; index = enum value.
struct PageRow {
    PageId id;
    const char* title; // marked in the context PageTable, with mnemonic
    const char* icon;
};
std::span<const PageRow> pageTable();

ConsolePage* makePage(PageId id, Console& console, ServiceCommands& services);

} // namespace postern::ui
