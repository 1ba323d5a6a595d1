// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/find_query.h"

#include <algorithm>

namespace postern::ui {

namespace {

constexpr qsizetype longestQuery = 400; // what is pasted may be a whole bounce

// "Größe" → "grosse": as it is typed where a keyboard lacks the letter, too.
QString foldedText(const QString& text)
{
    QString folded;
    const QString parts =
        text.left(longestQuery).normalized(QString::NormalizationForm_KD).toUpper().toLower();
    for (const QChar c : parts) {
        if (!c.isMark())
            folded.append(c);
    }
    return folded;
}

bool joinsWords(const QString& text, qsizetype at)
{
    return (text[at] == u'.' || text[at] == u'@') && at > 0 && at + 1 < text.size() &&
           text[at - 1].isLetterOrNumber() && text[at + 1].isLetterOrNumber();
}

bool anyBeginsWith(const QStringList& words, const QString& start)
{
    return std::any_of(words.begin(), words.end(),
                       [&start](const QString& word) { return word.startsWith(start); });
}

bool anyContains(const QStringList& words, const QString& part)
{
    return std::any_of(words.begin(), words.end(),
                       [&part](const QString& word) { return word.contains(part); });
}

// A part of a word says something from so many letters on.
constexpr qsizetype shortestPart = 3;

} // namespace

FindQuery::FindQuery(const QString& typed)
{
    const QString text = foldedText(typed);
    QString word;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && (text[i].isLetterOrNumber() || joinsWords(text, i))) {
            word.append(text[i]);
        } else if (!word.isEmpty()) {
            m_words.append(word);
            word.clear();
        }
    }
}

Findable::Findable(const QString& label, const QString& synonyms)
    : m_label(FindQuery(label).words())
{
    for (const QString& each : synonyms.split(u',', Qt::SkipEmptyParts))
        m_synonyms.push_back(FindQuery(each).words());
}

std::optional<FindRank::Kind> Findable::kindOf(const QString& word) const
{
    if (anyBeginsWith(m_label, word))
        return Kind::Word;
    const auto inSynonyms = [this](const auto& test) {
        return std::any_of(m_synonyms.begin(), m_synonyms.end(), test);
    };
    if (inSynonyms([&word](const QStringList& each) { return anyBeginsWith(each, word); }))
        return Kind::Synonym;
    if (word.size() < shortestPart)
        return std::nullopt;
    if (anyContains(m_label, word) ||
        inSynonyms([&word](const QStringList& each) { return anyContains(each, word); }))
        return Kind::Part;
    return std::nullopt;
}

// Of a label whether it begins so; of synonyms how much of one was typed.
int Findable::nearness(const FindQuery& query, Kind kind) const
{
    const QString typed = query.text();
    if (kind == Kind::Word)
        return m_label.join(u' ').startsWith(typed) ? 0 : 1;
    if (kind != Kind::Synonym)
        return 0;
    int nearest = 3;
    for (const QStringList& each : m_synonyms) {
        const QString text = each.join(u' ');
        const bool all = std::all_of(query.words().begin(), query.words().end(),
                                     [&each](const QString& word) { return anyBeginsWith(each, word); });
        nearest = std::min(nearest, text == typed ? 0 : text.startsWith(typed) ? 1 : all ? 2 : 3);
    }
    return nearest;
}

std::optional<FindRank> Findable::rank(const FindQuery& query, const FindQuery& around) const
{
    if (query.empty())
        return std::nullopt;
    if (m_label == query.words())
        return FindRank{0, Kind::Label, 0};
    FindRank rank{0, Kind::Word, 0};
    bool found = false;
    for (const QString& word : query.words()) {
        if (const auto kind = kindOf(word)) {
            rank.kind = std::max(rank.kind, *kind);
            found = true;
        } else if (!anyBeginsWith(around.words(), word)) {
            ++rank.missing;
        }
    }
    if (!found)
        return std::nullopt;
    rank.nearness = nearness(query, rank.kind);
    return rank;
}

} // namespace postern::ui
