// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as the trace of a logged decision.
#include "policy/explain.h"
#include "require.h"

#include <cstdint>
#include <string>

using namespace postern;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto trace = policy::traceFromJson(input);
    if (!trace) {
        require(!trace.error().what.empty(), "a refusal has a reason");
        return 0;
    }
    const std::string written = policy::toJson(*trace);
    const auto again = policy::traceFromJson(written);
    require(again && again->size() == trace->size(), "a trace can be read again");
    require(policy::toJson(*again) == written, "it stays the same");
    for (const policy::TraceRow& row : *again) {
        require(!policy::reasonInWords(row).empty(), "a row has words");
        require(!policy::toId(row.result).empty(), "a result has a name");
        policy::inEnglish(row);
    }
    return 0;
}
