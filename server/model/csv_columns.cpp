// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/csv_columns.h"

#include "base/domain_name.h"
#include "model/csv_record.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::model {

namespace {

constexpr std::array<std::pair<std::string_view, CsvColumn>, 38> names{{
    {"pattern", CsvColumn::Pattern},
    {"address", CsvColumn::Pattern},
    {"email", CsvColumn::Pattern},
    {"e-mail", CsvColumn::Pattern},
    {"email address", CsvColumn::Pattern},
    {"mail", CsvColumn::Pattern},
    {"ip", CsvColumn::Pattern},
    {"ip address", CsvColumn::Pattern},
    {"network", CsvColumn::Pattern},
    {"domain", CsvColumn::Pattern},
    {"host", CsvColumn::Pattern},
    {"sender", CsvColumn::Pattern},
    {"recipient", CsvColumn::Pattern},
    {"entry", CsvColumn::Pattern},
    {"value", CsvColumn::Pattern},
    {"comment", CsvColumn::Comment},
    {"comments", CsvColumn::Comment},
    {"note", CsvColumn::Comment},
    {"notes", CsvColumn::Comment},
    {"reason", CsvColumn::Comment},
    {"description", CsvColumn::Comment},
    {"expires", CsvColumn::Expires},
    {"expiry", CsvColumn::Expires},
    {"expiration", CsvColumn::Expires},
    {"until", CsvColumn::Expires},
    {"valid until", CsvColumn::Expires},
    {"enabled", CsvColumn::Enabled},
    {"active", CsvColumn::Enabled},
    {"list", CsvColumn::List},
    {"color", CsvColumn::List},
    {"colour", CsvColumn::List},
    {"action", CsvColumn::List},
    {"verdict", CsvColumn::List},
    {"kind", CsvColumn::Kind},
    {"type", CsvColumn::Kind},
    {"only_when", CsvColumn::OnlyWhen},
    {"only when", CsvColumn::OnlyWhen},
    {"only_from", CsvColumn::OnlyFrom},
}};

std::optional<CsvColumn> columnOf(std::string_view name)
{
    const std::string lower = lowerAscii(trim(name));
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const auto& row) { return row.first == lower; });
    if (found == names.end())
        return std::nullopt;
    return found->second;
}

std::optional<CsvHeader> headerWith(std::string_view text, char separator)
{
    CsvReader reader(text, separator);
    if (reader.next() != CsvReader::Status::Record)
        return std::nullopt;
    CsvHeader header{.separator = separator, .columns = {}, .unused = {}};
    for (const std::string& field : reader.fields()) {
        auto column = columnOf(field);
        // "address,domain": the first one that may be the patterns is.
        if (std::find(header.columns.begin(), header.columns.end(), column) != header.columns.end())
            column.reset();
        if (!column)
            header.unused.push_back(field);
        header.columns.push_back(column);
    }
    const bool namesPatterns =
        std::find(header.columns.begin(), header.columns.end(), CsvColumn::Pattern) != header.columns.end();
    return namesPatterns ? std::optional(std::move(header)) : std::nullopt;
}

} // namespace

const std::string* CsvHeader::find(const std::vector<std::string>& fields, CsvColumn column) const
{
    const auto found = std::find(columns.begin(), columns.end(), column);
    const auto index = std::size_t(found - columns.begin());
    return index < fields.size() ? &fields[index] : nullptr;
}

std::optional<CsvHeader> readCsvHeader(std::string_view text)
{
    text = text.substr(0, CsvReader::longestRecord);
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    std::optional<CsvHeader> best;
    for (const char separator : {',', ';', '\t'}) {
        auto header = headerWith(text, separator);
        if (header && (!best || header->columns.size() > best->columns.size()))
            best = std::move(header);
    }
    return best;
}

} // namespace postern::model
