// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/list_import.h"

#include "base/escape.h"
#include "model/import_sink.h"
#include "model/list_text.h"

namespace postern::model {

std::string_view formatWord(ListFormat format)
{
    switch (format) {
    case ListFormat::Text:
        return "text";
    case ListFormat::Csv:
        return "csv";
    case ListFormat::PostfixAccess:
        return "postfix-access";
    case ListFormat::PostfixCidr:
        return "postfix-cidr";
    case ListFormat::PostfixRegexp:
        return "postfix-regexp";
    case ListFormat::Mailtraq:
        return "mailtraq";
    }
    return {};
}

void importText(ImportSink& sink, std::string_view text)
{
    forImportLines(sink, text, [&](std::size_t number, std::string_view line) {
        const ListLine split = splitListLine(line);
        if (!split.pattern.empty())
            sink.parse(number, split.pattern, {.comment = importedComment(split.comment)});
        return true;
    });
}

ListImport importList(ListFormat format, ListColor color, ListKind kind, std::string_view text,
                      const ImportProgress& progress)
{
    ImportSink sink(color, kind, progress);
    switch (format) {
    case ListFormat::Text:
        importText(sink, text);
        break;
    case ListFormat::Csv:
        importCsv(sink, text);
        break;
    case ListFormat::PostfixAccess:
        importPostfixAccess(sink, text);
        break;
    case ListFormat::PostfixCidr:
        importPostfixCidr(sink, text);
        break;
    case ListFormat::PostfixRegexp:
        importPostfixRegexp(sink, text);
        break;
    case ListFormat::Mailtraq:
        importMailtraq(sink, text);
        break;
    }
    return std::move(sink).finish();
}

ListImport importListFile(ListColor color, ListKind kind, std::string_view text,
                          const ImportProgress& progress)
{
    ImportSink sink(color, kind, progress);
    forListFileLines(
        text, [&](std::int64_t number, std::string_view line, const Result<std::string_view>& pattern) {
            if (!sink.goOn(std::size_t(number), std::size_t(line.data() - text.data()) + line.size()))
                return false;
            if (pattern)
                sink.parse(std::size_t(number), *pattern, {});
            else
                sink.refuse(std::size_t(number), line, pattern.error());
            return true;
        });
    return std::move(sink).finish();
}

std::string writeRefused(const ListImport& import)
{
    std::string text;
    for (const ListImport::Note& note : import.refused)
        text += "# line " + std::to_string(note.line) + ": " + showable(toString(note.reason)) + '\n' +
                note.text + '\n';
    return text;
}

} // namespace postern::model
