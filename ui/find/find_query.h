// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <compare>
#include <optional>
#include <vector>

namespace postern::ui {

// What somebody typed to find something, as it is compared: in words, without case and the marks of letters.
// Whatever is no letter or digit parts words; dots and '@' between them do not, so that an address is one.
class FindQuery {
public:
    explicit FindQuery(const QString& typed);

    const QStringList& words() const { return m_words; }
    QString text() const { return m_words.join(u' '); }
    void add(const FindQuery& other) { m_words.append(other.m_words); }
    bool empty() const { return m_words.isEmpty(); }

private:
    QStringList m_words;
};

// How well something fits; what is less comes first.
struct FindRank {
    // The whole label; a word of the label begins so; a synonym; only a part of a word.
    enum class Kind { Label, Word, Synonym, Part };

    int missing = 0; // words of the query that are not there at all
    Kind kind = Kind::Part;
    int nearness = 0; // among the same kind

    auto operator<=>(const FindRank&) const = default;
};

// What can be found: by its label and by what people call it besides.
class Findable {
public:
    // `synonyms` are parted by commas; each may have several words.
    explicit Findable(const QString& label, const QString& synonyms = {});

    // nullopt: no word of the query is there. Words that are in `around` (where it is: a service, a tab) need
    // not be in the label, but alone find nothing.
    std::optional<FindRank> rank(const FindQuery& query, const FindQuery& around) const;

private:
    using Kind = FindRank::Kind;
    std::optional<Kind> kindOf(const QString& word) const;
    int nearness(const FindQuery& query, Kind kind) const;

    QStringList m_label;
    std::vector<QStringList> m_synonyms;
};

} // namespace postern::ui
