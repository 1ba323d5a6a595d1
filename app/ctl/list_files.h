// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/open_list.h"

namespace postern::ctl {

struct ListFileOptions {
    std::shared_ptr<ListPlace> place;
    std::string file;   // "-" or "": standard input or output
    std::string format; // a word of model::formatWord(); "" or "auto": as it looks when it is read, text
                        // when it is written
    bool skipWrong = false;
    bool dryRun = false;
};

// Adds the lines of a file that are not there yet. Lines that are refused, or that will not mean just the
// same, are reported all; with the former nothing is taken unless `skipWrong`. With `dryRun` nothing is
// saved, and it is said what each line becomes.
Result<int> importList(Context& context, const ListFileOptions& options);
// What the format cannot say is left out, and reported; then the exit code is exitRefused.
Result<int> exportList(Context& context, const ListFileOptions& options);

struct ListHealthOptions {
    int unhitDays = 90;
    bool json = false;
};

// What is wrong with the entries of all lists. exitRefused where something is.
Result<int> listHealth(Context& context, const ListHealthOptions& options);

} // namespace postern::ctl
