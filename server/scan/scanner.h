// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/result.h"
#include "base/scan_opinion.h"

#include <asio/io_context.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace postern::scan {

// The content of a message that is complete, as it will be stored. Several scanners read it at once, each at
// its own place. Used on the thread of the context that the scanners were given.
class MessageSource {
public:
    static constexpr std::size_t pieceSize = 65'536;

    virtual ~MessageSource() = default;
    virtual std::int64_t size() const = 0; // octets in all
    using Taken = std::function<void(Result<std::string>)>;
    // At most pieceSize octets from `offset` on; "" at the end only. Calls `taken` once, now or later, on
    // that thread. Never blocks.
    virtual void read(std::int64_t offset, Taken taken) = 0;
};

// A message, and what is known of it besides. Texts as they came from the wire.
struct Request {
    std::shared_ptr<MessageSource> content;
    IpAddress client;
    std::string reverseName; // of the client, in the DNS; "": it has none, or nobody has asked
    std::string helo;
    std::string tls;    // version and cipher, or ""
    std::string user;   // authenticated, or ""
    std::string sender; // "" is the null sender
    std::vector<std::string> recipients;
    std::string id;       // it will have in the queue, if it is accepted
    std::string hostname; // of this server
    std::string fields;   // that will stand above the content (Received: …), each with CR LF
};

struct ScanResult {
    ScanOpinion opinion;
    std::string fields; // to be put above a message that is accepted, each with CR LF
};

// Asks one scanner about messages. On the thread of one context; outlives nothing: what it has begun ends
// without it.
class Scanner {
public:
    virtual ~Scanner() = default;

    // Calls `done` once, now or later, within the scanner's time-out. Never blocks. Whatever goes wrong is
    // a ScanOpinion::failure.
    using Done = std::function<void(ScanResult)>;
    virtual void scan(asio::io_context& context, std::shared_ptr<const Request> request, Done done) = 0;
};

// A result that says only why there is none.
ScanResult failedScan(std::string scanner, std::string why);

} // namespace postern::scan
