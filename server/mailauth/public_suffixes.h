// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

struct psl_ctx_st;

namespace postern::mailauth {

// The list of public suffixes (publicsuffix.org), through libpsl: the system's file, or the list within the
// library where that is newer. Read once; thread-safe afterwards.
class PublicSuffixes {
public:
    PublicSuffixes();

    // The organisational domain (RFC 7489 3.2): "example.co.uk" for "a.b.example.co.uk". Itself where the
    // name is a public suffix. `domain` is comparable.
    std::string organisation(const std::string& domain) const;

private:
    struct Freed {
        void operator()(psl_ctx_st* list) const;
    };
    std::unique_ptr<psl_ctx_st, Freed> m_list; // null: there is none
};

} // namespace postern::mailauth
