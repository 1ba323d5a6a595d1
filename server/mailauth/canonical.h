// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace postern::mailauth {

// RFC 6376 3.4
enum class Canonical : std::uint8_t { Simple, Relaxed };

// One field of a header, with CR LF, as it is signed.
std::string canonicalField(std::string_view field, Canonical canonical);

// The body as it is signed, while it comes in pieces of any size. Keeps nothing of it: what may turn out to
// be the empty lines at its end is counted.
class CanonicalBody {
public:
    using Sink = std::function<void(std::string_view)>; // takes pieces of the canonical body, in order

    CanonicalBody(Canonical canonical, Sink sink)
        : m_canonical(canonical)
        , m_sink(std::move(sink))
    {
    }

    void scan(std::string_view content);
    void finish();

private:
    void scanSimple(std::string_view content);
    void scanRelaxed(std::string_view content);
    void put(char c);
    void put(std::string_view run);
    void putHeldBack();
    void flush();

    Canonical m_canonical;
    Sink m_sink;
    std::string m_buffer;
    std::uint64_t m_lineEnds = 0; // held back
    bool m_cr = false;            // held back
    bool m_blank = false;         // held back
    bool m_any = false;           // something was put
};

} // namespace postern::mailauth
