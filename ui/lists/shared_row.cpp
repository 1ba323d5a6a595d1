// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/shared_row.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <limits>
#include <new>

namespace postern::ui {

using model::Id;

namespace {

enum Flag : std::uint16_t {
    White = 1,
    Kind = 2 | 4,
    Negated = 8,
    Enabled = 16,
    Condition = 32 | 64,
    Expires = 128,
    OnlyFrom = 256, // these three: such a text follows
    Invalid = 512,
    WrongExpiry = 1024,
    Blank = 2048, // nothing stands in the line yet
    Lower = 4096,
};
constexpr unsigned kindShift = 1;
constexpr unsigned conditionShift = 5;

using Length = std::uint32_t; // of a text

bool isLower(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

unsigned flagsOf(const ListRow& row)
{
    const model::ListEntry& entry = row.entry;
    const auto when = [](bool does, unsigned flag) { return does ? flag : 0U; };
    return when(entry.color == model::ListColor::White, White) | unsigned(entry.kind) << kindShift |
           when(entry.negated, Negated) | when(entry.enabled, Enabled) |
           unsigned(entry.condition) << conditionShift | when(entry.expires.has_value(), Expires) |
           when(!entry.onlyFrom.empty(), OnlyFrom) | when(row.invalid.has_value(), Invalid) |
           when(row.wrongExpiry.has_value(), WrongExpiry) | when(row.blank(), Blank) |
           when(isLower(row.invalid ? *row.invalid : entry.pattern) && isLower(entry.comment), Lower);
}

} // namespace

// What most lines have comes first, its texts behind it; what few have comes last, each with its length.
struct SharedRow::Packed {
    std::atomic<std::uint32_t> uses{1};
    std::uint32_t size = 0; // of all texts
    std::uint16_t flags = 0;
    std::uint16_t authorLength = 0;
    Length patternLength = 0;
    Length commentLength = 0;
    Id id = 0;
    Id service = 0;
    std::int64_t created = 0;
    std::int64_t expires = 0;

    bool has(Flag flag) const { return (flags & flag) != 0; }
    char* text() { return reinterpret_cast<char*>(this + 1); }
    const char* text() const { return reinterpret_cast<const char*>(this + 1); }

    static Packed* make(std::size_t size) { return new (::operator new(sizeof(Packed) + size)) Packed; }
    static void drop(Packed* packed)
    {
        packed->~Packed();
        ::operator delete(packed);
    }
};

SharedRow::SharedRow(const ListRow& row)
{
    const model::ListEntry& entry = row.entry;
    const std::string_view author =
        std::string_view(entry.author).substr(0, std::numeric_limits<std::uint16_t>::max());
    const std::array<std::string_view, 3> common{entry.pattern, entry.comment, author};
    const std::array<std::pair<bool, std::string_view>, 3> rare{
        {{!entry.onlyFrom.empty(), entry.onlyFrom},
         {row.invalid.has_value(), row.invalid ? *row.invalid : std::string_view()},
         {row.wrongExpiry.has_value(), row.wrongExpiry ? *row.wrongExpiry : std::string_view()}}};
    std::size_t size = 0;
    for (const std::string_view each : common)
        size += each.size();
    for (const auto& [there, text] : rare)
        size += there ? sizeof(Length) + text.size() : 0;

    m_packed = Packed::make(size);
    m_packed->size = std::uint32_t(size);
    m_packed->flags = std::uint16_t(flagsOf(row));
    m_packed->patternLength = Length(entry.pattern.size());
    m_packed->commentLength = Length(entry.comment.size());
    m_packed->authorLength = std::uint16_t(author.size());
    m_packed->id = entry.id;
    m_packed->service = entry.service;
    m_packed->created = toMicros(entry.created);
    m_packed->expires = entry.expires ? toMicros(*entry.expires) : 0;
    char* to = m_packed->text();
    for (const std::string_view each : common)
        to = std::copy(each.begin(), each.end(), to);
    for (const auto& [there, text] : rare) {
        if (!there)
            continue;
        const auto length = Length(text.size());
        std::memcpy(to, &length, sizeof length);
        to = std::copy(text.begin(), text.end(), to + sizeof length);
    }
}

SharedRow::SharedRow(const SharedRow& other) noexcept
    : m_packed(other.m_packed)
{
    if (m_packed != nullptr)
        m_packed->uses.fetch_add(1, std::memory_order_relaxed);
}

SharedRow::~SharedRow()
{
    if (m_packed != nullptr && m_packed->uses.fetch_sub(1, std::memory_order_acq_rel) == 1)
        Packed::drop(m_packed);
}

// The text that `which` flag stands for; "" where there is none.
std::string_view SharedRow::rest(unsigned which) const
{
    const char* at =
        m_packed->text() + m_packed->patternLength + m_packed->commentLength + m_packed->authorLength;
    for (const Flag flag : {OnlyFrom, Invalid, WrongExpiry}) {
        if (!m_packed->has(flag))
            continue;
        Length length = 0;
        std::memcpy(&length, at, sizeof length);
        at += sizeof length;
        if (flag == which)
            return {at, length};
        at += length;
    }
    return {};
}

ListRow SharedRow::value() const
{
    const char* author = m_packed->text() + m_packed->patternLength + m_packed->commentLength;
    ListRow row;
    model::ListEntry& entry = row.entry;
    entry.id = m_packed->id;
    entry.service = m_packed->service;
    entry.color = m_packed->has(White) ? model::ListColor::White : model::ListColor::Black;
    entry.kind = model::ListKind((m_packed->flags & Kind) >> kindShift);
    entry.pattern = pattern();
    entry.negated = negated();
    entry.condition = condition();
    entry.onlyFrom = onlyFrom();
    entry.comment = comment();
    entry.author.assign(author, m_packed->authorLength);
    entry.created = fromMicros(m_packed->created);
    entry.expires = expires();
    entry.enabled = enabled();
    if (m_packed->has(Invalid))
        row.invalid = rest(Invalid);
    if (m_packed->has(WrongExpiry))
        row.wrongExpiry = rest(WrongExpiry);
    return row;
}

Id SharedRow::id() const
{
    return m_packed->id;
}

Id SharedRow::service() const
{
    return m_packed->service;
}

bool SharedRow::negated() const
{
    return m_packed->has(Negated);
}

bool SharedRow::enabled() const
{
    return m_packed->has(Enabled);
}

model::Condition SharedRow::condition() const
{
    return model::Condition((m_packed->flags & Condition) >> conditionShift);
}

std::optional<Time> SharedRow::expires() const
{
    return m_packed->has(Expires) ? std::optional(fromMicros(m_packed->expires)) : std::nullopt;
}

std::string_view SharedRow::pattern() const
{
    return {m_packed->text(), m_packed->patternLength};
}

std::string_view SharedRow::typed() const
{
    return m_packed->has(Invalid) ? rest(Invalid) : pattern();
}

std::string_view SharedRow::comment() const
{
    return {m_packed->text() + m_packed->patternLength, m_packed->commentLength};
}

std::string_view SharedRow::onlyFrom() const
{
    return rest(OnlyFrom);
}

bool SharedRow::invalid() const
{
    return m_packed->has(Invalid);
}

bool SharedRow::wrongExpiry() const
{
    return m_packed->has(WrongExpiry);
}

bool SharedRow::wrong() const
{
    return !m_packed->has(Blank) && !sound();
}

bool SharedRow::sound() const
{
    return !invalid() && !wrongExpiry();
}

bool SharedRow::lowerCase() const
{
    return m_packed->has(Lower);
}

SharedRow SharedRow::withId(Id id) const
{
    if (this->id() == id)
        return *this;
    SharedRow copy;
    copy.m_packed = Packed::make(m_packed->size);
    copy.m_packed->size = m_packed->size;
    copy.m_packed->flags = m_packed->flags;
    copy.m_packed->authorLength = m_packed->authorLength;
    copy.m_packed->patternLength = m_packed->patternLength;
    copy.m_packed->commentLength = m_packed->commentLength;
    copy.m_packed->id = id;
    copy.m_packed->service = m_packed->service;
    copy.m_packed->created = m_packed->created;
    copy.m_packed->expires = m_packed->expires;
    std::copy_n(m_packed->text(), m_packed->size, copy.m_packed->text());
    return copy;
}

bool SharedRow::sameButForId(const SharedRow& other) const
{
    const Packed& a = *m_packed;
    const Packed& b = *other.m_packed;
    return &a == &b || (a.size == b.size && a.flags == b.flags && a.authorLength == b.authorLength &&
                        a.patternLength == b.patternLength && a.commentLength == b.commentLength &&
                        a.service == b.service && a.created == b.created && a.expires == b.expires &&
                        std::memcmp(a.text(), b.text(), a.size) == 0);
}

std::size_t SharedRow::bytes() const
{
    return sizeof(Packed) + m_packed->size;
}

} // namespace postern::ui
