// SPDX-License-Identifier: GPL-3.0-or-later
#include "spool/system_error.h"

#include <cerrno>
#include <system_error>

namespace postern::spool {

namespace {

ErrorKind kindOf(int number)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return ErrorKind::Full;
    case EACCES:
    case EPERM:
    case EROFS:
        return ErrorKind::Denied;
    case ENOENT:
    case ENOTDIR:
        return ErrorKind::NotFound;
    default:
        return ErrorKind::Internal;
    }
}

} // namespace

tl::unexpected<Error> systemFailure(int number, const std::string& doing, const std::string& where)
{
    return fail(kindOf(number), doing + ": " + std::generic_category().message(number), where);
}

} // namespace postern::spool
