// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scan/answer_reader.h"
#include "scan/scanner.h"

#include <asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace postern::scan {

// One question to a scanner by a connection of its own: what is said first, the message, the answer.
struct Errand {
    std::string address;
    std::chrono::seconds timeout{}; // of all of it
    std::string head;               // goes before the content
    bool endsWriting = false;       // the end of the content is told by the end of our side, too
    std::shared_ptr<const Request> request;
};

// `done` is called once, now or later, on the context's thread: with the answer, which is over, or with why
// there is none. The content is read and sent piece by piece; no more than one piece of it is held. An answer
// that comes before the scanner was given the whole message counts only where it says what is wrong:
// `mayBeEarly` tells.
using Answered = std::function<void(Result<AnswerReader>)>;
void exchange(asio::io_context& context, Errand errand, std::function<bool(const AnswerReader&)> mayBeEarly,
              Answered done);

} // namespace postern::scan
