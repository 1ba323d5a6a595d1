// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/trace.h"

#include "policy/json_text.h"
#include "policy/reason.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <type_traits>

namespace postern::policy {

namespace {

constexpr std::array<std::string_view, 5> resultIds{"pass", "hit", "exempt", "not-applicable", "unknown"};

// A row is [check, result, mode, reason, args, entry, pattern, remark, remarkArgs]; empty values at the end
// are left out.
enum Column : std::size_t { CheckId, ResultNo, ModeNo, ReasonNo, Args, Entry, Pattern, Remark, RemarkArgs };

void append(std::string& out, const std::vector<std::string>& texts)
{
    out += '[';
    for (const std::string& text : texts) {
        if (&text != texts.data())
            out += ',';
        json::append(out, text);
    }
    out += ']';
}

void append(std::string& out, std::int64_t number)
{
    out.append(1, ',').append(std::to_string(number));
}

std::size_t columnsOf(const TraceRow& row)
{
    if (row.remark != Reason::None)
        return RemarkArgs + 1;
    if (row.entry != 0 || !row.pattern.empty())
        return Pattern + 1;
    return row.args.empty() ? Args : Args + 1;
}

void append(std::string& out, const TraceRow& row)
{
    const std::size_t columns = columnsOf(row);
    out += '[';
    json::append(out, model::info(row.check).id);
    append(out, std::int64_t(row.result));
    append(out, std::int64_t(row.mode));
    append(out, std::int64_t(row.reason));
    if (columns > Args)
        append(out += ',', row.args);
    if (columns > Pattern) {
        append(out, row.entry);
        json::append(out += ',', row.pattern);
    }
    if (columns > RemarkArgs) {
        append(out, std::int64_t(row.remark));
        append(out += ',', row.remarkArgs);
    }
    out += ']';
}

using Json = nlohmann::json;

// The column's value, or a default where the row ends before it.
template <class T>
T at(const Json& row, Column column)
{
    if (row.size() <= column)
        return T();
    if constexpr (std::is_integral_v<T>) // get() takes fractions, too, however large they are
        return T(row[column].get_ref<const Json::number_integer_t&>());
    else
        return row[column].get<T>();
}

template <class Enum>
Enum enumAt(const Json& row, Column column, std::uint64_t last)
{
    return Enum(std::min(at<std::uint64_t>(row, column), last));
}

Result<TraceRow> readRow(const Json& row)
{
    const auto id = at<std::string>(row, CheckId);
    const auto check = model::checkById(id);
    if (!check)
        return fail(ErrorKind::NewerVersion, "the trace has a check that this version does not know", id);
    TraceRow read;
    read.check = *check;
    read.result = enumAt<CheckResult>(row, ResultNo, std::uint64_t(CheckResult::Unknown));
    read.mode = enumAt<model::CheckMode>(row, ModeNo, std::uint64_t(model::CheckMode::Enforce));
    read.reason = enumAt<Reason>(row, ReasonNo, UINT16_MAX);
    read.args = at<std::vector<std::string>>(row, Args);
    read.entry = at<model::Id>(row, Entry);
    read.pattern = at<std::string>(row, Pattern);
    read.remark = enumAt<Reason>(row, Remark, UINT16_MAX);
    read.remarkArgs = at<std::vector<std::string>>(row, RemarkArgs);
    return read;
}

Result<Trace> readRows(const Json& rows)
{
    Trace trace;
    for (const Json& row : rows) {
        auto read =
            row.is_array() ? readRow(row) : fail(ErrorKind::Damaged, "a row of the trace is no array");
        if (!read)
            return failFrom(read);
        trace.push_back(std::move(*read));
    }
    return trace;
}

} // namespace

Sentence evidence(const TraceRow& row)
{
    return {info(row.reason).text, row.args};
}

Sentence remark(const TraceRow& row)
{
    return {info(row.remark).text, row.remarkArgs};
}

std::string inEnglish(const TraceRow& row)
{
    std::string text = toEnglish(evidence(row));
    const std::string besides = toEnglish(remark(row));
    if (!besides.empty())
        text += "; " + besides;
    return text;
}

std::string toJson(const Trace& trace)
{
    std::string out;
    out.reserve(2 + trace.size() * 64);
    out += '[';
    for (const TraceRow& row : trace) {
        if (&row != trace.data())
            out += ',';
        append(out, row);
    }
    out += ']';
    return out;
}

Result<Trace> traceFromJson(std::string_view text)
{
    const Json rows = Json::parse(text, nullptr, false);
    if (!rows.is_array())
        return fail(ErrorKind::Damaged, "the stored trace is not a JSON array");
    try {
        return readRows(rows);
    } catch (const Json::exception& error) {
        return fail(ErrorKind::Damaged, std::string("the stored trace cannot be read: ") + error.what());
    }
}

std::string_view toId(CheckResult result)
{
    return resultIds[std::size_t(result)];
}

} // namespace postern::policy
