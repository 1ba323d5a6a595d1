// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/password.h"

#include "base/password_hash.h"

#include <termios.h>
#include <unistd.h>

namespace postern::ctl {

namespace {

// Keeps the terminal from showing what is typed, for its lifetime.
class Hidden {
public:
    Hidden()
    {
        if (tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        termios hidden = m_before;
        hidden.c_lflag &= ~tcflag_t(ECHO);
        m_changed = tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0;
    }
    ~Hidden()
    {
        if (m_changed)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    Hidden(const Hidden&) = delete;
    Hidden& operator=(const Hidden&) = delete;

private:
    termios m_before{};
    bool m_changed = false;
};

Result<std::string> readLine(Context& context)
{
    std::string line;
    if (!std::getline(context.in, line))
        return fail(ErrorKind::Invalid, "there is no password on standard input", {},
                    "type one, pipe one in, or give --no-password");
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

Result<std::string> ask(Context& context, const std::string& address)
{
    const Hidden hidden;
    context.err.prompt("Password of " + address + ": ");
    auto first = readLine(context);
    context.err.line("");
    if (!first)
        return first;
    context.err.prompt("Once more: ");
    const auto second = readLine(context);
    context.err.line("");
    if (!second || *first != *second)
        return fail(ErrorKind::Invalid, "the two passwords differ", {}, "nothing was changed; try again");
    return first;
}

} // namespace

Result<KeptPassword> readPassword(Context& context, const std::string& address)
{
    const auto password = isatty(STDIN_FILENO) != 0 ? ask(context, address) : readLine(context);
    if (!password)
        return failFrom(password);
    return keepPassword(*password);
}

} // namespace postern::ctl
