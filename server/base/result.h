// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

#include <utility>

namespace postern {

// The second lane of error.h: a value, or an Error that the caller can act on.
// A class of its own, and no alias, so that the compiler warns where one is dropped.
template <class T = void>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using tl::expected<T, Error>::expected;
    Result() = default;
    Result(tl::expected<T, Error> other)
        : tl::expected<T, Error>(std::move(other))
    {
    }
};

inline tl::unexpected<Error> fail(ErrorKind kind, std::string what, std::string where = {},
                                  std::string hint = {}, std::vector<std::string> args = {})
{
    return tl::unexpected<Error>(
        Error{kind, std::move(what), std::move(where), std::move(hint), std::move(args)});
}

// Hands the error of one Result on as the error of another type of Result.
template <class T>
tl::unexpected<Error> failFrom(const Result<T>& result)
{
    return tl::unexpected<Error>(result.error());
}

} // namespace postern
