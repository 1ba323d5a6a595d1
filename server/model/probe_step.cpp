// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/probe_step.h"

namespace postern::model {

const char* nameOf(ProbeStep::What what)
{
    static constexpr const char* names[] = {"resolve", "connect", "greeting", "hello",
                                            "encrypt", "verify",  "log-in",   "clean",
                                            "gtube",   "listed",  "unlisted", "address"};
    return names[std::size_t(what)];
}

const char* nameOf(ProbeStep::Verdict verdict)
{
    static constexpr const char* names[] = {"ok", "note", "failed", "skipped"};
    return names[std::size_t(verdict)];
}

} // namespace postern::model
