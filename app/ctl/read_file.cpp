// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/read_file.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace postern::ctl {

namespace {

constexpr std::size_t largest = 256U << 20;

Result<std::string> readAll(std::istream& stream, const std::string& name)
{
    std::string text;
    std::array<char, 65536> buffer{};
    while (stream.read(buffer.data(), buffer.size()) || stream.gcount() > 0) {
        text.append(buffer.data(), std::size_t(stream.gcount()));
        if (text.size() > largest)
            return fail(ErrorKind::Full, "is larger than 256 MiB", name);
    }
    if (stream.bad())
        return fail(ErrorKind::Denied, "cannot be read", name);
    return text;
}

std::string systemError()
{
    return std::strerror(errno); // one thread
}

} // namespace

Result<std::string> readFile(Context& context, const std::string& file)
{
    if (file == "-")
        return readAll(context.in, "standard input");
    if (std::filesystem::is_directory(file))
        return fail(ErrorKind::Invalid, "is a folder", file);
    errno = 0;
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return fail(ErrorKind::NotFound, "cannot be read: " + systemError(), file);
    return readAll(stream, file);
}

Result<> writeFile(Context& context, const std::string& file, const std::string& text)
{
    if (file.empty() || file == "-") {
        context.out.document(text);
        return {};
    }
    if (std::filesystem::exists(file))
        return fail(ErrorKind::Denied, "is there already", file, "give the name of a new file");
    errno = 0;
    std::ofstream stream(file, std::ios::binary);
    stream << text << std::flush;
    if (!stream)
        return fail(ErrorKind::Denied, "cannot be written: " + systemError(), file);
    return {};
}

} // namespace postern::ctl
