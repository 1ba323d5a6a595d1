// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace postern::mailauth {

// A digest that is made piece by piece.
class Sha256 {
public:
    static constexpr std::size_t size = 32;

    Sha256();
    void add(std::string_view bytes);
    std::string finish(); // once

private:
    struct Freed {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Freed> m_context;
};

} // namespace postern::mailauth
