// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/open_list.h"

namespace postern::ctl {

struct ListFileOptions {
    std::shared_ptr<ListPlace> place;
    std::string file; // "-" or "": standard input or output
    bool skipWrong = false;
};

// Adds the lines of a text file that are not there yet. Wrong lines are reported all; then nothing is taken
// unless `skipWrong`.
Result<int> importList(Context& context, const ListFileOptions& options);
Result<int> exportList(Context& context, const ListFileOptions& options);

} // namespace postern::ctl
