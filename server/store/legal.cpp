// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/legal.h"

#include "base/ip_address.h"
#include "model/list_pattern.h"
#include "model/validate.h"
#include "store/database.h"

#include <algorithm>

namespace postern::store {

namespace {

std::vector<model::Problem> errorsOf(const model::Configuration& configuration)
{
    std::vector<model::Problem> problems = model::validate(configuration);
    std::erase_if(problems, [](const model::Problem& p) { return p.severity != model::Severity::Error; });
    return problems;
}

} // namespace

void refuseNewErrors(const model::Configuration& stored, const model::Configuration& wanted)
{
    const std::vector<model::Problem> known = errorsOf(stored);
    std::vector<model::Problem> problems = errorsOf(wanted);
    std::erase_if(problems, [&](const model::Problem& problem) {
        return std::find(known.begin(), known.end(), problem) != known.end();
    });
    if (problems.empty())
        return;
    const std::size_t others = problems.size() - 1;
    throw Failure({ErrorKind::Invalid, toEnglish(problems.front().text), problems.front().field,
                   others == 0 ? "" : "and " + std::to_string(others) + " more"});
}

model::ListEntry legalEntry(model::ListEntry entry)
{
    Result<model::ListPattern> pattern = model::ListPattern::parse(entry.kind, entry.displayPattern());
    if (!pattern)
        throw Failure(pattern.error());
    entry.pattern = std::move(pattern->text);
    entry.negated = pattern->negated;
    if (entry.condition != model::Condition::FromRange) {
        entry.onlyFrom.clear();
        return entry;
    }
    const Result<IpRange> range = IpRange::parse(entry.onlyFrom);
    if (!range) {
        Error error = range.error();
        error.where = entry.displayPattern() + ", only from " + entry.onlyFrom;
        throw Failure(std::move(error));
    }
    entry.onlyFrom = range->toString();
    return entry;
}

} // namespace postern::store
