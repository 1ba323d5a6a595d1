// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace postern {

// Errors go down one of three lanes, and never change lanes on the way:
//  1. What a mail peer does wrong is an SMTP reply (smtp::Reply). It is never an Error and never thrown.
//  2. A failure that the caller can act on is a Result<T> (result.h) that carries an Error.
//  3. Lost infrastructure and bugs throw std::exception; caught once per session, per job and per action of
//  the console.

// What a caller may branch on; everything else in an Error is for people.
enum class ErrorKind {
    Invalid,      // the input is wrong; correcting it helps
    NotFound,     // the thing named does not exist
    Conflict,     // somebody else changed the same thing meanwhile
    Busy,         // locked or in use by another process; trying again may help
    Damaged,      // the data cannot be trusted
    NewerVersion, // written by a newer Postern; refuse to touch it
    Denied,       // the operating system refuses
    Full,         // no room on the disk, or a bound is reached
    Unavailable,  // not built into this version, or not reachable now
    Internal,     // should not happen; report it
};

// `what` says what is wrong, `where` names the file, line, key or row, `hint` says what to do. What the
// console is to show in the administrator's language is marked by POSTERN_TEXT("server", …) (sentence.h),
// with %1 … %9 for `args`; any other text is shown as it is.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    std::string what;
    std::string where;
    std::string hint;
    std::vector<std::string> args; // for `what` and `hint` alike

    bool operator==(const Error&) const = default;
};

// `what` and `hint` in English, with `args` in their places.
std::string whatIsWrong(const Error& error);
std::string whatToDo(const Error& error);

// "where: what. hint", leaving out what is empty. For logs and standard error.
std::string toString(const Error& error);

} // namespace postern
