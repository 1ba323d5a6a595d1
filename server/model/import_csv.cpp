// SPDX-License-Identifier: GPL-3.0-or-later
// CSV with a header, there and back.
#include "base/domain_name.h"
#include "base/ip_address.h"
#include "model/csv_columns.h"
#include "model/csv_record.h"
#include "model/document_keys.h"
#include "model/import_sink.h"
#include "model/list_export.h"

#include <algorithm>
#include <array>

namespace postern::model {

namespace {

constexpr std::array blackWords{"black", "blacklist", "black list", "block",  "blocked",
                                "deny",  "denied",    "reject",     "refuse", "spam"};
constexpr std::array whiteWords{"white",   "whitelist", "white list", "exception", "exceptions", "allow",
                                "allowed", "permit",    "accept",     "ok",        "ham"};
constexpr std::array yesWords{"", "1", "true", "yes", "on", "enabled", "active", "y"};
constexpr std::array noWords{"0", "false", "no", "off", "disabled", "inactive", "n"};

template <class Words>
bool isOneOf(const Words& words, const std::string& word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

// One record on its way to an entry. The first thing wrong is the reason.
class Record {
public:
    Record(const CsvHeader& header, const std::vector<std::string>& fields)
        : m_header(header)
        , m_fields(fields)
    {
    }

    std::string field(CsvColumn column) const
    {
        const std::string* field = m_header.find(m_fields, column);
        return field == nullptr ? std::string() : std::string(trim(*field));
    }
    Result<ListEntry> entry(ListColor color, ListKind kind) const
    {
        ListEntry entry;
        entry.comment = importedComment(field(CsvColumn::Comment));
        for (const auto& part : {checkList(color), checkKind(kind), readEnabled(entry), readExpiry(entry),
                                 readCondition(color, entry)}) {
            if (!part)
                return failFrom(part);
        }
        return entry;
    }

private:
    static tl::unexpected<Error> refuse(const char* what, const char* hint,
                                        std::vector<std::string> args = {})
    {
        return tl::unexpected<Error>(importReason(what, hint, std::move(args)));
    }
    Result<> checkList(ListColor color) const
    {
        const std::string word = lowerAscii(field(CsvColumn::List));
        const bool black = isOneOf(blackWords, word);
        if (word.empty() ||
            (black ? color == ListColor::Black : isOneOf(whiteWords, word) && color == ListColor::White))
            return {};
        if (black)
            return refuse(POSTERN_TEXT("server", "this line belongs into the Black List"),
                          POSTERN_TEXT("server", "import the file there as well"));
        if (isOneOf(whiteWords, word))
            return refuse(POSTERN_TEXT("server", "this line belongs into the Exceptions"),
                          POSTERN_TEXT("server", "import the file there as well"));
        return refuse(POSTERN_TEXT("server", "“%1” names no list"),
                      POSTERN_TEXT("server", "write black or white"), {word});
    }
    Result<> checkKind(ListKind kind) const
    {
        const std::string word = lowerAscii(field(CsvColumn::Kind));
        if (word.empty())
            return {};
        const auto known = std::find_if(listKeys.begin(), listKeys.end(),
                                        [&](const auto& row) { return row.second == word; });
        if (known == listKeys.end())
            return refuse(POSTERN_TEXT("server", "“%1” is no kind of list"),
                          POSTERN_TEXT("server", "write ip, sender, recipient or helo"), {word});
        if (known->first != kind)
            return refuse(POSTERN_TEXT("server", "this line belongs into another tab (%1)"),
                          POSTERN_TEXT("server", "import the file there as well"), {word});
        return {};
    }
    Result<> readEnabled(ListEntry& entry) const
    {
        const std::string word = lowerAscii(field(CsvColumn::Enabled));
        entry.enabled = isOneOf(yesWords, word);
        if (!entry.enabled && !isOneOf(noWords, word))
            return refuse(POSTERN_TEXT("server", "“%1” says neither on nor off"),
                          POSTERN_TEXT("server", "write yes or no"), {word});
        return {};
    }
    Result<> readExpiry(ListEntry& entry) const
    {
        const std::string text = field(CsvColumn::Expires);
        if (text.empty() || text == "-" || lowerAscii(text) == "never")
            return {};
        const auto time = parseIso8601(text);
        if (!time)
            return refuse(POSTERN_TEXT("server", "“%1” is no date"),
                          POSTERN_TEXT("server", "write it like 2027-01-31 or 2027-01-31T10:00:00Z"), {text});
        entry.expires = *time;
        return {};
    }
    Result<> readCondition(ListColor color, ListEntry& entry) const
    {
        const std::string when = lowerAscii(field(CsvColumn::OnlyWhen));
        const std::string from = field(CsvColumn::OnlyFrom);
        if (when.empty() && from.empty())
            return {};
        if (color == ListColor::Black)
            return refuse(POSTERN_TEXT("server", "a condition belongs to an exception only"), "");
        if (!when.empty() && (when != "spf-pass" || !from.empty()))
            return refuse(POSTERN_TEXT("server", "“%1” is no condition"),
                          POSTERN_TEXT("server", "write spf-pass, or a range of addresses into only_from"),
                          {when});
        entry.condition = when.empty() ? Condition::FromRange : Condition::SpfPass;
        if (const auto range = IpRange::parse(from); !from.empty() && !range)
            return failFrom(range);
        entry.onlyFrom = from;
        return {};
    }

    const CsvHeader& m_header;
    const std::vector<std::string>& m_fields;
};

void importRecord(ImportSink& sink, const CsvHeader& header, const CsvReader& reader)
{
    const Record record(header, reader.fields());
    const std::string pattern = record.field(CsvColumn::Pattern);
    if (pattern.starts_with('#') || trim(reader.record()).empty())
        return;
    auto entry = record.entry(sink.color(), sink.kind());
    if (reader.record().size() > longestImportLine)
        sink.refuse(reader.line(), reader.record(),
                    importReason(POSTERN_TEXT("server", "longer than %1 characters"), "",
                                 {std::to_string(longestImportLine)}));
    else if (!entry)
        sink.refuse(reader.line(), reader.record(), entry.error());
    else if (const auto parsed = ListPattern::parse(sink.kind(), pattern); !parsed)
        sink.refuse(reader.line(), reader.record(), parsed.error());
    else if (!sink.take(reader.line(), *parsed, std::move(*entry)))
        sink.repeat();
}

} // namespace

void importCsv(ImportSink& sink, std::string_view text)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    const auto header = readCsvHeader(text);
    if (!header) {
        if (!trim(text).empty())
            sink.refuse(
                1, text.substr(0, text.find_first_of("\r\n")),
                importReason(POSTERN_TEXT("server", "the first line names no column with patterns; "
                                                    "nothing was read"),
                             POSTERN_TEXT("server", "begin with a line such as pattern,comment,expires")));
        return;
    }
    CsvReader reader(text, header->separator);
    (void)reader.next(); // the header
    for (const std::string& name : header->unused)
        sink.warn(1, reader.record(),
                  importReason(POSTERN_TEXT("server", "the column “%1” is not used"), "", {name}));
    for (std::size_t records = 1;; ++records) {
        const CsvReader::Status status = reader.next();
        if (status == CsvReader::Status::End || !sink.goOn(records, reader.offset()))
            return;
        if (status == CsvReader::Status::OpenQuote)
            return sink.refuse(
                reader.line(), reader.record(),
                importReason(
                    POSTERN_TEXT("server", "a quotation mark is not closed here; this line and all "
                                           "after it were not read"),
                    POSTERN_TEXT("server", "close it, or write it twice where it belongs to the text")));
        if (records > mostImportLines)
            return sink.refuse(
                reader.line(), reader.record(),
                importReason(POSTERN_TEXT("server", "the file has more than %1 lines; this line and all "
                                                    "after it were not read"),
                             POSTERN_TEXT("server", "cut the file into parts"),
                             {std::to_string(mostImportLines)}));
        importRecord(sink, *header, reader);
    }
}

ListExport exportCsv(std::span<const ListEntry> entries)
{
    ListExport result;
    result.text = "pattern,comment,expires,enabled,list,kind,only_when,only_from\r\n";
    for (const ListEntry& entry : entries) {
        const auto kind = std::find_if(listKeys.begin(), listKeys.end(),
                                       [&](const auto& row) { return row.first == entry.kind; });
        result.text += csvField(entry.displayPattern()) + ',' + csvField(importedComment(entry.comment)) +
                       ',' + (entry.expires ? toIso8601(*entry.expires) : std::string()) + ',' +
                       (entry.enabled ? "yes" : "no") + ',' +
                       (entry.color == ListColor::Black ? "black" : "white") + ',' +
                       std::string(kind->second) + ',' +
                       (entry.condition == Condition::SpfPass ? "spf-pass" : "") + ',' +
                       csvField(entry.onlyFrom) + "\r\n";
    }
    return result;
}

} // namespace postern::model
