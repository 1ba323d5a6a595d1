// SPDX-License-Identifier: GPL-3.0-or-later
// Lists as Mailtraq has them: a wildcard a line, read from top to bottom; each line puts in what it matches,
// or takes it out again where it begins with '~'. So the last line that matches decides. Besides '*' and '?'
// there are '%' for a digit and '$' for a letter; "=^" begins a wildcard of another kind. (Mailtraq's own
// knowledge base, articles KB00022808 and KB11122101.)
#include "base/domain_name.h"
#include "model/import_sink.h"
#include "model/list_text.h"
#include "model/ordered_patterns.h"
#include "model/ordered_ranges.h"

#include <algorithm>
#include <unordered_map>

namespace postern::model {

namespace {

constexpr std::size_t mostVariants = 100; // of one line with % and $

// '%' and '$' written out: every line that it stands for. Empty: they would be too many.
std::vector<std::string> variants(const std::string& text)
{
    std::vector<std::string> all{""};
    for (const char c : text) {
        const std::string_view choices = c == '%'   ? std::string_view("0123456789")
                                         : c == '$' ? std::string_view("abcdefghijklmnopqrstuvwxyz")
                                                    : std::string_view(&c, 1);
        if (all.size() * choices.size() > mostVariants)
            return {};
        std::vector<std::string> longer;
        for (const std::string& each : all) {
            for (const char choice : choices)
                longer.push_back(each + choice);
        }
        all = std::move(longer);
    }
    return all;
}

// "192.168.*" → "192.168.*.*"
std::string wholeOctets(std::string text)
{
    const auto dots = std::count(text.begin(), text.end(), '.');
    if (text.find(':') == text.npos && text.ends_with(".*")) {
        for (auto i = dots; i < 3; ++i)
            text += ".*";
    }
    return text;
}

class MailtraqList {
public:
    explicit MailtraqList(ImportSink& sink)
        : m_sink(sink)
    {
    }

    void add(std::size_t number, std::string_view line)
    {
        const std::string text = lowerAscii(splitListLine(line).pattern);
        if (text.empty())
            return;
        if (text.find("=^") != text.npos)
            return m_sink.refuse(
                number, line,
                importReason(POSTERN_TEXT("server", "wildcards that begin with =^ are not translated"),
                             POSTERN_TEXT("server", "write it with * and ?")));
        const auto all = variants(text);
        if (all.empty())
            return m_sink.refuse(
                number, line,
                importReason(POSTERN_TEXT("server", "with % and $ the line stands for more than %1 patterns"),
                             POSTERN_TEXT("server", "write ? for each; it stands for any character"),
                             {std::to_string(mostVariants)}));
        for (const std::string& each : all) {
            if (!addPattern(number, line, each))
                return;
        }
    }

    void finish()
    {
        keepTheLastOfEach();
        if (m_sink.kind() == ListKind::Ip)
            return placeAllRanges();
        const auto negated = std::size_t(std::count_if(
            m_lines.begin(), m_lines.end(), [](const Line& line) { return line.pattern.negated; }));
        if (negated * (m_lines.size() - negated) > mostPatternPairs)
            return m_sink.refuse(
                m_lines.front().number, m_lines.front().text,
                importReason(POSTERN_TEXT("server",
                                          "%1 lines with ~ and %2 without are too many to be compared; "
                                          "nothing was read"),
                             POSTERN_TEXT("server", "cut the file into parts"),
                             {std::to_string(negated), std::to_string(m_lines.size() - negated)}));
        placeAllPatterns();
    }

private:
    struct Line {
        std::size_t number = 0;
        std::string text; // all of it
        ListPattern pattern;
    };

    bool addPattern(std::size_t number, std::string_view line, const std::string& typed)
    {
        const bool ip = m_sink.kind() == ListKind::Ip;
        auto pattern = ListPattern::parse(m_sink.kind(), ip ? wholeOctets(typed) : typed);
        if (!pattern) {
            m_sink.refuse(number, line, pattern.error());
            return false;
        }
        const bool wider =
            !ip && m_sink.kind() != ListKind::Helo &&
            (pattern->shape == ListPattern::Shape::Domain || pattern->shape == ListPattern::Shape::Suffix);
        if (wider)
            m_sink.warn(
                number, line,
                importReason(POSTERN_TEXT("server", "Mailtraq compares it with whole addresses, which "
                                                    "are never just this; here it means every address "
                                                    "of the domain")));
        m_lines.push_back({number, std::string(line), std::move(*pattern)});
        return true;
    }

    // Of lines with the same pattern the last one decides.
    void keepTheLastOfEach()
    {
        std::unordered_map<std::string, std::size_t> last;
        for (std::size_t i = 0; i < m_lines.size(); ++i)
            last[m_lines[i].pattern.text] = i;
        std::vector<Line> kept;
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            const std::size_t winner = last[m_lines[i].pattern.text];
            if (winner == i)
                kept.push_back(m_lines[i]);
            else if (m_lines[winner].pattern.negated == m_lines[i].pattern.negated)
                m_sink.repeat();
            else
                drop(m_lines[i], m_lines[winner]);
        }
        m_lines = std::move(kept);
    }

    void drop(const Line& line, const Line& by)
    {
        m_sink.drop(
            line.number, line.text,
            importReason(POSTERN_TEXT("server", "it can never decide: line %1 comes later and matches "
                                                "all that it matches"),
                         "", {std::to_string(by.number)}));
    }

    void placeAllRanges()
    {
        std::vector<OrderedRange> ranges;
        for (const Line& line : m_lines)
            ranges.push_back({line.pattern.range, ranges.size() + 1, !line.pattern.negated});
        const auto placed = placeRanges(ranges);
        for (std::size_t i = 0; i < placed.size(); ++i) {
            const Line& line = m_lines[i];
            switch (placed[i].fate) {
            case PlacedRange::Fate::Beaten:
                if (placed[i].by != PlacedRange::several)
                    drop(line, m_lines[placed[i].by]);
                else
                    m_sink.drop(
                        line.number, line.text,
                        importReason(POSTERN_TEXT("server", "it can never decide: lines that come later "
                                                            "match all that it matches")));
                break;
            case PlacedRange::Fate::Useless:
                m_sink.drop(line.number, line.text,
                            importReason(POSTERN_TEXT("server", "there is nothing that it takes out")));
                break;
            case PlacedRange::Fate::Kept:
                m_sink.take(line.number, line.pattern);
                break;
            case PlacedRange::Fate::Cut:
                takePieces(line, placed[i].pieces);
                break;
            }
        }
    }

    void takePieces(const Line& line, const std::vector<IpRange>& pieces)
    {
        for (const IpRange& piece : pieces) {
            ListPattern pattern = line.pattern;
            pattern.range = piece;
            pattern.text = piece.toString();
            m_sink.take(line.number, pattern);
        }
        if (pieces.empty())
            m_sink.drop(
                line.number, line.text,
                importReason(POSTERN_TEXT("server", "what it takes out is left out of the other lines")));
    }

    void placeAllPatterns()
    {
        std::vector<ListPattern> patterns;
        for (const Line& line : m_lines)
            patterns.push_back(line.pattern);
        const auto placed = placePatterns(patterns, [this] { return m_sink.stillWanted(); });
        for (std::size_t i = 0; i < placed.size(); ++i) {
            const Line& line = m_lines[i];
            if (placed[i].fate == PlacedPattern::Fate::Beaten) {
                drop(line, m_lines[placed[i].by]);
                continue;
            }
            m_sink.take(line.number, line.pattern);
            const std::string by = std::to_string(m_lines[placed[i].by].number);
            if (placed[i].fate == PlacedPattern::Fate::Differs)
                m_sink.warn(
                    line.number, line.text,
                    importReason(POSTERN_TEXT("server", "for %1 this line decides in Mailtraq, since it "
                                                        "comes last; here line %2 does, since it says more "
                                                        "exactly what it means"),
                                 POSTERN_TEXT("server", "add a line for such addresses"),
                                 {placed[i].witness, by}));
            else if (placed[i].fate == PlacedPattern::Fate::Unsure)
                m_sink.warn(
                    line.number, line.text,
                    importReason(POSTERN_TEXT("server", "where it and line %1 both match, that line comes "
                                                        "first here; whether that changes anything could not "
                                                        "be found out"),
                                 "", {by}));
        }
    }

    ImportSink& m_sink;
    std::vector<Line> m_lines;
};

} // namespace

void importMailtraq(ImportSink& sink, std::string_view text)
{
    MailtraqList list(sink);
    forImportLines(
        sink, text,
        [&](std::size_t number, std::string_view line) {
            list.add(number, line);
            return true;
        },
        mostMailtraqLines);
    list.finish();
}

} // namespace postern::model
