// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/milter_macros.h"

namespace postern::scan {

namespace {

using milter::Command;

struct StageMacros {
    Command command;
    std::string_view names;
};

// In the order of libmilter's SMFIM_CONNECT …
constexpr std::array<StageMacros, MilterMacroChoice::stages> allStages{{
    {Command::Connect, "j _ {daemon_name} {daemon_addr} {daemon_port} v {client_addr} {client_name} "
                       "{client_port} {client_ptr}"},
    {Command::Helo, "{tls_version} {cipher}"},
    {Command::Mail, "i {auth_type} {auth_authen} {mail_addr} {mail_host} {mail_mailer}"},
    {Command::Rcpt, "i {rcpt_addr} {rcpt_host} {rcpt_mailer}"},
    {Command::Data, "i"},
    {Command::EndOfMessage, "i"},
    {Command::EndOfHeader, "i"},
}};

std::string_view bare(std::string_view name)
{
    return name.starts_with('{') && name.ends_with('}') ? name.substr(1, name.size() - 2) : name;
}

std::string valueOf(const MilterMacros& macros, std::string_view name)
{
    for (const auto& [known, value] : macros) {
        if (bare(known) == bare(name))
            return milterText(known) + milterText(value);
    }
    return {};
}

} // namespace

bool MilterMacroChoice::choose(std::uint32_t stage, std::string_view names)
{
    if (stage >= stages || names.size() > longest)
        return false;
    m_chosen[stage] = names;
    return true;
}

std::string MilterMacroChoice::told(Command command, const MilterMacros& macros) const
{
    std::string data;
    for (std::size_t i = 0; i < stages; ++i) {
        if (allStages[i].command != command)
            continue;
        std::string_view names = m_chosen[i] ? std::string_view(*m_chosen[i]) : allStages[i].names;
        while (!names.empty()) {
            const std::size_t end = names.find_first_of(" ,");
            data += valueOf(macros, names.substr(0, end));
            names.remove_prefix(end == names.npos ? names.size() : end + 1);
        }
    }
    return data.empty() ? data : char(command) + data;
}

} // namespace postern::scan
