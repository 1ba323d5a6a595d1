// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postfix_rule.h"

#include "base/domain_name.h"

#include <algorithm>
#include <array>

namespace postern::model {

namespace {

constexpr std::array alsoDone{"BCC", "FILTER", "HOLD", "INFO", "PREPEND", "REDIRECT", "WARN"};
constexpr std::array later{"DEFER", "DEFER_IF_PERMIT", "DEFER_IF_REJECT"};

bool allDigits(std::string_view word)
{
    return !word.empty() && word.find_first_not_of("0123456789") == word.npos;
}

template <class Words>
bool isOneOf(const Words& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

struct Action {
    std::string word;      // in capitals
    std::string_view rest; // what stands behind it

    bool isReply(char digit) const { return allDigits(word) && word.size() == 3 && word[0] == digit; }
    bool lets() const
    {
        return word == "OK" || word == "PERMIT" || (allDigits(word) && !isReply('4') && !isReply('5'));
    }
    bool refuses() const { return word == "REJECT" || word == "DISCARD" || isReply('5'); }
    bool defers() const { return isOneOf(later, word) || isReply('4'); }
};

Action readAction(std::string_view text)
{
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    return {upperAscii(text.substr(0, end)), trim(text.substr(end))};
}

Error refusalOf(const Action& action)
{
    if (action.word.empty())
        return importReason(POSTERN_TEXT("server", "there is no action behind the key"),
                            POSTERN_TEXT("server", "write it like example.com REJECT"));
    if (action.defers())
        return importReason(
            POSTERN_TEXT("server",
                         "it asks the client to come again later, and a Black List refuses for good"),
            POSTERN_TEXT("server", "decide between REJECT and nothing"));
    return importReason(POSTERN_TEXT("server", "“%1” is no action that a list can have"),
                        POSTERN_TEXT("server", "lists know REJECT, OK and DUNNO"), {action.word});
}

void understand(ImportSink& sink, PostfixRule rule, std::string_view actionText,
                const std::function<void(PostfixRule)>& each)
{
    const Action action = readAction(actionText);
    if (action.refuses()) {
        rule.verdict = PostfixRule::Verdict::Refuse;
        rule.comment = importedComment(action.rest);
        if (action.word == "DISCARD")
            rule.inexact = importReason(
                POSTERN_TEXT("server", "the mail was thrown away in silence; here it is refused"));
    } else if (action.lets()) {
        rule.verdict = PostfixRule::Verdict::LetThrough;
    } else if (isOneOf(alsoDone, action.word)) {
        rule.inexact = importReason(
            POSTERN_TEXT("server", "%1 is not done here; the line only ends the look-up, like DUNNO"), "",
            {action.word});
    } else if (action.word != "DUNNO") {
        return sink.refuse(rule.line, rule.text, refusalOf(action));
    }
    each(std::move(rule));
}

} // namespace

PostfixLine splitPostfixLine(std::string_view line)
{
    line = trim(line);
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    return {line.substr(0, end), trim(line.substr(end))};
}

bool isPostfixAction(std::string_view text)
{
    const Action action = readAction(text);
    return action.refuses() || action.lets() || action.defers() || action.word == "DUNNO" ||
           isOneOf(alsoDone, action.word);
}

void forPostfixRules(ImportSink& sink, std::string_view text, const std::function<void(PostfixRule)>& each,
                     const std::function<bool(const PostfixRule&)>& handled)
{
    PostfixRule rule; // whose text is still growing
    const auto finish = [&] {
        if (rule.line == 0)
            return;
        const std::string whole = rule.text;
        const PostfixLine line = splitPostfixLine(whole);
        rule.key = line.key;
        if (!handled || !handled(rule))
            understand(sink, std::move(rule), line.action, each);
        rule = {};
    };
    forImportLines(sink, text, [&](std::size_t number, std::string_view line) {
        const std::string_view words = trim(line);
        if (words.empty() || words.front() == '#')
            return true;
        const bool carriesOn = line.front() == ' ' || line.front() == '\t';
        if (carriesOn && rule.line != 0 && rule.text.size() + words.size() < longestImportLine) {
            rule.text += ' ';
            rule.text += words;
            return true;
        }
        if (carriesOn) {
            sink.refuse(
                number, line,
                importReason(POSTERN_TEXT("server", "the line begins with a blank, so it carries on one "
                                                    "before it, and there is none that it could")));
            return true;
        }
        finish();
        rule.line = number;
        rule.text = words;
        return true;
    });
    finish();
}

void leaveOut(ImportSink& sink, const PostfixRule& rule)
{
    switch (rule.verdict) {
    case PostfixRule::Verdict::Refuse:
        return sink.refuse(rule.line, rule.text,
                           importReason(POSTERN_TEXT("server", "this line belongs into the Black List"),
                                        POSTERN_TEXT("server", "import the file there as well")));
    case PostfixRule::Verdict::LetThrough:
        return sink.refuse(rule.line, rule.text,
                           importReason(POSTERN_TEXT("server", "this line belongs into the Exceptions"),
                                        POSTERN_TEXT("server", "import the file there as well")));
    case PostfixRule::Verdict::Nothing:
        return sink.drop(rule.line, rule.text,
                         importReason(POSTERN_TEXT(
                             "server", "it says nothing, and there is no wider line to take it out of")));
    }
}

} // namespace postern::model
