// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/list_file.h"

#include "base/escape.h"
#include "model/list_file.h"
#include "model/list_text.h"
#include "policy/list_compiler.h"

namespace postern::policy {

namespace {

constexpr std::size_t shownOfLine = 60; // octets

} // namespace

Phrase firstRefused(const ListFile& file)
{
    std::vector<Phrase> parts;
    for (const ListFile::Refused& refused : file.first) {
        const std::string where = escapeForDisplay(refused.error.where, shownOfLine);
        Phrase what = phraseOf(refused.error);
        parts.push_back(where.empty() ? Phrase{POSTERN_TEXT("server", "line %1: %2"),
                                               false,
                                               {Phrase::name(std::to_string(refused.line)), std::move(what)}}
                                      : Phrase{POSTERN_TEXT("server", "line %1, %3: %2"),
                                               false,
                                               {Phrase::name(std::to_string(refused.line)), std::move(what),
                                                Phrase::name(where)}});
    }
    return joined(std::move(parts), "; ");
}

Result<ListFile> compileListFile(model::ListKind kind, std::string_view text, const std::string& name)
{
    ListFile file;
    ListCompiler compiler(kind);
    model::forListFileLines(
        text, [&](std::int64_t number, std::string_view, const Result<std::string_view>& pattern) {
            auto added = pattern ? compiler.addLine(number, *pattern) : Result<>(failFrom(pattern));
            if (added) {
                ++file.lines;
            } else {
                ++file.refused;
                if (file.first.size() < ListFile::mostNamed)
                    file.first.push_back({number, std::move(added.error())});
            }
            return file.lines <= model::maxListFileLines;
        });
    if (file.lines > model::maxListFileLines)
        return fail(ErrorKind::Full, POSTERN_TEXT("server", "the file has more than %1 entries"), name,
                    POSTERN_TEXT("server", "split it, or leave out what is not needed"),
                    {std::to_string(model::maxListFileLines)});
    if (file.lines == 0 && file.refused > 0)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "no line of the file is an entry; %1"), name,
                    POSTERN_TEXT("server", "it may be another kind of file, or for another tab"),
                    {toEnglish(firstRefused(file))});
    file.list = compiler.finish(name);
    return file;
}

} // namespace postern::policy
