// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/public_suffixes.h"

#include <libpsl.h>

namespace postern::mailauth {

void PublicSuffixes::Freed::operator()(psl_ctx_st* list) const
{
    psl_free(list);
}

PublicSuffixes::PublicSuffixes()
    : m_list(psl_latest(nullptr))
{
}

std::string PublicSuffixes::organisation(const std::string& domain) const
{
    const char* own = m_list ? psl_registrable_domain(m_list.get(), domain.c_str()) : nullptr;
    return own != nullptr ? own : domain;
}

} // namespace postern::mailauth
