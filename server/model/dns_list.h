// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "model/problems.h"

#include <vector>

// DNS lists of a service: what of them is legal, and what their texts mean.
namespace postern::model {

// RFC 5782 2.1: what a list answers is an address in 127.0.0.0/8.
bool isListAnswer(const IpAddress& address);

// What `answers` of a response names. An error where one is no range within 127.0.0.0/8, or where there is
// none.
Result<std::vector<IpRange>> answersOf(const DnsListResponse& response);

void checkDnsLists(Problems& problems, const Service& service);
void checkGreylisting(Problems& problems, const Greylisting& greylisting);

} // namespace postern::model
